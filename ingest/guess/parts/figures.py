"""What the columns say in numbers and in words, and whether a balance follows from the amounts."""

import datetime as dt
from collections.abc import Sequence

from ingest.guess import amounts, dates, signs
from ingest.guess.columns import Column
from ingest.guess.inquiry import Inquiry


def figures(inquiry: Inquiry, column: Column) -> list[int | None]:
    """Return the amounts of a column as printed, in minor units of the table's currency; None where there is none."""
    mark = amounts.mark_of(column.cells, inquiry.mapping.mark, text=bool(inquiry.layout.encoding))
    return [_figure(inquiry, cell, mark) for cell in column.cells]


def _figure(inquiry: Inquiry, cell: str, mark: str) -> int | None:
    currency = inquiry.mapping.currency
    printed = amounts.taken_apart(cell)
    if printed is None:
        return None
    amount = amounts.minor(printed, mark, currency)
    if amount is None and not inquiry.layout.encoding:  # sheets mix numbers, which have a point, and texts
        amount = amounts.minor(printed, "," if mark == "." else ".", currency)
    return amount if isinstance(amount, int) else None


def changes(out: Sequence[int | None], into: Sequence[int | None]) -> list[int]:
    """Return what each entry of a pair of columns moved, money out negative."""
    return [abs(one or 0) - abs(other or 0) for other, one in zip(out, into, strict=True)]


def words(inquiry: Inquiry, *but: Column) -> list[str]:
    """Return what each entry says, in all its columns of words."""
    texts = [column.cells for column in inquiry.columns if column.words and column not in but]
    return [" ; ".join(cells) for cells in zip(*texts, strict=True)] if texts else [""] * inquiry.entries


def groups(inquiry: Inquiry) -> list[tuple[str, ...]]:
    """Return which account and currency each entry is of: each has a balance of its own."""
    names = [inquiry.roles[role][0] for role in ("account", "currency") if role in inquiry.roles]
    cells = [column.cells for column in inquiry.columns if column.name in names]
    return list(zip(*cells, strict=True)) if cells else [()] * inquiry.entries


def prove(inquiry: Inquiry, used: Sequence[Column], balance: Column) -> signs.Proof:
    """Tell how a balance follows from one column of amounts, or from a pair of money out and money in."""
    values = [figures(inquiry, column) for column in used]
    moved = values[0] if len(values) == 1 else changes(*values)
    proof = signs.prove(moved, figures(inquiry, balance), groups(inquiry), _days(inquiry))
    if proof.before:  # rare: what the lines say must not speak against it
        turned = [change * proof.sign if change is not None else None for change in moved]
        agree, against = signs.told(turned, words(inquiry, *used))
        return proof._replace(sign=-proof.sign, before=False) if against > agree else proof
    return proof


def _days(inquiry: Inquiry) -> list[dt.date | None]:
    printed = map(dates.taken_apart, inquiry.column("booked_at").cells)
    return [dates.ordered(one, inquiry.mapping.order) if one else None for one in printed]
