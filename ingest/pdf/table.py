"""The rows of a PDF that no bank declares, for whoever guesses at tables: cells under the heading that stands above them.

`Row.line` counts the lines with words on all pages, from 1 (a cell that goes on below keeps the number of its first
line). `place` turns such a number into page and line.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from ingest.days import read_day
from ingest.pdf.columns import Column, left_edges
from ingest.pdf.document import Page, document, is_pdf
from ingest.pdf.figures import figure_pattern
from ingest.pdf.layout import PAGE_NUMBER
from ingest.pdf.rows import glued
from ingest.pdf.words import Line, Word
from ingest.source import Row, Source

_FEWEST: Final = 3  # cells of a heading
_ABOVE: Final = 4  # lines between the heading and the first row of a page
_GAP: Final = 60.0  # points between them
_JOINED: Final = 1.3  # of a line's height: the gap to a line of the same row
_MONEY: Final = tuple(figure_pattern(mark, cents=True) for mark in ".,")
_GROUPED: Final = re.compile(r"[-+]?(?:Rp)?\d{1,3}(?:[.,]\d{3})+")
_OTHER: Final = re.compile(rf"total|{PAGE_NUMBER}", re.IGNORECASE)  # lines that go on with no row
_DAY_WORDS: Final = 3


def pdf_rows(source: Source) -> list[Row]:
    """Return every line of a PDF as a row of cells; empty where this is no PDF.

    A line is a row of the table if it holds a day and an amount; its words are put under the nearest heading above, and
    short lines close below are joined to it. A heading that is repeated on a later page is left out. Every other line is
    a row of its own, cut where its words stand apart.

    Raises:
        BrokenFile, PasswordNeeded: it cannot be opened.
    """
    return source.once("pdf rows", lambda: _rows(source) if is_pdf(source) else [])


def place(source: Source, line: int) -> tuple[int, int]:
    """Return page and line on it, both from 1, of a line number."""
    for page in document(source).pages():
        if page.lines and page.lines[0].number <= line <= page.lines[-1].number:
            return page.number, line - page.lines[0].number + 1
    return 0, line


def _rows(source: Source) -> list[Row]:
    rows: list[Row] = []
    table = _Table((), [], [])
    for page in document(source).pages():
        headings = _headings(page.lines)
        for start, end in pairwise([0, *(n for n in sorted(headings) if n), len(page.lines)]):
            body = page.lines[start:end]
            if start in headings:
                again = [column.name for column in headings[start]] == table.names
                rows += [] if again else [Row(body[0].number, [column.name for column in headings[start]])]
                table = _table(headings[start], body, page)
                body = body[1:]
            rows += table.rows(body)
    return rows


@dataclass(frozen=True, slots=True)
class _Table:
    """The columns that hold until the next heading."""

    columns: Sequence[Column]
    names: list[str]
    edges: list[float]

    def rows(self, lines: Sequence[Line]) -> list[Row]:
        """Return lines as rows; what goes on below a row is joined to it."""
        rows: list[Row] = []
        top = above = None  # the first and the lowest line of the open row
        for line in lines:
            if self.edges and _is_row(line):
                rows.append(Row(line.number, _cells(line, self.edges)))
                top = above = line
            elif top is not None and above is not None and _goes_on(line, top, above):
                cells = rows[-1].cells
                cells[:] = [glued(*pair) for pair in zip(cells, _cells(line, self.edges), strict=True)]
                above = line
            else:
                rows.append(Row(line.number, [" ".join(word.text for word in run) for run in line.runs()]))
                top = above = None
        return rows


def _table(columns: Sequence[Column], lines: Sequence[Line], page: Page) -> _Table:
    body = [lines[0], *(line for line in lines if _is_row(line))]
    return _Table(columns, [column.name for column in columns], left_edges(columns, body, page.upright))


def _headings(lines: Sequence[Line]) -> dict[int, tuple[Column, ...]]:
    """Return the headings of a page by line: three cells or more without a number, shortly above a row.

    Of several one below the other (in two languages) the one with most cells, then the first.
    """
    found: dict[int, tuple[Column, ...]] = {}
    last = -1  # the row or heading before
    for n, line in enumerate(lines):
        if not _is_row(line):
            continue
        near = [at for at in range(max(last + 1, n - _ABOVE), n) if line.top - lines[at].bottom <= _GAP]
        heads = [(at, runs) for at in near if len(runs := lines[at].runs()) >= _FEWEST and not _numbered(lines[at])]
        if heads:
            at, runs = max(heads, key=lambda head: (len(head[1]), -head[0]))
            found[at] = tuple(Column(" ".join(word.text for word in run), run[0].x0, run[-1].x1) for run in runs)
        last = n
    return found


def _numbered(line: Line) -> bool:
    return any(word.text[:1].isdigit() for word in line.words)


def _is_row(line: Line) -> bool:
    return any(map(_is_money, line.words)) and _has_day(line.words)


def _is_money(word: Word) -> bool:
    return any(pattern.fullmatch(word.text) for pattern in _MONEY) or bool(_GROUPED.fullmatch(word.text))


def _has_day(words: Sequence[Word]) -> bool:
    """Tell whether the line begins with a day, perhaps after a number."""
    return any(
        read_day(" ".join(word.text for word in words[start : start + length])) is not None
        for start in (0, 1)
        for length in range(1, _DAY_WORDS + 1)
    )


def _goes_on(line: Line, top: Line, above: Line) -> bool:
    close = line.top - above.bottom <= _JOINED * (line.bottom - line.top)
    inside = line.words[0].x0 > top.words[0].x1
    other = _OTHER.search(line.text) or any(map(_is_money, line.words))
    return close and inside and not other


def _cells(line: Line, edges: Sequence[float]) -> list[str]:
    """Put words under the columns: an amount where it stands, other words where their piece begins."""
    cells = [""] * len(edges)
    for run in line.runs():
        at = -1
        for word in run:
            if at < 0 or _is_money(word):
                at = max(n for n, edge in enumerate(edges) if edge <= (word.x0 + word.x1) / 2)
            cells[at] = glued(cells[at], word.text)
    return cells
