"""The schedule of a ledger, kept with its preferences."""

from typing import Final

from dashboard.schedule.plan import Scheduled
from detect.preferences import Preferences

_KEPT: Final = "schedule"


def kept(preferences: Preferences) -> Scheduled | None:
    """Return the schedule that was set, None where none is."""
    return Scheduled.loads(preferences.text(_KEPT))


def keep(preferences: Preferences, scheduled: Scheduled | None) -> None:
    """Remember a schedule, or that there is none any more."""
    preferences.keep_text(_KEPT, scheduled.dumps() if scheduled else "")
