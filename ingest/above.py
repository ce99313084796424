"""Payments that stand above the heading of their table, where only what an export says about itself should stand.

A heading that was damaged is not known for one, and a second, whole one below (a file put together from two) then seems to be the
first. What lies between them must not pass for a preamble. Preambles print days and sums, too, but not in the columns of the table:
so a line is one of the table's where a row below the heading has its cells in the same places.
"""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from ingest.source import Row

_SAMPLE: Final = 200  # rows below the heading that show what its columns hold
_ALIKE: Final = 0.4  # of the cells that either of two rows fills, those that both fill
_LONGEST: Final = 40  # characters of a day or an amount
_CLOCK: Final = (
    r"(?:[T\s,.]*\d{1,2}[:.]?\d{2}(?:[:.]?\d{2})?(?:[.,]\d+)?(?:\s?[AP]M)?\s?(?:Z|[+-]\d{2}:?\d{2}|[A-Z]{2,4})?)?"
)
_DAY: Final = re.compile(
    r"['=\"\[]*(?:(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?|\d{1,2}([-/.])\d{1,2}\1\d{2,4}|\d{1,2}[-/]\d{1,2}"
    r"|(?:19|20)\d{2}(?:0[1-9]|1[0-2])[0-3]\d|\d{1,2}[-\s.]*[^\W\d]{3,9}[-\s.,]*(?:\d{4}|\d{2})|(?-i:[A-Z][a-z]{2,8})\s\d{1,2}(?:,?\s\d{4})?"
    rf"|(?:19|20)\d{{2}}\s[^\W\d]{{3,9}}\s\d{{1,2}}){_CLOCK}['\"\]]*",
    re.IGNORECASE,
)
_MONEY: Final = re.compile(
    r"['=\"]*(?:[^\W\d]{1,3}|[^\w\s(+-])?\s?[-+(−]?\s?(?:[^\W\d]{1,3}|[^\w\s])?\s?\d{1,3}(?:\d*|(?:[.,'\s]\d{3})+)"
    r"(?:[.,]\d{1,8})?\s?[-)]?\s?[^\W\d]{0,3}[^\w\s]?(?:[(（].*[)）])?['\"]*"
)


class _Shape(NamedTuple):
    """Where a row has what: the places of its days, of its amounts, and of all cells that are not empty."""

    width: int
    days: frozenset[int]
    money: frozenset[int]
    filled: frozenset[int]

    @classmethod
    def of(cls, cells: Sequence[str]) -> "_Shape":
        days = frozenset(n for n, cell in enumerate(cells) if is_day(cell))
        money = frozenset(n for n, cell in enumerate(cells) if n not in days and is_money(cell))
        return cls(len(cells), days, money, frozenset(n for n, cell in enumerate(cells) if cell.strip()))

    def like(self, row: "_Shape") -> bool:
        """Tell whether a line with a day and an amount may be another row of a table that holds this one."""
        both, either = self.filled & row.filled, self.filled | row.filled
        return (
            bool(self.days & row.days)
            and bool(self.money & row.money or (self.money - row.filled and row.money - self.filled))  # one in, one out
            and len(both) >= _ALIKE * len(either)
        )


def apart(above: Sequence[Row], heading: Sequence[str], below: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Return the lines above a heading as what is a preamble, and what looks like rows of the table."""
    preamble: list[Row] = []
    astray: list[Row] = []
    known: set[_Shape] | None = None
    for row in above:
        shape = _Shape.of(row.cells)
        if shape.days and shape.money and known is None:
            known = {other for other in (_Shape.of(row.cells) for row in below[:_SAMPLE]) if other.days and other.money}
        found = bool(shape.days and shape.money) and (
            any(map(shape.like, known or ())) if known else _fills(shape, len(heading))
        )
        (astray if found else preamble).append(row)
    return preamble, astray


def _fills(shape: _Shape, width: int) -> bool:
    """Tell whether a line fits under a heading below which there is nothing to compare it with."""
    return shape.width >= width and len(shape.filled) * 2 > width


def is_day(cell: str) -> bool:
    """Tell a day, with a time or without, in any of the ways that exports print one.

    >>> is_day("2026-03-04 12:01:07"), is_day("4 Mar 2026"), is_day("20260304"), is_day("'04/03"), is_day("Lunch for 4")
    (True, True, True, True, False)
    """
    return len(cell) <= _LONGEST and _DAY.fullmatch(cell.strip()) is not None


def is_money(cell: str) -> bool:
    """Tell an amount, with its sign, currency and marks.

    >>> is_money("-1,234.56"), is_money("￥8"), is_money("(5.00)"), is_money("1.234,00 CR"), is_money("Line 7 of 9")
    (True, True, True, True, False)
    """
    return len(cell) <= _LONGEST and _MONEY.fullmatch(cell.strip()) is not None
