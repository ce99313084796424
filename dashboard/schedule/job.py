"""What a system is told to call, whichever scheduler it has; and the machine, as far as schedulers need it."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

from dashboard.schedule.plan import Plan

_PATIENCE: Final = 60  # seconds that a scheduler of the system may take to answer


class CannotSchedule(Exception):
    """The system did not take the job; the text is what its own program said."""


@dataclass(frozen=True, slots=True)
class Job:
    """A call to be made by plan. `name` is unlike that of any other ledger's job; `argv` begins with a whole path."""

    name: str
    argv: tuple[str, ...]
    plan: Plan


def job_name(ledger: Path) -> str:
    """Return the name of a ledger's job: letters, digits and a hyphen."""
    return f"walletwatch-{hashlib.blake2b(os.fsencode(ledger.absolute()), digest_size=4).hexdigest()}"


def job_of(ledger: Path, plan: Plan) -> Job:
    """Return the job of a ledger, called by the interpreter that runs now.

    Raises:
        CannotSchedule: its path holds a line break or another control character, which no scheduler can write down.
    """
    path = ledger.absolute()
    if any(not letter.isprintable() for letter in f"{path}{sys.executable}"):
        raise CannotSchedule(ascii(str(path)))
    return Job(
        job_name(path), (sys.executable, "-P", "-m", "dashboard.cli", "--ledger", str(path), "run-scheduled"), plan
    )


@dataclass(frozen=True, slots=True)
class Ran:
    """What a program of the system answered."""

    code: int
    out: str = ""
    err: str = ""


@dataclass(frozen=True)
class Machine:
    """This machine: where jobs are written, and its programs, which are called as lists of words, never by a shell."""

    platform: str = sys.platform
    home: Path = field(default_factory=Path.home)
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ)

    @property
    def config(self) -> Path:
        """The person's folder of configuration (XDG)."""
        return Path(self.environment.get("XDG_CONFIG_HOME") or self.home / ".config")

    @property
    def data(self) -> Path:
        """The person's folder of data (XDG)."""
        return Path(self.environment.get("XDG_DATA_HOME") or self.home / ".local" / "share")

    @property
    def user(self) -> int:
        """The person's number, 0 where the system has none."""
        return os.getuid() if sys.platform != "win32" else 0

    def run(self, *argv: str, given: str = "") -> Ran:
        """Call a program with text for its standard input; one that is not there answers 127."""
        try:
            done = subprocess.run(  # noqa: S603  (a list of words of our own)
                argv, input=given, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False,
                timeout=_PATIENCE, env={**self.environment, "LC_ALL": "C.UTF-8"},
            )  # fmt: skip
        except (OSError, subprocess.TimeoutExpired) as error:
            return Ran(127, err=type(error).__name__)
        return Ran(done.returncode, done.stdout, done.stderr)

    def must(self, *argv: str, given: str = "") -> Ran:
        """Call a program that has to succeed.

        Raises:
            CannotSchedule: it did not.
        """
        ran = self.run(*argv, given=given)
        if ran.code:
            said = (ran.err or ran.out).strip().splitlines()
            raise CannotSchedule(f"{argv[0]}: {said[-1] if said else ran.code}")
        return ran


class Scheduler(Protocol):
    """One way in which a system runs things on time."""

    name: str

    def usable(self) -> bool:
        """Tell whether this machine has it, in working order."""

    def written(self, job: Job) -> list[tuple[str, str]]:
        """Return what installing a job writes: where, and the text. Pure."""

    def install(self, job: Job) -> None:
        """Hand a job to the system, in the place of one of its name.

        Raises:
            CannotSchedule, OSError: the system refuses.
        """

    def remove(self, name: str) -> bool:
        """Take a job away; tell whether there was one. Nothing of it stays."""

    def installed(self, name: str) -> bool:
        """Tell whether the system has a job of this name."""
