"""bunq: `Date,Amount,Account,Counterparty,Name,Description`, in English or Dutch, with `Interest Date` in later files.

Days only, a decimal comma or point, and no number of a transaction. A refund is worded `Refund: <the purchase>` and
dated like the purchase. Card payments abroad end in `9.95 USD, 1 USD = 0.88241 EUR`.
"""

import re
from typing import Any, Final

import numpy as np

from ingest.draft import Draft
from ingest.importer import KeyCells
from ingest.neobank import AccountsImporter, converted
from ingest.source import Source
from ingest.statement import AccountHint
from ingest.table import Table
from ingest.words import kinds_of

_BEFORE: Final = re.compile(r"(\d[\d.,]{0,20}) ([A-Z]{3}), 1 [A-Z]{3} = ")


class Bunq(AccountsImporter):
    """The CSV of one account or of all of them."""

    name = "bunq"
    family = "bunq"
    institution = "bunq"
    file_types = ("csv", "xlsx")
    sheets = True
    delimiters = (",", ";", "\t")
    currency = "EUR"
    mark = ""
    required = ("Date", "Amount", "Account", "Counterparty", "Name", "Description")
    aliases = {
        "Datum": "Date",
        "Rentedatum": "Interest Date",
        "Bedrag": "Amount",
        "Rekening": "Account",
        "Tegenrekening": "Counterparty",
        "Naam": "Name",
        "Omschrijving": "Description",
    }
    key_cells = KeyCells("", "Amount", "Date", texts=("Counterparty", "Name", "Description"), also=("Account",))
    columns = {
        "booked_at": "Date",
        "value_on": "Interest Date",
        "amount": "Amount",
        "counterparty": "Name",
        "counterparty_account": "Counterparty",
        "description": "Description",
    }
    dates = ("%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y")

    def owners(self, draft: Draft, values: dict[str, Any], table: Table) -> list[AccountHint]:  # noqa: ARG002
        """Name each account by its number."""
        return [
            AccountHint("bunq", number, kind="debit", currency="EUR", country=_country(number))
            for number in draft.text("Account")
        ]

    def values(self, draft: Draft, table: Table, source: Source) -> dict[str, Any]:
        """Read the declared columns and the amount before conversion."""
        values = super().values(draft, table, source)
        amounts = np.asarray(values["amount"]).tolist()
        words = values["description"]
        found = [_BEFORE.search(text) for text in words]
        return values | {
            "kind": kinds_of(words, amounts),
            **converted(
                [before[1] if before else "" for before in found],
                [before[2] if before else "" for before in found],
                amounts,
                values["currency"],
            ),
        }


def _country(number: str) -> str:
    """Return the country that an IBAN begins with."""
    return number[:2] if re.fullmatch(r"[A-Z]{2}\d{2}.+", number) else ""
