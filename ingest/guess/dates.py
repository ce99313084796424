"""Printed days and times of unknown order: what they can be, and which order a whole column has.

A cell is taken apart into numbers once. The order (day or month first) is never decided from one cell: it must follow
from the column, from what else the file says, or it is asked.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ingest.guess.clocks import Clock, parted
from ingest.guess.vocabulary import plain, values_of

ORDERS: Final = ("ymd", "dmy", "mdy", "ydm")
_CJK: Final = re.compile(r"(?:(?P<y>\d{2,4})\s*[年년]\s*)?(?P<m>\d{1,2})\s*[月월]\s*(?P<d>\d{1,2})\s*[日일号號]?")
_ERA: Final = re.compile(
    r"(?P<era>令和|平成|[RH])\s*(?P<y>\d{1,2}|元)(?:[./-]|\s*年\s*)(?P<m>\d{1,2})(?:[./-]|\s*月\s*)(?P<d>\d{1,2})\s*日?"
)
_NUMBERS: Final = re.compile(r"(\d{1,4})([./\-\s])\s?(\d{1,2})\2\s?(\d{1,4})\.?")
_SHORT: Final = re.compile(r"(\d{1,2})([./-])(\d{1,2})\.?")
_NAMED: Final = re.compile(r"[^\W\d_][^\W\d_\u0e31-\u0e4e]*(?:\.?[^\W\d_\u0e31-\u0e4e]+|[\u0e31-\u0e4e])*")
_DIGITS: Final = re.compile(r"\d{6}|\d{8}|\d{12}|\d{14}")
_SERIAL: Final = re.compile(r"[34]\d{4}(?:\.\d+)?")
_ERAS: Final = {"令和": 2018, "R": 2018, "平成": 1988, "H": 1988}
_WEEKDAYS: Final = re.compile(
    r"^(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|mo|di|mi|do|fr|sa|so|lun|mar|mer|jeu|ven|sam|dim|lu|ma|me|je|ve|di|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b\.?,?\s*"
    r"|\s*[(（](?:[日月火水木金土一二三四五六]|周.|星期.|[월화수목금토일])[)）]\s*",
    re.IGNORECASE,
)
_BUDDHIST: Final = 543
_MINGUO: Final = 1911
_EPOCH: Final = dt.datetime(1899, 12, 30)  # noqa: DTZ001  (Excel's day nought; wall time)
_CENTURY: Final = 100


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed day: numbers in printed order or already told apart, and the time of day beside them."""

    form: str  # ordered, numbers, short, digits6, digits8, serial
    numbers: tuple[int, ...]
    time: Clock | None = None
    separator: str = ""


@lru_cache(maxsize=65536)
def taken_apart(cell: str) -> Printed | None:
    """Return what a cell prints, if it is a day, perhaps with a time.

    >>> taken_apart("28 Sep 2019").numbers, taken_apart("4月30日").numbers, taken_apart("05/01/23 9:05").form
    ((2019, 9, 28), (0, 4, 30), 'numbers')
    """
    text = cell.strip().strip("'\"")
    if not text or len(text) > 48 or not any(sign.isdigit() for sign in text):
        return None
    text = _WEEKDAYS.sub(" ", text).strip()
    day, time = parted(text)
    read = _day(day.strip(" ,;T"))
    return Printed(read.form, read.numbers, time or read.time, read.separator) if read else None


def _day(text: str) -> Printed | None:  # noqa: PLR0911  (a form, a line)
    if era := _ERA.fullmatch(text):
        year = _ERAS[era["era"]] + (1 if era["y"] == "元" else int(era["y"]))
        return Printed("ordered", (year, int(era["m"]), int(era["d"])))
    if found := _CJK.fullmatch(text):
        year = int(found["y"] or 0)
        return Printed("ordered", (_century(year) if found["y"] else 0, int(found["m"]), int(found["d"])))
    if found := _NUMBERS.fullmatch(text):
        return Printed("numbers", (int(found[1]), int(found[3]), int(found[4])), None, _shape(found))
    if found := _SHORT.fullmatch(text):
        return Printed("short", (int(found[1]), int(found[3])), None, found[2])
    if _DIGITS.fullmatch(text):
        return _run(text)
    if _SERIAL.fullmatch(text):
        return _serial(text)
    return _named(text)


def _shape(found: "re.Match[str]") -> str:
    return found[2] + ("y" if len(found[1]) > 2 else "")


def _run(text: str) -> Printed | None:
    time = None
    if len(text) >= 12:
        time = int(text[8:10]), int(text[10:12]), int(text[12:14] or 0)
        if time[0] > 23 or time[1] > 59 or time[2] > 59:
            return None
    return Printed(f"digits{len(text[:8])}", (int(text[:8]),), time)


