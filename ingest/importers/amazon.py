"""Amazon: what was ordered and what was refunded, from the data request or from the older order reports.

* Data request: `Website,Order ID,Order Date,…,Currency,…,Total Owed,…,ASIN,…,Payment Instrument Type,Order Status,…,
  Product Name,…`, an item a line, times in UTC; refunds `OrderID,ReversalID,RefundCompletionDate,Currency,AmountRefunded,…`.
* Order report: `Order Date,Order ID,Title,Category,ASIN/ISBN,…,Item Total,…,Currency,…`; refunds with `Refund Date`,
  `Refund Amount` and `Refund Tax Amount`.

None of this is money moving: a card or bank pays, a parcel at a time, and has a statement of its own. The rows are there to
be read beside it, so they count as not moved, and nothing is counted twice.
"""

from typing import Any

import numpy as np

from ingest.amazon import AmazonList
from ingest.draft import Draft
from ingest.importer import KeyCells
from ingest.source import Source
from ingest.statement import AccountHint
from ingest.table import Table


class AmazonOrders(AmazonList):
    """What was ordered, an item a line."""

    name = "amazon"
    family = "amazon"
    institution = "Amazon (orders)"
    required = ("Order ID", "Order Date", "Total Owed", "Product Name")
    sign = -1
    aliases = {
        "Title": "Product Name",
        "Item Total": "Total Owed",
        "Total Amount": "Total Owed",
        "ASIN/ISBN": "ASIN",
        "Payment Method Type": "Payment Instrument Type",
    }
    key_cells = KeyCells("", "Total Owed", "Order Date", texts=("Order ID", "ASIN"), also=("Currency",))
    columns = {
        "booked_at": "Order Date",
        "amount": "Total Owed",
        "currency": "Currency",
        "counterparty": "Website",
        "description": "Product Name",
        "category": "Category",
        "method": "Payment Instrument Type",
        "reference": "Order ID",
    }

    def values(self, draft: Draft, table: Table, source: Source) -> dict[str, Any]:
        """Read the declared columns; a cancelled order was never owed."""
        values = super().values(draft, table, source)
        closed = [cell.casefold() in ("cancelled", "canceled") for cell in draft.text("Order Status")]
        return values | {
            "order_reference": values["reference"],
            "status": ["closed" if over else "posted" for over in closed],
        }

    def keys(self, draft: Draft, values: dict[str, Any], account: AccountHint) -> list[str]:
        """Return each line's key: the number is the order's, which has many lines."""
        return super().keys(draft, values | {"reference": []}, account)


class AmazonRefunds(AmazonList):
    """What was refunded, a refund a line."""

    name = "amazon_refunds"
    family = "amazon_refunds"
    institution = "Amazon (refunds)"
    verified = False
    required = ("Order ID", "Refund Date", "Refund Amount")
    aliases = {
        "OrderID": "Order ID",
        "ReversalID": "Reversal ID",
        "RefundCompletionDate": "Refund Date",
        "Refund Completion Date": "Refund Date",
        "AmountRefunded": "Refund Amount",
        "Amount Refunded": "Refund Amount",
        "DisbursementType": "Disbursement Type",
    }
    key_cells = KeyCells(
        "Reversal ID", "Refund Amount", "Refund Date", texts=("Order ID", "Title"), scoped=False, also=("Refund Tax Amount", "Currency")
    )  # fmt: skip
    columns = {
        "booked_at": "Refund Date",
        "amount": "Refund Amount",
        "currency": "Currency",
        "counterparty": "Website",
        "description": "Title",
        "category": "Category",
        "method": "Disbursement Type",
        "reference": "Reversal ID",
        "related_reference": "Order ID",
    }

    def values(self, draft: Draft, table: Table, source: Source) -> dict[str, Any]:
        """Read the declared columns; older reports print the tax apart."""
        values = super().values(draft, table, source)
        tax = draft.amounts(draft.text("Refund Tax Amount"), values["currency"], optional=True)
        return values | {
            "amount": np.abs(values["amount"]) + np.abs(tax),
            "kind": "refund",
            "order_reference": values["related_reference"],
        }
