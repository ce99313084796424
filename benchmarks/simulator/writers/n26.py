"""N26's CSV of 2024: days only, no number of a transaction, no balance."""

import csv
import io
from typing import Final

from benchmarks.simulator import days
from benchmarks.simulator.views import View, decimal
from benchmarks.simulator.writers.written import Written, numbered

_HEADING: Final = (
    "Booking Date", "Value Date", "Partner Name", "Partner Iban", "Type", "Payment Reference", "Account Name",
    "Amount (EUR)", "Original Amount", "Original Currency", "Exchange Rate",
)  # fmt: skip
_TYPES: Final = {
    "payment": "Presentment", "refund": "Presentment Refund", "income": "Credit Transfer", "transfer": "Debit Transfer",
    "withdrawal": "Presentment", "repayment": "Direct Debit", "top_up": "Direct Debit", "interest": "Credit Transfer",
}  # fmt: skip


def write(view: View) -> Written:
    """Write one account, newest row first."""
    body = io.StringIO()
    out = csv.writer(body, quoting=csv.QUOTE_MINIMAL, lineterminator="\n")
    out.writerow(_HEADING)
    for row in view.rows:
        day, amount = days.iso(days.day_of(row.at)), decimal(row.amount)
        kind = "Credit Transfer" if row.kind == "transfer" and row.amount > 0 else _TYPES[row.kind]
        original = (amount, "EUR", "1.0") if kind == "Presentment" else ("", "", "")
        out.writerow((day, day, row.party, "", kind, row.said, "Main Account", amount, *original))
    return Written(body.getvalue().encode(), numbered(view.rows, 2))
