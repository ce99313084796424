"""The words of a mapped table's lines: texts, the currency, the state of a transaction."""

from typing import Any, Final

import numpy as np

from ingest.guess.amounts import currency_of, taken_apart
from ingest.guess.meanings import status_of
from ingest.guess.values.table import MappedTable
from ingest.notes import note

_TEXTS: Final = ("counterparty", "counterparty_account", "category", "reference")
_UNMOVED: Final = frozenset(("closed", "failed"))


def texts(table: MappedTable) -> dict[str, list[str]]:
    """Return the columns of texts; a description may be of several columns, and says what is said twice once."""
    parts = described(table)
    joined = zip(*parts, strict=True) if parts else [() for _ in range(len(table))]
    description = [" ".join(dict.fromkeys(" ".join(cell.split()) for cell in cells if cell)) for cells in joined]
    return {name: table.cells(name) for name in _TEXTS} | {"description": description}


def described(table: MappedTable) -> list[list[str]]:
    """Return the columns that a description is of."""
    return [table.columns[name] for name in table.mapping.columns.get("description", ()) if name in table.columns]


def currencies(table: MappedTable) -> list[str]:
    """Return the currency of each line: of its own cell, or of its amount, else the table's."""
    usual = table.mapping.currency
    if not table.has("currency"):
        printed = map(taken_apart, table.cells("amount"))
        return [(one and one.currency) or usual for one in printed]
    codes = []
    for n, cell in enumerate(table.cells("currency")):
        code = currency_of(cell)
        if cell and not code:
            table.draft.problem(n, note("currency_unknown", value=cell))
        codes.append(code or usual)
    return codes


def statuses(table: MappedTable) -> dict[str, Any]:
    """Return the state of each line and whether money moved; nothing where no column says it. A word not known: unread."""
    if not table.has("status"):
        return {}
    found = []
    for n, cell in enumerate(table.cells("status")):
        status = status_of(cell)
        if not status:
            table.draft.problem(n, note("status_unknown", value=cell))
        found.append(status or "posted")
    return {"status": found, "moved": np.array([status not in _UNMOVED for status in found], dtype=bool)}
