"""Under which heading each piece of a line stands, in a table that no bank declares."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from ingest.guess.amounts import currency_of
from ingest.guess.vocabulary import pattern_of, plain, roles_of, values_of
from ingest.pdf.columns import Column, left_edges
from ingest.pdf.headings import BALANCE, DATE, MONEY, MOST, OTHER, WORDS, Head, nearby_head
from ingest.pdf.pieces import Piece, pieces
from ingest.pdf.rows import glued
from ingest.pdf.words import Line

_BESIDE: Final = 12.0  # points a day may stand beside its heading
_ALIGNED: Final = 4.0  # points the ends of amounts of one column may be apart
_FAR: Final = 60.0  # points an amount may stand beside its heading
_CENTS: Final = re.compile(r"[.,]\d\d(?!\d)")
_OF_DAY: Final = re.compile(r"(?:19|20)\d\d|\d{1,2}:\d{2}(?::\d{2})?(?: [A-Z]{3,4})?")  # what may stand below a day
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_SAYING: Final = (
    ("lines", "balance", "opening_balance"),
    ("printed", "opening", "opening_balance"),
    ("printed", "closing", "opening_balance"),
    ("lines", "total", "total"),
    ("printed", "balance", "opening_balance"),
)


class Seen(NamedTuple):
    """A line under the headings: its cells by column, and its words alone."""

    cells: dict[int, str]
    words: str
    days: dict[int, str]


@dataclass(slots=True)
class Table:
    """The columns that hold until the next heading."""

    head: Head
    headed: bool
    edges: Sequence[float]
    ends: Mapping[int, Sequence[float]] = field(default_factory=dict)  # where the amounts of each column begin and end
    cents: bool = False  # its amounts have decimals, so a number without them is none

    @property
    def names(self) -> list[str]:
        """Return the headings."""
        return self.head.names

    @property
    def kinds(self) -> Sequence[str]:
        """Return what each column is."""
        return self.head.kinds

    @property
    def roles(self) -> list[str]:
        """Return the strongest meaning of each heading, empty where it has none."""
        found = [roles_of(name) for name in self.names]
        return [max(roles, key=lambda role: roles[role]) if roles else "" for roles in found]

    @property
    def left(self) -> float:
        """Return where the words of rows begin."""
        return min(
            (column.x0 for column, kind in zip(self.head.columns, self.kinds, strict=True) if kind in (WORDS, OTHER)),
            default=0.0,
        )

    def of(self, cells: Mapping[int, str], kind: str) -> dict[int, str]:
        """Return the cells of one kind of column; an amount under a heading that says nothing counts as one."""
        wanted = {kind, OTHER} if kind == MONEY and MONEY not in self.kinds else {kind}
        return {n: text for n, text in cells.items() if self.kinds[n] in wanted}

    def figures(self, cells: Mapping[int, str]) -> bool:
        """Tell whether there is an amount or a balance among cells."""
        return bool(self.of(cells, MONEY) or self.of(cells, BALANCE))

    def seen(self, line: Line) -> Seen:
        """Put the pieces of a line under the columns."""
        cells: dict[int, str] = {}
        days: dict[int, str] = {}
        words: list[str] = []
        for piece in pieces(line):
            at = self._at(piece)
            if at is not None and piece.day and self.kinds[at] == DATE:
                days[at] = piece.text
            if at is None or (at in cells and self.kinds[at] in (MONEY, BALANCE)):
                at = self._under(piece)
                words.append(piece.text)
            cells[at] = glued(cells.get(at, ""), piece.text)
        return Seen(cells, " ".join(words), days)

    def _at(self, piece: Piece) -> int | None:
        """Return the column that a day or an amount stands in; None for words."""
        if piece.day and piece.first and (found := self.nearest(piece, (DATE,), _BESIDE)) is not None:
            return found
        if (
            piece.first
            and _OF_DAY.fullmatch(piece.text)
            and (found := self.nearest(piece, (DATE,), _BESIDE)) is not None
        ):
            return found
        if not piece.money:
            return None
        found = self.nearest(piece, (MONEY, BALANCE), _FAR)
        if found is None or (piece.money == "number" and not self._counts(piece, found)):
            return None
        return found

    def _counts(self, piece: Piece, at: int) -> bool:
        """Tell whether digits alone are an amount: nothing stands beside them, and they stand where amounts do."""
        column = self.head.columns[at]
        return (
            not self.cents
            and piece.alone
            and (
                column.distance(piece.x0, piece.x1) == 0
                or any(abs(end - place) <= _ALIGNED for end in self.ends.get(at, ()) for place in (piece.x0, piece.x1))
            )
        )

    def nearest(self, piece: Piece, kinds: Sequence[str], most: float) -> int | None:
        """Return the nearest column if it is of these kinds; one of words that is as near does not count."""
        columns = self.head.columns
        gaps = [column.distance(piece.x0, piece.x1) for column in columns]
        at = min(
            (n for n in range(len(columns)) if self.kinds[n] in kinds),
            key=lambda n: (gaps[n], min(abs(columns[n].x1 - piece.x1), abs(columns[n].x0 - piece.x0))),
            default=None,
        )
        if at is None or gaps[at] > most:
            return None
        nearer = [n for n in range(len(columns)) if gaps[n] < gaps[at] and self.kinds[n] not in kinds]
        return None if nearer else at

    def _under(self, piece: Piece) -> int:
        """Return the column of words that a piece begins under."""
        middle = (piece.x0 + min(piece.x1, piece.x0 + 6)) / 2
        under = max(n for n, edge in enumerate(self.edges) if edge <= middle)
        texts = [n for n, kind in enumerate(self.kinds) if kind in (WORDS, OTHER)]
        return min(texts, key=lambda n: (abs(n - under), -n), default=under)


def table_of(head: Head, lines: Sequence[Line], rules: Sequence[tuple[float, float, float]]) -> Table:
    """Return the table below a heading."""
    taken = [pieces(line) for line in lines]
    dated = [_beside(head, DATE, own) for own in taken]
    head = head._replace(kinds=_kinds(head, [own for own, days in zip(taken, dated, strict=True) if days]))
    table = Table(head, not all(name.startswith("column ") for name in head.names), [-1e9] * len(head.columns))
    ends: dict[int, list[float]] = {}
    cents = []
    for own, days in zip(taken, dated, strict=True):
        for piece in own if days else ():
            if piece.money == "money" and (at := table.nearest(piece, (MONEY, BALANCE), _FAR)) is not None:
                ends.setdefault(at, []).extend((piece.x0, piece.x1))
                cents.append(bool(_CENTS.search(piece.text)))
    table.ends, table.cents = ends, sum(cents) * 2 > len(cents)
    rows = [line for line, days in zip(lines, dated, strict=True) if days]
    table.edges = left_edges(head.columns, rows, rules)
    return table


def _beside(head: Head, kind: str, own: Sequence[Piece]) -> bool:
    """Tell whether one of the pieces is a day under a heading of days."""
    columns = [column for column, its in zip(head.columns, head.kinds, strict=True) if its == kind]
    return any(
        piece.day and piece.first and any(column.distance(piece.x0, piece.x1) <= _BESIDE for column in columns)
        for piece in own
    )


def _kinds(head: Head, rows: Sequence[Sequence[Piece]]) -> tuple[str, ...]:
    """Return what the columns are, those whose headings say nothing by what stands in them."""
    kinds = list(head.kinds)
    for n, column in enumerate(head.columns):
        below = [piece for own in rows for piece in own if column.distance(piece.x0, piece.x1) == 0]
        if kinds[n] == OTHER and below and all(piece.day for piece in below):
            kinds[n] = DATE
        elif kinds[n] == OTHER and below and all(piece.money == "money" for piece in below):
            kinds[n] = BALANCE
    return tuple(kinds)


# -- tables without a heading that is known ----------------------------------------------------------------------------


def unheaded(lines: Sequence[Line]) -> list[Head]:
    """Return what heads the rows of a page where no heading is known: the words shortly above them, or nothing."""
    found: list[Head] = []
    last = -1
    for n, line in enumerate(lines):
        row = _row(line)
        if row is None:
            continue
        head = nearby_head(lines, n, last)
        if head is not None:
            found.append(_completed(head, row))
        elif not found:
            found.append(_nameless(row, n))
        last = n
    return found


def _row(line: Line) -> list[Piece] | None:
    """Return the pieces of a line that begins with a day, perhaps after a number, and has an amount; else None."""
    own = pieces(line)
    dated = any(piece.day for piece in own[:2]) and len(own) <= MOST
    return own if dated and any(piece.money == "money" and not piece.day for piece in own) else None


def _completed(head: Head, row: Sequence[Piece]) -> Head:
    """Give a heading that leaves the days or the words of its rows without a name columns for them."""
    columns, kinds = list(head.columns), list(head.kinds)
    day = next(piece for piece in row if piece.day)
    money = [piece for piece in row if piece.money == "money" and not piece.day]
    words = next((piece for piece in row if piece.is_words), None)
    for n, column in enumerate(columns):
        if kinds[n] == OTHER and any(column.distance(piece.x0, piece.x1) == 0 for piece in money):
            kinds[n] = MONEY if MONEY not in kinds else BALANCE
    over = min(range(len(columns)), key=lambda n: columns[n].distance(day.x0, day.x1))
    if DATE not in kinds and columns[over].distance(day.x0, day.x1) == 0:
        kinds[over] = DATE
    elif DATE not in kinds:
        columns.append(Column("column 1", day.x0, day.x1))
        kinds.append(DATE)
    texts = [column for column, kind in zip(columns, kinds, strict=True) if kind in (WORDS, OTHER)]
    if words is not None and not any(column.distance(words.x0, words.x1) == 0 for column in texts):
        columns.append(Column("column 2", words.x0, words.x1))
        kinds.append(WORDS)
    order = sorted(range(len(columns)), key=lambda n: columns[n].x0)
    return Head(tuple(columns[n] for n in order), tuple(kinds[n] for n in order), head.first, head.last)


def _nameless(row: Sequence[Piece], at: int) -> Head:
    """Return columns without names where the pieces of a row stand; nothing heads them."""
    columns = tuple(Column(f"column {n}", piece.x0, piece.x1) for n, piece in enumerate(row, start=1))
    day = next(n for n, piece in enumerate(row) if piece.day)
    kinds = [
        DATE if n == day else MONEY if piece.money == "money" and not piece.day else WORDS
        for n, piece in enumerate(row)
    ]
    return Head(columns, tuple(kinds), at, at - 1)


# -- lines that say a balance or a total -------------------------------------------------------------------------------


def bookkeeping(words: str, *, whole: bool) -> str:
    """Say whether the words of a line make it a balance or a total; `whole`: only if they say nothing else.

    >>> bookkeeping("BALANCE B/F", whole=True), bookkeeping("Sub-total for card 1", whole=False)
    ('opening_balance', 'total')
    >>> bookkeeping("TOTAL STATION LYON", whole=True), bookkeeping("Cafe", whole=False)
    ('', '')
    """
    said = plain("".join(words.split()) if max(map(len, words.split()), default=0) == 1 else words)  # S A L D O
    for family, meaning, code in _SAYING:
        found = pattern_of(family, meaning).search(said)
        if found and len(found.group()) > 1 and not (whole and _more(said)):
            return code
    return ""


def _more(said: str) -> bool:
    """Tell whether words say more than a balance or a total does."""
    for family, meaning, _ in (*_SAYING, ("bookkeeping", "words", "")):
        said = pattern_of(family, meaning).sub(" ", said)
    return has_letters(said)


def section(words: str) -> str:
    """Say which way money went below a title, "in" or "out"; empty if that is none.

    >>> section("Electronic Deposits"), section("PURCHASES"), section("Account activity")
    ('in', 'out', '')
    """
    return values_of("sections").get(" ".join(_WORD.findall(plain(words))), "")


def has_letters(words: str) -> bool:
    """Tell whether there is a word among words, not only numbers."""
    return any(not currency_of(word) for word in _WORD.findall(words))
