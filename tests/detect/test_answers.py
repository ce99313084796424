"""Answers stand one after the other: the last can be taken back, then the one before it, down to none."""

import datetime as dt
import sqlite3
from pathlib import Path

import pytest

from detect import tables
from detect.alert import Alert
from detect.answers import create_answers_before
from detect.casebook import Casebook
from detect.context import Settings
from ingest.ledger import Ledger
from tests.detect.test_casebook import ORDINARY, TWICE, put

DAY = dt.date(2026, 6, 30)
Stands = tuple[str, str, str, str]


@pytest.fixture
def casebook(ledger: Ledger, tmp_path: Path) -> Casebook:
    """A casebook with one alert, about two charges."""
    book = Casebook(ledger)
    put(book, tmp_path, "a.csv", [*ORDINARY, *TWICE])
    book.scan(DAY, Settings())
    return book


def only(casebook: Casebook) -> Alert:
    (alert,) = casebook.alerts()
    return alert


def stands(casebook: Casebook) -> Stands:
    alert = only(casebook)
    return casebook.answer_of(alert), alert.state, alert.closed_by, alert.closed_on


def say(casebook: Casebook, *answers: str) -> list[Stands]:
    """Answer, a day later each time; return how the alert stood after each."""
    alert_id, stood = only(casebook).alert_id, []
    for n, answer in enumerate(answers):
        casebook.answer(alert_id, answer, DAY + dt.timedelta(days=n), f"note {n}")
        stood.append(stands(casebook))
    return stood


def test_each_undoing_takes_one_answer_back(casebook: Casebook) -> None:
    before = stands(casebook)
    stood = say(casebook, "mine", "not_mine", "unsure", "mine")
    assert [answer for answer, *_ in stood] == ["mine", "not_mine", "unsure", "mine"]
    for earlier in (stood[2], stood[1], stood[0], before, before):
        casebook.undo_answer(only(casebook).alert_id)
        assert stands(casebook) == earlier


def test_day_and_note_come_back_with_the_answer(casebook: Casebook) -> None:
    say(casebook, "mine")
    before = casebook.ledger.connection.execute("SELECT * FROM answers").fetchall()
    lessons = casebook.context().answers
    say(casebook, "not_mine")
    casebook.undo_answer(only(casebook).alert_id)
    assert casebook.ledger.connection.execute("SELECT * FROM answers").fetchall() == before
    assert casebook.context().answers.equals(lessons)


def test_the_same_answer_again_is_taken_back_at_once(casebook: Casebook) -> None:
    say(casebook, "mine", "mine")
    casebook.undo_answer(only(casebook).alert_id)
    assert stands(casebook) == ("", "open", "", "")


def test_an_answer_brought_back_outlives_scans(casebook: Casebook) -> None:
    (mine, _) = say(casebook, "mine", "not_mine")
    casebook.scan(DAY + dt.timedelta(days=2), Settings())
    casebook.undo_answer(only(casebook).alert_id)
    casebook.scan(DAY + dt.timedelta(days=3), Settings())
    assert stands(casebook) == mine


def test_what_was_said_of_rows_before_more_came_stays_said_of_them(casebook: Casebook) -> None:
    alert = only(casebook)
    casebook.answer(alert.alert_id, "mine", DAY)
    casebook.ledger.connection.execute("INSERT INTO alert_rows VALUES (?, '0', 2)", (alert.alert_id,))
    casebook.ledger.connection.execute("UPDATE alerts SET state = 'open', closed_by = ''")
    casebook.answer(alert.alert_id, "not_mine", DAY)
    casebook.undo_answer(alert.alert_id)
    said = casebook.context().answers
    assert dict(zip(said["txn_id"], said["answer"], strict=True)) == dict.fromkeys(alert.rows, "mine")
    assert only(casebook).state == "open"  # of the third row nothing was said


def test_an_ended_case_keeps_its_alert_closed_whatever_is_taken_back(casebook: Casebook) -> None:
    say(casebook, "mine", "not_mine")
    casebook.ledger.connection.execute("UPDATE alerts SET state = 'closed', closed_by = 'case'")
    for answer in ("mine", ""):
        casebook.undo_answer(only(casebook).alert_id)
        assert stands(casebook)[:3] == (answer, "closed", "case")


def test_answers_of_an_older_program_are_kept_and_can_be_taken_back(casebook: Casebook) -> None:
    say(casebook, "mine")
    older(casebook.ledger.connection)
    again = Casebook(casebook.ledger)
    assert stands(again)[:2] == ("mine", "closed")
    again.undo_answer(only(again).alert_id)
    assert stands(again) == ("", "open", "", "")


def older(connection: sqlite3.Connection) -> None:
    """Make a file what it was before answers were kept in turns."""
    connection.execute("DROP TABLE answers_before")
    after = tables.MIGRATIONS.index(create_answers_before)
    for migration in tables.MIGRATIONS[after:]:
        connection.execute("DELETE FROM migrations WHERE name = ?", (migration.__name__,))
