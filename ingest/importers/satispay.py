"""Satispay, the wallet of Italy: `id,name,state,kind,date,amount,currency,extra info`.

Dates in Italian, `24 lug 2024. 02:59:45`, also with a comma; amounts with a decimal comma and a trailing space, or
with a point. `NOT APPROVED` payments never moved money.
"""

import re
from typing import Any, Final

import numpy as np

from ingest.draft import Draft
from ingest.importer import KeyCells
from ingest.neobank import FAILED, PENDING, POSTED, kinds, states
from ingest.source import Source
from ingest.statement import AccountHint
from ingest.table import Table, TableImporter

_MONTHS: Final = ("gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic")
_MOMENT: Final = re.compile(r"(\d{1,2}) ([a-z]{3})[a-z]* (\d{4})[.,]? (\d{1,2}:\d{2}(?::\d{2})?)", re.IGNORECASE)
_STATES: Final = {
    "APPROVED": POSTED,
    "NOT APPROVED": FAILED,
    "CANCELED": FAILED,
    "CANCELLED": FAILED,
    "PENDING": PENDING,
}
_TYPES: Final = {
    "customer to business": "payment",
    "person to person": "transfer",
    "ricarica satispay": "top_up",
    "rimborso": "refund",
    "cashback": "reward",
}


class Satispay(TableImporter):
    """The wallet's export."""

    name = "satispay"
    family = "satispay"
    institution = "Satispay"
    file_types = ("csv", "xlsx")
    sheets = True
    currency = "EUR"
    mark = ""
    required = ("id", "name", "state", "kind", "date", "amount", "currency")
    key_cells = KeyCells("id", "amount", "date", texts=("name", "kind"), also=("currency",))
    columns = {
        "booked_at": "date",
        "amount": "amount",
        "currency": "currency",
        "counterparty": "name",
        "category": "kind",
        "description": "extra info",
        "reference": "id",
    }
    dates = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d")

    def when(self, draft: Draft) -> list[str]:
        """Return Italian dates as numbers; what is none stays as it is."""
        return [_numbers(cell) for cell in super().when(draft)]

    def account(self, table: Table, source: Source) -> AccountHint:  # noqa: ARG002
        """Return the wallet; the export does not name it."""
        return AccountHint("satispay", kind="wallet", currency="EUR", country="IT")

    def values(self, draft: Draft, table: Table, source: Source) -> dict[str, Any]:
        """Read the declared columns and the state."""
        values = super().values(draft, table, source)
        types = values["category"]
        said = [" ".join(cells) for cells in zip(types, values["counterparty"], values["description"], strict=True)]
        return values | {
            "kind": kinds(types, said, np.asarray(values["amount"]).tolist(), _TYPES),
            **states(draft, draft.text("state"), _STATES),
        }


def _numbers(cell: str) -> str:
    """Return `2024-07-24 02:59:45` for `24 lug 2024. 02:59:45`."""
    found = _MOMENT.fullmatch(cell)
    if not found or found[2].lower() not in _MONTHS:
        return cell
    return f"{found[3]}-{_MONTHS.index(found[2].lower()) + 1:02}-{int(found[1]):02} {found[4]}"
