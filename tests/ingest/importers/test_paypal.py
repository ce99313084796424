import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detect.context import Context, Settings
from detect.links import find_links
from detect.scene import Scene
from detect.view import View
from ingest.ledger import Ledger
from ingest.paypal import ALIASES, STATES, date_format, kind, only_authorized
from ingest.source import Source
from ingest.statement import Statement
from tests.ingest.golden import named, samples

HEAD = (
    "Date,Time,TimeZone,Name,Type,Status,Currency,Gross,Fee,Net,Transaction ID,Reference Txn ID,Balance,Balance Impact"
)
PAYMENT = (
    "04/13/2024,18:00:00,PDT,Example Tea,Express Checkout Payment,Completed,USD,-10.00,0.00,-10.00,A1,,-10.00,Debit"
)
DEPOSIT = "04/13/2024,18:00:00,PDT,,General Card Deposit,Completed,USD,10.00,0.00,10.00,A2,A1,0.00,Credit"
REFUND = "04/20/2024,18:00:00,PDT,Example Tea,Payment Refund,Completed,USD,10.00,0.00,10.00,A3,A1,10.00,Credit"


def read(*rows: str, head: str = HEAD) -> list[Statement]:
    return named("paypal").parse(Source("p.csv", "\n".join((head, *rows, "")).encode()))


def one(*rows: str, head: str = HEAD) -> Statement:
    (statement,) = read(*rows, head=head)
    return statement


# -- one purchase, several rows ----------------------------------------------------------------------------------------


def test_what_paid_for_a_purchase_names_it_and_is_no_second_payment() -> None:
    rows = one(PAYMENT, DEPOSIT).rows
    assert rows["kind"].tolist() == ["payment", "top_up"]
    assert rows["related_reference"].tolist() == ["", "A1"]


def test_a_refund_names_the_payment() -> None:
    rows = one(PAYMENT, DEPOSIT, REFUND).rows
    assert rows["kind"].tolist() == ["payment", "top_up", "refund"]
    assert rows["related_reference"].iloc[2] == rows["reference"].iloc[0]


@pytest.mark.parametrize("agreement", ["B-29C065641H", "I-1U8HP4XP5WGN", "S-1AB"])
def test_a_billing_agreement_is_not_another_row(agreement: str) -> None:
    assert one(PAYMENT.replace("A1,,", f"A1,{agreement},")).rows["related_reference"].tolist() == [""]


def test_a_pending_deposit_is_in_the_balance_already() -> None:
    """The bank is what is slow; a pending payment has not happened."""
    pending = [row.replace("Completed", "Pending") for row in (PAYMENT, DEPOSIT)]
    assert one(*pending).rows["status"].tolist() == ["pending", "posted"]


def test_a_memo_row_moves_nothing_and_counts_as_neither() -> None:
    statement = one(PAYMENT.replace("Debit", "Memo"))
    assert statement.rows["moved"].tolist() == [False]
    assert statement.flow.tolist() == [0]


def test_an_item_of_a_payment_is_no_transaction() -> None:
    statement = one(PAYMENT, PAYMENT.replace("Express Checkout Payment", "Shopping Cart Item"))
    assert len(statement.rows) == 1
    assert [line.note.code for line in statement.skipped] == ["item"]


def test_every_currency_is_a_statement_of_its_own() -> None:
    statements = read(PAYMENT, PAYMENT.replace("USD", "EUR").replace("A1", "A9"))
    assert [statement.account.currency for statement in statements] == ["USD", "EUR"]


def test_a_status_nobody_knows_is_an_unread_line() -> None:
    statement = one(PAYMENT, DEPOSIT.replace("Completed", "Enchanted"))
    assert [line.number for line in statement.unread] == [3]


def test_the_event_code_outranks_the_words() -> None:
    statement = one(f"{PAYMENT},T1107", head=f"{HEAD},Transaction Event Code")
    assert statement.rows["kind"].tolist() == ["refund"]


