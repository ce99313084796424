"""Rows whose ids change when their file is read again: answers, links and cases follow them, and come back with them."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from detect.casebook import Casebook
from detect.context import Settings
from detect.finding import Fact
from ingest import importer as registry
from ingest.importers.canonical import Canonical
from ingest.ledger import Ledger
from ingest.source import Source
from ingest.statement import Statement
from tests.detect.test_cases import NOW, ORDINARY, REFUND, TWICE, opened, put, row_id

DAY = dt.date(2026, 6, 30)


class Rekeyed(Canonical):
    """An importer whose fix gives every row another key."""

    def parse(self, source: Source) -> list[Statement]:
        """Read as before, under other keys."""
        read = super().parse(source)
        return [replace(statement, keys=[f"fixed {key}" for key in statement.keys]) for statement in read]


@pytest.fixture
def casebook(ledger: Ledger, tmp_path: Path) -> Casebook:
    """A ledger of two files that share some rows."""
    book = Casebook(ledger)
    put(book, tmp_path, *ORDINARY, *TWICE)
    book.scan(DAY, Settings())
    put(book, tmp_path, *ORDINARY[:2], REFUND)  # came since
    return book


def read_again(casebook: Casebook, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    before = casebook.ledger.frame()
    monkeypatch.setattr(registry, "importers", lambda: (Rekeyed(),))
    assert {report.status for report in casebook.ledger.reread()} == {"imported"}
    after = casebook.ledger.frame()
    assert not set(before["txn_id"]) & set(after["txn_id"])
    now = dict(zip(after["reference"], after["txn_id"], strict=True))
    return {was: now[number] for was, number in zip(before["txn_id"], before["reference"], strict=True)}


def test_a_case_and_its_alert_follow_their_rows(casebook: Casebook, monkeypatch: pytest.MonkeyPatch) -> None:
    case = opened(casebook)
    back: dict[str, Fact] = {"amount": 12_900, "currency": "USD", "txn_id": row_id(casebook, "back")}
    case = casebook.cases.log(case.case_id, "credited", back, now=NOW)
    assert case.money[0].final == 12_900
    now = read_again(casebook, monkeypatch)
    for scanned in (False, True):
        if scanned:
            casebook.scan(DAY, Settings())
        followed = casebook.cases.get(case.case_id)
        assert followed.rows == tuple(now[row] for row in case.rows)
        assert followed.money == case.money  # the credit is still in the ledger
        assert casebook.cases.list() == (followed,)
        alert = casebook.alert(case.alerts[0])
        assert set(alert.rows) == {now[row] for row in case.rows}
        assert alert.state == ("closed" if scanned else "open")  # the money is back
    assert len([alert for alert in casebook.alerts() if alert.kind == "duplicate"]) == 1
    casebook.ledger.undo_reread()
    casebook.scan(DAY, Settings())
    assert casebook.cases.get(case.case_id) == case
    assert set(casebook.alert(case.alerts[0]).rows) == set(case.rows)


def test_what_was_said_of_rows_follows_them(casebook: Casebook, monkeypatch: pytest.MonkeyPatch) -> None:
    (alert,) = [alert for alert in casebook.alerts() if alert.kind == "duplicate"]
    for answer in ("unsure", "not_mine"):
        casebook.answer(alert.alert_id, answer, DAY)
    first, second, back = (row_id(casebook, name) for name in ("t1", "t2", "back"))
    casebook.linkbook.make("refund", first, back, lag_days=16, day=DAY)
    casebook.watches.expect(12_900, "USD", "Harbor", made_on=DAY, due=DAY, txn_id=second)
    now = read_again(casebook, monkeypatch)
    context = casebook.context()
    assert set(context.answers["txn_id"]) == {now[row] for row in alert.rows}
    assert context.decisions[["left", "right"]].values.tolist() == [[now[first], now[back]]]
    assert context.promises["txn_id"].tolist() == [now[second]]
    assert casebook.answer_of(casebook.alert(alert.alert_id)) == "not_mine"
    casebook.undo_answer(alert.alert_id)  # what stood before was said of the old ids
    said = casebook.context().answers
    assert dict(zip(said["txn_id"], said["answer"], strict=True)) == {now[row]: "unsure" for row in alert.rows}
    read_back = now | {was: is_now for is_now, was in now.items()}
    casebook.ledger.undo_reread()
    assert set(casebook.context().answers["txn_id"]) == {read_back[now[row]] for row in alert.rows} == set(alert.rows)
    assert casebook.context().decisions[["left", "right"]].values.tolist() == [[first, back]]


def test_what_is_said_between_reading_again_and_taking_that_back_is_not_lost(
    casebook: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = read_again(casebook, monkeypatch)
    spent = row_id(casebook, "t1")
    case = casebook.cases.open("wrong-charge", rows=[spent], now=NOW)
    casebook.ledger.undo_reread()
    (was,) = [was for was, is_now in now.items() if is_now == spent]
    assert casebook.cases.get(case.case_id).rows == (was,)
    assert casebook.ledger.renamed() == {is_now: was for was, is_now in now.items()}
