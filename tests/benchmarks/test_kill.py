"""A ledger whose program was killed is whole; and what the tool looks for, it sees."""

import sqlite3
import sys
from pathlib import Path

import pytest

from benchmarks.kill import faults, run, stages

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a process is copied")


def test_killed_programs_leave_whole_ledgers() -> None:
    hits, wrong = run(3, 300, 7)
    assert sum(hits.values()) >= 3
    assert wrong == []


def test_a_ledger_that_is_not_whole_is_noticed(tmp_path: Path) -> None:
    found = stages(tmp_path, 300)
    ledger = tmp_path / "3" / "ledger.db"
    rows = len(found["import"].after[0])  # type: ignore[arg-type]
    assert list(faults(ledger, rows)) == []
    with sqlite3.connect(ledger) as plain:
        plain.execute("DELETE FROM transactions WHERE txn_id = (SELECT min(txn_id) FROM transactions)")
    plain.close()
    assert "lines" in list(faults(ledger, rows))
