"""Tables on a PDF's sheet: columns as wide as they need to be, the heading on every page, no row lost however long."""

from collections.abc import Sequence
from typing import Final

from dashboard.paper.document import Table
from dashboard.paper.sheet import LEADING, SMALL, Sheet

_SIZE: Final = SMALL + 0.5
_LINE: Final = _SIZE * LEADING
_BETWEEN: Final = 3.5  # millimetres between columns
_ABOVE: Final = 1.2  # between a rule and its text

Cells = Sequence[list[str]]  # the lines of each cell of a row


def draw_table(sheet: Sheet, table: Table) -> None:
    """Draw a table; a row longer than a page goes on on the next."""
    align = table.align or "l" * len(table.header)
    widths = _widths(sheet, table)
    header = _cells(sheet, table.header, widths, bold=True)
    _heading(sheet, header, widths, align, first=_first(sheet, table, widths))
    for row in table.rows:
        cells = _cells(sheet, row, widths)
        while any(cells):
            if _height(cells) > sheet.room and (sheet.room < 3 * _LINE or _height(cells) <= sheet.whole / 2):
                sheet.new_page()
                _heading(sheet, header, widths, align, first=0)
            fitting = max(1, int((sheet.room - 2 * _ABOVE) // _LINE))
            _row(sheet, [lines[:fitting] for lines in cells], widths, align)
            cells = [lines[fitting:] for lines in cells]
        sheet.rule()
    sheet.y += _LINE / 2


def least_height(sheet: Sheet, table: Table) -> float:
    """Return how much height a table needs to begin: its heading and what stands right below it."""
    widths = _widths(sheet, table)
    return _height(_cells(sheet, table.header, widths, bold=True)) + _first(sheet, table, widths)


def column_widths(natural: Sequence[float], room: float) -> list[float]:
    """Return the width of each column: what it needs, and where that is too much, an equal share of what is left.

    >>> column_widths([10, 50, 90], 100), column_widths([10, 10], 40)
    ([10, 45.0, 45.0], [20.0, 20.0])
    """
    widths = [0.0] * len(natural)
    left, columns = room, len(natural)
    for place in sorted(range(len(natural)), key=lambda n: natural[n]):
        widths[place] = min(natural[place], left / columns)
        left, columns = left - widths[place], columns - 1
    spare = max(0.0, left)
    return [width + spare * width / (room - spare) for width in widths] if spare and room > spare else widths


def _widths(sheet: Sheet, table: Table) -> list[float]:
    return column_widths(_natural(sheet, table), sheet.width - _BETWEEN * (len(table.header) - 1))


def _first(sheet: Sheet, table: Table, widths: Sequence[float]) -> float:
    """Return the height that the first row asks for below the heading: all of it, or of a very long one its beginning."""
    if not table.rows:
        return 0.0
    height = _height(_cells(sheet, table.rows[0], widths))
    return height if height <= sheet.whole / 2 else 3 * _LINE + 2 * _ABOVE


def _natural(sheet: Sheet, table: Table) -> list[float]:
    return [
        max(
            sheet.text_width(title, _SIZE, bold=True),
            *(sheet.text_width(row[n], _SIZE) for row in table.rows[:200]),
            1.0,
        )
        + 0.1  # sums of widths differ in the last bit
        for n, title in enumerate(table.header)
    ]


def _cells(sheet: Sheet, row: Sequence[str], widths: Sequence[float], *, bold: bool = False) -> list[list[str]]:
    return [sheet.lines(cell, width, _SIZE, bold=bold) for cell, width in zip(row, widths, strict=True)]


def _height(cells: Cells) -> float:
    return max(map(len, cells)) * _LINE + 2 * _ABOVE


def _heading(sheet: Sheet, header: Cells, widths: Sequence[float], align: str, *, first: float) -> None:
    """Draw the heading, on a page that has room for a row below it."""
    sheet.need(_height(header) + first)
    _row(sheet, header, widths, align, bold=True)
    sheet.rule(shade=90)


def _row(sheet: Sheet, cells: Cells, widths: Sequence[float], align: str, *, bold: bool = False) -> None:
    sheet.y += _ABOVE
    top = sheet.y
    for n in range(max(map(len, cells))):
        sheet.y = top + n * _LINE
        x = 0.0
        for lines, width, side in zip(cells, widths, align, strict=True):
            if n < len(lines):
                sheet.put(lines[n], x, _SIZE, bold=bold, right=width if side == "r" else 0)
            x += width + _BETWEEN
    sheet.y = top + max(map(len, cells)) * _LINE + _ABOVE
