"""The memo of a ledger: it saves work, changes nothing, and holds nothing of what has gone."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from detect.casebook import Casebook, ScanReport
from detect.context import Settings
from detect.scan import scan
from ingest.ledger import Ledger
from ingest.removal import accounts_of, drop_uploads, remove_accounts
from ingest.store import writing
from tests.detect.ledgers import row, visits
from tests.detect.test_casebook import DAY, casebook, put
from tests.detect.test_same_alerts import told

LIFE = [
    *visits(40, [-8_810, -12_340, -9_925], "示例火锅"),
    *visits(60, [-2_500, -2_800], "示例面馆", hour=13, every=4),
    *(row(f"2026-03-0{n}T03:14:00", -90_000 - n, "示例数码") for n in range(1, 4)),
]
APRIL = [*LIFE, *(row(f"2026-04-{day}T12:20:00", -2_600, "示例面馆") for day in range(10, 25))]

__all__ = ["casebook"]  # a fixture


def kept(book: Casebook) -> dict[bytes, bytes]:
    """Return the memo as another program would find it."""
    with closing(sqlite3.connect(book.ledger.path)) as connection:
        return dict(connection.execute("SELECT digest, scores FROM memo"))


def poison(book: Casebook, sql: str) -> None:
    book.ledger.connection.execute(f"UPDATE memo SET scores = {sql}")


def said(report: ScanReport) -> bytes:
    return told(report.result)


def test_closed_months_are_taken_from_the_memo_when_a_month_comes(casebook: Casebook, tmp_path: Path) -> None:
    put(casebook, tmp_path, "a.csv", LIFE)
    casebook.scan(DAY, Settings())
    before = kept(casebook)
    assert len(before) >= 8
    put(casebook, tmp_path, "b.csv", APRIL)
    again = casebook.scan(DAY, Settings())
    after = kept(casebook)
    assert before.items() < after.items()
    assert said(again) == said(casebook.scan(DAY, Settings(), full=True))
    assert kept(casebook) == after


def test_a_scan_takes_what_is_kept_and_a_full_one_does_not(casebook: Casebook, tmp_path: Path) -> None:
    put(casebook, tmp_path, "a.csv", LIFE)
    right, memo = said(casebook.scan(DAY, Settings())), kept(casebook)
    poison(casebook, "zeroblob(length(scores))")
    assert said(casebook.scan(DAY, Settings())) != right
    assert said(casebook.scan(DAY, Settings(), full=True, dry_run=True)) == right
    assert kept(casebook) != memo
    assert said(casebook.scan(DAY, Settings(), full=True)) == right
    assert kept(casebook) == memo
    assert said(casebook.scan(DAY, Settings())) == right


@pytest.mark.parametrize("damage", ["substr(scores, 2)", "x''", "'text'"])
def test_damaged_scores_are_worked_out_again(casebook: Casebook, tmp_path: Path, damage: str) -> None:
    put(casebook, tmp_path, "a.csv", LIFE)
    right, memo = said(casebook.scan(DAY, Settings())), kept(casebook)
    poison(casebook, damage)
    assert said(casebook.scan(DAY, Settings())) == right
    assert kept(casebook) == memo


def test_a_rehearsal_reads_the_memo_and_keeps_nothing(casebook: Casebook, tmp_path: Path) -> None:
    put(casebook, tmp_path, "a.csv", LIFE)
    casebook.scan(DAY, Settings(), dry_run=True)
    assert kept(casebook) == {}
    casebook.scan(DAY, Settings())
    memo = kept(casebook)
    casebook.scan(DAY.replace(month=2, day=1), Settings())  # before the last one
    assert kept(casebook) == memo


def test_what_no_scan_asked_for_is_not_kept(casebook: Casebook, tmp_path: Path) -> None:
    put(casebook, tmp_path, "a.csv", LIFE)
    casebook.scan(DAY, Settings())
    before = kept(casebook)
    casebook.scan(DAY, Settings(seed=8))
    assert not before.keys() & kept(casebook).keys()


def test_nothing_stays_of_a_file_that_is_undone(casebook: Casebook, tmp_path: Path) -> None:
    put(casebook, tmp_path, "a.csv", LIFE)
    file_id = put(casebook, tmp_path, "b.csv", APRIL)
    casebook.scan(DAY, Settings())
    assert kept(casebook)
    casebook.ledger.undo(file_id)
    assert kept(casebook) == {}


def test_nothing_stays_of_an_account_that_is_deleted(casebook: Casebook, tmp_path: Path) -> None:
    put(casebook, tmp_path, "a.csv", LIFE)
    casebook.scan(DAY, Settings())
    digests = kept(casebook)
    assert digests
    with writing(casebook.ledger.connection):
        remove_accounts(casebook.ledger, [account["account_id"] for account in accounts_of(casebook.ledger)])
    assert kept(casebook) == {}
    drop_uploads(casebook.ledger, ())
    left = b"".join(file.read_bytes() for file in casebook.ledger.path.parent.rglob("*") if file.is_file())
    assert not [digest for digest in digests if digest in left]


def test_a_scan_keeps_nothing_of_rows_that_go_while_it_runs(
    casebook: Casebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file_id = put(casebook, tmp_path, "a.csv", LIFE)

    def meanwhile(*asked: object) -> object:
        result = scan(*asked)  # type: ignore[arg-type]
        with Ledger(casebook.ledger.path) as other:
            other.undo(file_id)
        return result

    monkeypatch.setattr("detect.casebook.scan", meanwhile)
    casebook.scan(DAY, Settings())
    assert kept(casebook) == {}
