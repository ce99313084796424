"""The dates of a QIF file. Nothing prints their order, so it is decided for the whole file, or the person is asked.

What decides, strongest first: the person's word or the file's, a month above 12, dots between the numbers or a decimal comma
(no country writes the month first with either), and days that run in one direction in only one of the orders.
"""

import datetime as dt
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ingest.errors import OpenDates

ORDERS: Final = ("dmy", "mdy", "ymd")
_NUMBERS: Final = re.compile(r"(\d{1,4})\s*([/.\-' ])\s*(\d{1,2})\s*([/.\-' ])\s*(\d{1,4})(?:[T ]\d{1,2}:\d{2}.*)?")
_COMPACT: Final = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_NAMED: Final = re.compile(r"(?:(\d{1,2})[\s./-]*)?([A-Za-z]{3})[a-z]*[\s.,/'-]*(?:(\d{1,2})[\s.,/'-]+)?(\d{4}|\d{2})")
_MONTHS: Final = {
    name: n
    for n, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], start=1
    )
}
_LAST_CENTURY: Final = 70  # two digits of a year from here on, unless an apostrophe says otherwise
_LONGEST: Final = 40  # characters of a date, with a time behind it
_ENOUGH: Final = 6  # days whose orders differ, before their direction counts
_EXAMPLES: Final = 2  # days that a question shows
_JUMPS: Final = 0.25  # of the steps of the other order that go the other way


@dataclass(frozen=True, slots=True)
class _Printed:
    """Three numbers as printed, and whether an apostrophe says that the last is a year from 2000 on."""

    parts: tuple[int, int, int]
    long: tuple[bool, bool]  # the first, the last has four digits
    apostrophe: bool
    dotted: bool


def read_dates(
    runs: Sequence[Sequence[str]], *, file: str, told: str = "", comma: bool = False
) -> dict[str, dt.date | None]:
    """Return the day of each date, None where it is none in the order of the file.

    Args:
        runs: the dates as printed, one run for each account, in order of lines.
        file: its name, for people.
        told: the order, where somebody says it.
        comma: the amounts have a decimal comma.

    Raises:
        OpenDates: the dates can be read in several orders, and nothing decides.
    """
    texts = list(dict.fromkeys(text for run in runs for text in run))
    numbers = {text: printed for text in texts if (printed := _printed(text)) is not None}
    days = {text: _plain_day(text) for text in texts if text not in numbers}
    order = told or _decided(numbers, runs, file, comma=comma)
    return days | {text: _day(printed, order) for text, printed in numbers.items()}


def _printed(text: str) -> _Printed | None:
    found = _NUMBERS.fullmatch(text) if len(text) <= _LONGEST else None
    if not found:
        return None
    first, mark, second, last_mark, third = found.groups()
    return _Printed(
        (int(first), int(second), int(third)), (len(first) > 2, len(third) > 2), last_mark == "'", mark == last_mark == "."
    )  # fmt: skip


def _plain_day(text: str) -> dt.date | None:
    """Read a date that has only one reading: with the name of its month, or eight digits from the year on."""
    if len(text) > _LONGEST:
        return None
    if found := _COMPACT.fullmatch(text):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if (found := _NAMED.fullmatch(text)) and (found[1] or found[3]) and (month := _MONTHS.get(found[2].lower())):
        return _date(_year(int(found[4])), month, int(found[1] or found[3]))
    return None


def _day(printed: _Printed, order: str) -> dt.date | None:
    """Read three numbers in an order; a four-digit year stands where it stands.

    >>> _day(_printed("6/ 4'18"), "mdy"), _day(_printed("28.02'2009"), "dmy"), _day(_printed("31/02/2020"), "dmy")
    (datetime.date(2018, 6, 4), datetime.date(2009, 2, 28), None)
    """
    first, second, third = printed.parts
    if printed.long[0] or (order == "ymd" and not printed.long[1] and not printed.apostrophe):
        return None if printed.long[1] else _date(_year(first), second, third)
    day, month = (second, first) if order == "mdy" else (first, second)
    if order == "ymd":
        return None
    return _date(2000 + third if printed.apostrophe and third < 100 else _year(third), month, day)


def _year(number: int) -> int:
    return number if number >= 100 else number + (1900 if number >= _LAST_CENTURY else 2000)


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _decided(numbers: dict[str, _Printed], runs: Sequence[Sequence[str]], file: str, *, comma: bool) -> str:
    """Return the one order in which the file makes sense."""
    open_ = {text: printed for text, printed in numbers.items() if not printed.long[0]}
    readings = {order: {text: _day(printed, order) for text, printed in open_.items()} for order in ORDERS}
    read_by = {order: sum(day is not None for day in read.values()) for order, read in readings.items()}
    most = max(read_by.values())
    if most in (read_by["dmy"], read_by["mdy"]):
        del readings["ymd"]  # nobody writes a year of two digits first, unless it can be nothing else
    left = [order for order in readings if read_by[order] == most]
    left = [order for n, order in enumerate(left) if readings[order] not in [readings[other] for other in left[:n]]]
    if len(left) > 1 and "dmy" in left and (comma or all(printed.dotted for printed in open_.values())):
        left = ["dmy"]
    if len(left) > 1:
        left = _by_direction({order: readings[order] for order in left}, runs)
    if len(left) == 1 and (most == len(open_) or _clear(readings, left[0])):
        return left[0]
    if not most:
        return ORDERS[0]
    raise _open(readings, file)


def _open(readings: dict[str, dict[str, dt.date | None]], file: str) -> OpenDates:
    """Return the question, with days as examples that tell the orders apart: best those that every order can read."""
    texts = next(iter(readings.values()))
    days = {text: [read[text] for read in readings.values()] for text in texts}
    telling = [text for text in texts if len(set(days[text])) > 1]
    examples = sorted(telling, key=lambda text: (None in days[text], -len(set(days[text]))))[:_EXAMPLES]
    told = {order: [read[text] for text in examples] for order, read in readings.items()}
    return OpenDates(file=file, examples=examples, readings=told)


def _clear(readings: dict[str, dict[str, dt.date | None]], order: str) -> bool:
    """Tell whether a date that has no reading in `order` has none in any: then it is no date, and proves nothing."""
    return all(
        day is not None or all(other[text] is None for other in readings.values())
        for text, day in readings[order].items()
    )


def _by_direction(readings: dict[str, dict[str, dt.date | None]], runs: Sequence[Sequence[str]]) -> list[str]:
    """Keep the order in which the days of every account run one way, if in the others they jump to and fro.

    Chance gives a few days a direction; so there must be enough of them, and the others must jump often.
    """
    steady, jumping = [], []
    for order, read in readings.items():
        steps = [_steps([read.get(text) for text in run]) for run in runs]
        against = sum(min(up, down) for up, down in steps)
        total = sum(up + down for up, down in steps)
        if not against and total >= _ENOUGH:
            steady.append(order)
        elif against >= max(2, _JUMPS * total):
            jumping.append(order)
    return steady if len(steady) == 1 and len(jumping) == len(readings) - 1 else list(readings)


def _steps(days: Sequence[dt.date | None]) -> tuple[int, int]:
    """Count the steps to later and to earlier days."""
    known = [day for day in days if day is not None]
    pairs = list(itertools.pairwise(known))
    return sum(later > day for day, later in pairs), sum(later < day for day, later in pairs)
