"""Field 61, the statement line: its dates, mark, amount, type and references."""

import calendar
import datetime as dt
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

from ingest.mt940.message import plain

# Value date, entry date (or the blanks some print for it), mark, funds code, amount, type, references, supplement.
_LINE: Final = re.compile(
    r"\s*(\d{6})(\d{4}|[ ]{4})?\s?(R?[CD]|E[CD])[A-Z]?\s?([\d.,]+)[^\S\n]*(?:(?!NONREF)[A-Z]([A-Z0-9 ]{3}))?([^\n]*)\n?(.*)",
    re.DOTALL,
)
_OUT: Final = frozenset(("D", "RC", "ED"))  # a credit taken back is money out, a debit taken back is money in
_ACCOUNT: Final = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{10,30}|[A-Z]?\d{7,18}")
_NO_REFERENCE: Final = re.compile(r"N(?:ON?REF)?|NOTPROVIDED|[KEM]REF\+?|[\W0]*", re.IGNORECASE)
_CENTURY: Final = 80  # two digits of a year from here on are of the last century

CELLS: Final = ("value_date", "entry_date", "mark", "amount", "type", "customer_reference", "bank_reference", "supplement", "details")  # fmt: skip


def cells(text: str, details: str) -> list[str] | None:
    """Return the cells of a statement line, the amount signed and with a point; None where it is none."""
    found = _LINE.match(text)
    if not found:
        return None
    day, entry, mark, amount, kind, references, supplement = found.groups("")
    customer, _, bank = references.partition("//")
    if "  " in customer:  # Dutch banks print the name behind the sixteen places of the reference
        customer, _, name = customer.strip().partition("  ")
        supplement = f"{name.strip()}\n{supplement}"
    amount = plain(amount)
    return [
        day, entry, mark, f"-{amount}" if mark in _OUT else amount, kind.strip(), customer.strip(), bank.strip(), supplement.strip(),
        details,
    ]  # fmt: skip


def references(printed: Iterable[str]) -> list[str]:
    """Return a column of numbers, with nothing for the words that say there is none.

    >>> references(["2021-7", "NONREF", "KREF+", "NOTPROVIDED", "000"])
    ['2021-7', '', '', '', '']
    """
    is_none = _NO_REFERENCE.fullmatch
    return ["" if not number or is_none(number) else number for number in printed]


def is_account(text: str) -> bool:
    """Tell an IBAN or a bare account number."""
    return _ACCOUNT.fullmatch(text) is not None


class Days(NamedTuple):
    """When a line was booked and valued, and the printed day that the calendar does not have."""

    booked: dt.date
    valued: dt.date
    impossible: str


@lru_cache(maxsize=65536)
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
