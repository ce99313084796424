"""When the digest is sent: with the planned run of a week, once."""

import datetime as dt
from typing import Final

from dashboard.schedule.plan import LATE, Scheduled

_WEEK: Final = dt.timedelta(days=7)


def digest_due(scheduled: Scheduled | None, sent: dt.datetime | None, now: dt.datetime) -> bool:
    """Tell whether a run at `now` sends the digest, given when one was sent last.

    A run that comes late counts for the week in which it was due. Where nothing is scheduled, runs have no week.
    """
    if scheduled is None:
        return False
    if sent is None:
        return True
    return sent < scheduled.plan.before(now) if scheduled.plan.on else sent <= now - _WEEK + LATE
