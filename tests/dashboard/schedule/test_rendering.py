"""What each scheduler is given, letter by letter, for the paths that people have."""

import datetime as dt
import plistlib
import shlex
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from dashboard.schedule.cron import block
from dashboard.schedule.job import CannotSchedule, Job, job_name, job_of
from dashboard.schedule.launchd import agent
from dashboard.schedule.plan import Plan
from dashboard.schedule.systemd import service, timer
from dashboard.schedule.windows import task

WEEKLY = Plan(dt.time(9, 5), "mon")
DAILY = Plan(dt.time(21, 45))
ODD = '/home/a b/100% "mine" it\'s $HOME \\ 账本.db'
ARGV = ("/usr/bin/python3", "-P", "-m", "dashboard.cli", "--ledger", ODD, "run-scheduled")
FIRST = dt.datetime.fromisoformat("2026-11-30T09:05")
JOB = Job("walletwatch-1", ARGV, WEEKLY)


def test_a_systemd_service() -> None:
    assert service(JOB) == (
        "[Unit]\nDescription=Walletwatch: import the inbox and scan\n\n"
        "[Service]\nType=oneshot\n"
        'ExecStart="/usr/bin/python3" "-P" "-m" "dashboard.cli" "--ledger" '
        '"/home/a b/100%% \\"mine\\" it\'s $$HOME \\\\ 账本.db" "run-scheduled"\n'
        "Nice=10\nUMask=0077\n"
    )


def test_a_systemd_timer_makes_up_for_missed_runs() -> None:
    assert timer(JOB) == (
        "[Unit]\nDescription=Walletwatch: import the inbox and scan\n\n"
        "[Timer]\nOnCalendar=Mon *-*-* 09:05:00\nPersistent=true\nAccuracySec=1min\n\n"
        "[Install]\nWantedBy=timers.target\n"
    )
    assert "OnCalendar=*-*-* 21:45:00\n" in timer(Job("w", ARGV, DAILY))


def test_a_crontab_block_looks_every_hour_for_missed_runs() -> None:
    call = (
        "/usr/bin/python3 -P -m dashboard.cli --ledger "
        "'/home/a b/100\\% \"mine\" it'\"'\"'s $HOME \\ 账本.db' run-scheduled"
    )
    assert block(JOB) == (
        "# walletwatch-1 begin: written by `walletwatch schedule`, taken out by `walletwatch schedule remove`\n"
        f"5 9 * * 1 {call} >/dev/null\n"
        f"35 * * * * {call} --if-due >/dev/null\n"
        "# walletwatch-1 end\n"
    )
    assert "\n45 21 * * * /usr" in block(Job("w", ARGV, DAILY))


def test_the_shell_reads_a_crontab_line_as_it_was_meant() -> None:
    """cron takes the backslash before a per cent sign away, then calls the shell."""
    line = block(JOB).splitlines()[1].removeprefix("5 9 * * 1 ").removesuffix(" >/dev/null")
    assert shlex.split(line.replace(r"\%", "%")) == list(ARGV)


@pytest.mark.parametrize(("on", "number"), [("sun", 0), ("mon", 1), ("sat", 6)])
def test_days_are_counted_as_cron_and_macos_count_them(on: str, number: int) -> None:
    job = Job("w", ARGV, Plan(dt.time(9), on))
    assert f"\n0 9 * * {number} " in block(job)
    assert plistlib.loads(agent(job).encode())["StartCalendarInterval"]["Weekday"] == number


def test_a_launchd_agent() -> None:
    assert plistlib.loads(agent(JOB).encode()) == {
        "Label": "walletwatch-1",
        "ProgramArguments": [*ARGV, "--if-due"],
        "StartCalendarInterval": {"Hour": 9, "Minute": 5, "Weekday": 1},
        "RunAtLoad": True,
        "ProcessType": "Background",
        "LowPriorityIO": True,
        "Umask": 63,
    }
    assert "账本" in agent(JOB)


WINDOWS = """\
<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>Walletwatch: import the inbox and scan</Description>
  </RegistrationInfo>
  <Triggers>
    <CalendarTrigger>
      <StartBoundary>2026-11-30T09:05:00</StartBoundary>
      <Enabled>true</Enabled>
      <ScheduleByWeek>
        <WeeksInterval>1</WeeksInterval>
        <DaysOfWeek>
          <Monday />
        </DaysOfWeek>
      </ScheduleByWeek>
    </CalendarTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <Hidden>true</Hidden>
    <ExecutionTimeLimit>PT2H</ExecutionTimeLimit>
    <Priority>7</Priority>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>C:\\Program Files\\py&amp;3\\python.exe</Command>
      <Arguments>-P --ledger "C:\\我的 账本\\100% \\"l\\".db" run-scheduled</Arguments>
    </Exec>
  </Actions>
</Task>
"""


def test_a_windows_task_starts_when_it_can() -> None:
    argv = ("C:\\Program Files\\py&3\\python.exe", "-P", "--ledger", 'C:\\我的 账本\\100% "l".db', "run-scheduled")
    assert task(Job("w", argv, WEEKLY), FIRST) == WINDOWS
    daily = ET.fromstring(task(Job("w", argv, DAILY), FIRST).partition("\n")[2])
    assert [element.text for element in daily.iter() if element.tag.endswith("DaysInterval")] == ["1"]


def test_a_path_that_windows_would_take_for_a_variable_is_refused() -> None:
    with pytest.raises(CannotSchedule):
        task(Job("w", ("python", "C:\\%USERNAME%\\l.db"), DAILY), FIRST)


def test_a_path_with_a_line_break_is_refused_everywhere() -> None:
    with pytest.raises(CannotSchedule, match=r"a\\nb"):
        job_of(Path("/home/a\nb.db"), DAILY)


def test_every_ledger_has_a_job_of_its_own() -> None:
    first, second = job_of(Path("/a/l.db"), DAILY), job_of(Path("/b/l.db"), DAILY)
    assert first.name != second.name
    assert first.name == job_name(Path("/a/l.db"))
    assert first.argv[-3:] == ("--ledger", str(Path("/a/l.db").absolute()), "run-scheduled")
