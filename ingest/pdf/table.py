"""The tables of a PDF that no bank declares: cells under the heading that stands above them, all in one grid.

A row begins with a day that stands under the heading of days, and has an amount under a heading of amounts, on the same
line or on one close below. A line with an amount and no day belongs to the day above where banks print each day once;
lines of words close to a row go on with it. Tables with other headings (one for each card, or for money in and out) are
laid into the columns of the largest.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from ingest.guess.vocabulary import plain, roles_of
from ingest.pdf.document import Page, document, is_pdf
from ingest.pdf.headings import BALANCE, DATE, MONEY, Head, find_heads, goes_on
from ingest.pdf.layout import PAGE_NUMBER
from ingest.pdf.placing import Table, bookkeeping, has_letters, section, table_of, unheaded
from ingest.pdf.rows import glued
from ingest.pdf.words import Line
from ingest.source import Row, Source

_JOINED: Final = 1.3  # of a line's height: the gap to a line of the same row
_WAITED: Final = 6  # lines that a day may stand above its amount
_PAGE: Final = re.compile(PAGE_NUMBER, re.IGNORECASE)


@dataclass(slots=True)
class Entry:
    """A line of a table that may be a row: its cells by column; `aside` says why it is none."""

    line: Line
    table: Table | None = None
    cells: dict[int, str] = field(default_factory=dict)
    aside: str = ""
    carried: bool = False  # it took its day from the row above
    text: str = ""
    way: str = ""  # "in" or "out", as the title of its section says


@dataclass(frozen=True, slots=True)
class Grid:
    """All lines of a PDF as rows under one heading.

    `unsure`: some rows took their day from the row above, or amounts without a day were passed over. `asides` names the note of each line that is no row of the table, by its number; `said` are those of them that stand
    in the table, with their amounts by kind of column.
    """

    names: Sequence[str]
    rows: Sequence[Row]
    headed: bool
    unsure: bool
    asides: Mapping[int, str]
    said: Sequence[tuple[str, Mapping[str, str]]]


def pdf_grids(source: Source) -> list[Grid]:
    """Return the tables of a PDF as one, in each way that they can be meant; nothing where it is no PDF or has none.

    Where lines have amounts and no day, they are rows of the day above, or, the second way, no rows.

    Raises:
        BrokenFile, PasswordNeeded: it cannot be opened.
    """
    return source.once("pdf grids", lambda: _grids(document(source).pages()) if is_pdf(source) else [])


def _grids(pages: Sequence[Page]) -> list[Grid]:
    heads = [find_heads(page.lines) for page in pages]
    if not any(heads):
        heads = [unheaded(page.lines) for page in pages]
    reader = _Reader()
    for page, own in zip(pages, heads, strict=True):
        reader.page(page, own)
    entries = _folded(reader.entries)
    carried = any(entry.carried for entry in entries)
    unsure = reader.dropped or len(entries) < len(reader.entries)
    found = [_laid_out(entries, unsure=carried or unsure)]
    if carried:
        entries = [_uncarried(entry) for entry in entries]
        found.append(_laid_out(entries, unsure=True))
    if directed := _directed(entries):
        found.append(_laid_out(directed, unsure=True))
    return [grid for grid in found if grid is not None]


def _folded(entries: Sequence[Entry]) -> list[Entry]:
    """Join a line with a day and no amount to the row just above it: a second day, below the first."""
    found: list[Entry] = []
    for entry in entries:
        above = found[-1] if found else None
        if (
            above is not None
            and entry.table is not None
            and not (entry.aside or above.aside or entry.table.figures(entry.cells))
            and above.table is entry.table
            and entry.table.figures(above.cells)
            and above.line.page == entry.line.page
        ):
            for at, text in entry.cells.items():
                if entry.table.kinds[at] != DATE:
                    above.cells[at] = glued(above.cells.get(at, ""), text)
        else:
            found.append(entry)
    return found


def _directed(entries: Sequence[Entry]) -> list[Entry]:
    """Give every row the way that the title of its section says money went; nothing where one has no such title."""
    found: list[Entry] = []
    way = ""
    for entry in entries:
        if entry.aside:
            way = section(entry.text) or way
            found.append(entry)
        elif way and entry.table is not None and entry.table.kinds.count(MONEY) == 1:
            found.append(Entry(entry.line, entry.table, entry.cells, text=entry.text, way=way))
        else:
            return []
    return found if len({entry.way for entry in found} - {""}) > 1 else []


def _uncarried(entry: Entry) -> Entry:
    return Entry(entry.line, entry.table, entry.cells, "remark", text=entry.line.text) if entry.carried else entry


class _Reader:
    """Walks the lines of all pages once."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.table: Table | None = None
        self.open: Entry | None = None  # the row that further lines may belong to
        self.below: Line | None = None  # its lowest line
        self.waiting = 0  # lines since a day without its amount
        self.days: dict[int, str] = {}  # those of the row above
        self.over = False  # a balance or a total was printed: only a day begins a row again
        self.dropped = False  # amounts without a day were passed over

    def page(self, page: Page, heads: Sequence[Head]) -> None:
        """Read one page."""
        starts = {head.first: head for head in heads}
        within: Head | None = None
        self._close()
        for n, line in enumerate(page.lines):
            if n in starts:
                within = starts[n]
                following = min((head.first for head in heads if head.first > n), default=len(page.lines))
                self.table = table_of(within, page.lines[within.last + 1 : following], page.upright)
                self._close()
            if within is not None and n <= within.last:
                self._aside(line, "heading" if self.table and self.table.head.last >= within.first else "remark")
            elif self.table is None or _PAGE.search(line.text):
                self._aside(line, "remark")
            elif within is not None and n <= within.last + 2 and self.open is None and goes_on(line, within):
                self._aside(line, "heading")
            else:
                self._line(self.table, line)

    def _aside(self, line: Line, why: str, table: Table | None = None, cells: Mapping[int, str] | None = None) -> None:
        self.entries.append(Entry(line, table, dict(cells or {}), why, text=line.text))

    def _close(self) -> None:
        self.open = self.below = None
        self.waiting = 0

    def _line(self, table: Table, line: Line) -> None:
        seen = table.seen(line)
        days = seen.days
        paid = bool(table.of(seen.cells, MONEY))
        figures = table.figures(seen.cells)
        said = bookkeeping(seen.words, whole=bool(days))
        waits = self.open is not None and self.waiting <= _WAITED and not table.figures(self.open.cells)
        self.waiting += 1
        if figures and said:
            self._aside(line, said, table, seen.cells)
            self._close()
            self.over = True
        elif days:
            self._begin(Entry(line, table, seen.cells), days)
        elif figures and waits and self.open is not None and self._near(line):
            self._join(self.open, table, seen.cells)
            self.below = line
        elif paid and (self.over or not has_letters(seen.words) or len(table.of(seen.cells, MONEY)) > 1):
            self._aside(line, "remark", table, seen.cells)
            self.dropped = True
        elif paid:
            carried = bool(self.days)
            self._begin(Entry(line, table, (self.days if carried else {}) | seen.cells, carried=carried), self.days)
        elif figures and self.open is not None and table.of(self.open.cells, BALANCE):
            self._aside(line, "remark", table, seen.cells)
        elif not said and self._goes_on(table, line, seen.cells) and self.open is not None:
            self._join(self.open, table, seen.cells)
            self.below = line
        else:
            self._aside(line, said or "remark", table, seen.cells)

    def _begin(self, entry: Entry, days: Mapping[int, str]) -> None:
        above = self.entries[-1] if self.entries else None
        if above is not None and entry.table is not None and self._leads(above, entry):
            self.entries.pop()
            entry.cells |= {at: glued(text, entry.cells.get(at, "")) for at, text in above.cells.items()}
        self.entries.append(entry)
        self.over = False
        self.open, self.below, self.waiting, self.days = entry, entry.line, 0, dict(days)

    def _leads(self, above: Entry, entry: Entry) -> bool:
        """Tell whether words above a row begin its own: no row goes on with them, and they stand close above it."""
        table, line = entry.table, above.line
        if table is None or above.table is not table or above.aside != "remark" or table.figures(above.cells):
            return False
        close = 0 <= entry.line.top - line.bottom <= _JOINED * (line.bottom - line.top)
        return close and line.words[0].x0 >= table.left - 1

    def _near(self, line: Line) -> bool:
        return self.below is not None and line.top - self.below.bottom <= 3 * _JOINED * (line.bottom - line.top)

    def _goes_on(self, table: Table, line: Line, cells: Mapping[int, str]) -> bool:
        """Tell whether a line of words goes on with the row above: close below it, and not left of its words."""
        if self.below is None or self.open is None:
            return False
        close = line.top - self.below.bottom <= _JOINED * (line.bottom - line.top)
        return close and (line.words[0].x0 >= table.left - 1 or bool(table.of(cells, DATE)))

    def _join(self, entry: Entry, table: Table, cells: Mapping[int, str]) -> None:
        for at, text in cells.items():
            entry.cells[at] = glued(entry.cells.get(at, ""), text)
        if table.of(entry.cells, DATE):
            self.days = table.of(entry.cells, DATE)


