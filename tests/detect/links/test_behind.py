"""A bank that prints the wallet as the other side names the payee in its remark; that payee tells equal payments apart."""

import pytest

from detect.links.behind import payee_behind
from tests.detect.ledgers import BCA, GIRO, OVO, PAYPAL, Row, context_of, links_of, row

EUROPE = "PayPal Europe S.a.r.l. et Cie S.C.A"
TO_PERSON = "PP.4711.PP . Ihre Zahlung an {}"


def mirrors(*rows: Row) -> set[tuple[str, str]]:
    return links_of(rows, "mirror", context_of((PAYPAL, GIRO, OVO, BCA)))


def booked(when: str, amount: int, words: str, name: str) -> Row:
    return row(when, amount, EUROPE, GIRO, description=words, txn_id=name)


@pytest.mark.parametrize(
    "words",
    [
        "PP.4711.PP . Beispiel Versand, Ihr Einkauf bei Beispiel Versand",
        "1031234567890 PP.4711.PP . BEISPIEL VERSAND, Ihr Einkau f bei BEISPIEL VERSAND; LASTSCHRIFT",
        "1031234567890/PP.4711.PP/. Beispiel Versand, Erstattung",
        "1031234567890 Your purchase at Beispiel Versand",
    ],
)
def test_the_shop_is_read_from_paypals_words(words: str) -> None:
    assert payee_behind(EUROPE, words, "paypal europe s a r l et cie s c a") == "beispiel versand"


def test_words_that_name_nobody_leave_the_wallet_and_a_shops_own_text_is_not_read() -> None:
    assert payee_behind(EUROPE, "PP.4711.PP PAYPAL AUFLADUNG", "paypal europe") == "paypal europe"
    assert payee_behind("PAYPAL *BEISPIEL", "Ihr Einkauf bei Anderswo", "beispiel") == "beispiel"


def test_equal_payments_of_one_evening_find_their_own_bookings() -> None:
    rows = [
        row("2026-02-12T20:49:00", -1_390, "Beispiel Eins", PAYPAL, txn_id="w1"),
        row("2026-02-12T20:52:00", -1_390, "Beispiel Zwei", PAYPAL, txn_id="w2"),
        booked("2026-02-12", -1_390, TO_PERSON.format("Beispiel Zwei"), "b2"),
        booked("2026-02-13", -1_390, TO_PERSON.format("Beispiel Eins"), "b1"),
    ]
    assert mirrors(*rows) == {("w1", "b1"), ("w2", "b2")}


def test_a_word_for_what_was_done_is_no_part_of_the_payees_name() -> None:
    rows = [
        row("2026-03-02T12:03:00", -13_200_000, "CONTOH SATU", OVO, txn_id="w1", method="BCA 8705", kind="transfer"),
        row("2026-03-02T12:05:00", -13_200_000, "CONTOH DUA", OVO, txn_id="w2", method="BCA 8705", kind="transfer"),
        row("2026-03-02", -13_200_000, "OVO TRANSFER CONTOH DUA", BCA, txn_id="b2"),
        row("2026-03-03", -13_200_000, "OVO TRANSFER CONTOH SATU", BCA, txn_id="b1"),
    ]
    assert mirrors(*rows) == {("w1", "b1"), ("w2", "b2")}


def test_money_that_fills_the_wallet_is_no_payments_booking() -> None:
    paid = row("2026-06-16T17:45:00", -4_400, "Beispiel Eins", PAYPAL, txn_id="w")
    assert mirrors(paid, booked("2026-06-19", -4_400, "PP.4711.PP PAYPAL AUFLADUNG", "b")) == set()
    assert mirrors(paid, booked("2026-06-19", -4_400, "PP.4711.PP LASTSCHRIFT", "b")) == {("w", "b")}


def test_a_payment_without_funding_was_paid_from_the_balance_where_the_others_show_theirs() -> None:
    funded = []
    for n in range(3):
        cells = {"related_reference": f"4K{n}", "kind": "top_up"}
        funded.append(
            row(f"2026-01-0{n + 1}T10:00:00", -2_000 - n, f"Laden {n}", PAYPAL, txn_id=f"p{n}", reference=f"4K{n}")
        )
        funded.append(row(f"2026-01-0{n + 1}T10:00:00", 2_000 + n, "", PAYPAL, txn_id=f"f{n}", **cells))
    paid = row("2026-05-10T07:16:00", -350, "Beispiel Kiosk", PAYPAL, txn_id="w", reference="4K9")
    bank = booked("2026-05-12", -350, "PP.4711.PP . Beispiel Kiosk, Ihr Einkauf bei Beispiel Kiosk", "b")
    assert mirrors(paid, bank) == {("w", "b")}
    assert mirrors(*funded, paid, bank) == set()
