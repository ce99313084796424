"""The two days of a statement line: when it was booked and when it was valued."""

import calendar
import datetime as dt
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

_CENTURY: Final = 80  # two digits of a year from here on are of the last century
_UNREAD: Final = dt.date(1970, 1, 1)


class Days(NamedTuple):
    """When a line was booked and valued, and the printed day that the calendar does not have."""

    booked: dt.date
    valued: dt.date
    impossible: str


class DayColumns(NamedTuple):
    """The days of all lines: two datetime64[us], and by position what could not be read or is in no calendar."""

    booked: np.ndarray
    valued: np.ndarray
    unread: list[int]
    impossible: dict[int, str]


def all_days(values: Sequence[str], entries: Sequence[str]) -> DayColumns:
    """Return the days of whole columns of value and entry dates; each pair is understood once."""
    pairs = list(zip(values, entries, strict=True))
    places = {pair: n for n, pair in enumerate(dict.fromkeys(pairs))}
    which = np.array([places[pair] for pair in pairs], dtype=np.int64)
    found = [days(value, entry) if value else None for value, entry in places]
    read = [day or Days(_UNREAD, _UNREAD, "") for day in found]
    missing = np.array([day is None for day in found], dtype=bool)[which]
    odd = np.array([bool(day.impossible) for day in read], dtype=bool)[which]
    return DayColumns(
        _stamps([day.booked for day in read])[which],
        _stamps([day.valued for day in read])[which],
        np.flatnonzero(missing).tolist(),
        {n: read[which[n]].impossible for n in np.flatnonzero(odd).tolist()},
    )


def _stamps(found: list[dt.date]) -> np.ndarray:
    return np.array(found, dtype="datetime64[D]").astype("datetime64[us]")


def days(value: str, entry: str) -> Days | None:
    """Return the days of a statement line; None where the value date is no date at all.

    The entry date has no year: it is the one next to the value date. Banks that count thirty days a month print a 30th of February;
    it means the end of that month.

    >>> days("091231", "0101").booked.isoformat(), days("160230", "0301")[::2]
    ('2010-01-01', (datetime.date(2016, 3, 1), '160230'))
    """
    year = int(value[:2])
    valued, odd = _day((1900 if year >= _CENTURY else 2000) + year, value[2:])
    if valued is None:
        return None
    if entry == value[2:]:
        return Days(valued, valued, value if odd else "")
    near = [_day(valued.year + more, entry) for more in (-1, 0, 1)] if entry.strip() else []
    booked, odd_entry = min(
        ((day, odd) for day, odd in near if day is not None),
        key=lambda found: (abs(found[0] - valued), found[1]),
        default=(valued, False),
    )
    return Days(booked, valued, value if odd else entry if odd_entry else "")


def _day(year: int, month_and_day: str) -> tuple[dt.date | None, bool]:
    """Return a day, and whether it is the end of a month that is not as long as printed."""
    month, day = int(month_and_day[:2]), int(month_and_day[2:])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None, False
    last = calendar.monthrange(year, month)[1]
    return dt.date(year, month, min(day, last)), day > last
