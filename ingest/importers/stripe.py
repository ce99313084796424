"""Stripe: the balance history, the itemised balance report, and the list of payouts.

* History: `id,Type,Source,Amount,Fee,…,Net,Currency,Created (UTC),Available On (UTC),Description,…`.
* Report: `balance_transaction_id,created_utc,available_on_utc,currency,gross,fee,net,reporting_category,…`; its times are in
  UTC only where the heading says so.
* Payments: `id,Description,Seller Message,Created (UTC),Amount,Amount Refunded,Currency,…,Fee,…,Status`, what customers
  paid, successfully or not.
* Payouts: `id,Amount,Created (UTC),Currency,Arrival Date (UTC),…,Status`, what left the balance for the bank.

Fees are printed unsigned; what they take is the net less the amount.
"""

from typing import Any, Final

import numpy as np

from ingest.draft import Draft, instants
from ingest.importer import KeyCells
from ingest.notes import note
from ingest.source import Source
from ingest.statement import AccountHint
from ingest.table import Table, TableImporter

_DATES: Final = (
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%dT%H:%M:%SZ",
    "%Y-%m-%d",
    "%m/%d/%Y %H:%M",
    "%m/%d/%y %H:%M",
)
_KINDS: Final = {
    word: kind
    for kind, words in (
        ("income", "charge payment"),
        ("refund", "refund payment_refund partial_capture_reversal"),
        ("withdrawal", "payout transfer payout_minimum_balance_hold"),
        ("reversal", "payout_failure payout_cancel payout_reversal refund_failure payment_failure_refund dispute dispute_reversal charge_failure transfer_reversal transfer_failure transfer_cancel"),
        ("fee", "fee stripe_fee network_cost application_fee tax tax_fee"),
        ("adjustment", "adjustment other_adjustment"),
        ("top_up", "topup contribution"),
        ("hold", "reserve_transaction reserved_funds risk_reserved_funds payment_network_reserve_hold payment_network_reserve_release"),
        ("exchange", "currency_conversion conversion"),
        ("loan", "advance"),
    )
    for word in words.split()
}  # fmt: skip
_STATES: Final = {
    "paid": ("posted", True),
    "in_transit": ("pending", True),
    "pending": ("pending", True),
    "failed": ("failed", False),
    "canceled": ("closed", False),
}
_PAID: Final = {
    "paid": ("posted", True),
    "succeeded": ("posted", True),
    "refunded": ("refunded", True),
    "partial refund": ("partly_refunded", True),
    "partially refunded": ("partly_refunded", True),
    "disputed": ("posted", True),
    "pending": ("pending", True),
    "uncaptured": ("pending", False),
    "requires_capture": ("pending", False),
    "failed": ("failed", False),
    "blocked": ("failed", False),
    "canceled": ("closed", False),
    "cancelled": ("closed", False),
    "incomplete": ("closed", False),
    "requires_payment_method": ("closed", False),
}


class StripeBalance(TableImporter):
    """What changed the balance."""

    name = "stripe"
    family = "stripe"
    institution = "Stripe"
    file_types = ("csv", "xlsx")
    sheets = True
    currency = "XXX"
    dates = _DATES
    required = ("id", "Type", "Amount", "Fee", "Net", "Currency", "Created (UTC)")
    forbidden = ("Arrival Date (UTC)",)
    aliases = {
        "balance_transaction_id": "id",
        "reporting_category": "Type",
        "type": "Type",
        "gross": "Amount",
        "amount": "Amount",
        "fee": "Fee",
        "net": "Net",
        "currency": "Currency",
        "created_utc": "Created (UTC)",
        "created (UTC)": "Created (UTC)",
        "Created": "Created (UTC)",
        "created": "Created (UTC)",
        "available_on_utc": "Available On (UTC)",
        "available_on (UTC)": "Available On (UTC)",
        "available_on": "Available On (UTC)",
        "description": "Description",
        "source_id": "Source",
        "source": "Source",
    }
    key_cells = KeyCells("id", "Amount", "Created (UTC)", texts=("Type", "Description"), scoped=False, also=("Currency",))  # fmt: skip
    columns = {
        "booked_at": "Created (UTC)",
        "amount": "Amount",
        "currency": "Currency",
        "counterparty": "Description",
        "description": "Description",
        "category": "Type",
        "reference": "id",
        "order_reference": "Source",
    }

    def account(self, table: Table, source: Source) -> AccountHint:  # noqa: ARG002
        """Return the balance: the exports do not say whose it is."""
        return AccountHint("stripe", kind="wallet")

    def values(self, draft: Draft, table: Table, source: Source) -> dict[str, Any]:
        """Read the declared columns, the fee from what was left."""
        values = super().values(draft, table, source)
        amounts = np.asarray(values["amount"])
        types = draft.text("Type")
        zone = "UTC" if _in_utc(table, source) else ""
        return values | {
            "zone": zone,
            "instant": instants(values["booked_at"], zone, values["has_time"]),
            "fee": draft.amounts(draft.text("Net"), values["currency"]) - amounts,
            "value_on": draft.stamps(draft.text("Available On (UTC)"), _DATES, serial=True, optional=True),
            "kind": [
                _KINDS.get(word.casefold(), "payment" if amount < 0 else "income")
                for word, amount in zip(types, amounts.tolist(), strict=True)
            ],
        }


