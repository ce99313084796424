"""What somebody stores while another reads or scans: no row is torn, and no answer is lost."""

import datetime as dt

import pandas as pd
import pytest

from detect.casebook import Casebook
from detect.context import Settings
from detect.scan import scan
from ingest.ledger import Ledger
from tests.ingest.hostile import SAMPLE

JUNE = SAMPLE.with_name("june.csv")
DAY = dt.date(2026, 6, 30)


def test_a_file_that_goes_while_the_frame_is_read_is_still_in_it(ledger: Ledger) -> None:
    list(ledger.import_path(SAMPLE))
    list(ledger.import_path(JUNE))
    before = ledger.frame()
    gone: list[str] = []

    def meanwhile(statement: str) -> None:
        if " FROM sightings" in statement and not gone:
            with Ledger(ledger.path) as other:
                gone.append(other.undo(1))

    ledger.connection.set_trace_callback(meanwhile)
    seen = ledger.frame()
    ledger.connection.set_trace_callback(None)
    assert gone
    pd.testing.assert_frame_equal(seen, before)
    assert len(ledger.frame()) < len(before)


def test_an_answer_given_while_a_scan_runs_is_kept(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    list(ledger.import_path(SAMPLE))
    book = Casebook(ledger)
    (alert, *_) = book.scan(DAY, Settings()).open

    def meanwhile(*asked: object) -> object:
        found = scan(*asked)  # type: ignore[arg-type]
        with Ledger(ledger.path) as other:
            Casebook(other).answer(alert.alert_id, "mine", DAY)
        return found

    monkeypatch.setattr("detect.casebook.scan", meanwhile)
    book.scan(DAY, Settings())
    kept = book.alert(alert.alert_id)
    assert (kept.state, kept.closed_by, book.answer_of(kept)) == ("closed", "answer", "mine")
