"""Questions about debits for a wallet: kept with their answers, obeyed by later scans and imports, and taken back."""

import datetime as dt
from pathlib import Path

import pytest

from detect.casebook import Casebook
from detect.context import Settings
from ingest.errors import UnknownName
from ingest.ledger import Ledger

DAY = dt.date(2026, 6, 30)
HEADING = "account,booked_at,amount,currency,counterparty,id,kind,method,institution,account_kind,account_country"
WALLET, BANK = "alipay:138****0000", "cmb:8705"
OF_WALLET, OF_BANK = ",招商银行储蓄卡(8705),alipay,wallet,CN", ",,cmb,debit,CN"


def paid(account: str, day: int, cents: int, name: str, identity: str) -> str:
    """Return a line of the canonical CSV: a payment some days after 1 March."""
    when = dt.date(2026, 3, 1) + dt.timedelta(days=day)
    rest = OF_WALLET if account == WALLET else OF_BANK
    return f"{account},{when}T12:00:0{account == BANK:d},-{cents / 100:.2f},CNY,{name},{identity},payment{rest}"


def both(day: int, identity: str) -> list[str]:
    cents = 2_000 + day
    return [
        paid(WALLET, day, cents, f"店{day}", f"w{identity}"),
        paid(BANK, day, cents, f"支付宝-店{day}", f"b{identity}"),
    ]


LINES = [line for day in (0, 14, 28, 84) for line in both(day, str(day))]
LINES += [paid(BANK, 50, 2_150, "支付宝-某店", "lost"), paid(BANK, 110, 1_990, "示例店", "end")]


def put(ledger: Ledger, folder: Path, name: str, lines: list[str]) -> int:
    (folder / name).write_text("\n".join([HEADING, *lines]) + "\n", encoding="utf-8")
    (report,) = ledger.import_path(folder / name)
    assert report.error is None
    return report.file_id or 0


@pytest.fixture
def book(ledger: Ledger, tmp_path: Path) -> Casebook:
    put(ledger, tmp_path, "a.csv", LINES)
    casebook = Casebook(ledger)
    scan(casebook)
    return casebook


def scan(book: Casebook) -> None:
    book.scan(DAY, Settings())


def alerts(book: Casebook, state: str = "open") -> list[tuple[str, ...]]:
    return [alert.rows for alert in book.alerts(state) if alert.kind == "failed_but_debited"]


def asked(book: Casebook) -> list[tuple[str, ...]]:
    return [one.question.rows for one in book.debitbook.questions()]


def answer(book: Casebook, said: str) -> str:
    (one,) = book.debitbook.questions()
    book.debitbook.answer(one.question.question_id[:5], said, DAY)
    return one.question.question_id


def test_a_scan_keeps_what_it_asks(book: Casebook) -> None:
    (one,) = book.debitbook.questions()
    assert (one.question.rows, one.question.why, one.unsure) == (("lost",), ("not_shown",), False)
    assert (one.question.account, one.question.wallet, one.question.amount) == (BANK, WALLET, 2_150)
    assert book.debitbook.open() == [one]


@pytest.mark.parametrize("said", ["known", "other_wallet"])
def test_what_is_known_is_never_asked_again(book: Casebook, said: str) -> None:
    answer(book, said)
    assert asked(book) == []
    scan(book)
    assert (asked(book), alerts(book)) == ([], [])


def test_another_wallet_ends_later_questions_and_a_known_payment_does_not(book: Casebook, tmp_path: Path) -> None:
    later = [paid(BANK, 60, 2_222, "支付宝-别店", "more"), paid(BANK, 115, 1_000, "示例店", "end2")]
    answer(book, "known")
    put(book.ledger, tmp_path, "b.csv", later)
    scan(book)
    assert asked(book) == [("more",)]
    answer(book, "other_wallet")
    scan(book)
    assert asked(book) == []
    book.debitbook.undo(day=DAY)
    scan(book)
    assert asked(book) == [("more",)]


def test_what_is_not_known_becomes_an_alert_and_stays_one(book: Casebook, tmp_path: Path) -> None:
    answer(book, "unknown")
    assert asked(book) == []
    for _ in range(2):
        scan(book)
        assert (asked(book), alerts(book)) == ([], [("lost",)])
    put(book.ledger, tmp_path, "b.csv", both(98, "98"))
    scan(book)
    assert alerts(book) == [("lost",)]


def test_a_statement_that_comes_later_and_shows_it_ends_the_question(book: Casebook, tmp_path: Path) -> None:
    put(book.ledger, tmp_path, "b.csv", [paid(WALLET, 50, 2_150, "某店", "found")])
    scan(book)
    assert (asked(book), alerts(book)) == ([], [])


def test_a_statement_that_comes_later_and_shows_it_closes_the_alert_until_it_is_taken_out(
    book: Casebook, tmp_path: Path
) -> None:
    answer(book, "unknown")
    scan(book)
    file_id = put(book.ledger, tmp_path, "b.csv", [paid(WALLET, 50, 2_150, "某店", "found")])
    scan(book)
    (alert,) = (alert for alert in book.alerts("closed") if alert.kind == "failed_but_debited")
    assert (alert.rows, alert.closed_by) == (("lost",), "explained")
    book.ledger.undo(file_id)
    scan(book)
    assert alerts(book) == [("lost",)]


def test_what_the_person_is_unsure_of_stays_quietly(book: Casebook) -> None:
    answer(book, "unsure")
    for _ in range(2):
        (one,) = book.debitbook.questions()
        assert one.unsure
        assert book.debitbook.open() == []
        scan(book)
    answer(book, "known")
    assert asked(book) == []


def test_an_answer_taken_back_is_a_question_again_and_its_alert_is_closed(book: Casebook) -> None:
    identity = answer(book, "unknown")
    scan(book)
    assert book.debitbook.undo(identity, day=DAY).rows == ("lost",)
    assert alerts(book) == []
    scan(book)
    assert (asked(book), alerts(book)) == ([("lost",)], [])
    answer(book, "unknown")
    scan(book)
    assert alerts(book) == [("lost",)]


def test_answers_outlive_a_statement_taken_out(ledger: Ledger, tmp_path: Path) -> None:
    file_id = put(ledger, tmp_path, "a.csv", LINES)
    book = Casebook(ledger)
    scan(book)
    answer(book, "known")
    ledger.undo(file_id)
    scan(book)
    assert asked(book) == []
    put(ledger, tmp_path, "a.csv", LINES)
    scan(book)
    assert asked(book) == []


def test_rows_that_are_taken_out_are_not_asked_about_before_the_next_scan_either(
    ledger: Ledger, tmp_path: Path
) -> None:
    put(ledger, tmp_path, "a.csv", [line for line in LINES if ",lost," not in line])
    file_id = put(ledger, tmp_path, "b.csv", [line for line in LINES if ",lost," in line])
    book = Casebook(ledger)
    scan(book)
    assert asked(book) == [("lost",)]
    ledger.undo(file_id)
    assert asked(book) == []


def test_a_rehearsal_stores_no_question(book: Casebook) -> None:
    before = asked(book)
    book.scan(DAY - dt.timedelta(days=60), Settings())
    assert asked(book) == before


def test_an_id_must_mean_one_question(book: Casebook) -> None:
    for identity in ("", "zz"):
        with pytest.raises(UnknownName):
            book.debitbook.answer(identity, "known", DAY)
    with pytest.raises(UnknownName):
        book.debitbook.undo(day=DAY)
    answer(book, "known")
    with pytest.raises(UnknownName):
        book.debitbook.undo("zz", day=DAY)