# -- one grid for all tables -------------------------------------------------------------------------------------------


def _laid_out(entries: Sequence[Entry], *, unsure: bool) -> Grid | None:
    tables = list({id(entry.table): entry.table for entry in entries if entry.table and not entry.aside}.values())
    if not tables:
        return None
    count = {id(table): sum(entry.table is table and not entry.aside for entry in entries) for table in tables}
    largest = max(tables, key=lambda table: (len(table.names), count[id(table)]))
    names = list(largest.names)
    places = {id(table): _places(table, largest, names) for table in [largest, *tables]}
    directed = any(entry.way for entry in entries)
    rows, asides = [], {}
    for entry in entries:
        if entry.aside:
            asides[entry.line.number] = entry.aside
            rows.append(Row(entry.line.number, [entry.text]))
            continue
        at = places[id(entry.table)]
        cells = [""] * len(names)
        for n, text in entry.cells.items():
            cells[at[n]] = glued(cells[at[n]], text)
        rows.append(Row(entry.line.number, [*cells, entry.way] if directed else cells))
    names = [*names, "Direction"] if directed else names
    said = [(entry.text, _by_kind(entry)) for entry in entries if entry.aside and entry.table]
    whole = [Row(row.line, [*row.cells, *[""] * (len(names) - len(row.cells))]) for row in rows]
    return Grid(names, whole, largest.headed, unsure, asides, said)


