"""Venmo's statement: two title lines, the heading with an empty first cell, the balances on lines of their own."""

import csv
import io
from typing import Final

from benchmarks.simulator import days
from benchmarks.simulator.views import Row, View, decimal, stamp
from benchmarks.simulator.writers.written import Written, numbered

_HEADING: Final = (
    "", "ID", "Datetime", "Type", "Status", "Note", "From", "To", "Amount (total)", "Amount (tip)", "Amount (tax)",
    "Amount (fee)", "Tax Rate", "Tax Exempt", "Funding Source", "Destination", "Beginning Balance", "Ending Balance",
    "Statement Period Venmo Fees", "Terminal Location", "Year to Date Venmo Fees", "Disclaimer",
)  # fmt: skip
_OWN: Final = "Venmo balance"


def write(view: View) -> Written:
    """Write one statement, oldest row first."""
    rows = tuple(reversed(view.rows))
    body = io.StringIO()
    out = csv.writer(body, lineterminator="\n")
    first, last = (f"{days.date(day):%B %d %Y}" for day in (view.period.first, view.period.last))
    out.writerow((f"Account Statement - ({view.account.number}) - {first} to {last}", *[""] * 21))
    out.writerow(("Account Activity", *[""] * 21))
    out.writerow(_HEADING)
    out.writerow((*[""] * 16, _dollars(view.opening), *[""] * 5))
    out.writerows(_cells(view, row) for row in rows)
    out.writerow((*[""] * 17, _dollars(view.closing), "$0.00", "", "$0.00", "In case of errors, write to us."))
    return Written(body.getvalue().encode(), numbered(rows, 5))


def _cells(view: View, row: Row) -> tuple[str, ...]:
    sender, receiver, source, target = view.holder, row.party, row.method, ""
    if row.kind in ("withdrawal", "top_up"):
        sender = receiver = ""
        source, target = ("", row.method) if row.amount < 0 else (row.method, "")
    elif row.amount > 0:
        sender, receiver, source, target = row.party, view.holder, "", row.method or _OWN
    sign = "-" if row.amount < 0 else "+"
    return (
        "", row.reference, stamp(row.at).replace(" ", "T"), row.word, row.status, row.said, sender, receiver,
        f"{sign} ${decimal(abs(row.amount), grouped=True)}", "", "", "", "", "", source, target, "", "", "", "Venmo", "", "",
    )  # fmt: skip


def _dollars(amount: int) -> str:
    return f"${decimal(amount, grouped=True)}"
