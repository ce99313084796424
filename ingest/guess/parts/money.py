"""Which columns can be money: amounts that are neither references nor numbers of accounts."""

from collections.abc import Mapping, Sequence
from typing import Final

from ingest.guess.columns import MONEY_ROLES, MOST, Column
from ingest.guess.inquiry import Inquiry

_LONG_NUMBER: Final = 11  # digits that no amount has


def money_columns(inquiry: Inquiry) -> list[Column]:
    """Return the columns that can be money."""
    free = (column for column in inquiry.columns if column.name not in inquiry.taken)
    return [column for column in free if column.money >= MOST and _is_money(column)]


def _is_money(column: Column) -> bool:
    if column.roles:
        return bool(column.money_role)
    return not any(map(_is_number, column.cells))


def _is_number(cell: str) -> bool:
    """Tell whether bare digits name something: they are many, or begin with a nought."""
    return cell.isdigit() and (len(cell) >= _LONG_NUMBER or (cell.startswith("0") and len(cell) > 1))


def by_role(money: Sequence[Column]) -> Mapping[str, list[Column]]:
    """Return columns of money by what their headings say, all under "" that say nothing."""
    found: dict[str, list[Column]] = {role: [] for role in (*MONEY_ROLES, "")}
    for column in money:
        found[column.money_role].append(column)
    return found


def complementary(out: Column, into: Column) -> bool:
    """Tell whether every entry has money in one of two columns."""
    pairs = [(_is_nonzero(one), _is_nonzero(other)) for one, other in zip(out.cells, into.cells, strict=True)]
    told = [pair for pair in pairs if any(pair)]
    return bool(told) and sum(all(pair) for pair in told) * 20 <= len(told) and len(told) * 10 >= len(pairs) * 8


def is_moving(column: Column) -> bool:
    """Tell whether most entries have an amount in a column: nothing moves where all are nought."""
    return sum(map(_is_nonzero, column.cells)) * 2 > len(column.cells)


def is_rival(column: Column, other: Column) -> bool:
    """Tell whether another column has money exactly where this one has none: the other half of a pair."""
    return any(map(_is_nonzero, other.cells)) and complementary(column, other)


def _is_nonzero(cell: str) -> bool:
    return any(sign in "123456789" for sign in cell)