def _places(table: Table, largest: Table, names: list[str]) -> list[int]:
    """Return where each column of a table stands in the grid; what has no place there gets one at its end."""
    found: list[int] = []
    for name, kind in zip(table.names, table.kinds, strict=True):
        free = [n for n in range(len(names)) if n not in found]
        same = [n for n in free if plain(names[n]) == plain(name)]
        alike = [n for n in free if n < len(largest.kinds) and _alike((names[n], largest.kinds[n]), (name, kind))]
        alike.sort(key=lambda n: _role(names[n]) != _role(name))
        if not same and not alike:
            names.append(name)
        found.append(next(iter(same or alike), len(names) - 1))
    return found


def _alike(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Tell whether two columns (name and kind) can be one: amounts only where they mean the same."""
    if one[1] in (MONEY, BALANCE) or other[1] in (MONEY, BALANCE):
        return one[1] == other[1] and _role(one[0]) == _role(other[0])
    return one[1] == other[1] or DATE not in (one[1], other[1])


def _role(name: str) -> str:
    roles = roles_of(name)
    return max(roles, key=lambda role: roles[role]) if roles else ""


def _by_kind(entry: Entry) -> dict[str, str]:
    table = entry.table
    return {table.roles[n]: text for n, text in entry.cells.items()} if table is not None else {}
