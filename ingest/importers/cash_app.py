"""Cash App: `cash_app_report_….csv`, with the transaction number or the date first, the names or the assets left out in some years.

Times carry an American abbreviation (`2023-10-06 23:59:59 EDT`), sometimes one that is not of that season. Numbers may be
missing. The cash-back of a Boost is booked as `CARD REFUNDED`: a reward, not the refund of a purchase.
"""

import re
from typing import Any, Final

import numpy as np

from ingest.draft import Draft, times_printed
from ingest.importer import KeyCells
from ingest.notes import note
from ingest.source import Source
from ingest.statement import AccountHint
from ingest.table import Table, TableImporter
from ingest.zones import moments, zone_printed

_WHEN: Final = re.compile(r"(.*\d)\s+([A-Z]{3,4})")
_STATES: Final = {
    word: state
    for state, words in (
        (("posted", True), "|complete|completed|card charged|card refunded|payment sent|payment deposited|transfer sent|deposited"),
        (("pending", True), "pending|payment pending|card pending|in progress|waiting"),
        (("failed", False), "failed|payment failed|transfer failed|declined|card declined|payment declined"),
        (("closed", False), "canceled|cancelled|payment canceled|payment cancelled|expired|payment expired"),
        (("reversed", False), "payment reversed|reversed"),
        (("refunded", True), "payment refunded|refunded"),
    )
    for word in words.split("|")
}  # fmt: skip
_KINDS: Final = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("reward", r"boost|reward|cash ?back"),
        ("refund", r"refund"),
        ("exchange", r"bitcoin|stock|savings"),
        ("interest", r"interest|dividend"),
        ("transfer", r"p2p"),
        ("withdrawal", r"cash ?out|withdrawal|\batm\b"),
        ("top_up", r"add(?:ed)? cash|cash ?in\b"),
        ("fee", r"\bfee\b"),
    )
)


class CashApp(TableImporter):
    """The report of all activity."""

    name = "cash_app"
    family = "cash_app"
    institution = "Cash App"
    file_types = ("csv", "xlsx")
    sheets = True
    currency = "USD"
    required = ("Date", "Transaction Type", "Currency", "Amount", "Fee", "Net Amount", "Asset Type", "Status", "Notes")
    variants = (("Transaction ID", "Date", "Transaction Type", "Currency", "Amount", "Fee", "Net Amount", "Status"),)
    key_cells = KeyCells(
        "Transaction ID",
        "Amount",
        "Date",
        texts=("Transaction Type", "Notes", "Name of sender/receiver"),
        also=("Currency",),
    )
    dates = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d", "%m/%d/%Y %H:%M:%S", "%m/%d/%Y %H:%M", "%m/%d/%Y")

    def account(self, table: Table, source: Source) -> AccountHint:  # noqa: ARG002
        """Return the wallet: the report does not say whose it is."""
        return AccountHint("cashapp", kind="wallet", currency="USD", country="US")

    def values(self, draft: Draft, table: Table, source: Source) -> dict[str, Any]:  # noqa: ARG002
        """Read the columns."""
        printed = [_WHEN.fullmatch(cell) for cell in draft.text("Date")]
        when = [found.group(1) if found else cell for found, cell in zip(printed, draft.text("Date"), strict=True)]
        zones = [zone_printed(found.group(2)) if found else "" for found in printed]
        stamps, has_time = draft.stamps(when, self.dates, serial=True), times_printed(when)
        currencies = draft.currencies(draft.text("Currency"), self.currency)
        amounts = draft.amounts(draft.text("Amount"), currencies)
        types, notes, names = (draft.text(name) for name in ("Transaction Type", "Notes", "Name of sender/receiver"))
        states = [_STATES.get(cell.casefold()) for cell in draft.text("Status")]
        for n, (state, cell) in enumerate(zip(states, draft.text("Status"), strict=True)):
            if state is None:
                draft.problem(n, note("status_strange", value=cell))
        return {
            "booked_at": stamps,
            "zone": zones,
            "has_time": has_time,
            "instant": moments(stamps, zones, has_time),
            "amount": amounts,
            "fee": -np.abs(draft.amounts(draft.text("Fee"), currencies, optional=True)),
            "currency": currencies,
            "country": "US",
            "counterparty": [name or said for name, said in zip(names, notes, strict=True)],
            "description": notes,
            "category": types,
            "kind": [
                _kind(words, state, sign)
                for words, state, sign in zip(types, draft.text("Status"), np.sign(amounts).tolist(), strict=True)
            ],
            "status": [state[0] if state else "posted" for state in states],
            "moved": [state[1] if state else True for state in states],
            "method": draft.text("Account"),
            "reference": draft.numbers("Transaction ID"),
        }


def _kind(words: str, state: str, sign: int) -> str:
    said = words.casefold()
    for kind, pattern in _KINDS:
        if pattern.search(said):
            return kind
    if state == "CARD REFUNDED":
        return "refund"
    return "payment" if sign < 0 else "income"
