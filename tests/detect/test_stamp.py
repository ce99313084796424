"""Stamps change with what they stand for, and with nothing else."""

import datetime as dt
from collections.abc import Callable

import pytest

from detect.casebook import Casebook
from detect.context import Settings
from detect.stamp import answer_stamp, rows_stamp, said_stamp, scan_stamp
from ingest.ledger import Ledger
from ingest.source import Source
from ingest.store import writing

HEAD = "account,booked_at,amount,currency,counterparty\n"
DAY = dt.date(2026, 6, 2)


def statement(day: int) -> Source:
    return Source(f"{day}.csv", f"{HEAD}bank,2026-06-0{day},-1.00,CNY,A\n".encode())


@pytest.fixture
def book(ledger: Ledger) -> Casebook:
    ledger.import_source(statement(1))
    return Casebook(ledger)


CHANGES: dict[str, Callable[[Casebook], object]] = {
    "a file": lambda book: book.ledger.import_source(statement(2)),
    "a file taken out": lambda book: book.ledger.undo(1),
    "a new name": lambda book: book.ledger.set_account("bank", None, label="mine"),
}
WORDS: dict[str, Callable[[Casebook], object]] = {
    "a promise": lambda book: book.watches.expect(100, "CNY", "A", made_on=DAY, due=DAY),
    "a cancelled charge": lambda book: book.watches.cancel(
        "1", person="me", merchant="a", name="A", currency="CNY", price=100, day=DAY
    ),
    "where the person lives": lambda book: book.preferences.keep_country("ID"),
}


def stamps(book: Casebook) -> tuple[str, ...]:
    return tuple(stamp(book.ledger.connection) for stamp in (rows_stamp, said_stamp, scan_stamp, answer_stamp))


@pytest.mark.parametrize("change", list(CHANGES))
def test_what_changes_rows_changes_every_stamp(book: Casebook, change: str) -> None:
    before = stamps(book)
    CHANGES[change](book)
    assert [was != now for was, now in zip(before, stamps(book), strict=True)] == [True] * 4


@pytest.mark.parametrize("change", list(WORDS))
def test_what_the_person_asks_to_be_watched_leaves_the_rows_as_they_are(book: Casebook, change: str) -> None:
    before = stamps(book)
    WORDS[change](book)
    assert [was != now for was, now in zip(before, stamps(book), strict=True)] == [False, True, True, True]


def test_a_scan_changes_its_own_stamp_alone(book: Casebook) -> None:
    before = stamps(book)
    book.scan(DAY, Settings())
    assert [was != now for was, now in zip(before, stamps(book), strict=True)] == [False, False, True, False]


def test_an_answer_changes_what_lessons_rest_on_alone(book: Casebook) -> None:
    before = stamps(book)
    with writing(book.ledger.connection):
        book.ledger.connection.execute("INSERT INTO answers VALUES ('row', 'alert', 'mine', '', '2026-06-02')")
    assert [was != now for was, now in zip(before, stamps(book), strict=True)] == [False, False, False, True]


def test_a_choice_and_a_case_change_none(book: Casebook) -> None:
    before = stamps(book)
    book.preferences.keep_budget(1)
    book.cases.open("account-theft")
    assert stamps(book) == before
