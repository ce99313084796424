"""Handing a job over and taking it away: nothing of others is touched, nothing of ours stays."""

import datetime as dt
from pathlib import Path

import pytest

from dashboard.schedule.choose import choose
from dashboard.schedule.cron import Cron, without
from dashboard.schedule.job import CannotSchedule, Job, Machine, Scheduler
from dashboard.schedule.launchd import Launchd
from dashboard.schedule.plan import Plan
from dashboard.schedule.systemd import Systemd
from dashboard.schedule.windows import TaskScheduler
from tests.dashboard.schedule.machines import Pretended, pretended

JOB = Job("walletwatch-1", ("/usr/bin/python3", "run-scheduled"), Plan(dt.time(9), "mon"))
OTHERS = "MAILTO=me\n0 1 * * * backup\n"


def chosen(machine: Pretended) -> str | None:
    one = choose(machine)
    return one.name if one else None


@pytest.mark.parametrize(
    ("platform", "failing", "name"),
    [
        ("linux", (), "systemd"),
        ("linux", ("systemctl",), "cron"),
        ("linux", ("systemctl", "crontab"), None),
        ("darwin", (), "launchd"),
        ("win32", (), "windows"),
        ("freebsd14", (), "cron"),
    ],
)
def test_the_best_scheduler_that_works_is_chosen(
    platform: str, failing: tuple[str, ...], name: str | None, tmp_path: Path
) -> None:
    assert chosen(pretended(tmp_path, platform, *failing)) == name


@pytest.mark.parametrize(("kind", "platform"), [(Systemd, "linux"), (Launchd, "darwin")])
def test_files_of_a_job_are_there_until_it_is_removed(
    kind: type[Systemd | Launchd], platform: str, tmp_path: Path
) -> None:
    machine = pretended(tmp_path, platform)
    scheduler: Scheduler = kind(machine)
    assert not scheduler.installed(JOB.name)
    scheduler.install(JOB)
    scheduler.install(JOB)  # in the place of the first
    assert scheduler.installed(JOB.name)
    assert {str(path) for path in tmp_path.rglob("*") if path.is_file()} == {path for path, _ in scheduler.written(JOB)}
    assert scheduler.remove(JOB.name)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert not scheduler.remove(JOB.name)


def test_a_system_that_refuses_says_why(tmp_path: Path) -> None:
    with pytest.raises(CannotSchedule, match="systemctl: it will not"):
        Systemd(pretended(tmp_path, "linux", "enable")).install(JOB)


def test_a_crontab_keeps_every_line_of_others(tmp_path: Path) -> None:
    machine = pretended(tmp_path, "linux")
    machine.tables.append(OTHERS.rstrip("\n"))
    cron = Cron(machine)
    cron.install(JOB)
    cron.install(JOB)
    assert machine.tables[-1].startswith(OTHERS)
    assert machine.tables[-1].count("begin") == 1
    assert cron.installed(JOB.name)
    assert not cron.installed("walletwatch-12")
    assert cron.remove(JOB.name)
    assert machine.tables[-1] == OTHERS


def test_a_crontab_of_ours_alone_is_deleted(tmp_path: Path) -> None:
    machine = pretended(tmp_path, "linux")
    Cron(machine).install(JOB)
    assert Cron(machine).remove(JOB.name)
    assert machine.tables == []
    assert not Cron(machine).remove(JOB.name)


def test_a_crontab_that_cannot_be_read_is_never_overwritten(tmp_path: Path) -> None:
    machine = pretended(tmp_path, "linux", "-l")
    with pytest.raises(CannotSchedule):
        Cron(machine).install(JOB)
    assert machine.tables == []


def test_a_block_without_its_end_is_left_alone() -> None:
    table = (
        f"# {JOB.name} begin: written by `walletwatch schedule`, taken out by `walletwatch schedule remove`\n{OTHERS}"
    )
    assert without(table, JOB.name) == table


def test_windows_is_given_a_file_that_is_gone_afterwards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    machine = pretended(tmp_path, "win32")
    seen: list[str] = []

    def run(*argv: str, given: str = "") -> object:
        if "/XML" in argv:
            seen.append(Path(argv[argv.index("/XML") + 1]).read_text("utf-16"))
        return Machine.run(machine, "true")

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    object.__setattr__(machine, "run", run)
    TaskScheduler(machine).install(JOB)
    assert seen[0].startswith("<?xml")
    assert list(tmp_path.iterdir()) == []


def test_a_program_that_is_not_there_answers_127() -> None:
    assert Machine().run("walletwatch-no-such-program").code == 127
