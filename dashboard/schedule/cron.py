"""cron: a marked block in the person's own crontab (crontab(5)); every line outside of it stays as it is.

cron forgets what it missed while the machine was off or asleep. So a second line asks every hour whether a run is due,
and does nothing where none is.
"""

import shlex
from typing import Final

from dashboard.schedule.job import CannotSchedule, Job, Machine

_WEEKDAYS: Final = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
_NONE_YET: Final = ("no crontab", "no such file")


def block(job: Job) -> str:
    """Return the lines of a job between their marks."""
    call = _quoted(job.argv)
    at, day = job.plan.at, _WEEKDAYS.index(job.plan.on) if job.plan.on else "*"
    return (
        f"{_begin(job.name)}\n"
        f"{at.minute} {at.hour} * * {day} {call} >/dev/null\n"
        f"{(at.minute + 30) % 60} * * * * {call} --if-due >/dev/null\n"
        f"{_end(job.name)}\n"
    )


def without(table: str, name: str) -> str:
    """Return a crontab without the block of a job; one whose end is missing is left, because nobody knows where it ends."""
    lines = table.splitlines(keepends=True)
    bare = [line.strip() for line in lines]
    if _begin(name) not in bare or _end(name) not in bare[bare.index(_begin(name)) :]:
        return table
    first = bare.index(_begin(name))
    last = bare.index(_end(name), first)
    return without("".join(lines[:first] + lines[last + 1 :]), name)


def _quoted(argv: tuple[str, ...]) -> str:
    """Quote for the shell that cron calls; an unescaped `%` would end the command."""
    return shlex.join(argv).replace("%", r"\%")


def _begin(name: str) -> str:
    return f"# {name} begin: written by `walletwatch schedule`, taken out by `walletwatch schedule remove`"


def _end(name: str) -> str:
    return f"# {name} end"


class Cron:
    """The person's crontab."""

    name = "cron"

    def __init__(self, machine: Machine) -> None:
        self._machine = machine

    def usable(self) -> bool:
        """Tell whether there is a crontab to read and write."""
        return self._machine.platform != "win32" and self._table() is not None

    def written(self, job: Job) -> list[tuple[str, str]]:
        """Return the block."""
        return [("crontab", block(job))]

    def install(self, job: Job) -> None:
        """Put the block at the end of the crontab."""
        table = self._table()
        if table is None:
            raise CannotSchedule("crontab")
        rest = without(table, job.name)
        gap = "" if not rest or rest.endswith("\n") else "\n"
        self._machine.must("crontab", "-", given=f"{rest}{gap}{block(job)}")

    def remove(self, name: str) -> bool:
        """Take the block out; a crontab that held nothing else is deleted."""
        table = self._table() or ""
        rest = without(table, name)
        if rest == table:
            return False
        if rest.strip():
            self._machine.must("crontab", "-", given=rest)
        else:
            self._machine.must("crontab", "-r")
        return True

    def installed(self, name: str) -> bool:
        """Tell whether the block is there."""
        table = self._table() or ""
        return without(table, name) != table

    def _table(self) -> str | None:
        """Return the crontab, empty where there is none yet; None where it cannot be told, so that none is overwritten."""
        ran = self._machine.run("crontab", "-l")
        if ran.code == 0:
            return ran.out
        return "" if any(said in f"{ran.out}{ran.err}".lower() for said in _NONE_YET) else None
