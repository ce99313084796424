"""Bank Mandiri: cash management and internet banking, as other importers read them.

* `AccountNo;Ccy;PostDate;Remarks;AdditionalDesc;Credit Amount;Debit Amount;Close Balance`, days as
  `16 March 2026 09:34:53`, remarks padded with spaces.
* `Account No,Date,Val. Date,Transaction Code,Description,Description,Reference No.,Debit,Credit`, days as DD/MM/YY.
"""

from typing import Any

from ingest.draft import Draft
from ingest.importer import KeyCells
from ingest.indonesia import RupiahImporter
from ingest.source import Source
from ingest.table import Table


class Mandiri(RupiahImporter):
    """The list with a balance."""

    name = "mandiri"
    family = "mandiri"
    institution = "Bank Mandiri"
    delimiters = (";", ",", "\t")
    required = ("AccountNo", "PostDate", "Remarks", "Credit Amount", "Debit Amount")
    number_column = "AccountNo"
    key_cells = KeyCells(
        "", "Debit Amount", "PostDate", texts=("Remarks", "AdditionalDesc"), also=("Credit Amount", "AccountNo", "Ccy")
    )
    columns = {
        "booked_at": "PostDate",
        "amount_in": "Credit Amount",
        "amount_out": "Debit Amount",
        "currency": "Ccy",
        "balance": "Close Balance",
        "description": "Remarks",
    }
    dates = ("%d %B %Y %H:%M:%S", "%d %B %Y", "%d %b %Y %H:%M:%S", "%d %b %Y", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d")

    def values(self, draft: Draft, table: Table, source: Source) -> dict[str, Any]:
        """Read the declared columns; the second remark completes the words."""
        values = super().values(draft, table, source)
        pairs = zip(values["description"], draft.text("AdditionalDesc"), strict=True)
        return values | {"description": [" ".join(f"{said} {more}".split()) for said, more in pairs]}


class MandiriList(RupiahImporter):
    """The list without a balance."""

    name = "mandiri_list"
    family = "mandiri_list"
    institution = "Bank Mandiri (without balance)"
    guide = "mandiri"
    required = ("Account No", "Date", "Val. Date", "Transaction Code", "Debit", "Credit")
    number_column = "Account No"
    key_cells = KeyCells(
        "", "Debit", "Date", texts=("Transaction Code", "Description", "Reference No."), also=("Credit", "Account No")
    )
    columns = {
        "booked_at": "Date",
        "value_on": "Val. Date",
        "amount_in": "Credit",
        "amount_out": "Debit",
        "description": "Description",
        "category": "Transaction Code",
        "order_reference": "Reference No.",
    }
    dates = ("%d/%m/%y", "%d/%m/%Y", "%d/%m/%y %H:%M:%S")
