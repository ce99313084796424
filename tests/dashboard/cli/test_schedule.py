"""`walletwatch schedule`: set, shown, made up for, removed; on a machine whose only scheduler is a crontab in a file."""

import datetime as dt
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.schedule.due import is_due
from dashboard.schedule.keep import keep, kept
from dashboard.spoken import choose, spoken
from detect.casebook import Casebook
from ingest.ledger import Ledger
from tests.dashboard.cli.calling import Outcome, call

CRONTAB = """\
#!{python}
import pathlib, sys
table = pathlib.Path({table!r})
if sys.argv[1] == "-l":
    sys.exit("no crontab for me") if not table.exists() else print(table.read_text(), end="")
elif sys.argv[1] == "-r":
    table.unlink()
else:
    table.write_text(sys.stdin.read())
"""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a crontab is pretended as a program of its own")


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The crontab; there is no systemd."""
    programs = tmp_path / "bin"
    programs.mkdir()
    path = tmp_path / "table"
    (programs / "crontab").write_text(CRONTAB.format(python=sys.executable, table=str(path)), encoding="utf-8")
    (programs / "crontab").chmod(0o755)
    monkeypatch.setenv("PATH", str(programs))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return path


def shown(ledger: Path) -> Outcome:
    return call("--ledger", ledger, "schedule", "show", "--format", "json")


def test_a_schedule_is_set_shown_changed_and_removed(scanned: Path, table: Path, tmp_path: Path) -> None:
    inbox = tmp_path / "收 in"
    inbox.mkdir()
    table.write_text("0 1 * * * backup\n", encoding="utf-8")
    said = call("--ledger", scanned, "schedule", "weekly", "--on", "fri", "--at", "18:30", "--inbox", inbox)
    assert (said.code, said.err) == (0, "")
    assert "every Friday at 18:30" in said.out
    assert str(inbox) in said.out
    assert f"\n30 18 * * 5 {sys.executable} -P -m dashboard.cli --ledger {scanned} run-scheduled" in table.read_text()
    answer = shown(scanned).json
    plan = {name: answer["schedule"][name] for name in ("every", "on", "at", "scheduler", "inbox")}
    assert plan == {"every": "week", "on": "fri", "at": "18:30", "scheduler": "cron", "inbox": str(inbox)}
    assert (answer["installed"], answer["unmade"], answer["last"]) == ("cron", 0, None)
    assert answer["next"].endswith("T18:30:00")
    call("--ledger", scanned, "schedule", "daily")
    assert table.read_text().count("begin") == 1
    assert "every day at 09:00" in call("--ledger", scanned, "schedule").out
    assert "taken away" in call("--ledger", scanned, "schedule", "remove").out
    assert table.read_text() == "0 1 * * * backup\n"
    assert (shown(scanned).json["schedule"], shown(scanned).json["installed"]) == (None, None)
    assert "Nothing is scheduled" in call("--ledger", scanned, "schedule", "remove").out


def test_a_rehearsal_shows_what_would_be_written_and_writes_nothing(empty: Path, table: Path) -> None:
    said = call("--ledger", empty, "schedule", "daily", "--dry-run")
    assert "0 9 * * *" in said.out
    assert not table.exists()
    assert not empty.exists()


def test_a_machine_without_a_scheduler_is_one_sentence(
    empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    said = call("--ledger", empty, "schedule", "weekly")
    assert said.code == 2
    assert "run-scheduled" in said.sentence
    assert not empty.exists()


@pytest.mark.parametrize("wrong", [("--at", "nine"), ("--at", "25:00"), ("--inbox", "/no/such/folder")])
def test_what_makes_no_sense_is_one_sentence(wrong: tuple[str, str], empty: Path, table: Path) -> None:
    said = call("--ledger", empty, "schedule", "daily", *wrong)
    assert said.code == 2
    assert wrong[1] in said.sentence
    assert not table.exists()


def test_a_system_that_refuses_sets_nothing(scanned: Path, table: Path) -> None:
    table.mkdir()  # cannot be written
    said = call("--ledger", scanned, "schedule", "daily")
    assert said.code == 2
    with Ledger(scanned) as ledger:
        assert kept(Casebook(ledger).preferences) is None


def test_late_and_missed_runs_are_told_and_made_up_for(scanned: Path, table: Path) -> None:
    call("--ledger", scanned, "schedule", "daily", "--at", "00:00")
    with Ledger(scanned) as ledger:
        book = Casebook(ledger)
        scheduled = kept(book.preferences)
        assert scheduled
        keep(book.preferences, replace(scheduled, since=scheduled.since - dt.timedelta(days=3)))
    answer = shown(scanned).json
    assert answer["unmade"] >= 2
    assert "have not happened" in call("--ledger", scanned, "schedule").out
    made = call("--ledger", scanned, "run-scheduled", "--if-due", "--format", "json").json
    assert made["missed"] == 2
    assert shown(scanned).json["unmade"] == 0
    assert shown(scanned).json["last"]["exit"] == 0
    assert not is_due(scanned, dt.datetime.now().astimezone().replace(tzinfo=None))
    again = call("--ledger", scanned, "run-scheduled", "--if-due")
    assert (again.code, again.out) == (0, "")
    assert "all went well" in call("--ledger", scanned, "schedule").out


def test_a_run_takes_the_inbox_of_the_schedule(scanned: Path, table: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    call("--ledger", scanned, "schedule", "daily", "--inbox", tmp_path / "in")
    call("--ledger", scanned, "run-scheduled")
    assert (tmp_path / "in" / "done").is_dir()


def test_a_job_that_somebody_took_away_is_told(scanned: Path, table: Path) -> None:
    call("--ledger", scanned, "schedule", "daily")
    table.unlink()
    assert "nothing runs" in call("--ledger", scanned, "schedule").out


def test_a_run_that_was_cut_short_is_told(scanned: Path, table: Path) -> None:
    with Ledger(scanned) as ledger:
        Casebook(ledger).runs.begin("2026-06-29T09:00:00")
    assert "did not come to its end" in call("--ledger", scanned, "schedule").out


def test_a_scheduled_run_speaks_the_language_in_which_it_was_set_unless_one_is_chosen(
    scanned: Path, table: Path
) -> None:
    call("--ledger", scanned, "--locale", "id", "schedule", "daily")
    assert call("--ledger", scanned, "settings", "--format", "json").json["language"] is None
    with Ledger(scanned) as ledger:
        preferences = Casebook(ledger).preferences
        assert spoken(preferences).locale == "id"
        choose(preferences, "zh")
        assert spoken(preferences).locale == "zh"


def test_nothing_is_due_where_there_is_no_ledger_or_no_schedule(empty: Path, scanned: Path) -> None:
    for ledger in (empty, scanned):
        assert call("--ledger", ledger, "run-scheduled", "--if-due").out == ""
    assert not empty.exists()
    with Ledger(scanned) as opened:
        assert Casebook(opened).runs.last is None
