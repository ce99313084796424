"""`walletwatch export`: into the same ledger it adds nothing, into an empty one it gives an equal ledger."""

import json
import os
import stat
from pathlib import Path

import pandas as pd
import pytest

from ingest.ledger import Ledger
from tests.dashboard.cli.calling import JUNE, SAMPLES, call

EVERY = sorted(path for path in SAMPLES.rglob("*") if path.suffix in (".csv", ".xlsx", ".ofx", ".qfx"))
WHERE = ["importer", "statement_id", "line"]  # what a row says of the file it was read in, not of itself


def frame(ledger: Path) -> pd.DataFrame:
    with Ledger(ledger) as opened:
        return opened.frame().drop(columns=WHERE).sort_values("txn_id").set_index("txn_id").astype("str").fillna("")


def round_trip(ledger: Path, tmp_path: Path, suffix: str = "csv") -> None:
    target = tmp_path / f"export.{suffix}"
    assert call("--ledger", ledger, "export", "-o", target).code == 0
    before = frame(ledger)
    (same,) = call("--ledger", ledger, "import", target, "--format", "json").json["files"]
    assert (same["status"], same["new"], same["updated"], same["unread"]) == ("imported", 0, 0, 0)
    pd.testing.assert_frame_equal(frame(ledger), before)
    other = tmp_path / "other.db"
    (moved,) = call("--ledger", other, "import", target, "--format", "json").json["files"]
    assert (moved["new"], moved["unread"]) == (len(before), 0)
    pd.testing.assert_frame_equal(frame(other), before)


def test_a_whole_life_comes_back_equal(scanned: Path, tmp_path: Path) -> None:
    round_trip(scanned, tmp_path)


def test_a_whole_life_comes_back_equal_from_a_workbook(scanned: Path, tmp_path: Path) -> None:
    round_trip(scanned, tmp_path, "xlsx")


@pytest.mark.parametrize("sample", EVERY[::6], ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_sample_comes_back_equal(sample: Path, empty: Path, tmp_path: Path) -> None:
    call("--ledger", empty, "import", sample)
    round_trip(empty, tmp_path)


def test_json_holds_the_same_rows(empty: Path, tmp_path: Path) -> None:
    call("--ledger", empty, "import", JUNE)
    target = tmp_path / "export.json"
    call("--ledger", empty, "export", "-o", target)
    answer = json.loads(target.read_text("utf-8"))
    assert (answer["contract"], len(answer["transactions"])) == (1, 14)
    assert {"2026-06-30T21:05:09", "-36.50"} <= set(answer["transactions"][-1].values())


@pytest.mark.skipif(os.name != "posix", reason="rights are otherwise elsewhere")
def test_the_file_is_for_its_owner_alone(empty: Path, tmp_path: Path) -> None:
    target = tmp_path / "export.csv"
    target.touch(mode=0o644)
    call("--ledger", empty, "export", "-o", target)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


@pytest.mark.parametrize("name", ["export.xls", "export", "absent/export.csv"])
def test_what_cannot_be_written_is_one_sentence(name: str, empty: Path, tmp_path: Path) -> None:
    outcome = call("--ledger", empty, "export", "-o", tmp_path / name)
    assert outcome.code == 2
    assert outcome.sentence
    assert not (tmp_path / name).exists()
