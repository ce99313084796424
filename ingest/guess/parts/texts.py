"""The columns of words: whose account, who, what for, category, number."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final

from ingest.guess.amounts import currency_of
from ingest.guess.cells import is_day
from ingest.guess.columns import EXACT, MOST, Column
from ingest.guess.inquiry import Inquiry

_ROLES: Final = (
    "counterparty",
    "description",
    "category",
    "reference",
    "counterparty_account",
    "account",
    "ignored",
    "status",
)
_HALF: Final = 0.5  # of the cells
_LEFT: Final = 3  # columns; further right an account beside a name is the other side's
_FEW_ACCOUNTS: Final = 12
_LONG: Final = 6  # characters of a reference; shorter numbers count lines


def find_texts(inquiry: Inquiry) -> None:
    """Find the columns of words among those that play no role, one for each role but several for a description."""
    used = inquiry.taken.union(*inquiry.roles.values())
    left = [column for column in inquiry.columns if column.name not in used and column.filled]
    for role, find in _FINDERS.items():
        column = find(left)
        if column is not None:
            inquiry.give(**{role: column})
            left.remove(column)
    if said := _described(inquiry, left):
        inquiry.roles["description"] = tuple(column.name for column in said)


def settle_by_cells(inquiry: Inquiry) -> None:
    """Settle what cells say of all rows: whether references name one row each, and a currency that is always the same."""
    inquiry.settle(unique="reference" in inquiry.roles and _is_unique(inquiry.column("reference").cells))
    if "currency" in inquiry.roles:
        codes = {currency_of(cell) for cell in inquiry.column("currency").cells}
        if len(codes) == 1:
            inquiry.settle(currency=codes.pop())


def _says(column: Column) -> str:
    """Return which role of words the heading says, empty if none."""
    return column.best(*_ROLES)


def _account(left: Sequence[Column]) -> Column | None:
    """Return the column of the own account: few numbers, each on many rows."""
    names = {column.place for column in left if column.best("counterparty", "description") == "counterparty"}
    return next((column for column in left if _is_own_account(column, names)), None)


def _is_own_account(column: Column, names: set[int]) -> bool:
    filled = [cell for cell in column.cells if cell]
    if not column.means("account") or not all(map(_has_digit, filled)) or is_day(filled[0]):
        return False
    if column.place - 1 in names or (column.place + 1 in names and column.place > _LEFT):
        return False  # the other side's account stands beside its name
    return column.distinct <= 1 or column.distinct <= min(_FEW_ACCOUNTS, len(filled) / 2)


def _named(left: Sequence[Column], role: str) -> Column | None:
    """Return the column of words whose heading says a role best."""
    found = [column for column in left if column.words >= _HALF and _says(column) == role]
    return max(
        found,
        key=lambda column: (column.means(role) >= EXACT, column.filled >= _HALF, column.means(role)),
        default=None,
    )


def _other_account(left: Sequence[Column]) -> Column | None:
    """Return the column of the other side's account."""
    said = (column for column in left if _says(column) in ("counterparty_account", "account"))
    return next((column for column in said if any(map(_has_digit, column.cells))), None)


def _has_digit(cell: str) -> bool:
    return any(map(str.isdigit, cell))


def _reference(left: Sequence[Column]) -> Column | None:
    """Return the column of references: the one that tells most rows apart."""
    found = [column for column in left if _says(column) == "reference" and column.filled >= _HALF]
    return max(
        found, key=lambda column: (_is_unique(column.cells), column.distinct, column.means("reference")), default=None
    )


def _is_unique(cells: Sequence[str]) -> bool:
    """Tell whether every row has a number of its own, long enough to be more than a count."""
    return len(set(cells)) == len(cells) and all(len(cell) >= _LONG for cell in cells) and len(cells) > 1


def _described(inquiry: Inquiry, left: Sequence[Column]) -> list[Column]:
    """Return the columns that describe the rows: named so, else all words that are not named otherwise."""
    if not inquiry.layout.headed:
        return [column for column in left if column.words and column.codes < MOST]
    said = [column for column in left if _says(column) in ("description", "counterparty") and column.words]
    told = "counterparty" in inquiry.roles  # then only what nobody knows the heading of
    return said or [
        column
        for column in left
        if column.words >= _HALF and column.codes < MOST and not (column.roles if told else column.roles.get("ignored"))
    ]


_FINDERS: Final[Mapping[str, Callable[[Sequence[Column]], Column | None]]] = {
    "account": _account,
    "counterparty": partial(_named, role="counterparty"),
    "category": partial(_named, role="category"),
    "counterparty_account": _other_account,
    "reference": _reference,
}
