"""`walletwatch run-scheduled`: one run at a time, each recorded, with exit codes that scripts can use."""

import datetime as dt
import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from dashboard.schedule import run as module
from dashboard.schedule.lock import only_one
from detect.casebook import Casebook
from detect.runs import Run
from ingest.ledger import Ledger
from tests.dashboard.cli.calling import JUNE, call
from tests.ingest.hostile import SAMPLE, TWICE


def last_run(ledger: Path) -> Run:
    with Ledger(ledger) as opened:
        found = Casebook(opened).runs.last
    assert found is not None
    return found


def put(inbox: Path, file: Path) -> None:
    inbox.mkdir(exist_ok=True)
    shutil.copy(file, inbox / file.name)
    os.utime(inbox / file.name, (1e9, 1e9))


def test_a_run_imports_scans_and_is_recorded(empty: Path, tmp_path: Path) -> None:
    put(tmp_path / "in", JUNE)
    said = call("--ledger", empty, "run-scheduled", "--inbox", tmp_path / "in", "--format", "json")
    assert said.code == 0
    assert (said.json["imported"], said.json["failed"], said.json["left"], said.json["exit"]) == (1, 0, 0, 0)
    assert (tmp_path / "in" / "done" / JUNE.name).exists()
    run = last_run(empty)
    assert (run.started, run.imported, run.new_alerts, run.exit) == (said.json["started"], 1, said.json["new"], 0)
    assert run.ended >= run.started


def test_a_run_without_an_inbox_scans(scanned: Path) -> None:
    said = call("--ledger", scanned, "run-scheduled")
    assert (said.code, said.err) == (0, "")
    assert last_run(scanned).imported == 0


def test_a_run_writes_a_digest_that_tells_news_once(scanned: Path) -> None:
    first = call("--ledger", scanned, "--locale", "en", "run-scheduled", "--format", "json").json
    told = Path(first["digest"]).with_suffix(".txt").read_text(encoding="utf-8")
    assert "\nNew\n" in told
    second = call("--ledger", scanned, "--locale", "en", "run-scheduled", "--format", "json").json
    again = Path(second["digest"]).with_suffix(".txt").read_text(encoding="utf-8")
    assert "\nNew\n" not in again
    assert "\nStill open\n" in again


def test_a_digest_that_cannot_be_written_is_told_and_its_news_told_next_time(scanned: Path) -> None:
    (scanned.parent / "digests").write_text("in the way", encoding="utf-8")
    said = call("--ledger", scanned, "run-scheduled")
    assert said.code == 2
    assert "digest" in said.sentence
    (scanned.parent / "digests").unlink()
    found = call("--ledger", scanned, "run-scheduled", "--format", "json").json
    assert "\nNew\n" in Path(found["digest"]).with_suffix(".txt").read_text(encoding="utf-8")


def test_an_empty_ledger_is_no_mistake(empty: Path) -> None:
    assert call("--ledger", empty, "run-scheduled").code == 0


def test_a_second_run_at_once_does_nothing_and_says_so(empty: Path) -> None:
    with only_one(empty):
        said = call("--ledger", empty, "run-scheduled")
    assert said.code == 3
    assert "Another scheduled run" in said.sentence
    assert call("--ledger", empty, "run-scheduled").code == 0  # the lock is free again


def test_found_goes_before_failed(empty: Path, tmp_path: Path) -> None:
    put(tmp_path / "in", SAMPLE)
    bad = tmp_path / "bad.csv"
    bad.write_bytes(b"")
    put(tmp_path / "in", bad)
    argv = ("--ledger", empty, "run-scheduled", "--inbox", tmp_path / "in")
    found = call(*argv, "--fail-on", "low")
    assert found.code == 1
    assert last_run(empty).exit == 1
    put(tmp_path / "in", bad)
    failed = call(*argv)
    assert failed.code == 2
    assert "reason" in failed.sentence
    assert call(*argv).code == 0


def test_what_is_set_aside_needs_nobody(empty: Path, tmp_path: Path) -> None:
    call("--ledger", empty, "import", SAMPLE)
    argv = ("--ledger", empty, "run-scheduled", "--fail-on", "low")
    assert call(*argv).code == 1
    with Ledger(empty) as ledger:
        book = Casebook(ledger)
        for alert in book.alerts("open"):
            book.snoozes.set_aside(alert, dt.datetime.now().astimezone().date() + dt.timedelta(days=9))
    assert call(*argv).code == 0


def test_an_inbox_that_is_gone_is_told_and_the_scan_is_done(scanned: Path, tmp_path: Path) -> None:
    said = call("--ledger", scanned, "run-scheduled", "--inbox", tmp_path / "nowhere")
    assert said.code == 2
    assert "nowhere" in said.sentence
    assert "Scanned." in said.out


def test_a_run_that_ends_in_an_error_is_recorded_as_one(scanned: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("SECRET")

    monkeypatch.setattr(module, "take_in", broken)
    said = call("--ledger", scanned, "run-scheduled", "--inbox", scanned.parent)
    assert said.code == 70
    assert "SECRET" not in said.err
    run = last_run(scanned)
    assert (run.exit, bool(run.ended)) == (70, True)


def test_a_run_that_is_cut_short_has_no_end(scanned: Path) -> None:
    with Ledger(scanned) as ledger:
        Casebook(ledger).runs.begin("2026-06-29T09:00:00")
    run = last_run(scanned)
    assert (run.ended, run.exit) == ("", None)


def test_nothing_of_a_statement_is_said(empty: Path, tmp_path: Path) -> None:
    """What a scheduled command prints ends in the system's log."""
    put(tmp_path / "in", SAMPLE)
    said = call("--ledger", empty, "run-scheduled", "--inbox", tmp_path / "in")
    assert not any(word in said.out + said.err for word in (TWICE, TWICE[:12], "示例", "188"))


def test_the_language_is_the_one_that_was_chosen(empty: Path, tmp_path: Path) -> None:
    assert "Chinese" in call("--ledger", empty, "--locale", "en", "settings", "language", "zh").out
    assert call("--ledger", empty, "settings", "--format", "json").json["language"] == "zh"
    bad = tmp_path / "bad.csv"
    bad.write_bytes(b"")
    put(tmp_path / "in", bad)
    call("--ledger", empty, "run-scheduled", "--inbox", tmp_path / "in")
    assert "文件" in (tmp_path / "in" / "failed" / "bad.csv.reason.txt").read_text(encoding="utf-8")
    call("--ledger", empty, "settings", "language", "system")
    assert call("--ledger", empty, "settings", "--format", "json").json["language"] is None


def test_an_older_ledger_learns_to_remember_runs(scanned: Path) -> None:
    with sqlite3.connect(scanned) as old:
        old.execute("DROP TABLE runs")
        old.execute("DELETE FROM migrations WHERE name = 'create_runs'")
    old.close()
    assert call("--ledger", scanned, "run-scheduled").code == 0
    assert last_run(scanned).exit == 0