@pytest.mark.parametrize(
    ("words", "code", "expected"),
    [
        ("General Authorization", "", True),
        ("Allgemeine Autorisierung", "", True),
        ("Account Hold for Open Authorization", "", False),
        ("Einbehaltung für offene Autorisierung", "", False),
        ("Express Checkout Payment", "", False),
        ("anything", "T1300", True),
    ],
)
def test_an_authorisation_moves_nothing_but_a_hold_for_one_does(words: str, code: str, expected: bool) -> None:
    assert only_authorized(words, code) is expected


@pytest.mark.parametrize(
    ("words", "sign", "expected"),
    [
        ("Virement par carte bancaire standard", 1, "top_up"),
        ("Virement standard", -1, "withdrawal"),
        ("Conversion de devise standard", -1, "exchange"),
        ("Bankstorting naar PP-rekening", 1, "top_up"),
        ("Algemene kaartstorting", 1, "top_up"),
        ("Algemene valutaomrekening", 1, "exchange"),
        ("Algemene opname", -1, "withdrawal"),
        ("Conversión de divisas general", -1, "exchange"),
        ("Retirada iniciada por el usuario", -1, "withdrawal"),
        ("Versamento generico con carta", 1, "top_up"),
        ("Rückbuchung allgemeiner Einbehaltung", 1, "hold"),
        ("Chargeback", -1, "reversal"),
        ("General Card Withdrawal", -1, "withdrawal"),
        ("Freeform Payment", -1, "payment"),
    ],
)
def test_a_row_is_what_its_type_says_in_any_language(words: str, sign: int, expected: str) -> None:
    assert kind(words, "", sign) == expected


def test_with_the_banks_statement_beside_it_every_payment_is_seen_once(ledger: Ledger, tmp_path: Path) -> None:
    """Also one that was converted: the bank's row is the other side of the conversion, not a second payment."""
    activity = next(path for path in samples("paypal") if path.stem == "activity")
    bank = tmp_path / "bank.csv"
    bank.write_text(
        "account,booked_at,amount,currency,counterparty\n"
        "bank,2024-04-04,-24.50,USD,PAYPAL *EXAMPLEBOOKS\n"
        "bank,2024-04-05,-9.99,USD,PAYPAL *EXAMPLEMUSIC\n"
        "bank,2024-04-15,-1240.15,USD,PAYPAL *EXAMPLETEA\n"
    )
    assert [report.status for path in (activity, bank) for report in ledger.import_path(path)] == ["imported"] * 2
    view = View(ledger.frame(), dt.date(2024, 5, 1), Context(accounts=ledger.accounts()), Settings())
    payments = ledger.frame().iloc[Scene(view, find_links(view)).payments]
    assert payments["counterparty"].tolist() == ["Example Books", "Example Music", "Example Tea", "Example Hotel"]
    assert set(payments["account"]) == {"paypal"}


# -- shapes and languages ----------------------------------------------------------------------------------------------


def test_a_heading_in_another_language_names_one_column_only() -> None:
    assert not set(ALIASES) & set(ALIASES.values())
    assert all(word == word.casefold() for word in STATES)


def test_spaces_before_headings_and_a_comma_at_the_end_do_no_harm() -> None:
    spaced = HEAD.replace(",", ", ") + ", "
    assert one(f"{PAYMENT},", f"{DEPOSIT},", head=spaced).rows.equals(one(PAYMENT, DEPOSIT).rows)


def test_a_spanish_statement_with_padded_headings_is_read() -> None:
    head = (
        '"Fecha","Hora","Zona horaria","Descripción","Divisa","Bruto ","Comisión ","Neto","Saldo","Id. de transacción",'
        '"Correo electrónico del remitente","Nombre"'
    )
    row = '"29/7/2025","09:23:05","Europe/Berlin","Pago con Pago exprés","EUR","4.000,50","-5,01","3.995,49","3.995,49","X1","a@example.com","Persona Ejemplo"'
    rows = one(row, head=head).rows
    assert (rows["amount"].iloc[0], rows["fee"].iloc[0]) == (400050, -501)
    assert str(rows["booked_at"].iloc[0]) == "2025-07-29 09:23:05"
    assert str(rows["instant"].iloc[0]) == "2025-07-29 07:23:05+00:00"


