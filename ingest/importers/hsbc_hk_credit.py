"""HSBC Hong Kong 香港汇丰 credit card: the CSV of its internet banking.

Heading `Transaction date,Post date,Description,Billing amount,Billing currency,Transaction status,Merchant name,Country / region,
Area / district,Credit / Debit`. Days as `09/04/2025`, day first; amounts quoted, with a TAB behind the quotes; purchases
are negative and `DEBIT`. A description ends with the country (`CHN          CN`). The card's number is not printed.
"""

import re
from typing import Any, Final

import numpy as np

from ingest.draft import Draft
from ingest.importer import KeyCells
from ingest.notes import note
from ingest.source import Source
from ingest.statement import AccountHint
from ingest.table import Table, TableImporter
from ingest.words import kinds_of

_PLACE: Final = re.compile(r"\b[A-Z]{3}\s+([A-Z]{2})$")
_STATUSES: Final = {"POSTED": "posted", "PENDING": "pending"}
_SIGNS: Final = {"DEBIT": -1, "CREDIT": 1}


class HsbcHkCredit(TableImporter):
    """The list of a credit card."""

    name = "hsbc_hk_credit"
    family = "hsbc_hk_credit"
    institution = "HSBC Hong Kong 香港汇丰 (credit card)"
    file_types = ("csv", "xls", "xlsx")
    currency = "HKD"
    zone = "Asia/Hong_Kong"
    sheets = True
    dates = ("%d/%m/%Y", "%Y-%m-%d", "%d %b %Y")
    required = ("Transaction date", "Description", "Billing amount", "Billing currency", "Credit / Debit")
    key_cells = KeyCells(
        "", "Billing amount", "Transaction date", texts=("Description",), also=("Billing currency", "Credit / Debit")
    )
    columns = {
        "booked_at": "Transaction date",
        "amount": "Billing amount",
        "currency": "Billing currency",
        "description": "Description",
    }

    def account(self, table: Table, source: Source) -> AccountHint:  # noqa: ARG002
        """Return the card, whose number is not printed."""
        return AccountHint("hsbc_hk", kind="credit_card", currency="HKD", country="HK")

    def values(self, draft: Draft, table: Table, source: Source) -> dict[str, Any]:
        """Read the declared columns; a line that is not posted has no post date to go by yet."""
        values = super().values(draft, table, source)
        words = draft.text("Description")
        shops = [name or said for name, said in zip(draft.text("Merchant name"), words, strict=True)]
        places = [_PLACE.search(said) for said in words]
        kinds = kinds_of(words, np.asarray(values["amount"]).tolist())
        return values | {
            "value_on": draft.stamps(draft.text("Post date"), self.dates, serial=True, optional=True),
            "counterparty": shops,
            "country": [place.group(1) if place else "" for place in places],
            "kind": ["adjustment" if kind == "income" else kind for kind in kinds],
            "status": self._statuses(draft),
        }

    def _statuses(self, draft: Draft) -> list[str]:
        if not draft.prints("Transaction status"):
            return ["posted"] * len(draft)
        return draft.words([cell.upper() for cell in draft.text("Transaction status")], _STATUSES, "status_unknown")

    def amount(self, draft: Draft, currencies: list[str]) -> np.ndarray:
        """Return amounts signed by `Credit / Debit`; a minus on a credit contradicts it."""
        amounts = super().amount(draft, currencies)
        said = draft.text("Credit / Debit")
        signs = np.array(draft.words([cell.upper() for cell in said], _SIGNS, "direction_unknown"), dtype=np.int64)
        for n in np.flatnonzero((signs > 0) & (amounts < 0)).tolist():
            draft.problem(n, note("direction_contradicted", value=said[n]))
        return np.asarray(np.abs(amounts) * signs)
