"""Days and seconds: wall-clock time as whole seconds since 1970, and the business days of a country.

Everything a simulated institution prints is local wall time, so no zone is ever applied here.
"""

import datetime as dt
from functools import lru_cache
from typing import Final

DAY: Final = 86_400
HOUR: Final = 3_600
MINUTE: Final = 60
_EPOCH: Final = dt.date(1970, 1, 1).toordinal()

# Public holidays of 2025 and 2026: in China as the State Council announced them, elsewhere the nation-wide ones. Working weekends that make up for them are left
# out: a bank credit on such a Saturday is early, never late.
_HOLIDAYS: Final = {
    "CN": (
        ("2025-01-01", 1), ("2025-01-28", 8), ("2025-04-04", 3), ("2025-05-01", 5), ("2025-05-31", 3), ("2025-10-01", 8),
        ("2026-01-01", 3), ("2026-02-15", 9), ("2026-04-04", 3), ("2026-05-01", 5), ("2026-06-19", 3), ("2026-09-25", 3),
        ("2026-10-01", 7),
    ),
    "US": (
        ("2025-01-01", 1), ("2025-01-20", 1), ("2025-02-17", 1), ("2025-05-26", 1), ("2025-06-19", 1), ("2025-07-04", 1),
        ("2025-09-01", 1), ("2025-10-13", 1), ("2025-11-11", 1), ("2025-11-27", 1), ("2025-12-25", 1), ("2026-01-01", 1),
        ("2026-01-19", 1), ("2026-02-16", 1), ("2026-05-25", 1), ("2026-06-19", 1), ("2026-07-03", 1), ("2026-09-07", 1),
        ("2026-10-12", 1), ("2026-11-11", 1), ("2026-11-26", 1), ("2026-12-25", 1),
    ),
    "DE": tuple((day, 1) for day in (
        "2025-01-01", "2025-04-18", "2025-04-21", "2025-05-01", "2025-05-29", "2025-06-09", "2025-10-03", "2025-12-25",
        "2025-12-26", "2026-01-01", "2026-04-03", "2026-04-06", "2026-05-01", "2026-05-14", "2026-05-25", "2026-10-03",
        "2026-12-25", "2026-12-26",
    )),
    "ID": tuple((day, 1) for day in (
        "2025-01-01", "2025-01-27", "2025-01-29", "2025-03-29", "2025-03-31", "2025-04-01", "2025-04-18", "2025-05-01",
        "2025-05-12", "2025-05-29", "2025-06-06", "2025-06-27", "2025-09-05", "2025-12-25", "2026-01-01", "2026-01-16",
        "2026-02-17", "2026-03-19", "2026-04-03", "2026-05-01", "2026-05-14", "2026-05-27", "2026-06-01", "2026-06-16",
        "2026-08-17", "2026-08-25", "2026-12-25",
    )),
}  # fmt: skip


def number(day: dt.date) -> int:
    """Return the day's number, counted from 1970-01-01."""
    return day.toordinal() - _EPOCH


@lru_cache(maxsize=8192)
def date(day: int) -> dt.date:
    """Return the date of a day number."""
    return dt.date.fromordinal(day + _EPOCH)


def day_of(at: int) -> int:
    """Return the day number a second falls on."""
    return at // DAY


@lru_cache(maxsize=8192)
def iso(day: int) -> str:
    """Return a day as `2026-03-04`."""
    return date(day).isoformat()


@lru_cache(maxsize=8192)
def compact(day: int) -> str:
    """Return a day as `20260304`."""
    return f"{date(day):%Y%m%d}"


def date_of(at: int) -> dt.date:
    """Return the date a second falls on."""
    return date(at // DAY)


def moment(at: int) -> dt.datetime:
    """Return the wall time of a second."""
    return dt.datetime.combine(date_of(at), dt.time()) + dt.timedelta(seconds=at % DAY)


def weekday(day: int) -> int:
    """Return 0 for Monday to 6 for Sunday; 1970-01-01 was a Thursday.

    >>> weekday(number(dt.date(2026, 3, 2)))
    0
    """
    return (day + 3) % 7


def is_business_day(day: int, country: str) -> bool:
    """Tell whether banks and offices of `country` work on that day."""
    return weekday(day) < 5 and day not in _holidays(country)


def add_business_days(day: int, count: int, country: str) -> int:
    """Return the `count`-th business day after `day`.

    >>> date(add_business_days(number(dt.date(2026, 9, 30)), 1, "CN"))
    datetime.date(2026, 10, 8)
    """
    while count > 0:
        day += 1
        count -= is_business_day(day, country)
    return day


def month_starts(first: int, last: int) -> list[int]:
    """Return the first day of every calendar month that begins inside the period, and the period's own first day."""
    starts = [first]
    start = date(first).replace(day=1)
    while True:
        start = (start + dt.timedelta(days=31)).replace(day=1)
        if number(start) > last:
            return starts
        starts.append(number(start))


def in_month(month_start: int, day_of_month: int) -> int:
    """Return that day of the month a day number lies in; days 29 to 31 fall back to the 28th, as standing orders do."""
    return number(date(month_start).replace(day=min(day_of_month, 28)))


@lru_cache(maxsize=8)
def _holidays(country: str) -> frozenset[int]:
    spans = ((number(dt.date.fromisoformat(day)), length) for day, length in _HOLIDAYS.get(country, ()))
    return frozenset(first + n for first, length in spans for n in range(length))
