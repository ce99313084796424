"""The deadlines of a case: the clocks of its topic and place, started and met by its log."""

import datetime as dt

from dashboard.case_shown import ShownCase
from dashboard.deadlines import of_case
from detect.clocks import Reading


def case_deadlines(shown: ShownCase, today: dt.date) -> tuple[Reading, ...]:
    """Return how the clocks of a case stand, as `of_case`."""
    return of_case(shown.case, shown.alerts, shown.rows, shown.jurisdiction, shown.country, shown.instrument, today)
