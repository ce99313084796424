"""Paytm, the wallet of India: `Date,Activity,Source/Destination,Wallet Txn ID,Comment,Debit,Credit,…,Status`.

Days as D/M/YYYY H:MM, rupees, two unsigned columns. The number of a transaction may be masked, and is not unique.
"""

from typing import Any, Final

import numpy as np

from ingest.draft import Draft
from ingest.importer import KeyCells
from ingest.neobank import FAILED, PENDING, POSTED, states
from ingest.source import Source
from ingest.statement import AccountHint
from ingest.table import Table, TableImporter
from ingest.words import kinds_of

_STATES: Final = {
    "": POSTED,
    "SUCCESS": POSTED,
    "PENDING": PENDING,
    "FAILED": FAILED,
    "FAILURE": FAILED,
}
# What the wallet's own words mean where they say more than the general ones.
_WORDS: Final = {
    "added to wallet": "top_up",
    "money added": "top_up",
    "add money": "top_up",
    "added money": "top_up",
    "cashback": "reward",
}


class Paytm(TableImporter):
    """The wallet's statement."""

    name = "paytm"
    family = "paytm"
    institution = "Paytm"
    file_types = ("csv", "xlsx")
    sheets = True
    currency = "INR"
    zone = "Asia/Kolkata"
    required = ("Date", "Activity", "Source/Destination", "Wallet Txn ID", "Debit", "Credit")
    key_cells = KeyCells(
        "Wallet Txn ID",
        "Debit",
        "Date",
        row_type="Activity",
        texts=("Activity", "Source/Destination"),
        also=("Credit",),
    )
    columns = {
        "booked_at": "Date",
        "amount_in": "Credit",
        "amount_out": "Debit",
        "counterparty": "Source/Destination",
        "category": "Activity",
        "description": "Comment",
        "method": "Transaction Breakup",
        "reference": "Wallet Txn ID",
    }
    dates = ("%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y", "%Y-%m-%d %H:%M:%S")

    def account(self, table: Table, source: Source) -> AccountHint:  # noqa: ARG002
        """Return the wallet; the export does not name it."""
        return AccountHint("paytm", kind="wallet", currency="INR", country="IN")

    def values(self, draft: Draft, table: Table, source: Source) -> dict[str, Any]:
        """Read the declared columns and the state."""
        values = super().values(draft, table, source)
        said = [f"{activity} {text}" for activity, text in zip(values["category"], values["description"], strict=True)]
        found = kinds_of(said, np.asarray(values["amount"]).tolist())
        return values | {
            "kind": [_named(words) or kind for words, kind in zip(said, found, strict=True)],
            **states(draft, draft.text("Status"), _STATES),
        }


def _named(words: str) -> str:
    return next((kind for said, kind in _WORDS.items() if said in words.lower()), "")
