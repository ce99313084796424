"""How a ledger's schedule stands: what is set, whether the system knows of it, what ran last, and what should have run."""

import datetime as dt
from dataclasses import dataclass

from dashboard.schedule.choose import schedulers
from dashboard.schedule.job import Machine, job_name
from dashboard.schedule.keep import kept
from dashboard.schedule.plan import Scheduled
from dashboard.schedule.run import timing_of
from detect.casebook import Casebook
from detect.runs import Run


@dataclass(frozen=True, slots=True)
class Status:
    """One look at a schedule.

    scheduled: as it is kept with the ledger; None: nothing is. by: the scheduler that has the job, None where none has it.
    next: when it is due next, where something is set. unmade: runs that were due and have not happened.
    last: the run that began last; failed: the last one that went wrong or was cut short.
    """

    scheduled: Scheduled | None
    by: str | None
    next: dt.datetime | None
    unmade: int
    last: Run | None
    failed: Run | None


def status(book: Casebook, machine: Machine, now: dt.datetime) -> Status:
    """Return how the schedule stands at a wall time."""
    scheduled, stands, name = kept(book.preferences), timing_of(book, now), job_name(book.ledger.path)
    return Status(
        scheduled,
        next((one.name for one in schedulers(machine) if one.installed(name)), None),
        scheduled.plan.after(now) if scheduled else None,
        (1 if stands.late else 0) + stands.missed,
        book.runs.last,
        book.runs.last_failed,
    )
