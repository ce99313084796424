"""What the pages of a PDF say about its table: the days it covers, its balances and totals, and whether a bill is owed.

Every amount and day outside the rows has a label: the words before it on its line, or those that stand above it.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

from ingest.days import Period
from ingest.guess.amounts import currency_of
from ingest.guess.dates import ordered, possible, taken_apart
from ingest.guess.vocabulary import pattern_of, plain, values_of
from ingest.pdf.document import Page
from ingest.pdf.pieces import Piece, pieces
from ingest.pdf.words import Line

OPENING, CLOSING, INFLOW, OUTFLOW, EITHER = "opening", "closing", "inflow", "outflow", "balance"
_ABOVE: Final = 3  # lines between a label and what stands below it
_HEIGHT: Final = 40.0  # points between them
_CLOSE: Final = dt.timedelta(days=120)  # days that nothing says anything of, and that tell a year
_LONGEST: Final = dt.timedelta(days=400)  # of a statement
_DAY: Final = re.compile(
    r"\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日|(?<![\d.,/-])\d{1,4}([./-])\d{1,2}\1\d{2,4}(?![\d])"
    r"|(?<!\d)\d{1,2}(?:st|nd|rd|th)?[. /-]{0,2}(?:de )?[^\W\d_]{3,12}\.?,?[ /-](?:de )?(?:\d{4}|\d{2})(?!\d)|[^\W\d_]{3,12}\.? ?\d{1,2},? \d{4}(?!\d)|[^\W\d_]{3,12}\.? ?\d{1,2}(?:,\d{4}(?!\d)|/\d{2}(?![\d/.-]))"
)
_MONTH: Final = re.compile(
    r"(?<![\d/.-])(0?[1-9]|1[0-2])[/.-](20\d\d)(?!\d)|(20\d\d)\s?[年/.-]\s?(0?[1-9]|1[0-2])(?!\d)|([^\W\d_]{3,12})[ /-](?:de )?(20\d\d)(?!\d)"
)


class Said(NamedTuple):
    """A balance or a total: what it is, and the amount as printed."""

    meaning: str
    text: str


@dataclass(frozen=True, slots=True)
class Pages:
    """What the pages say. Days are kept as printed: their order is decided with the table's."""

    figures: Sequence[Said]
    spans: Sequence[tuple[str, ...]]  # days that stand on one line, the likeliest first
    issued: Sequence[str]
    months: Sequence[tuple[int, int]]
    owed: bool

    def period(self, order: str) -> Period | None:
        """Return the days that the statement covers, where numbers stand in `order`; None where nothing says so."""
        for span in self.spans:
            read = [_read(text, order) for text in span]
            for first, last in pairwise(read):
                if first and last and dt.timedelta() < last - first <= _LONGEST:
                    return Period(first, last)
        issued = [day for text in self.issued if (day := _read(text, order))]
        if issued:
            return Period(None, issued[0])
        if self.months:
            year, month = self.months[0]
            first = dt.date(year, month, 1)
            return Period(first, (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1))
        rest = [day for span in self.spans for text in span if (day := _read(text, order))]
        return Period(None, max(rest)) if rest and max(rest) - min(rest) <= _CLOSE else None


def _read(text: str, order: str) -> dt.date | None:
    printed = taken_apart(text)
    if printed is None:
        return None
    orders = possible([printed])
    return ordered(printed, order if order in orders else orders[0]) if orders else None


