"""What each column of a table can be: by the words over it, and by what it holds. The content can overrule the words."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from ingest.guess import amounts, dates
from ingest.guess.cells import is_amount, is_day
from ingest.guess.heading import printed_name
from ingest.guess.hundredths import says_hundredths, without_unit
from ingest.guess.layout import Layout
from ingest.guess.vocabulary import WHOLE, roles_of

MOST: Final = 0.9  # of the cells
EXACT: Final = WHOLE  # how strongly a heading says a role when it says nothing else
_DAYS: Final = ("transaction_date", "booking_date", "value_date", "other_date")
MONEY_ROLES: Final = ("balance", "fee", "original_amount", "amount_out", "amount_in", "amount")
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_LONGEST_CODE: Final = 8  # characters of a currency


@dataclass(slots=True)
class Column:
    """One column: its place, its cells in the rows that are entries, and shares of what they hold."""

    name: str
    place: int
    cells: Sequence[str]
    roles: dict[str, int] = field(default_factory=dict)
    filled: float = 0
    days: float = 0
    money: float = 0
    codes: float = 0
    words: float = 0
    distinct: int = 0

    def means(self, role: str) -> int:
        """Return how strongly the heading says a role; 0 where another is said more strongly by its exact words."""
        strongest = max(self.roles.values(), default=0)
        own = self.roles.get(role, 0)
        return own if own >= min(strongest, EXACT) else 0

    def best(self, *roles: str) -> str:
        """Return which of some roles the heading says most strongly, empty if none."""
        said = [(self.means(role), -n, role) for n, role in enumerate(roles) if self.means(role)]
        return max(said)[2] if said else ""

    @property
    def money_role(self) -> str:
        """Return what kind of money the heading says, empty if none."""
        return self.best(*MONEY_ROLES)

    @property
    def is_signed(self) -> bool:
        """Tell whether some of its amounts bear a sign: + or -, or a word for debit or credit."""
        return any(printed.sign for cell in self.cells if (printed := amounts.taken_apart(cell)))


def profiled(layout: Layout, entries: Sequence[int]) -> list[Column]:
    """Measure every column of a table on its entries."""
    found = [_profile(layout, name, place, entries) for place, name in enumerate(layout.heading)]
    for column in found:
        if column.best("direction", *MONEY_ROLES) == "direction" and column.money >= MOST and column.is_signed:
            column.roles = {"amount": EXACT}  # "Soll/Haben" over amounts that say their way by a sign
    for unit, amount in pairwise(found):
        empty = not amount.roles and amount.money >= MOST and amount.filled
        if empty and unit.codes >= MOST and unit.filled and unit.money_role:
            unit.roles, amount.roles = {"currency": EXACT}, unit.roles  # one heading over both: a code, and an amount
    return found


def _profile(layout: Layout, name: str, place: int, entries: Sequence[int]) -> Column:
    whole = layout.column(name)
    cells = [whole[n] for n in entries]
    filled = [cell for cell in cells if cell]
    column = Column(name, place, cells, _said(name) if layout.headed else {}, len(filled) / max(1, len(cells)))
    if filled:
        dated = any(column.roles.get(role) for role in _DAYS)
        column.days = _share(filled, lambda cell: is_day(cell) or (dated and dates.taken_apart(cell) is not None))
        column.money = _share(filled, is_amount)
        column.codes = _share(filled, _is_code)
        column.words = _share(filled, lambda cell: _WORD.search(cell) is not None)
        column.distinct = len(set(filled))
    return column


def _said(name: str) -> dict[str, int]:
    """Return the roles that a heading may mean, and how strongly each."""
    heading = printed_name(name)
    heading = without_unit(heading) if says_hundredths(heading) else heading
    roles = {} if heading.startswith("column ") else dict(roles_of(heading))
    if heading and not roles and amounts.currency_of(heading):
        return {"amount": EXACT}  # "CAD$": a column of that currency
    return roles


def _is_code(cell: str) -> bool:
    named = len(cell) <= _LONGEST_CODE and not (len(cell) == 1 and cell.isalpha()) and amounts.currency_of(cell)
    return bool(named) and not any(map(str.isdigit, cell))


def _share(cells: Sequence[str], test: Callable[[str], bool]) -> float:
    return sum(map(test, cells)) / len(cells)
