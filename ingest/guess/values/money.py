"""The amounts of a mapped table's lines: signed from the holder's side, fees, balances, amounts before conversion."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from ingest.guess import amounts, steps
from ingest.guess.values.table import MappedTable
from ingest.guess.values.words import described
from ingest.guess.vocabulary import plain, values_of
from ingest.notes import Note, note


class _Read(NamedTuple):
    """An amount in minor units with its printed sign, and that sign: 0 where none is printed."""

    amount: int
    sign: int


def signed_amounts(table: MappedTable, codes: Sequence[str]) -> np.ndarray:
    """Return what each line moved (int64, minor units of its currency in `codes`), money out negative."""
    return _single(table, codes) if table.has("amount") else _pair(table, codes)


def _single(table: MappedTable, codes: Sequence[str]) -> np.ndarray:
    read = [found or _Read(0, 0) for found in _column(table, "amount", codes, optional=False)]
    if table.has("direction"):
        ways = [_way(table, n, cell) for n, cell in enumerate(table.cells("direction"))]
        moved = [abs(amount) * way for (amount, _), way in zip(read, ways, strict=True)]
    elif table.mapping.sign == "by_balance":
        moved = _by_balance(table, read, codes)
    elif table.mapping.sign == "in_marked":
        moved = [abs(amount) * (1 if sign > 0 else -1) for amount, sign in read]
    else:
        way = 1 if table.mapping.sign == "out_negative" else -1
        moved = [amount * way for amount, _ in read]
    return np.array(moved, dtype=np.int64)


def _by_balance(table: MappedTable, read: Sequence[_Read], codes: Sequence[str]) -> list[int]:
    """Return what each line moved, by the balance that rose or fell; a line whose way it does not show is left unread."""
    usable = table.draft.usable
    own = [found.amount if good else None for found, good in zip(read, usable, strict=True)]
    shown = [None if pd.isna(balance) else int(balance) for balance in balances(table, codes)]
    said = [" ; ".join(cells) for cells in zip(*described(table), strict=True)] or [""] * len(table)
    ways = steps.ways(own, shown, said) or [0] * len(table)
    for n, (amount, way) in enumerate(zip(own, ways, strict=True)):
        if amount and not way:
            table.draft.problem(n, note("direction_unknown", value=table.cells("amount")[n]))
    return [abs(found.amount) * way for found, way in zip(read, ways, strict=True)]


def _way(table: MappedTable, n: int, cell: str) -> int:
    """Return which way a line's word says that money went; one that is not known leaves it unread."""
    way = values_of("direction").get(plain(cell))
    if way is None:
        table.draft.problem(n, note("direction_unknown", value=cell))
    return -1 if way == "out" else 1


def _pair(table: MappedTable, codes: Sequence[str]) -> np.ndarray:
    into, out = (_column(table, role, codes, optional=True) for role in ("amount_in", "amount_out"))
    usual_in, usual_out = _usual_sign(into), _usual_sign(out)
    moved = np.zeros(len(table), dtype=np.int64)
    for n, (one, other) in enumerate(zip(into, out, strict=True)):
        if one is None and other is None:
            table.draft.problem(n, note("amount_missing"))
        if one and other and one.amount and other.amount and table.layout.pages is not None:
            both = f"{table.cells('amount_out')[n]} {table.cells('amount_in')[n]}"  # two lines taken for one
            table.draft.problem(n, note("direction_unknown", value=both))
        moved[n] = (one.amount * usual_in if one else 0) - (other.amount * usual_out if other else 0)
    return moved


def _usual_sign(read: Sequence[_Read | None]) -> int:
    """Return the sign that most amounts of a column of money in, or out, are printed with."""
    negative = sum(found is not None and found.amount < 0 for found in read)
    positive = sum(found is not None and found.amount > 0 for found in read)
    return -1 if negative > positive else 1


def fees(table: MappedTable, codes: Sequence[str]) -> np.ndarray:
    """Return the fees (int64, minor units), a cost negative whichever way it is printed."""
    read = _column(table, "fee", codes, optional=True)
    cost = 1 if any(found and found.amount < 0 for found in read) else -1
    return np.array([cost * found.amount if found else 0 for found in read], dtype=np.int64)


def balances(table: MappedTable, codes: Sequence[str]) -> Any:  # noqa: ANN401
    """Return the running balances (nullable Int64, minor units); what is empty or odd is missing, not a problem."""
    cells = table.cells("balance")
    mark = _mark(table, cells)
    read = [_read(cell, code, mark) for cell, code in zip(cells, codes, strict=True)]
    return pd.array([None if isinstance(found, Note) else found.amount for found in read], dtype="Int64")


def originals(table: MappedTable, codes: Sequence[str], moved: np.ndarray) -> dict[str, Any]:
    """Return the amounts before conversion and their currencies, signed as the lines are; nothing without such columns."""
    if not (table.has("original_amount") and table.has("original_currency")):
        return {}
    units = [amounts.currency_of(cell) for cell in table.cells("original_currency")]
    values: list[int | None] = []
    for n, (cell, unit, code) in enumerate(zip(table.cells("original_amount"), units, codes, strict=True)):
        found = _read(cell, unit, table.mapping.mark) if unit and unit != code else None
        values.append(abs(found.amount) * (-1 if moved[n] < 0 else 1) if isinstance(found, _Read) else None)
    named = [unit if value is not None else "" for unit, value in zip(units, values, strict=True)]
    return {"original_amount": pd.array(values, dtype="Int64"), "original_currency": named}


def _column(table: MappedTable, role: str, codes: Sequence[str], *, optional: bool) -> list[_Read | None]:
    """Read the amounts of a role; what cannot be read is a problem, and an empty cell one if it is not `optional`."""
    found: list[_Read | None] = []
    cells = table.cells(role)
    mark = _mark(table, cells)
    for n, (cell, code) in enumerate(zip(cells, codes, strict=True)):
        read = _read(cell, code, mark)
        if isinstance(read, Note) and (cell or not optional):
            table.draft.problem(n, read)
        found.append(None if isinstance(read, Note) else read)
    return found


def _read(cell: str, code: str, mark: str) -> _Read | Note:
    printed = amounts.taken_apart(cell)
    if printed is None:
        return note("amount_unreadable", value=cell) if cell else note("amount_missing")
    amount = amounts.minor(printed, mark, code)
    if amount is None:
        return note("amount_unreadable", value=cell)
    return amount if isinstance(amount, Note) else _Read(amount, printed.sign)


def _mark(table: MappedTable, cells: Sequence[str]) -> str:
    """Return the decimal mark of a column."""
    return amounts.mark_of(cells, table.mapping.mark, text=bool(table.layout.encoding))
