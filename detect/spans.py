"""Where a span of time ends: minutes, hours, working days, days, weeks, months, years from a day or a moment.

Every span leaves out the day it starts from and takes in the day it ends on. A month ends on the day of the same
number, or on the month's last day where there is none (31 January and one month is the end of February).
"""

import calendar
import datetime as dt
from typing import Final

from detect.calendar import WEEKDAYS, Workdays, add_business_days

Moment = dt.date | dt.datetime  # a datetime is the person's own wall time, without a zone

AT_ONCE: Final = "now"
BUSINESS_DAY: Final = "business-day"
_TICK: Final = dt.timedelta(microseconds=1)
_SPANS: Final = {
    "minute": dt.timedelta(minutes=1),
    "hour": dt.timedelta(hours=1),
    "calendar-day": dt.timedelta(days=1),
    BUSINESS_DAY: dt.timedelta(days=1),  # only to tell how long it is; counting takes a calendar
    "week": dt.timedelta(weeks=1),
}
_MONTHS: Final = {"month": 1, "year": 12}


def day_of(moment: Moment) -> dt.date:
    """Return the day of a moment, or the day itself."""
    return moment.date() if isinstance(moment, dt.datetime) else moment


def exact_end(start: Moment, length: int, unit: str) -> dt.datetime | None:
    """Return the minute a span of minutes or hours ends; None for other units, and where only the day is known."""
    if unit in ("minute", "hour") and isinstance(start, dt.datetime):
        return start + length * _SPANS[unit]
    return None


def last_day(start: Moment, length: int, unit: str, workdays: Workdays = WEEKDAYS, *, late: bool = False) -> dt.date:
    """Return the day on which a span ends.

    Hours from a day without a time may have begun at its first minute or its last: `late` takes the last.

    >>> last_day(dt.date(2026, 1, 31), 13, "month")
    datetime.date(2027, 2, 28)
    >>> last_day(dt.date(2026, 11, 29), 24, "hour"), last_day(dt.date(2026, 11, 29), 24, "hour", late=True)
    (datetime.date(2026, 11, 29), datetime.date(2026, 11, 30))

    Raises:
        ValueError: The unit is not known.
    """
    day = day_of(start)
    if unit == AT_ONCE:
        return day
    if unit == BUSINESS_DAY:
        return add_business_days(day, length, workdays)
    if unit in _MONTHS:
        return _add_months(day, length * _MONTHS[unit])
    if unit in ("minute", "hour"):
        exact = exact_end(start, length, unit)
        begun = dt.datetime.combine(day + dt.timedelta(days=late), dt.time())
        return (exact or begun + length * _SPANS[unit] - _TICK).date()
    if unit in _SPANS:
        return day + length * _SPANS[unit]
    raise ValueError(f"there is no unit of time {unit!r}")


def shorter_than(days: int, length: int, unit: str) -> bool:
    """Tell whether a span counts fewer than `days` of its own days; working days count as days.

    >>> shorter_than(5, 3, "business-day"), shorter_than(5, 1, "month"), shorter_than(5, 12, "hour")
    (True, False, True)
    """
    return unit == AT_ONCE or (unit in _SPANS and length * _SPANS[unit] < dt.timedelta(days=days))


def _add_months(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
