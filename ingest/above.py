"""Payments that stand above the heading of their table, where only what an export says about itself should stand.

A heading that was damaged is not known for one, and a second, whole one below (a file put together from two) then seems to be the
first. What lies between them must not pass for a preamble. Preambles print days and sums, too, but not in the columns of the table:
so a line is one of the table's where a row below the heading has its cells in the same places.
"""

import re
from collections.abc import Iterable, Sequence
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


_SERIAL: Final = re.compile(r"[2-6]\d{4}(?:\.\d{1,15})?")  # days since 1900, as Excel keeps them: 1954 to 2091


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

    def with_days(self, places: Iterable[int]) -> "_Shape":
        """Return the shape with these places for days, where it has something in them."""
        more = self.filled.intersection(places)
        return self._replace(days=self.days | more, money=self.money - more)

    def like(self, row: "_Shape") -> bool:
        """Tell whether a line with a day and an amount may be another row of a table that holds this one."""
        both, either = self.filled & row.filled, self.filled | row.filled
        return (
            bool(self.days & row.days)
            and bool(self.money & row.money or (self.money - row.filled and row.money - self.filled))  # one in, one out
            and len(both) >= _ALIKE * len(either)
        )


class _Table:
    """What the rows below a heading look like: their shapes, and what stands for a day in the columns of days."""

    def __init__(self, below: Sequence[Row]) -> None:
        rows = [(row.cells, _Shape.of(row.cells)) for row in below[:_SAMPLE]]
        dated = [shape for _, shape in rows if shape.days and shape.money]
        self._serials = frozenset[int]() if dated else _serial_places([cells for cells, _ in rows])
        places = frozenset[int]().union(*(shape.days for shape in dated))
        self._words = {
            (n, _word(cells[n])) for cells, shape in rows if not shape.days for n in places & shape.filled - shape.money
        }
        self.shapes = {shape for cells, found in rows if (shape := self._read(cells, found)).days and shape.money}

    def holds(self, cells: Sequence[str], shape: _Shape) -> bool:
        """Tell whether a line looks like one of the rows."""
        read = self._read(cells, shape)
        return bool(read.days and read.money) and any(map(read.like, self.shapes))

    def _read(self, cells: Sequence[str], shape: _Shape) -> _Shape:
        """Return the shape with days that only the columns tell: Excel's numbers, and words for a day to come."""
        serials = [n for n in self._serials if n < len(cells) and _SERIAL.fullmatch(cells[n].strip())]
        words = [] if shape.days else [n for n, word in self._words if n < len(cells) and _word(cells[n]) == word]
        return shape.with_days([*serials, *words])


def _serial_places(rows: Sequence[Sequence[str]]) -> frozenset[int]:
    """Return the one column whose every cell may be Excel's number of a day, in a table without other days."""
    width = min(map(len, rows), default=0)
    found = [n for n in range(width) if all(_SERIAL.fullmatch(cells[n].strip()) for cells in rows)]
    return frozenset(found[:1])


def _word(cell: str) -> str:
    return cell.strip("'\" ").casefold()


def apart(above: Sequence[Row], heading: Sequence[str], below: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Return the lines above a heading as what is a preamble, and what looks like rows of the table."""
    preamble: list[Row] = []
    astray: list[Row] = []
    table: _Table | None = None
    for row in above:
        shape = _Shape.of(row.cells)
        found = False
        if shape.money:
            table = table or _Table(below)
            found = table.holds(row.cells, shape) if table.shapes else bool(shape.days) and _fills(shape, len(heading))
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
