"""Mint, closed in 2024: `transactions.csv` of all accounts in one file; Quicken for Mac writes the same table.

`Date,Description,Original Description,Amount,Transaction Type,Category,Account Name,Labels,Notes`: unsigned amounts with
debit or credit beside them, and no currency, because every account was American. `Description` is what the person or Mint
made of the bank's own words, so the key rests on `Original Description`.
"""

from typing import Any

import numpy as np

from ingest.draft import Draft
from ingest.importer import KeyCells
from ingest.source import Source
from ingest.statement import AccountHint, Statement
from ingest.table import Table, TableImporter, guess_warning
from ingest.words import kinds_of

_SIGNS = {"debit": -1, "credit": 1}


class Mint(TableImporter):
    """The export of all transactions."""

    name = "mint"
    family = "mint"
    institution = "Mint, Quicken for Mac"
    file_types = ("csv", "xlsx")
    sheets = True
    currency = "USD"
    dates = ("%m/%d/%Y", "%m/%d/%y", "%Y-%m-%d")
    required = ("Date", "Description", "Original Description", "Amount", "Transaction Type", "Account Name")
    key_cells = KeyCells("", "Amount", "Date", texts=("Original Description",), also=("Account Name",))
    columns = {
        "booked_at": "Date",
        "amount": "Amount",
        "counterparty": "Description",
        "description": "Original Description",
        "category": "Category",
    }

    def statements(self, draft: Draft, table: Table, source: Source) -> list[Statement]:
        """Make one statement an account."""
        values = self.values(draft, table, source)
        owners = draft.text("Account Name")
        names = list(dict.fromkeys(owners)) or [""]
        warnings = guess_warning(source, self.encodings)
        return draft.finish_all(
            [AccountHint("mint", name, currency=self.currency, label=name) for name in names],
            np.array([names.index(owner) for owner in owners], dtype=np.int64),
            values,
            draft.keys(self.family, self.key_cells, values | {"amount": np.abs(values["amount"])}, owners),
            facts=[{"warnings": warnings if n == 0 else []} for n in range(len(names))],
        )

    def values(self, draft: Draft, table: Table, source: Source) -> dict[str, Any]:
        """Read the declared columns; what a row is follows from its category and the bank's words."""
        values = super().values(draft, table, source)
        ways = draft.words([word.casefold() for word in draft.text("Transaction Type")], _SIGNS, "direction_unknown")
        amounts = np.abs(values["amount"]) * np.array(ways, dtype=np.int64)
        said = [
            f"{category} {words}" for category, words in zip(values["category"], values["description"], strict=True)
        ]
        return values | {"amount": amounts, "kind": kinds_of(said, amounts.tolist())}
