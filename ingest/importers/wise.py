"""Wise (TransferWise), the statement of a balance: `"TransferWise ID",Date,Amount,Currency,…`, one file a currency.

The columns grew over the years (15 in 2018, 23 in 2025); `Date Time` came and went. Newest first, days as DD-MM-YYYY.

* A number is not unique: until about 2021 a line `TransferWise Charges for: <number>` repeats the number of its
  transfer, and a refund repeats the number of its card payment.
* `Total fees` is no movement of its own: the fee is inside the amount, or on a charges line. The running balance
  follows from the amounts alone.
* The description names the amount before conversion: `Card transaction of 9.99 USD issued by …`.
"""

import re
from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from ingest.draft import Draft
from ingest.importer import KeyCells
from ingest.neobank import AccountsImporter, converted, kinds
from ingest.source import Source
from ingest.statement import AccountHint
from ingest.table import Table

_CHARGES: Final = re.compile(r"(?:Transfer)?Wise Charges for: (\S+)")
_ROW: Final = "which line of its number"
_BEFORE: Final = re.compile(r"Card transaction of (-?[\d.,]{1,20}) ([A-Z]{3})\b")
_TYPES: Final = {
    "card": "payment",
    "card transaction": "payment",
    "transfer": "transfer",
    "deposit": "transfer",
    "conversion": "exchange",
    "balance": "exchange",
    "money added": "top_up",
    "fee": "fee",
    "charges": "fee",
    "accrual charge": "fee",
    "card order checkout": "fee",
    "accrual checkout": "interest",
    "balance cashback": "reward",
    "card cashback": "reward",
}


class Wise(AccountsImporter):
    """The statement of one balance, or of several."""

    name = "wise"
    family = "wise"
    institution = "Wise"
    file_types = ("csv", "xlsx")
    sheets = True
    delimiters = (",", ";", "\t")
    currency = "XXX"
    mark = ""
    required = ("TransferWise ID", "Date", "Amount", "Currency", "Description")
    variants = (
        (
            "Date",
            "Amount",
            "Currency",
            "Description",
            "Payment Reference",
            "Running Balance",
            "Exchange Rate",
            "Payer Name",
            "Payee Name",
        ),
    )  # until 2019, without a number
    key_cells = KeyCells(
        "TransferWise ID",
        "Amount",
        "Date",
        row_type="Description",
        texts=("Description",),
        also=("Currency", "Date Time"),
    )
    columns = {
        "booked_at": "Date",
        "amount": "Amount",
        "currency": "Currency",
        "balance": "Running Balance",
        "counterparty_account": "Payee Account Number",
        "category": "Transaction Details Type",
        "method": "Card Last Four Digits",
        "reference": "TransferWise ID",
    }
    dates = ("%d-%m-%Y %H:%M:%S.%f", "%d-%m-%Y %H:%M:%S", "%d-%m-%Y", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d")

    def when(self, draft: Draft) -> list[str]:
        """Return the moment where the export has that column, else the day."""
        pairs = zip(draft.text("Date Time"), draft.text("Date"), strict=True)
        return [moment or day for moment, day in pairs]

    def owners(self, draft: Draft, values: dict[str, Any], table: Table) -> list[AccountHint]:  # noqa: ARG002
        """Name each balance by its currency."""
        return [AccountHint("wise", code, kind="debit", currency=code) for code in values["currency"]]

    def row_keys(self, draft: Draft, values: dict[str, Any], scopes: Sequence[str]) -> list[str]:
        """Tell the lines of one number apart: what was paid, what it cost, what came back."""
        amounts = np.asarray(values["amount"]).tolist()
        draft.columns[_ROW] = [
            "charges" if _CHARGES.fullmatch(words) else "in" if amount > 0 else "out"
            for words, amount in zip(draft.text("Description"), amounts, strict=True)
        ]
        return draft.keys(self.family, self.key_cells._replace(row_type=_ROW), values, scopes)

    def values(self, draft: Draft, table: Table, source: Source) -> dict[str, Any]:
        """Read the declared columns, the counterparty, and the amount before conversion."""
        values = super().values(draft, table, source)
        amounts = np.asarray(values["amount"]).tolist()
        words = draft.text("Description")
        types = [_type(*cells) for cells in zip(words, values["reference"], values["category"], strict=True)]
        found = kinds(types, words, amounts, _TYPES)
        notes = draft.text("Payment Reference")
        return values | {
            "counterparty": _counterparties(draft, amounts),
            "description": [f"{text} {said}".strip() for text, said in zip(words, notes, strict=True)],
            "kind": found,
            "related_reference": [
                reference if kind == "refund" else ""
                for reference, kind in zip(values["reference"], found, strict=True)
            ],
            **_before_conversion(draft, values, amounts),
        }


def _type(words: str, reference: str, printed: str) -> str:
    """Return the type of a line: as printed, or what its number begins with."""
    if _CHARGES.fullmatch(words):
        return "charges"
    return printed or reference.rpartition("-")[0]


def _counterparties(draft: Draft, amounts: list[int]) -> list[str]:
    people = zip(draft.text("Merchant"), draft.text("Payer Name"), draft.text("Payee Name"), amounts, strict=True)
    return [merchant or (payer if amount > 0 else payee) for merchant, payer, payee, amount in people]


def _before_conversion(draft: Draft, values: dict[str, Any], amounts: list[int]) -> dict[str, Any]:
    """Read the amount that the description names, else the one that was exchanged to."""
    cells, codes = [], []
    rows = zip(draft.text("Description"), draft.text("Exchange To Amount"), draft.text("Exchange To"), strict=True)
    for words, exchanged, code in rows:
        named = _BEFORE.search(words)
        cells.append(named[1] if named else exchanged)
        codes.append(named[2] if named else code)
    return converted(cells, codes, amounts, values["currency"])
