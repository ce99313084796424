"""Field 61, the statement line: its mark, amount, type and references, and its dates as printed."""

import re
from collections.abc import Sequence
from string import ascii_letters
from typing import Final

from ingest.mt940.message import plains

# Value date, entry date (or the blanks some print for it), mark, funds code, amount, type, references, supplement.
_LINE: Final = re.compile(
    r"\s*(\d{6})(\d{4}|[ ]{4})?\s?(R?[CD]|E[CD])[A-Z]?\s?([\d.,]+)[^\S\n]*(?:(?!NONREF)[A-Z]([A-Z0-9 ]{3}))?([^\n]*)\n?(.*)",
    re.DOTALL,
)
_NO_LINE: Final = ("",) * _LINE.groups
_OUT: Final = frozenset(("D", "RC", "ED"))  # a credit taken back is money out, a debit taken back is money in
_ACCOUNT: Final = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{10,30}|[A-Z]?\d{7,18}")
_NO_REFERENCE: Final = re.compile(r"N(?:ON?REF)?|NOTPROVIDED|[KEM]REF\+?|[\W0]*", re.IGNORECASE)

# What no word for none begins with, noughts aside: nearly all references need no search.
_TELLING: Final = frozenset("123456789" + ascii_letters) - frozenset("NnKkEeMm")

CELLS: Final = ("value_date", "entry_date", "mark", "amount", "type", "customer_reference", "bank_reference", "supplement", "details")  # fmt: skip


def columns(texts: Sequence[str], details: Sequence[str]) -> dict[str, list[str]]:
    """Return the CELLS of statement lines by column, amounts signed and with a point.

    What is no statement line has nothing in any column but the last, which holds all of it.
    """
    found = [_LINE.match(text) for text in texts]
    parts = [one.groups("") if one else _NO_LINE for one in found]
    dates, entry_dates, marks, sizes, types, numbers, supplements = _columns(parts, len(_NO_LINE))
    customers, _, banks = _columns([number.partition("//") for number in numbers], 3)
    for n in [n for n, customer in enumerate(customers) if "  " in customer]:
        # Dutch banks print the name behind the sixteen places of the reference
        customers[n], _, name = customers[n].strip().partition("  ")
        supplements[n] = f"{name.strip()}\n{supplements[n]}"
    amounts = [f"-{size}" if mark in _OUT else size for size, mark in zip(plains(sizes), marks, strict=True)]
    said = list(details)
    for n in [n for n, one in enumerate(found) if not one]:
        amounts[n], said[n] = "", texts[n]
    trimmed = [list(map(str.strip, column)) for column in (types, customers, banks, supplements)]
    return dict(zip(CELLS, (dates, entry_dates, marks, amounts, *trimmed, said), strict=True))


def _columns(rows: Sequence[Sequence[str]], width: int) -> list[list[str]]:
    return list(map(list, zip(*rows, strict=True))) or [[] for _ in range(width)]


def references(printed: Sequence[str]) -> list[str]:
    """Return a column of numbers, with nothing for the words that say there is none.

    >>> references(["2021-7", "NONREF", "KREF+", "NOTPROVIDED", "000"])
    ['2021-7', '', '', '', '']
    """
    if not any(printed):
        return list(printed)
    if printed.count(printed[0]) == len(printed):  # all the same: nearly always the word for none
        return [_reference(printed[0])] * len(printed)
    return list(map(_reference, printed))


def _reference(number: str) -> str:
    none = (number.lstrip("0") or "0")[:1] not in _TELLING and _NO_REFERENCE.fullmatch(number)
    return "" if none else number


def is_account(text: str) -> bool:
    """Tell an IBAN or a bare account number."""
    return _ACCOUNT.fullmatch(text) is not None
