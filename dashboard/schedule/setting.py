"""A ledger's schedule, set and taken away: in the system and in the ledger, the same from the command line and from a page."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from dashboard.notify.wishes import Wishes
from dashboard.schedule.choose import choose, schedulers
from dashboard.schedule.job import CannotSchedule, Job, Machine, Scheduler, job_name, job_of
from dashboard.schedule.keep import keep, kept
from dashboard.schedule.plan import Plan, Scheduled
from dashboard.spoken import hear
from detect.preferences import Preferences


class NoScheduler(CannotSchedule):
    """The machine has nothing that runs things on time."""


class AlwaysQuiet(CannotSchedule):
    """Every run of the plan would fall into the quiet hours; the text is its time of day."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A job and who would run it; nothing is set yet."""

    scheduler: Scheduler
    job: Job


def prepare(ledger: Path, plan: Plan, machine: Machine) -> Prepared:
    """Return what setting a plan would hand to the system.

    Raises:
        NoScheduler: there is nothing to hand it to.
        CannotSchedule: the ledger's path cannot be written down for it.
    """
    scheduler = choose(machine)
    if scheduler is None:
        raise NoScheduler
    return Prepared(scheduler, job_of(ledger, plan))


def set_up(
    preferences: Preferences, prepared: Prepared, inbox: Path | None, machine: Machine, now: dt.datetime, language: str
) -> Scheduled:
    """Hand a job to the system, in the place of an earlier one, and remember it with the ledger.

    Args:
        preferences: of the ledger.
        prepared: by `prepare`.
        inbox: the folder whose new files each run imports; None: none.
        machine: where the job is set.
        now: wall time.
        language: the person's, which runs speak where none is chosen.

    Raises:
        AlwaysQuiet: nothing could ever be sent.
        CannotSchedule, OSError: the system refuses; nothing is remembered.
    """
    plan = prepared.job.plan
    quiet = Wishes(preferences).quiet
    if quiet is not None and quiet.holds(plan.at):
        raise AlwaysQuiet(f"{plan.at:%H:%M}")
    for other in schedulers(machine):
        if other.name != prepared.scheduler.name:
            other.remove(prepared.job.name)
    prepared.scheduler.install(prepared.job)
    scheduled = Scheduled(plan, prepared.scheduler.name, now, str(inbox.absolute()) if inbox else "")
    keep(preferences, scheduled)
    hear(preferences, language)  # the system's jobs know none
    return scheduled


def take_from_system(ledger: Path, machine: Machine) -> bool:
    """Take a ledger's job from every scheduler; tell whether there was one.

    Raises:
        CannotSchedule, OSError: the system refuses.
    """
    gone = [one.remove(job_name(ledger)) for one in schedulers(machine)]
    return any(gone)


def forget(preferences: Preferences) -> bool:
    """Forget the schedule that is kept with the ledger; tell whether there was one."""
    known = kept(preferences) is not None
    keep(preferences, None)
    return known
