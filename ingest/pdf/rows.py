"""From the lines of the pages to the rows of a declared table.

A row is known by its amount: a line with an amount under the heading of an amount column. Its other lines (a longer
text, a date above, a time below) are joined to it. A line with an amount that the bank declares no transaction is kept
with its reason. What stands outside the table is no row.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from ingest.days import read_day
from ingest.notes import Note, note
from ingest.pdf.columns import Column, Heading, find_heading, left_edges
from ingest.pdf.document import Page
from ingest.pdf.figures import Figure, figure_pattern, figures
from ingest.pdf.layout import FIGURES, MONEY, Layout
from ingest.pdf.words import Line, Word

_NEAR: Final = 60.0  # points an amount may stand beside its heading
_BESIDE: Final = 12.0  # points a date may stand right of its heading
_JOINED: Final = 1.3  # of a line's height: the gap to a line of the same row
_DATE_WORDS: Final = 3
_SPACE: Final = 0.8  # of a word's height: the gap between the words of one day
_TIME: Final = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")
_CLOCK: Final = ("WIB", "WITA", "WIT")
_NOTES: Final = {"opening": "opening_balance"}  # the rest are totals


@dataclass(slots=True)
class Record:
    """One row: its cells by column, `more` for the text of its further lines, and what the bank says it is."""

    line: int
    account: str
    cells: dict[str, str] = field(default_factory=dict)
    marks: dict[str, tuple[str, str]] = field(default_factory=dict)  # column -> number and mark of its amount
    said: str = ""  # the name in `Layout.said` that it matches
    note: Note | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class _Seen:
    """A line of the table, taken apart."""

    line: Line
    dates: tuple[str, ...]
    time: str
    number: str
    amounts: dict[str, Figure]
    words: tuple[Word, ...]

    @property
    def is_row(self) -> bool:
        return any(name in self.amounts for name in MONEY)


def find_rows(pages: Iterable[Page], layout: Layout, mark: str) -> list[Record]:
    """Return every row of the table, on whatever page, and the lines in it that are no transactions."""
    reader = _Reader(layout, figure_pattern(mark, cents=layout.cents))
    for page in pages:
        reader.page(page)
    return reader.records


class _Reader:
    """Walks the lines of all pages once."""

    def __init__(self, layout: Layout, pattern: "re.Pattern[str]") -> None:
        self.layout, self.pattern = layout, pattern
        self.records: list[Record] = []
        self.account = ""
        self.columns: tuple[Column, ...] = ()
        self.edges: list[float] = []
        self.level: Sequence[tuple[float, float, float]] = ()
        self.within = False
        self.over = False  # the closing balance was printed, or the page has no heading: only a day begins a row again
        self.pending: list[_Seen] = []  # lines since the last row, not yet joined to one
        self.last: tuple[Record, Line] | None = None  # the open row and its lowest line

    def page(self, page: Page) -> None:
        """Read one page."""
        lines, self.level = page.lines, page.level
        headed = any(self._heading(lines, n) for n in range(len(lines)))
        self.within &= not headed
        self.over |= not self.layout.around
        self.last, self.pending, n = None, [], 0
        while n < len(lines):
            if headed and (taken := self._open(page, n)):
                n += taken
                continue
            self._line(lines[n])
            n += 1
        self._close()

    def _heading(self, lines: Sequence[Line], n: int) -> Heading | None:
        return find_heading(lines, n, self.layout.columns, self.layout.optional)

    def _open(self, page: Page, n: int) -> int:
        heading = self._heading(page.lines, n)
        if heading is None:
            return 0
        self._close()
        self.columns, self.within, self.over = heading.columns, True, False
        below = [line for line in page.lines[n:] if line is page.lines[n] or self._looks_like_row(line)]
        self.edges = left_edges(self.columns, [*page.lines[n : n + heading.lines], *below], page.upright)
        return heading.lines

    def _looks_like_row(self, line: Line) -> bool:
        return any(True for _ in figures(line.words, self.pattern)) and len(line.words) > 1

    def _line(self, line: Line) -> None:
        layout = self.layout
        seen = self._apart(line) if self.within else None
        if (
            layout.sectioning
            and not (seen and seen.is_row and seen.dates)
            and (found := layout.sectioning.search(line.text))
        ):
            self.account = " ".join(found[1].split())
            self._close()
            return
        if seen is None or layout.passing.search(line.text):
            return
        if layout.ending and layout.ending.search(line.text):
            self._close()
            self.within = False
            return
        self.over &= not (seen.is_row and seen.dates)
        said = next((name for name, pattern in layout.saying.items() if pattern.search(line.text)), "")
        if said and (seen.amounts or not seen.dates):
            self._close()
            if seen.amounts:
                self.records.append(self._aside(seen, said))
            self.over = said == "closing"
        elif self.over:
            return
        elif seen.is_row:
            self._row(seen)
        elif "balance" in seen.amounts and not seen.words:
            self.records.append(self._aside(seen, "remark"))
        else:
            self._further(seen)

    # -- one line ------------------------------------------------------------------------------------------------------

    def _apart(self, line: Line) -> _Seen:
        words, dates, time, number = self._leading(line.words)
        amounts: dict[str, Figure] = {}
        rest = list(words)
        found = [
            (column.distance(figure.x0, figure.x1), column.name, figure, span)
            for figure, span in figures(words, self.pattern)
            for column in self._money_columns(figure)
        ]
        for _, name, figure, span in sorted(found, key=lambda place: place[0]):
            if name not in amounts and all(rest[n] is not None for n in span):
                amounts[name] = figure
                for n in span:
                    rest[n] = None  # type: ignore[call-overload]
        return _Seen(line, dates, time, number, amounts, tuple(word for word in rest if word is not None))

    def _money_columns(self, figure: Figure) -> list[Column]:
        """Return the column that an amount stands in: the nearest one, if no column of words is nearer."""
        column = min(
            self.columns, key=lambda column: (column.distance(figure.x0, figure.x1), abs(column.x1 - figure.x1))
        )
        if column.name in FIGURES:
            return [column] if column.distance(figure.x0, figure.x1) <= _NEAR else []
        near = [other for other in self.columns if other.name in FIGURES]
        best = min(near, key=lambda other: other.distance(figure.x0, figure.x1))
        return [best] if best.distance(figure.x0, figure.x1) == 0 else []

    def _leading(self, words: tuple[Word, ...]) -> tuple[tuple[Word, ...], tuple[str, ...], str, str]:
        """Take the number, dates and time that a line begins with."""
        number, time = "", ""
        dates: list[str] = []
        if "number" in self.layout.columns and words and words[0].text.isdigit() and self._beside(words[0], "number"):
            number, words = words[0].text, words[1:]
        while words and len(dates) < len(self.layout.dates):
            length = next((n for n in range(_DATE_WORDS, 0, -1) if _is_day(words[:n], n)), 0)
            if not length or not (dates or any(self._beside(words[0], name) for name in self.layout.dates)):
                break
            dates.append(" ".join(word.text for word in words[:length]))
            words = words[length:]
        if (
            words
            and _TIME.fullmatch(words[0].text)
            and (dates or any(self._beside(words[0], name) for name in ("date", "time")))
        ):
            time, words = words[0].text, words[1:]
            if words and words[0].text in _CLOCK:
                words = words[1:]
        return words, tuple(dates), time, number

    def _beside(self, word: Word, name: str) -> bool:
        return any(word.x0 <= column.x1 + _BESIDE for column in self.columns if column.name == name)

    def _texts(self, words: Iterable[Word]) -> dict[str, str]:
        """Return words by the column of words they stand in."""
        texts = [(n, column) for n, column in enumerate(self.columns) if column.name in self.layout.texts]
        cells: dict[str, list[str]] = {}
        for word in words:
            under = max(n for n, edge in enumerate(self.edges) if edge <= (word.x0 + min(word.x1, word.x0 + 6)) / 2)
            name = min(texts, key=lambda place: (abs(place[0] - under), -place[0]))[1].name if texts else ""
            cells.setdefault(name, []).append(word.text)
        return {name: " ".join(said) for name, said in cells.items()}

    # -- rows ----------------------------------------------------------------------------------------------------------

    def _record(self, seen: _Seen) -> Record:
        record = Record(seen.line.number, self.account, text=seen.line.text)
        record.cells = self._texts(seen.words)
        for name, figure in seen.amounts.items():
            record.cells[name] = figure.text
            record.marks[name] = figure.number, figure.mark
        self._date(record, seen)
        if seen.number:
            record.cells["number"] = seen.number
        return record

    def _date(self, record: Record, seen: _Seen) -> None:
        names = self.layout.dates if len(seen.dates) > 1 else ["date"]
        for name, text in zip(names, seen.dates, strict=False):
            record.cells.setdefault(name, text)
        if seen.time:
            record.cells.setdefault("time", seen.time)

    def _aside(self, seen: _Seen, said: str) -> Record:
        record = self._record(seen)
        record.said, record.note = said, note("remark" if said == "remark" else _NOTES.get(said, "total"))
        return record

    def _row(self, seen: _Seen) -> None:
        record = self._record(seen)
        above = self._settle(seen)
        self.records.append(record)
        self.last = record, seen.line
        for other in reversed(above):
            self._date(record, other)
            self._join(record, other, above=True)

    def _further(self, seen: _Seen) -> None:
        if self.layout.around:
            self.pending.append(seen)
        elif seen.dates:  # a day without an amount: a row that could not be read
            record = self._record(seen)
            self.records.append(record)
            self.last = record, seen.line
        elif self.last is not None and self._belongs(seen.line, self.last[1]):
            self._join(self.last[0], seen)
            self.last = self.last[0], seen.line

    def _belongs(self, line: Line, above: Line) -> bool:
        """Tell whether a line goes on with the row above: close below it, and not left of its text."""
        first = next((column for column in self.columns if column.name in self.layout.texts), None)
        left = next(
            (word.x0 for word in above.words if first and word.x0 >= first.x0 - _BESIDE), first.x0 if first else 0.0
        )
        height = line.bottom - line.top
        date = next((column.x1 for column in self.columns if column.name == "date"), 0.0)
        return line.top - above.bottom <= _JOINED * height and line.words[0].x0 >= min(left, date + 1) - 1

    def _join(self, record: Record, seen: _Seen, *, above: bool = False) -> None:
        words = [*seen.words, *_unused(seen)]
        for name, text in self._texts(sorted(words, key=lambda word: word.x0)).items():
            into = "more" if name == "text" and not self.layout.around and record.cells.get(name) else name
            parts = (text, record.cells.get(into, "")) if above else (record.cells.get(into, ""), text)
            record.cells[into] = glued(*parts)

    def _close(self) -> None:
        if self.last is not None and self.pending:
            for other in self.pending:
                self._date(self.last[0], other)
                self._join(self.last[0], other)
        self.pending, self.last = [], None

    def _settle(self, seen: _Seen) -> list[_Seen]:
        """Join what stands between two rows to the upper one; return what belongs to the lower one."""
        pending, self.pending = self.pending, []
        if not pending:
            return []
        cut = self._cut([*([self.last[1]] if self.last else []), *(other.line for other in pending), seen.line])
        cut = 0 if self.last is None else cut
        if not seen.dates:  # the row takes its date from a line above it
            dated = [n for n, other in enumerate(pending) if other.dates]
            cut = min(cut, dated[-1]) if dated else cut
        if self.last is not None:
            for other in pending[:cut]:
                self._date(self.last[0], other)
                self._join(self.last[0], other)
        return pending[cut:]

    def _cut(self, lines: Sequence[Line]) -> int:
        """Return before which line between two rows a rule or the widest gap is; of equal gaps the middle one."""
        ruled = [
            n
            for n, (above, below) in enumerate(pairwise(lines))
            if any(above.bottom - 1 <= place <= below.top + 1 for place, _, _ in self.level)
        ]
        if len(ruled) == 1:
            return ruled[0]
        gaps = [below.top - above.bottom for above, below in pairwise(lines)]
        widest = max(gaps)
        places = [n for n, gap in enumerate(gaps) if gap >= widest - 0.5]
        return min(places, key=lambda n: abs(n - (len(gaps) - 1) / 2))


def _is_day(words: Sequence[Word], count: int) -> bool:
    """Tell whether so many words, close together, are a day: `30 DEC` is one, and what follows it may be another."""
    close = all(right.x0 - left.x1 < _SPACE * (left.bottom - left.top) for left, right in pairwise(words))
    return len(words) == count and close and read_day(" ".join(word.text for word in words)) is not None


def _unused(seen: _Seen) -> list[Word]:
    """Return the amounts of a line that is no row: they are part of its words."""
    return [Word(figure.text, figure.x0, figure.x1, 0.0, 0.0) for figure in seen.amounts.values()]


def glued(first: str, second: str) -> str:
    """Join two pieces of a cell; Chinese goes on without a space.

    >>> glued("示例网络科技有限公", "司"), glued("EXAMPLE", "CAFE"), glued("", "x")
    ('示例网络科技有限公司', 'EXAMPLE CAFE', 'x')
    """
    if not first or not second:
        return first or second
    return f"{first}{second}" if first[-1] > "\u2e80" and second[0] > "\u2e80" else f"{first} {second}"
