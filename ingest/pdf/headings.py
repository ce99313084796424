"""Headings of tables that no bank declares, found by the words that banks write over their columns."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from ingest.guess.vocabulary import plain, roles_of
from ingest.pdf.columns import Column
from ingest.pdf.pieces import pieces
from ingest.pdf.rows import glued
from ingest.pdf.words import Line

DATE, MONEY, BALANCE, WORDS, OTHER = "date", "money", "balance", "words", "other"
_DATES: Final = frozenset(("transaction_date", "booking_date", "value_date"))
_MONEY: Final = frozenset(("amount", "amount_in", "amount_out"))
_FIGURES: Final = frozenset(("balance", "fee", "original_amount"))
_NUMBERS: Final = frozenset(
    ("reference", "ignored", "other_date", "account", "counterparty_account", "status", "category")
)
_EXACT: Final = 100
_LINES: Final = 3
_HEIGHT: Final = 45.0  # points from the first to the last line of one heading
_FEWEST: Final = 3  # cells
MOST: Final = 40  # cells; more are no table of a bank
_BELOW: Final = 6  # lines that show what stands below a heading
_LONGEST: Final = 60  # characters of a cell
_SPANNED: Final = 2  # cells of a heading that one word over them may stand for: FECHA over OPER and LIQ
_SUMMARY: Final = re.compile(r"\bdue\b|minimum|limit|fallig|jatuh tempo|还款|還款|缴款|繳款|額度|额度|available credit")


class Head(NamedTuple):
    """The columns of a table, what each is, and the lines of the page that head it."""

    columns: tuple[Column, ...]
    kinds: tuple[str, ...]
    first: int
    last: int

    @property
    def names(self) -> list[str]:
        """Return the words over the columns."""
        return [column.name for column in self.columns]


def kind_of(name: str) -> str:
    """Say what kind of column a heading makes.

    >>> [kind_of(name) for name in ("Value Dt", "Paid out", "Saldo", "No", "CBG", "取引日")]
    ['date', 'money', 'balance', 'words', 'other', 'date']
    """
    roles = roles_of(name)
    if not roles:
        return OTHER
    strongest = max(roles.values())
    meant = {role for role, strength in roles.items() if strength == strongest or strongest < _EXACT}
    if meant & _NUMBERS and (strongest >= _EXACT or not meant & (_DATES | _MONEY)):
        return WORDS
    if meant & _DATES:
        return DATE
    if meant & _MONEY:
        return MONEY
    return BALANCE if meant & _FIGURES else WORDS


def find_heads(lines: Sequence[Line]) -> list[Head]:
    """Return the headings of a page, from the top; of those that share a line the one that says most."""
    bare = [_bare(line) for line in lines]
    found = []
    for at in range(len(lines)):
        for count in range(1, _LINES + 1):
            window = lines[at : at + count]
            if len(window) < count or not all(bare[at : at + count]) or window[-1].bottom - window[0].top > _HEIGHT:
                break
            head = _worded(_head(window, at), lines[at + count : at + count + _BELOW])
            score = _score(head)
            if score > 0:
                found.append((-score, count, at, head))
    chosen: list[Head] = []
    for _, _, _, head in sorted(found, key=lambda one: one[:3]):
        if all(head.last < other.first or head.first > other.last for other in chosen):
            chosen.append(head)
    return sorted(chosen, key=lambda head: head.first)


def _worded(head: Head, below: Sequence[Line]) -> Head:
    """Take a heading for one of words if it is named after money, as a section is, and only words stand below it."""
    if DATE not in head.kinds or head.kinds.count(MONEY) < 2 or {WORDS, OTHER} & set(head.kinds):
        return head
    at = head.kinds.index(MONEY)
    under = [
        piece
        for line in below
        for piece in pieces(line)
        if head.columns[at].distance(piece.x0, piece.x1) == 0 and not _bare(line)
    ]
    words = under and all(piece.is_words for piece in under)
    return head._replace(kinds=(*head.kinds[:at], WORDS, *head.kinds[at + 1 :])) if words else head


def _bare(line: Line) -> bool:
    """Tell whether a line can belong to a heading: neither days nor amounts stand in it."""
    return all(piece.is_words and len(piece.text) <= _LONGEST for piece in pieces(line))


def _score(head: Head) -> float:
    """Say how much a heading says; nothing where it cannot head a table of days, words and amounts."""
    kinds = head.kinds
    fits = DATE in kinds and MONEY in kinds and _FEWEST <= len(kinds) <= MOST and set(kinds) & {WORDS, OTHER}
    if not fits or any(_SUMMARY.search(plain(name)) for name in head.names):
        return 0
    worth = [2.0 if max(roles_of(name).values(), default=0) >= _EXACT else 1.0 for name in head.names]
    return sum(-0.5 if kind == OTHER else value for kind, value in zip(kinds, worth, strict=True))


def _head(window: Sequence[Line], at: int) -> Head:
    """Join lines to one heading, from the lowest up: what stands over one cell, or over several, belongs to them."""
    cells: list[Column] = []
    for line in reversed(window):
        own = []
        for run in line.runs():
            text, x0, x1 = "", run[0].x0, run[-1].x1
            for word in run:
                text = glued(text, word.text)
            below = [n for n, cell in enumerate(cells) if cell.x0 < x1 and x0 < cell.x1]
            if len(below) > _SPANNED:
                return Head((), (), at, at)  # a title over the whole table
            for n in below:
                wide = (cells[n].x0, cells[n].x1) if len(below) > 1 else (min(x0, cells[n].x0), max(x1, cells[n].x1))
                cells[n] = Column(glued(text, cells[n].name), *wide)
            if not below:
                own.append(Column(text, x0, x1))
        cells = sorted([*cells, *own], key=lambda cell: cell.x0)
    return Head(tuple(cells), tuple(kind_of(cell.name) for cell in cells), at, at + len(window) - 1)


def goes_on(line: Line, head: Head) -> bool:
    """Tell whether a line below a heading says it again, in another language or as its unit."""
    runs = [run for run in line.runs() if _bare(line)]
    under = sum(any(cell.x0 < run[-1].x1 and run[0].x0 < cell.x1 for cell in head.columns) for run in runs)
    known = sum(bool(roles_of(" ".join(word.text for word in run))) for run in runs)
    return len(runs) > 1 and under == len(runs) and known * 2 >= len(runs)


def nearby_head(lines: Sequence[Line], at: int, last: int) -> Head | None:
    """Return the heading shortly above a row, by its place alone: three cells or more without a number.

    Of several one below the other (in two languages) the one with most cells, then the first.
    """
    near = [
        n
        for n in range(max(last + 1, at - 4), at)
        if lines[at].top - lines[n].bottom <= 60 and _bare(lines[n]) and not _SUMMARY.search(plain(lines[n].text))
    ]
    heads = [_head(lines[n : n + 1], n) for n in near]
    heads = [
        head for head in heads if len(head.columns) <= MOST and (len(head.columns) >= _FEWEST or MONEY in head.kinds)
    ]
    return max(heads, key=lambda head: (len(head.columns), -head.first), default=None)
