"""Funding: the wallet's own row by which it took a payment's money from a card or bank, or sent a refund back there.

PayPal prints one beside each payment that its balance did not pay, with the payment's number as reference. It tells where a refund
goes, and is no movement of its own.
"""

from typing import Final

import numpy as np

from detect.causal import codes
from detect.links.table import Links
from detect.view import View

KIND: Final = "funding"
RANK: Final = 5
_ROWS: Final = ("top_up", "withdrawal")
_SHOWN: Final = 3  # of one statement: then it shows them of all its payments


def find(view: View, links: Links) -> None:
    """Link payments and refunds (left) to the rows that funded them or passed them on (right)."""
    kind, related = view.column("kind"), view.column("related_reference")
    in_wallet = view.in_wallet
    funding = np.flatnonzero(in_wallet & view.moved & np.isin(kind, _ROWS) & (related != ""))
    if not len(funding):
        return
    numbers = view.column("reference")
    spent = np.flatnonzero(in_wallet & view.moved & np.isin(kind, ("payment", "refund", "fee")) & (numbers != ""))
    named = set(related[funding].tolist())
    by_number = {(int(view.account[row]), numbers[row]): row for row in spent.tolist() if numbers[row] in named}
    for row in funding.tolist():
        of = by_number.get((int(view.account[row]), str(related[row])))
        if of is not None and view.amount[of] * view.amount[row] < 0:
            links.add(KIND, [of], [row], "reference")


def from_balance(view: View, links: Links) -> np.ndarray:
    """Return which rows (bool) moved the wallet's own money: without funding and named source, on a statement that shows what funds others."""
    funded = links.claimed(KIND, "left")
    if np.count_nonzero(funded) < _SHOWN:
        return np.zeros(len(view), dtype=bool)
    statement = codes(view.account, view.column("statement_id"))
    shown = np.bincount(statement[funded], minlength=int(statement.max()) + 1)
    return np.asarray((shown[statement] >= _SHOWN) & ~funded & (view.column("method") == ""))