def test_tabs_and_semicolons_separate_as_well() -> None:
    data = f"{HEAD}\n{PAYMENT}\n{DEPOSIT}\n"
    for mark in "\t;":
        (statement,) = named("paypal").parse(Source("p.txt", data.replace(",", mark).encode()))
        assert statement.keys == one(PAYMENT, DEPOSIT).keys


def test_the_language_of_an_export_is_no_part_of_identity(ledger: Ledger) -> None:
    """The report in English, then the statement of the same days in German."""
    german = "Datum,Uhrzeit,Zeitzone,Beschreibung,Währung,Brutto,Entgelt,Netto,Guthaben,Transaktionscode,Name,Zugehöriger Transaktionscode"
    rows = [
        '14.04.2024,03:00:00,Europe/Berlin,PayPal Express-Zahlung,USD,"-10,00","0,00","-10,00","-10,00",A1,Example Tea,',
        '14.04.2024,03:00:00,Europe/Berlin,Allgemeine Gutschrift auf Kreditkarte,USD,"10,00","0,00","10,00","0,00",A2,,A1',
    ]
    ledger.import_source(Source("en.csv", f"{HEAD}\n{PAYMENT}\n{DEPOSIT}\n".encode()))
    report = ledger.import_source(Source("de.csv", "\n".join((german, *rows, "")).encode()))
    assert (report.new, report.known + report.updated) == (0, 2)


# -- which is the day --------------------------------------------------------------------------------------------------


@given(
    st.lists(st.dates(dt.date(1999, 1, 1), dt.date(2199, 1, 1)), min_size=1, max_size=30),
    st.sampled_from(["%m/%d/%Y", "%d/%m/%Y"]),
)
def test_a_day_that_cannot_be_a_month_decides(days: list[dt.date], fmt: str) -> None:
    if any(day.day > 12 for day in days):
        assert date_format([day.strftime(fmt) for day in sorted(days)], []) == fmt


def test_dots_are_never_american() -> None:
    assert date_format(["04.05.2024"], ["PDT"]) == "%d.%m.%Y"


def test_without_any_other_sign_the_zone_decides() -> None:
    assert date_format(["04/05/2024"], ["America/New_York"]) == "%m/%d/%Y"
    assert date_format(["04/05/2024"], ["Europe/London"]) == "%d/%m/%Y"


def test_a_hyphen_separates_too() -> None:
    assert date_format(["14-04-2024"], []) == "%d-%m-%Y"


def test_days_that_run_in_order_outweigh_the_zone() -> None:
    assert date_format(["03/05/2026", "03/06/2026", "04/02/2026"], ["Europe/Berlin"]) == "%m/%d/%Y"
    assert date_format(["05/03/2026", "06/03/2026", "02/04/2026"], ["America/New_York"]) == "%d/%m/%Y"


def test_time_and_zone_may_be_left_out_of_the_columns() -> None:
    short = "Date,Time,Name,Type,Status,Currency,Gross,Fee,Net"
    row = "04/16/2026,11:30,Example Garden,Payment,Completed,CAD,-60.00,0.00,-60.00"
    statement = one(row, head=short)
    assert (statement.rows["amount"].tolist(), statement.rows["has_time"].tolist()) == ([-6000], [True])
    shorter = one(row.replace(",11:30", ""), head=short.replace(",Time", ""))
    assert (shorter.rows["booked_at"].tolist(), shorter.rows["has_time"].tolist()) == ([dt.datetime.fromisoformat("2026-04-16")], [False])  # fmt: skip


def test_a_table_with_an_amount_and_a_type_is_not_yet_paypals() -> None:
    head = "Date,Type,Status,Amount,Fee,Net\n"
    assert not named("paypal").detect(Source("p.csv", f"{head}2026-04-16,Buy,Done,1.00,0.00,1.00\n".encode()))
