"""A table nobody described, laid out: what stands above it, its heading if there is one, its body.

The body is found first, by what rows hold (a day and an amount); the heading is the row of words above it.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from ingest.above import apart
from ingest.guess.cells import cleaned, is_entry, trimmed
from ingest.guess.heading import find_heading, joined_heading, printed_name, unique
from ingest.guess.hundredths import in_units, says_hundredths
from ingest.guess.known_days import Around
from ingest.guess.pages import Pages
from ingest.guess.vocabulary import plain
from ingest.source import Row

_SHORTEST: Final = 2  # cells of a heading that is printed again


@dataclass(frozen=True, slots=True)
class Layout:
    """A table in a file. `heading` has a unique name for every column; `rows` are those below it that are not blank.

    Of a PDF it is also known which lines are no rows (`asides`: their notes by line number), what its pages say, and
    whether some lines are rows, or are none, only if the pages prove it (`unsure`). Rows above the heading that look like
    those below are `astray`.
    """

    preamble: Sequence[Row]
    heading: Sequence[str]
    rows: Sequence[Row]
    headed: bool
    encoding: str = ""
    delimiter: str = ""
    sheet: int = 0
    file: str = ""
    asides: Mapping[int, str] = field(default_factory=dict)
    pages: Pages | None = None
    unsure: bool = False
    astray: Sequence[Row] = ()

    @property
    def headings(self) -> Sequence[str]:
        """Return the names that are printed; nothing where the columns are only numbered."""
        return self.heading if self.headed else ()

    @property
    def fingerprint(self) -> str:
        """Return what tells one bank's table from another's: its headings, or its width where it has none.

        >>> one, other = (Layout([], names, [], headed=True) for names in (["Datum", "Betrag "], ["DATUM", "Betrag"]))
        >>> one.fingerprint == other.fingerprint
        True
        """
        said = "\x1f".join(map(plain, self.heading)) if self.headed else f"headless {len(self.heading)}"
        return hashlib.blake2b(said.encode(), digest_size=6).hexdigest()

    @property
    def said(self) -> str:
        """Return what stands above the table."""
        return "\n".join(" ".join(cell for cell in row.cells if cell.strip()) for row in self.preamble)

    @property
    def around(self) -> Around:
        """Return all that stands around the table."""
        return Around(self.said, self.file, self.pages)

    def column(self, name: str) -> list[str]:
        """Return the cleaned cells of a column, amounts in units of their currency where it counts in hundredths."""
        at = list(self.heading).index(name)
        cells = [cleaned(row.cells[at]) if at < len(row.cells) else "" for row in self.rows]
        return in_units(cells) if self.headed and says_hundredths(name) else cells


def lay_out(
    rows: Sequence[Row], *, encoding: str = "", delimiter: str = "", sheet: int = 0, file: str = ""
) -> Layout | None:
    """Return the table among rows, wherever they come from; None where there is none."""
    entries = [n for n, row in enumerate(rows) if is_entry(row.cells)]
    at = find_heading(rows, entries)
    if not entries and at is None:
        return None
    width = _width(rows, entries, at)
    names = unique([] if at is None else joined_heading(rows, at, width), width)
    preamble, body = (rows[: entries[0]], rows[entries[0] :]) if at is None else (rows[:at], rows[at + 1 :])
    body = [row for row in body if any(cell.strip() for cell in row.cells)]
    preamble, astray = (preamble, []) if at is None else apart(preamble, rows[at].cells, body)
    return Layout(preamble, names, body, at is not None, encoding, delimiter, sheet, file, astray=astray)


def _width(rows: Sequence[Row], entries: Sequence[int], at: int | None) -> int:
    heading = len(trimmed(rows[at].cells)) if at is not None else 0
    filled = max((len(trimmed(rows[n].cells)) for n in entries), default=0)
    return max(heading, filled)


def is_heading(row: Row, layout: Layout) -> bool:
    """Tell whether a row below the heading is the heading again: a new page."""
    cells = [plain(cell) for cell in trimmed(row.cells)]
    if not layout.headed or len(cells) < _SHORTEST:
        return False
    named = {plain(printed_name(name)) for name in layout.heading}
    filled = [cell for cell in cells if cell]
    return sum(cell in named for cell in filled) * 4 >= 3 * len(filled)
