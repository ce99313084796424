"""Checks that run by themselves, on the page of settings: on a pretended machine whose only scheduler is a crontab."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.i18n import words
from dashboard.notify.quiet import Quiet
from dashboard.notify.wishes import Wishes
from dashboard.schedule.keep import keep, kept
from dashboard.schedule.plan import Plan, Scheduled
from dashboard.views.parts import on_schedule
from detect.casebook import Casebook
from detect.runs import Run
from ingest.ledger import Ledger
from tests.dashboard.schedule.machines import Pretended, pretended
from tests.dashboard.views.visiting import bodies, read, troubles, visit

W = words("en")


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Pretended:
    """A machine without systemd."""
    made = pretended(tmp_path, "linux", "systemctl")
    monkeypatch.setattr(on_schedule, "Machine", lambda: made)
    monkeypatch.setattr(on_schedule, "wall_time", lambda: dt.datetime.fromisoformat("2026-06-10T12:00"))
    return made


def schedule_of(path: Path) -> Scheduled | None:
    with Ledger(path) as ledger:
        return kept(Casebook(ledger).preferences)


def test_a_check_is_set_changed_and_removed(empty: Path, machine: Pretended, tmp_path: Path) -> None:
    inbox = tmp_path / "收 <b>in"
    inbox.mkdir()
    app = visit("settings", "en")
    assert W("schedule.none") in read(app)
    assert "schedule-remove" not in [button.key for button in app.button]
    app.selectbox(key="schedule-day").set_value("fri")
    app.time_input(key="schedule-time").set_value(dt.time(18, 30))
    app.text_input(key="schedule-folder").set_value(str(inbox))
    app.button(key="schedule-keep").click().run()
    assert not app.exception
    said = read(app)
    assert W("settings.schedule.plan", when=W("schedule.every.fri", at="18:30")) in said
    assert str(inbox) in said
    assert "<b>in" not in "".join(bodies(app))
    found = schedule_of(empty)
    assert found is not None
    assert (found.plan, found.scheduler, found.inbox) == (Plan(dt.time(18, 30), "fri"), "cron", str(inbox))
    assert "30 18 * * 5" in machine.tables[-1]
    app = visit("settings", "zh")
    app.selectbox(key="schedule-day").set_value("")
    app.button(key="schedule-keep").click().run()
    assert words("zh")("schedule.every.day", at="18:30") in read(app)
    app.button(key="schedule-remove").click().run()
    assert not app.exception
    assert words("zh")("schedule.none") in read(app)
    assert (schedule_of(empty), machine.tables) == (None, [])


def test_what_cannot_be_set_is_said_and_nothing_is_kept(empty: Path, machine: Pretended) -> None:
    app = visit("settings", "en")
    app.text_input(key="schedule-folder").set_value("/no/such/folder")
    app.button(key="schedule-keep").click().run()
    assert troubles(app) == [W("schedule.set.inbox", path="/no/such/folder")]
    with Ledger(empty) as ledger:
        Wishes(Casebook(ledger).preferences).keep_quiet(Quiet.read("08:00-10:00"))
    app.text_input(key="schedule-folder").set_value("")
    app.button(key="schedule-keep").click().run()
    assert troubles(app) == [W("notify.never", at="09:00")]
    assert (schedule_of(empty), machine.tables) == (None, [])


def test_a_system_that_refuses_is_quoted(empty: Path, machine: Pretended, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(on_schedule, "Machine", lambda: replace(machine, failing=machine.failing | {"-"}))
    app = visit("settings", "en")
    app.button(key="schedule-keep").click().run()
    assert troubles(app) == [W("schedule.set.refused", reason="crontab: it will not")]
    assert schedule_of(empty) is None


def test_a_machine_without_a_scheduler_is_given_the_command(
    empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(on_schedule, "Machine", lambda: pretended(tmp_path, "linux", "systemctl", "crontab"))
    app = visit("settings", "en")
    assert W("settings.schedule.by_hand") in read(app)
    assert f"walletwatch --ledger {empty} run-scheduled" in read(app)
    assert "schedule-keep" not in [button.key for button in app.button]


def test_missed_failed_and_cut_short_runs_are_told(empty: Path, machine: Pretended) -> None:
    app = visit("settings", "en")
    app.button(key="schedule-keep").click().run()
    with Ledger(empty) as ledger:
        book = Casebook(ledger)
        scheduled = kept(book.preferences)
        assert scheduled
        keep(book.preferences, replace(scheduled, since=scheduled.since - dt.timedelta(days=21)))
        old = book.runs.begin("2026-06-01T09:00:00")
        book.runs.end(Run(old, "2026-06-01T09:00:00", "2026-06-01T09:01:00", failed=2, exit=2))
        book.runs.begin("2026-06-08T09:00:00")
    said = read(visit("settings", "en"))
    assert W("settings.schedule.unmade", count=1) in said
    assert W("schedule.show.cut_short", moment=W.moment("2026-06-08T09:00:00")) in said
    assert W("schedule.exit.2") in said
    machine.tables.clear()  # somebody took the job away
    assert W("schedule.show.gone", scheduler="cron") in read(visit("settings", "en"))
