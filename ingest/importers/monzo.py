"""Monzo: `Transaction ID,Date,Time,Type,Name,Emoji,Category,Amount,…`, and the layout of 2018, `id,created,amount,…`.

Both name a transaction by a number of its own (`tx_…`). Since 2019 days are DD/MM/YYYY with the time apart, amounts
repeat in `Money Out` and `Money In`, and a balance may follow. In 2018 `created` is a moment with its offset,
`2018-02-25 12:34:56 +0000`; its description is the shop.
"""

import re
from typing import Any, Final

import numpy as np

from ingest.draft import Draft, instants
from ingest.importer import KeyCells
from ingest.neobank import converted, kinds
from ingest.source import Source
from ingest.statement import AccountHint
from ingest.table import Table, TableImporter

_UTC: Final = re.compile(r"\s*(?:[+-]00:?00|Z)$")
_TYPES: Final = {
    "card payment": "payment",
    "direct debit": "payment",
    "faster payment": "transfer",
    "bacs (direct credit)": "transfer",
    "pot transfer": "transfer",
    "monzo to monzo": "transfer",
    "p2p payment": "transfer",
    "overdraft": "fee",
    "account interest": "interest",
    "interest": "interest",
}


class Monzo(TableImporter):
    """The export of the app or of a spreadsheet."""

    name = "monzo"
    family = "monzo"
    institution = "Monzo"
    file_types = ("csv", "xlsx")
    sheets = True
    delimiters = (",", ";", "\t")
    currency = "GBP"
    required = ("Transaction ID", "Date", "Emoji", "Category", "Amount", "Currency")
    aliases = {
        "id": "Transaction ID",
        "created": "Date",
        "amount": "Amount",
        "currency": "Currency",
        "local_amount": "Local amount",
        "local_currency": "Local currency",
        "category": "Category",
        "emoji": "Emoji",
        "description": "Description",
        "address": "Address",
        "notes": "Notes and #tags",
    }
    key_cells = KeyCells("Transaction ID", "Amount", "Date", texts=("Name", "Description"), also=("Currency", "Time"))
    columns = {
        "booked_at": "Date",
        "time": "Time",
        "amount": "Amount",
        "currency": "Currency",
        "balance": "Balance",
        "category": "Category",
        "method": "Type",
        "reference": "Transaction ID",
    }
    dates = (
        "%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S",
        "%Y-%m-%dT%H:%M:%S.%f", "%Y-%m-%d",
    )  # fmt: skip

    def when(self, draft: Draft) -> list[str]:
        """Return the printed moment without its offset."""
        return [_UTC.sub("", moment) for moment in super().when(draft)]

    def account(self, table: Table, source: Source) -> AccountHint:  # noqa: ARG002
        """Return the account; the export does not name it."""
        return AccountHint("monzo", kind="debit", currency="GBP", country="GB")

    def values(self, draft: Draft, table: Table, source: Source) -> dict[str, Any]:
        """Read the declared columns, the shop and the amount before conversion."""
        values = super().values(draft, table, source)
        amounts = np.asarray(values["amount"]).tolist()
        names = [name or said for name, said in zip(draft.text("Name"), draft.text("Description"), strict=True)]
        notes = [
            f"{said} {note}".strip()
            for said, note in zip(draft.text("Description"), draft.text("Notes and #tags"), strict=True)
        ]
        said = [" ".join(cells) for cells in zip(values["method"], names, notes, strict=True)]
        in_utc = [bool(_UTC.search(moment)) for moment in draft.text("Date")]
        return values | {
            "zone": ["UTC" if known else "" for known in in_utc],
            "instant": instants(values["booked_at"], "UTC", values["has_time"] & np.array(in_utc, dtype=bool)),
            "counterparty": names,
            "description": notes,
            "kind": kinds(values["method"], said, amounts, _TYPES),
            **converted(draft.text("Local amount"), draft.text("Local currency"), amounts, values["currency"]),
        }
