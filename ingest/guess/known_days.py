"""The days that a file says around its table: above it, in its name, on its pages. Days without a year end at the last."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from ingest.days import Period
from ingest.guess.dates import Printed, has_year, ordered, possible, taken_apart
from ingest.guess.pages import Pages

_YMD: Final = re.compile(r"(?<!\d)(20\d{2})[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
_DMY: Final = re.compile(r"(?<!\d)(0[1-9]|[12]\d|3[01])[-_.](0[1-9]|1[0-2])[-_.](20\d{2})(?!\d)")
_MONTH: Final = re.compile(r"(?<!\d)(20\d{2})\s*[-_年/.]\s*(0?[1-9]|1[0-2])(?:\s*月)?(?![\d])")
_DAY: Final = re.compile(
    r"\d{1,4}[./\-年]\s?\d{1,2}[./\-月]\s?\d{1,4}日?|\d{1,2}\.? [^\W\d_]{3,12}\.? \d{4}|[^\W\d_]{3,12} \d{1,2}, \d{4}"
)


class Around(NamedTuple):
    """What stands around a table: the text above it, the file's name, and of a PDF what its pages say."""

    said: str
    file: str
    pages: Pages | None = None


def known_days(around: Around) -> list[dt.date]:
    """Return the days that the file's name and the text above the table say beyond doubt."""
    return [*_in_digits(around), *_above(around.said, sure=True)]


def days_above(around: Around) -> list[Printed]:
    """Return the days that the text above the table prints, whatever their order."""
    return [printed for text in _DAY.findall(around.said) if (printed := taken_apart(text))]


def _in_digits(around: Around) -> Iterator[dt.date]:
    for text, pattern in ((around.file, _YMD), (around.file, _DMY), (around.said, _YMD)):
        for numbers in pattern.findall(text):
            year, month, day = map(int, numbers if pattern is _YMD else numbers[::-1])
            try:
                yield dt.date(year, month, day)
            except ValueError:
                continue


def _above(said: str, *, sure: bool) -> Iterator[dt.date]:
    """Yield the days with a year above the table; without being `sure` also those of numbers in an order that may be another."""
    for text in _DAY.findall(said):
        printed = taken_apart(text)
        orders = possible([printed]) if printed and has_year(printed) else ()
        if printed and orders and (not sure or printed.form == "ordered" or len(orders) == 1):
            day = ordered(printed, orders[0])
            if day:
                yield day


def last_day(around: Around, order: str) -> dt.date | None:
    """Return the last day that days without a year can be: the latest that the file says, or its month's end."""
    if around.pages is not None:
        period: Period | None = around.pages.period(order)
        return period.last if period else last_day(Around("", around.file), order)
    found = [*_in_digits(around), *_month_ends(around), *_above(around.said, sure=False)]
    return max(found, default=None)


def _month_ends(around: Around) -> Iterator[dt.date]:
    for text in (around.said, around.file):
        for year, number in _MONTH.findall(text):
            after = dt.date(int(year) + int(number) // 12, int(number) % 12 + 1, 1)
            yield after - dt.timedelta(days=1)
