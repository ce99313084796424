"""Heavy reads are shared, and never stale."""

import datetime as dt
from pathlib import Path

import pytest

from dashboard.i18n import words
from dashboard.views import reading
from detect.casebook import Casebook
from ingest.ledger import Ledger
from tests.dashboard.views.visiting import SAMPLES, copy_of

JUNE = SAMPLES / "alipay" / "june.csv"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Ledger(tmp_path / "ledger.db") as ledger:
        list(ledger.import_path(JUNE))
    return tmp_path / "ledger.db"


def rows(path: Path) -> int:
    with Ledger(path) as ledger:
        return len(reading.presenter(ledger, words("en")).frame)


def test_a_frame_is_read_once_while_nobody_writes(path: Path) -> None:
    with Ledger(path) as ledger, Ledger(path) as another:
        frame = reading.presenter(ledger, words("en")).frame
        assert reading.presenter(another, words("zh")).frame is frame


def test_links_are_read_once_until_the_person_or_a_scan_says_otherwise(path: Path) -> None:
    with Ledger(path) as ledger:
        before = reading.links(ledger)
        assert reading.links(ledger) is before
        one, other = reading.presenter(ledger, words("en")).frame["txn_id"].tolist()[:2]
        Casebook(ledger).linkbook.make("refund", one, other, lag_days=0, day=dt.date(2026, 7, 1))
        assert reading.links(ledger)[["left", "right"]].to_numpy().tolist() == [[one, other]]
        assert len(before) == 0


def test_what_another_process_writes_is_seen(path: Path) -> None:
    before = rows(path)
    assert before > 0
    with Ledger(path) as ledger:
        ledger.undo(1)
    assert rows(path) == 0
    with Ledger(path) as ledger:
        list(ledger.import_path(JUNE))
    assert rows(path) == before


def test_another_file_under_the_same_name_is_another_ledger(path: Path, tmp_path: Path) -> None:
    assert rows(path) > 0
    with Ledger(tmp_path / "new" / "ledger.db"):
        pass
    path.unlink()
    copy_of(tmp_path / "new" / "ledger.db", tmp_path)
    assert rows(path) == 0
