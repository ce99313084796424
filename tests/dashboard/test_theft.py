"""Account-theft mode: kept in the ledger's file, one case, ticks that can be taken back."""

import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard import theft
from detect.casebook import Casebook
from ingest.ledger import Ledger
from ingest.source import Source

ROOT = Path(__file__).resolve().parents[2]
DAY = dt.date(2026, 5, 4)
HEAD = "account,booked_at,amount,currency,counterparty,person\n"


@pytest.fixture
def book(tmp_path: Path) -> Casebook:
    return Casebook(Ledger(tmp_path / "ledger.db"))


def test_the_first_page_asks_for_the_mode_without_what_a_scan_needs() -> None:
    code = "import dashboard.views.parts.start, sys; print([name for name in ('sklearn', 'numba', 'altair') if name in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_a_ledger_that_no_scan_has_touched_has_no_mode(tmp_path: Path) -> None:
    with Ledger(tmp_path / "ledger.db") as ledger:
        assert theft.since(ledger) is None


def test_the_mode_outlives_the_program_and_ends_when_told(book: Casebook) -> None:
    theft.begin(book, DAY)
    with Ledger(book.ledger.path) as again:
        assert theft.since(again) == DAY
    theft.end(book)
    assert theft.since(book.ledger) is None


def test_one_case_serves_as_long_as_it_runs(book: Casebook) -> None:
    first = theft.begin(book, DAY)
    theft.end(book)
    assert theft.begin(book, DAY.replace(day=2)).case_id == first.case_id
    book.cases.close(first.case_id, "false_alarm")
    second = theft.begin(book, DAY)
    assert second.case_id != first.case_id
    assert second.topic == "account-theft"


def test_a_tick_is_a_line_in_the_case_and_can_be_taken_back(book: Casebook) -> None:
    theft.begin(book, DAY)
    theft.tick(book, "sim", done=True)
    theft.tick(book, theft.account_step("cmb:8705"), done=True)
    assert _done(book) == {"sim", "freeze:cmb:8705"}
    theft.tick(book, "sim", done=False)
    assert _done(book) == {"freeze:cmb:8705"}


def test_a_tick_after_the_case_was_closed_begins_another(book: Casebook) -> None:
    closed = theft.begin(book, DAY)
    book.cases.close(closed.case_id, "false_alarm")
    theft.tick(book, "sim", done=True)
    assert _done(book) == {"sim"}
    assert book.cases.get(closed.case_id).steps_done == {}


def test_the_case_is_the_person_s_whose_accounts_they_are(book: Casebook) -> None:
    book.ledger.import_source(Source("a.csv", f"{HEAD}a,2026-05-04,-1.00,CNY,x,ann\n".encode()))
    assert theft.begin(book, DAY).person == "ann"


def test_rows_go_into_the_case_once(book: Casebook) -> None:
    lines = "".join(f"a,2026-05-0{day},-{day}.00,CNY,x{day},me\n" for day in (4, 5, 6))
    book.ledger.import_source(Source("a.csv", (HEAD + lines).encode()))
    rows = book.ledger.frame()["txn_id"].tolist()
    theft.begin(book, DAY)
    assert theft.add_rows(book, rows[:2]) == 2
    assert theft.add_rows(book, rows) == 1
    case = theft.case_of(book)
    assert case is not None
    assert set(case.rows) == set(rows)
    assert [(money.currency, money.at_risk) for money in case.money] == [("CNY", 1500)]


def _done(book: Casebook) -> set[str]:
    case = theft.case_of(book)
    return set(case.steps_done) if case else set()
