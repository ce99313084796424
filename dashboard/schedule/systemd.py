"""systemd: a timer and a service of the person's own session, which needs no rights (systemd.timer(5), systemd.service(5)).

A run that was missed while the machine was off, or nobody was signed in, is made up for (`Persistent`).
"""

from pathlib import Path
from typing import Final

from dashboard.private import keep_private
from dashboard.schedule.job import Job, Machine

_SERVICE: Final = """\
[Unit]
Description=Walletwatch: import the inbox and scan

[Service]
Type=oneshot
ExecStart={call}
Nice=10
UMask=0077
"""
_TIMER: Final = """\
[Unit]
Description=Walletwatch: import the inbox and scan

[Timer]
OnCalendar={when}
Persistent=true
AccuracySec=1min

[Install]
WantedBy=timers.target
"""


def service(job: Job) -> str:
    """Return the service: what is called."""
    program, *words = job.argv
    return _SERVICE.format(call=" ".join((_quoted(program), *(_quoted(word).replace("$", "$$") for word in words))))


def timer(job: Job) -> str:
    """Return the timer: when it is called."""
    day = f"{job.plan.on.capitalize()} " if job.plan.on else ""
    return _TIMER.format(when=f"{day}*-*-* {job.plan.at:%H:%M}:00")


def _quoted(word: str) -> str:
    """Quote a word of a command line; `%` begins a specifier, and `$` (in arguments alone) a variable."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped}"'


class Systemd:
    """The person's own systemd."""

    name = "systemd"

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self._folder = machine.config / "systemd" / "user"

    def usable(self) -> bool:
        """Tell whether a session of the person's answers; a server or container often has none."""
        return (
            self._machine.platform == "linux"
            and self._machine.run("systemctl", "--user", "show", "--property=Version").code == 0
        )

    def written(self, job: Job) -> list[tuple[str, str]]:
        """Return both units."""
        texts = {"service": service(job), "timer": timer(job)}
        return [(str(self._unit(job.name, kind)), text) for kind, text in texts.items()]

    def install(self, job: Job) -> None:
        """Write both units and start the timer."""
        self._folder.mkdir(parents=True, exist_ok=True)
        for path, text in self.written(job):
            keep_private(Path(path), text.encode())
        self._machine.must("systemctl", "--user", "daemon-reload")
        self._machine.must("systemctl", "--user", "enable", f"{job.name}.timer")
        self._machine.must(
            "systemctl", "--user", "restart", f"{job.name}.timer"
        )  # one that ran keeps its old time else

    def remove(self, name: str) -> bool:
        """Stop the timer and delete both units."""
        if not self.installed(name):
            return False
        self._machine.run("systemctl", "--user", "disable", "--now", f"{name}.timer")
        for kind in ("timer", "service"):
            self._unit(name, kind).unlink(missing_ok=True)
        (self._folder / "timers.target.wants" / f"{name}.timer").unlink(missing_ok=True)  # where no session answered
        self._machine.run("systemctl", "--user", "daemon-reload")
        (self._machine.data / "systemd" / "timers" / f"stamp-{name}.timer").unlink(missing_ok=True)  # of its last run
        return True

    def installed(self, name: str) -> bool:
        """Tell whether a unit is there."""
        return any(self._unit(name, kind).exists() for kind in ("timer", "service"))

    def _unit(self, name: str, kind: str) -> Path:
        return self._folder / f"{name}.{kind}"
