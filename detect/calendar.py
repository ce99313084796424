"""Business days, with holidays as an argument."""

import datetime as dt
from collections.abc import Container

import numpy as np

_NO_HOLIDAYS: frozenset[dt.date] = frozenset()


def add_business_days(day: dt.date, count: int, holidays: Container[dt.date] = _NO_HOLIDAYS) -> dt.date:
    """Return the day `count` business days after `day`; weekends and holidays do not count.

    >>> add_business_days(dt.date(2026, 3, 6), 1)
    datetime.date(2026, 3, 9)
    """
    while count > 0:
        day += dt.timedelta(days=1)
        if day.weekday() < 5 and day not in holidays:
            count -= 1
    return day


def business_days_between(first: dt.date, last: dt.date) -> int:
    """Return how many business days lie after `first` up to and including `last`."""
    return int(np.busday_count(first + dt.timedelta(days=1), last + dt.timedelta(days=1)))
