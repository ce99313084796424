"""HSBC Hong Kong 香港汇丰 account: the CSV of its internet banking.

Heading `Date,Description,Billing amount,Billing currency,Balance,Balance currency`. Days as `24/03/2025`, day first; amounts
quoted, with a TAB behind the quotes. One file lists all currencies of the account, each with its running balance.
"""

from typing import Any

import numpy as np

from ingest.draft import Draft
from ingest.importer import KeyCells
from ingest.source import Source
from ingest.statement import AccountHint
from ingest.table import Table, TableImporter
from ingest.words import kinds_of


class HsbcHkDebit(TableImporter):
    """The list of an account."""

    name = "hsbc_hk_debit"
    family = "hsbc_hk_debit"
    institution = "HSBC Hong Kong 香港汇丰 (account)"
    file_types = ("csv", "xls", "xlsx")
    guide = "hsbc_hk_credit"
    currency = "HKD"
    zone = "Asia/Hong_Kong"
    sheets = True
    dates = ("%d/%m/%Y", "%Y-%m-%d", "%d %b %Y")
    required = ("Date", "Description", "Billing amount", "Billing currency", "Balance")
    forbidden = ("Transaction date",)
    key_cells = KeyCells("", "Billing amount", "Date", texts=("Description",), also=("Billing currency",))
    columns = {
        "booked_at": "Date",
        "amount": "Billing amount",
        "currency": "Billing currency",
        "balance": "Balance",
        "description": "Description",
        "counterparty": "Description",
    }

    def account(self, table: Table, source: Source) -> AccountHint:  # noqa: ARG002
        """Return the account, whose number is not printed."""
        return AccountHint("hsbc_hk", kind="debit", currency="HKD", country="HK")

    def values(self, draft: Draft, table: Table, source: Source) -> dict[str, Any]:
        """Read the declared columns."""
        values = super().values(draft, table, source)
        kinds = kinds_of(draft.text("Description"), np.asarray(values["amount"]).tolist())
        return values | {"country": "HK", "kind": kinds}
