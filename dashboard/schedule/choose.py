"""Which scheduler this machine has: the first one that works."""

from typing import Final

from dashboard.schedule.cron import Cron
from dashboard.schedule.job import Machine, Scheduler
from dashboard.schedule.launchd import Launchd
from dashboard.schedule.systemd import Systemd
from dashboard.schedule.windows import TaskScheduler

_ALL: Final = (Systemd, Launchd, TaskScheduler, Cron)


def schedulers(machine: Machine) -> list[Scheduler]:
    """Return every scheduler there could be, the best first."""
    return [kind(machine) for kind in _ALL]


def choose(machine: Machine) -> Scheduler | None:
    """Return the best scheduler that works here, None where there is none."""
    return next((one for one in schedulers(machine) if one.usable()), None)
