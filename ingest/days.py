"""Days as banks print them, in several languages, and the year of a day that is printed without one."""

import datetime as dt
import re
from typing import Final, NamedTuple

_NAMES: Final = """
1 jan january januari januar janvier 2 feb february februari februar fevrier 3 mar march maret märz mrz mars 4 apr april avril
5 may mei mai 6 jun june juni juin 7 jul july juli juillet 8 aug august agustus agt agu ags août 9 sep sept september septembre
10 oct october oktober okt octobre 11 nov november nopember nop novembre 12 dec december desember des dezember dez décembre
"""
_YEAR_FIRST: Final = re.compile(r"(\d{4})\s*(?:[-/.]|年)\s*(\d{1,2})\s*(?:[-/.]|月)\s*(\d{1,2})日?")
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")
_NUMBERS: Final = re.compile(r"(\d{1,2})[-/.](\d{1,2})(?:[-/.](\d{4}|\d{2}))?")
_DAY_NAME: Final = re.compile(r"(\d{1,2})[-/ ]?([^\W\d]{3,9})\.?(?:[-/ ,]*(\d{4}|\d{2}))?,?")
_NAME_DAY: Final = re.compile(r"([^\W\d]{3,9})\.? (\d{1,2})(?:,? (\d{4}))?")
_NEAR: Final = dt.timedelta(days=62)  # how far from its period a day may lie: a purchase is billed weeks later
_CENTURY: Final = 2000


def _months() -> dict[str, int]:
    found, number = {}, 0
    for word in _NAMES.split():
        if word.isdigit():
            number = int(word)
        else:
            found[word] = number
    return found


MONTHS: Final = _months()


class Day(NamedTuple):
    """A printed day; the year is None where it is not printed."""

    year: int | None
    month: int
    day: int


class Period(NamedTuple):
    """The days that a statement covers; `first` is None where only its last day is printed."""

    first: dt.date | None
    last: dt.date


def read_day(text: str, *, month_first: bool = False) -> Day | None:
    """Read a whole text as one day; None where it is none.

    >>> read_day("03 FEB"), read_day("31/08/23"), read_day("05 Mei 2026"), read_day("2026-01-31"), read_day("12.50")
    (Day(year=None, month=2, day=3), Day(year=2023, month=8, day=31), Day(year=2026, month=5, day=5), Day(year=2026, month=1, day=31), None)
    """
    text = text.strip()
    if found := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
        return _possible(*map(int, found.groups()))
    if found := _NUMBERS.fullmatch(text):
        day, month = int(found[1]), int(found[2])
        return _possible(_full(found[3]), *((day, month) if month_first else (month, day)))
    if (found := _DAY_NAME.fullmatch(text)) and found[2].casefold() in MONTHS:
        return _possible(_full(found[3]), MONTHS[found[2].casefold()], int(found[1]))
    if (found := _NAME_DAY.fullmatch(text)) and found[1].casefold() in MONTHS:
        return _possible(_full(found[3]), MONTHS[found[1].casefold()], int(found[2]))
    return None


def _full(year: str | None) -> int | None:
    if not year:
        return None
    return int(year) + (_CENTURY if len(year) == len("26") else 0)


def _possible(year: int | None, month: int, day: int) -> Day | None:
    return Day(year, month, day) if _date(year or 2024, month, day) else None  # 2024: any day may be one of a leap year


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def dated(day: Day, period: Period | None) -> dt.date | None:
    """Return the date of a day, its year taken from the statement's period where it is not printed.

    A day lies in the period or near it; with only a last day, in the year that ends with it (a few days of grace).

    >>> january = Period(None, dt.date(2026, 1, 15))
    >>> [str(dated(Day(None, month, 28), january)) for month in (12, 1)]
    ['2025-12-28', '2025-01-28']
    >>> str(dated(Day(None, 12, 31), Period(dt.date(2025, 12, 16), dt.date(2026, 1, 15))))
    '2025-12-31'
    """
    if day.year is not None:
        return _date(day.year, day.month, day.day)
    if period is None:
        return None
    first = period.first or period.last - dt.timedelta(days=358)
    grace = dt.timedelta() if period.first else dt.timedelta(days=7)
    found = [_date(period.last.year + step, day.month, day.day) for step in (0, -1, 1)]
    near = min(
        (date for date in found if date), key=lambda date: _distance(date, first, period.last + grace), default=None
    )
    if near is not None and _distance(near, first, period.last + grace) > _NEAR:
        return found[0] or near  # a period that does not fit its days still names the year
    return near


def _distance(date: dt.date, first: dt.date, last: dt.date) -> dt.timedelta:
    return max(first - date, date - last, dt.timedelta())
