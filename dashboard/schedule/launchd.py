"""launchd: an agent of the person's session on macOS (launchd.plist(5)).

launchd makes up for a time that passed while the machine slept, not for one while it was off. So the agent also looks when
the person signs in, and does nothing where no run is due.
"""

import plistlib
from pathlib import Path
from typing import Any

from dashboard.private import keep_private
from dashboard.schedule.job import Job, Machine
from dashboard.schedule.plan import DAYS


def agent(job: Job) -> str:
    """Return the property list of a job."""
    when: dict[str, int] = {"Hour": job.plan.at.hour, "Minute": job.plan.at.minute}
    if job.plan.on:
        when["Weekday"] = (DAYS.index(job.plan.on) + 1) % 7  # Sunday is 0
    told: dict[str, Any] = {
        "Label": job.name,
        "ProgramArguments": [*job.argv, "--if-due"],
        "StartCalendarInterval": when,
        "RunAtLoad": True,
        "ProcessType": "Background",
        "LowPriorityIO": True,
        "Umask": 0o077,
    }
    return plistlib.dumps(told, sort_keys=False).decode()


class Launchd:
    """The person's launchd."""

    name = "launchd"

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self._folder = machine.home / "Library" / "LaunchAgents"

    def usable(self) -> bool:
        """Tell whether this is macOS."""
        return self._machine.platform == "darwin"

    def written(self, job: Job) -> list[tuple[str, str]]:
        """Return the agent."""
        return [(str(self._path(job.name)), agent(job))]

    def install(self, job: Job) -> None:
        """Write the agent and load it."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._machine.run("launchctl", "bootout", f"{self._domain}/{job.name}")
        keep_private(self._path(job.name), agent(job).encode())
        self._machine.must("launchctl", "bootstrap", self._domain, str(self._path(job.name)))

    def remove(self, name: str) -> bool:
        """Unload the agent and delete it."""
        if not self.installed(name):
            return False
        self._machine.run("launchctl", "bootout", f"{self._domain}/{name}")
        self._path(name).unlink(missing_ok=True)
        return True

    def installed(self, name: str) -> bool:
        """Tell whether the agent is there."""
        return self._path(name).exists()

    @property
    def _domain(self) -> str:
        return f"gui/{self._machine.user}"

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.plist"
