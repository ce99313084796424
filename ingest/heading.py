"""Finding a table by the cells of its heading.

A heading counts as it is printed, but for padding and line breaks. Only where no importer knows it so is it compared
loosely: other programs save a file with other capitals, brackets and spaces, and the columns stay what they were.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from ingest.above import apart
from ingest.importer import Nearly
from ingest.source import Row

SEARCHED = 120  # lines: the longest preamble seen is 26
_LONGEST = 200  # characters of a heading
_ROW = 4000  # characters of a row that is kept tidied
FEWEST = 2  # cells of a heading
_WIDEST = 500  # cells that a heading is looked for in: dozens of importers look at each of each line


@dataclass(frozen=True, slots=True)
class Table:
    """A table in a file: what stands above the heading, the heading's trimmed cells, and the rows below that are not blank.

    Rows above the heading that look like rows of the table are `astray`: no preamble, and without a heading of their own.
    """

    preamble: Sequence[Row]
    line: int
    heading: list[str]
    rows: Sequence[Row]
    printed: Sequence[str] = ()  # the heading's cells, verbatim
    respelled: bool = False  # found only by comparing loosely
    astray: Sequence[Row] = ()

    @property
    def said(self) -> str:
        """Return the preamble as one text, for the patterns that read periods and totals out of it."""
        return "\n".join(",".join(cell for cell in row.cells if cell) for row in self.preamble)


def words_in(rows: Sequence[Row]) -> frozenset[str]:
    """Return every cell among which a heading is looked for; empty where no row has two of them.

    >>> sorted(words_in([Row(1, ["konto"]), Row(2, [" Date ", "Text"])])), words_in([Row(1, ["konto"])])
    (['Date', 'Text', 'konto'], frozenset())
    """
    searched = rows[:SEARCHED]
    if all(len(row.cells) < FEWEST for row in searched):
        return frozenset()  # another delimiter, or no table
    return frozenset(cell for row in searched for cell in _headings(row))


def may_be_among(words: frozenset[str], required: Sequence[str], aliases: Mapping[str, str]) -> bool:
    """Tell whether a heading that holds all `required` cells can be found among these words of a file.

    >>> may_be_among(frozenset({"Tanggal", "Text"}), ("Date", "Text"), {"Tanggal": "Date"})
    True
    """
    missing = set(required) - words
    return missing <= {aliases[word] for word in words & aliases.keys()} if missing else bool(words)


def find_table(
    rows: Sequence[Row],
    required: Sequence[str],
    aliases: Mapping[str, str] = MappingProxyType({}),
    *,
    loose: bool = False,
) -> Table | None:
    """Return the table whose heading holds all `required` cells, wherever it begins; None if there is none.

    `aliases` gives other spellings and languages of a heading the name that `required` knows.
    """
    wanted = set(required)
    names = _loose_names(required, aliases) if loose else aliases
    for n, row in enumerate(rows[:SEARCHED]):
        if len(row.cells) < len(wanted):
            continue
        said = _headings(row)
        cells = [names.get(loosely(cell) if loose else cell, cell) for cell in said] if names else list(said)
        if wanted.issubset(cells):
            while cells and not cells[-1]:
                cells.pop()
            body = [below for below in rows[n + 1 :] if any(cell.strip() for cell in below.cells)]
            preamble, astray = apart(rows[:n], cells, body)
            return Table(preamble, row.line, cells, body, row.cells, loose, astray)
    return None


def nearly_table(
    rows: Sequence[Row],
    required: Sequence[str],
    forbidden: Sequence[str] = (),
    aliases: Mapping[str, str] = MappingProxyType({}),
) -> Nearly | None:
    """Return the first row that holds more than three quarters of the `required` cells, and which it lacks."""
    for row in rows[:SEARCHED]:
        cells = {aliases.get(cell, cell) for cell in _headings(row)}
        missing = set(required) - cells
        if len(missing) * 4 < len(required) and not cells.intersection(forbidden):
            return Nearly(row.line, tuple(name for name in required if name in missing))
    return None


def loosely(cell: str) -> str:
    """Return a heading without capitals, full-width signs and spaces.

    >>> loosely("Amount (EUR)") == loosely("amount（eur）"), loosely("收 / 支")
    (True, '收/支')
    """
    return _loosened(cell) if len(cell) <= _LONGEST else cell


@lru_cache(maxsize=4096)
def _loosened(cell: str) -> str:
    return "".join(unicodedata.normalize("NFKC", cell).casefold().split())


def _loose_names(required: Sequence[str], aliases: Mapping[str, str]) -> Mapping[str, str]:
    return {loosely(name): name for name in required} | {loosely(other): name for other, name in aliases.items()}


def _headings(row: Row) -> Sequence[str]:
    """Return the cells that may be headings, tidied."""
    cells = tuple(row.cells[:_WIDEST])
    return _tidied_row(cells) if sum(map(len, cells)) <= _ROW else [_heading(cell) for cell in cells]


@lru_cache(maxsize=1024)  # dozens of importers look at the same beginning of a file
def _tidied_row(cells: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(_heading, cells))


def _heading(cell: str) -> str:
    """Return a heading without padding, line breaks and a stray byte-order mark; a text that is none as it is."""
    return _tidied(cell) if len(cell) <= _LONGEST else cell


@lru_cache(maxsize=4096)
def _tidied(cell: str) -> str:
    return " ".join(cell.replace("\ufeff", "").split())
