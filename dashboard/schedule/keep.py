"""The schedule of a ledger, kept with its preferences."""

from typing import Final

from dashboard.notify.quiet import Quiet
from dashboard.schedule.plan import Scheduled
from detect.preferences import Preferences

_KEPT: Final = "schedule"


def kept(preferences: Preferences) -> Scheduled | None:
    """Return the schedule that was set, None where none is."""
    return Scheduled.loads(preferences.text(_KEPT))


def keep(preferences: Preferences, scheduled: Scheduled | None) -> None:
    """Remember a schedule, or that there is none any more."""
    preferences.keep_text(_KEPT, scheduled.dumps() if scheduled else "")


def silenced(preferences: Preferences, quiet: Quiet | None) -> str:
    """Return the time of day of every scheduled run, where it would fall into quiet hours; empty where none does."""
    scheduled = kept(preferences)
    silent = quiet is not None and scheduled is not None and quiet.holds(scheduled.plan.at)
    return f"{scheduled.plan.at:%H:%M}" if silent and scheduled else ""
