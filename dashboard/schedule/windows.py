"""Task Scheduler of Windows: a task of the person's own, as XML (Task Scheduler Schema 1.2), handed over by schtasks.

It runs while the person is signed in, also on battery, and as soon as it can after a time that was missed.
"""

import datetime as dt
import os
import subprocess
import tempfile
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

from dashboard.schedule.job import CannotSchedule, Job, Machine
from dashboard.schedule.plan import DAYS

_SPACE: Final = "http://schemas.microsoft.com/windows/2004/02/mit/task"
_NAMES: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SETTINGS: Final = {
    "MultipleInstancesPolicy": "IgnoreNew",
    "DisallowStartIfOnBatteries": "false",
    "StopIfGoingOnBatteries": "false",
    "StartWhenAvailable": "true",
    "Hidden": "true",
    "ExecutionTimeLimit": "PT2H",
    "Priority": "7",
}


def task(job: Job, first: dt.datetime) -> str:
    """Return the task; `first` is the first time it is due.

    Raises:
        CannotSchedule: the path holds two per cent signs; what stands between them would be taken for a variable.
    """
    if any(word.count("%") > 1 for word in job.argv):
        raise CannotSchedule("%")
    root = ET.Element("Task", {"version": "1.2", "xmlns": _SPACE})
    _put(root, "RegistrationInfo/Description", "Walletwatch: import the inbox and scan")
    trigger = _put(root, "Triggers/CalendarTrigger")
    _put(trigger, "StartBoundary", first.isoformat())
    _put(trigger, "Enabled", "true")
    if job.plan.on:
        week = _put(trigger, "ScheduleByWeek")
        _put(week, "WeeksInterval", "1")
        _put(week, f"DaysOfWeek/{_NAMES[DAYS.index(job.plan.on)]}")
    else:
        _put(trigger, "ScheduleByDay/DaysInterval", "1")
    principal = _put(root, "Principals/Principal")
    principal.set("id", "Author")
    _put(principal, "LogonType", "InteractiveToken")
    _put(principal, "RunLevel", "LeastPrivilege")
    settings = _put(root, "Settings")
    for name, value in _SETTINGS.items():
        _put(settings, name, value)
    actions = _put(root, "Actions")
    actions.set("Context", "Author")
    call = _put(actions, "Exec")
    _put(call, "Command", job.argv[0])
    _put(call, "Arguments", subprocess.list2cmdline(job.argv[1:]))
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-16"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _put(parent: ET.Element, path: str, text: str = "") -> ET.Element:
    for name in path.split("/"):
        parent = ET.SubElement(parent, name)
    parent.text = text or None
    return parent


class TaskScheduler:
    """The person's tasks on Windows."""

    name = "windows"

    def __init__(self, machine: Machine) -> None:
        self._machine = machine

    def usable(self) -> bool:
        """Tell whether this is Windows."""
        return self._machine.platform == "win32"

    def written(self, job: Job) -> list[tuple[str, str]]:
        """Return the task, first due after now."""
        now = dt.datetime.now().astimezone().replace(tzinfo=None)
        return [(f"schtasks /TN {job.name}", task(job, job.plan.after(now)))]

    def install(self, job: Job) -> None:
        """Hand the task over; the file it is read from is deleted at once."""
        ((_, text),) = self.written(job)
        handle, name = tempfile.mkstemp(prefix=job.name, suffix=".xml")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(text.encode("utf-16"))
            self._machine.must("schtasks", "/Create", "/TN", job.name, "/XML", name, "/F")
        finally:
            Path(name).unlink(missing_ok=True)

    def remove(self, name: str) -> bool:
        """Delete the task."""
        if not self.installed(name):
            return False
        self._machine.must("schtasks", "/Delete", "/TN", name, "/F")
        return True

    def installed(self, name: str) -> bool:
        """Tell whether the task is there."""
        return self.usable() and self._machine.run("schtasks", "/Query", "/TN", name).code == 0