def _in_utc(table: Table, source: Source) -> bool:
    """Tell whether the file's own heading says that its times are UTC; a report may be in any zone."""
    rows = source.sheet() if source.is_spreadsheet else source.head()
    printed = next((row.cells for row in rows if row.line == table.line), [])
    return any("created" in cell.casefold() and "utc" in cell.casefold() for cell in printed)


class StripePayments(TableImporter):
    """What customers paid, whether it succeeded or not."""

    name = "stripe_payments"
    family = "stripe_payments"
    institution = "Stripe (payments)"
    guide = "stripe"
    file_types = ("csv", "xlsx")
    sheets = True
    currency = "XXX"
    dates = _DATES
    required = ("id", "Created (UTC)", "Amount", "Amount Refunded", "Currency", "Status")
    aliases = {
        **StripeBalance.aliases,
        "amount": "Amount",
        "amount_refunded": "Amount Refunded",
        "status": "Status",
        "customer_description": "Customer Description",
        "customer_email": "Customer Email",
        "converted_currency": "Converted Currency",
        "invoice_id": "Invoice ID",
        "card_last4": "Card Last4",
    }
    key_cells = KeyCells("id", "Amount", "Created (UTC)", scoped=False, also=("Currency",))
    columns = {
        "booked_at": "Created (UTC)",
        "amount": "Amount",
        "currency": "Currency",
        "counterparty": "Customer Description",
        "counterparty_account": "Customer Email",
        "description": "Description",
        "reference": "id",
        "order_reference": "Invoice ID",
    }

    def account(self, table: Table, source: Source) -> AccountHint:  # noqa: ARG002
        """Return the balance: the export does not say whose it is."""
        return AccountHint("stripe", kind="wallet")

    def values(self, draft: Draft, table: Table, source: Source) -> dict[str, Any]:
        """Read the declared columns, the fee where it is in the payment's own currency, and each payment's state."""
        values = super().values(draft, table, source)
        zone = "UTC" if _in_utc(table, source) else ""
        states = [_PAID.get(cell.casefold()) for cell in draft.text("Status")]
        for n, (state, cell) in enumerate(zip(states, draft.text("Status"), strict=True)):
            if state is None:
                draft.problem(n, note("status_strange", value=cell))
        settled = [cell.upper() or code for cell, code in zip(draft.text("Converted Currency"), values["currency"], strict=True)]  # fmt: skip
        own = [fee if code == other else "" for fee, code, other in zip(draft.text("Fee"), values["currency"], settled, strict=True)]  # fmt: skip
        return values | {
            "zone": zone,
            "instant": instants(values["booked_at"], zone, values["has_time"]),
            "fee": -draft.amounts(own, values["currency"], optional=True),
            "kind": "income",
            "status": [state[0] if state else "posted" for state in states],
            "moved": [state[1] if state else True for state in states],
        }


class StripePayouts(TableImporter):
    """What left the balance for the bank."""

    name = "stripe_payouts"
    family = "stripe_payouts"
    institution = "Stripe (payouts)"
    guide = "stripe"
    verified = False
    file_types = ("csv", "xlsx")
    sheets = True
    currency = "XXX"
    zone = "UTC"
    dates = _DATES
    required = ("id", "Amount", "Created (UTC)", "Currency", "Arrival Date (UTC)", "Status")
    sign = -1
    key_cells = KeyCells("id", "Amount", "Created (UTC)", scoped=False, also=("Currency",))
    columns = {
        "booked_at": "Created (UTC)",
        "amount": "Amount",
        "currency": "Currency",
        "counterparty": "Destination Name",
        "description": "Description",
        "category": "Type",
        "reference": "id",
        "related_reference": "Balance Transaction",
    }

    def account(self, table: Table, source: Source) -> AccountHint:  # noqa: ARG002
        """Return the balance: the export does not say whose it is."""
        return AccountHint("stripe", kind="wallet")

    def values(self, draft: Draft, table: Table, source: Source) -> dict[str, Any]:
        """Read the declared columns and the state of each payout."""
        values = super().values(draft, table, source)
        states = [_STATES.get(cell.casefold()) for cell in draft.text("Status")]
        for n, (state, cell) in enumerate(zip(states, draft.text("Status"), strict=True)):
            if state is None:
                draft.problem(n, note("status_strange", value=cell))
        return values | {
            "value_on": draft.stamps(draft.text("Arrival Date (UTC)"), _DATES, serial=True, optional=True),
            "kind": "withdrawal",
            "status": [state[0] if state else "posted" for state in states],
            "moved": [state[1] if state else True for state in states],
        }