def _serial(text: str) -> Printed | None:
    moment = _EPOCH + dt.timedelta(seconds=round(float(text) * 86400))
    time = (moment.hour, moment.minute, moment.second) if "." in text else None
    return Printed("serial", (moment.year, moment.month, moment.day), time)


def _named(text: str) -> Printed | None:
    words = [
        word
        for word in _NAMED.findall(text)
        if plain(word.rstrip(".")) not in {"de", "del", "of", "st", "nd", "rd", "th", "г", "r", "den"}
    ]
    if len(words) != 1:
        return None
    month = values_of("months").get(plain(words[0].rstrip(".")))
    numbers = re.findall(r"\d+", text)
    if month is None or not 1 <= len(numbers) <= 2 or any(len(number) > 4 for number in numbers):
        return None
    if len(numbers) == 1:
        return Printed("ordered", (0, int(month), int(numbers[0])))
    first, second = numbers
    year, day = (first, second) if len(first) == 4 else (second, first)
    return Printed("ordered", (_century(int(year)), int(month), int(day)))


def _century(year: int) -> int:
    """Return a year in full: of two digits, Thai years and those of the republic of China too."""
    if year < 80:
        return 2000 + year
    if year < _CENTURY:
        return 1900 + year
    if year < 200:
        return year + _MINGUO
    return year - _BUDDHIST if year > 2400 else year


def ordered(printed: Printed, order: str, last: dt.date | None = None) -> dt.date | None:
    """Return the day that is meant if numbers stand in `order`; `last` is the day that days without a year end at.

    >>> ordered(taken_apart("05/01/2023"), "mdy"), ordered(taken_apart("12/29"), "mdy", dt.date(2024, 1, 31))
    (datetime.date(2023, 5, 1), datetime.date(2023, 12, 29))
    """
    numbers = printed.numbers
    if printed.form in ("ordered", "serial"):
        year, month, day = numbers
    elif printed.form == "short":
        first, second = numbers
        year, month, day = (0, first, second) if order in ("mdy", "ymd") else (0, second, first)
    elif printed.form in ("digits8", "digits6"):
        year, month, day = _parted(numbers[0], order, whole=printed.form == "digits8")
    else:
        by_place = dict(zip(order, numbers, strict=True))
        year, month, day = by_place["y"], by_place["m"], by_place["d"]
        if year < 1 and order != "ymd":
            return None
        if order[0] == "y" and "y" not in printed.separator and numbers[2] > 31:
            return None
    if year == 0 and printed.form in ("ordered", "short"):
        return _yearless(month, day, last)
    return _date(_century(year), month, day)


def _parted(number: int, order: str, *, whole: bool) -> tuple[int, int, int]:
    text = f"{number:08d}" if whole else f"{number:06d}"
    width = {"y": 4 if whole else 2, "m": 2, "d": 2}
    parts, at = {}, 0
    for place in order:
        parts[place] = int(text[at : at + width[place]])
        at += width[place]
    return parts["y"], parts["m"], parts["d"]


def _yearless(month: int, day: int, last: dt.date | None) -> dt.date | None:
    if last is None:
        return _date(2000, month, day)  # a leap year: for telling whether it can be a day at all
    for year in (last.year, last.year - 1, last.year - 2, last.year - 3, last.year - 4):
        found = _date(year, month, day)
        if found and found <= last:
            return found
    return None


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        found = dt.date(year, month, day)
    except ValueError:
        return None
    return found if 1970 <= found.year < 2100 else None


def has_year(printed: Printed) -> bool:
    """Tell whether a day says its year."""
    return printed.form != "short" and printed.numbers[0] != 0


def possible(column: Sequence[Printed]) -> tuple[str, ...]:
    """Return the orders in which every day of a column is one; years of four digits leave only those where they stand."""
    found = []
    for order in ORDERS:
        if order in ("ymd", "ydm") and all(printed.form == "short" for printed in column):
            continue  # no year to stand first
        if all(_places(printed, order) and ordered(printed, order) is not None for printed in column):
            found.append(order)
    if {"ymd", "ydm"} <= set(found):
        found.remove("ydm")  # nobody prints it where the other can be meant
    return tuple(found)


def _places(printed: Printed, order: str) -> bool:
    if printed.form == "numbers":
        first_is_year = "y" in printed.separator
        if first_is_year or max(printed.numbers) > _CENTURY:
            return (order[0] == "y") == first_is_year
        return order != "ydm"
    if printed.form == "digits8":
        year = _parted(printed.numbers[0], order, whole=True)[0]
        return 1970 <= year < 2100 and order != "ydm"
    return not (printed.form in ("short", "digits6") and order == "ydm")