def pages_said(pages: Sequence[Page], rows: Iterable[int], inside: Sequence[tuple[str, Mapping[str, str]]]) -> Pages:
    """Return what pages say outside the rows of their table.

    Args:
        pages: with their lines.
        rows: the numbers of the lines that are rows.
        inside: lines of the table that are none: their text, and their amounts by what their column is.
    """
    taken = set(rows)
    lines = [[line for line in page.lines if line.number not in taken] for page in pages]
    figures = [said for text, cells in inside for said in _in_table(text, cells)]
    spans: list[tuple[bool, tuple[str, ...]]] = []
    issued: list[str] = []
    months: list[tuple[int, int]] = []
    owed = False
    later: set[str] = set()
    for page in lines:
        for label, piece in _labelled(page):
            if piece.money == "money" and (meaning := meaning_of(label)):
                figures.append(Said(meaning, piece.text))
            elif piece.day and _due(label):
                later.add(piece.text)
            elif piece.day and _full(piece.text) and pattern_of("pages", "issued").search(plain(label)):
                issued.append(piece.text)
        for line in page:
            text = _unjoined(line.text)
            days = tuple(found.group() for found in _DAY.finditer(text) if _full(found.group()))
            if days and not (_due(text) and len(days) == 1):
                spans.append((pattern_of("pages", "period").search(plain(text)) is None, days))
            months += _months(text) if not days else []
            owed = owed or pattern_of("pages", "owed").search(plain(text)) is not None
    spans = [(said, days) for said, days in spans if not later.issuperset(days)]
    ranked = [days for _, days in sorted(spans, key=lambda span: (len(span[1]) < 2, span[0]))]
    return Pages(figures, ranked, issued, months, owed)


def meaning_of(label: str) -> str:
    """Say what a label makes of the amount beside it, empty if nothing that is known.

    >>> meaning_of("Balance B/F"), meaning_of("Total deposits into your account"), meaning_of("Credit limit")
    ('opening', 'inflow', '')
    """
    said = plain(label)
    found = [
        (-len(match.group()), meaning)
        for meaning in (OPENING, CLOSING, INFLOW, OUTFLOW, EITHER)
        if (match := pattern_of("printed", meaning).search(said))
    ]
    return min(found)[1] if found and not pattern_of("pages", "beside").search(said) else ""


def _in_table(text: str, cells: Mapping[str, str]) -> Iterator[Said]:
    meaning = meaning_of(text)
    both = cells.get("amount_in"), cells.get("amount_out")
    total = next((cells[role] for role in ("balance", "amount", "amount_in", "amount_out") if role in cells), "")
    if meaning in (OPENING, CLOSING, EITHER) and not all(both) and total:
        yield Said(meaning, total)
    elif meaning in (INFLOW, OUTFLOW) and not all(both) and total:
        yield Said(meaning, next((cell for cell in (*both, cells.get("amount")) if cell), total))
    elif meaning or pattern_of("lines", "total").search(plain(text)):
        for cell, said in zip((*both, cells.get("balance")), (INFLOW, OUTFLOW, CLOSING), strict=True):
            if cell:
                yield Said(said, cell)


def _labelled(lines: Sequence[Line]) -> Iterator[tuple[str, Piece]]:
    """Yield each day and amount of a page with its label."""
    above: list[tuple[Line, list[Piece]]] = []
    for line in lines:
        own = pieces(line)
        before, unit = "", None
        for piece in own:
            if piece.is_words and currency_of(piece.text):
                unit = piece
            elif piece.is_words:
                before = f"{before} {piece.text}".strip()
            else:
                over = _over(piece, line, above) or (_over(unit, line, above) if unit else "")
                yield before if any(map(str.isalpha, before)) else over, piece
                before = before if piece.day else ""  # "Balance on 1 January 500.00"
        above = [*above, (line, own)][-_ABOVE:]


def _over(piece: Piece, line: Line, above: Sequence[tuple[Line, list[Piece]]]) -> str:
    """Return the words that stand above a piece, the nearest line with any first."""
    for other, own in reversed(above):
        if line.top - other.bottom > _HEIGHT:
            break
        near = [one for one in own if one.is_words and one.x0 < piece.x1 and piece.x0 < one.x1]
        if near:
            return " ".join(one.text for one in near)
    return ""


def _full(text: str) -> bool:
    printed = taken_apart(text.rstrip("*"))
    return (
        printed is not None
        and printed.form not in ("short", "serial")
        and printed.numbers[0] != 0
        and bool(possible([printed]))
    )


def _due(text: str) -> bool:
    return pattern_of("pages", "later").search(plain(text)) is not None


def _unjoined(text: str) -> str:
    return re.sub(r"[~～〜—–]", " - ", text)


def _months(text: str) -> Iterator[tuple[int, int]]:
    for number, year, first, second, name, beside in _MONTH.findall(text):
        if number:
            yield int(year), int(number)
        elif first:
            yield int(first), int(second)
        elif month := values_of("months").get(plain(name)):
            yield int(beside), int(month)
