"""Which columns are codes: the currency of each row, and the one before conversion."""

from collections.abc import Sequence

from ingest.guess.columns import EXACT, MOST, Column
from ingest.guess.inquiry import Inquiry


def find_currencies(inquiry: Inquiry, money: Sequence[Column]) -> None:
    """Find the columns of the currency and of the currency before conversion, and the amount beside the latter."""
    own, original = _code_columns(inquiry, money)
    if own is not None:
        inquiry.give(currency=own)
        inquiry.taken.add(own.name)
    if original is not None:
        inquiry.give(original_currency=original)
        inquiry.taken.add(original.name)
        if foreign := next((column for column in money if column.money_role == "original_amount"), None):
            inquiry.give(original_amount=foreign)


def _code_columns(inquiry: Inquiry, money: Sequence[Column]) -> tuple[Column | None, Column | None]:
    """Return the columns of the own and of the original currency: each belongs to the amount before it."""
    own: Column | None = None
    original: Column | None = None
    alone: list[Column] = []  # behind the balance, as the currency of both amount and balance
    moved = {column.name for column in inquiry.moved()}
    kinds = {column.place: "amount" if column.name in moved else column.money_role or "other" for column in money}
    for column in inquiry.columns:
        if column.codes < 0.95 or column.filled < 0.05 or column.money >= MOST:
            continue
        before = next((kinds[place] for place in range(column.place - 1, column.place - 4, -1) if place in kinds), "")
        after = kinds.get(column.place + 1, "")
        if before == "original_amount" or column.best("currency", "original_currency") == "original_currency":
            original = original or column
        elif _is_own(column, before, after, first=own is None):
            own = column
        elif before == "balance" and column.filled >= 0.5 and column.means("currency") >= EXACT:
            alone.append(column)
    return own or (alone[0] if len(alone) == 1 else None), original


def _is_own(column: Column, before: str, after: str, *, first: bool) -> bool:
    """Tell whether codes are of the amount before them; the `first` ones need not be, where nothing speaks against it."""
    if column.filled >= 0.5 and (before == "amount" or (first and (not before or after == "amount"))):
        return True
    return first and column.means("currency") >= EXACT and before != "balance"
