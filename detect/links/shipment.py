"""Shipment: parts of one order, charged parcel by parcel. The order's number is the same, the amounts differ."""

from typing import Final

import numpy as np

from detect.causal import codes, runs
from detect.links.table import Links
from detect.texts import asked
from detect.view import View

KIND: Final = "shipment"
RANK: Final = 50
DAYS: Final = 14
TELLING: Final = 6  # characters of a number that means one order; short ones are counters that begin again


def find(view: View, links: Links) -> None:
    """Link the first charge of an order (left) to each later one of another amount (right)."""
    number = view.order_number
    rows = np.flatnonzero((number != "") & view.moved_out & (view.column("kind") == "payment"))
    rows = rows[asked(number[rows], lambda text: len(text) >= TELLING)]
    if not len(rows):
        return
    key = codes(view.account[rows], view.merchant[rows], number[rows])
    order = np.lexsort((view.when[rows], key))
    for group in runs(rows[order], key[order], 2):
        first = int(group[0])
        later = group[1:][
            (view.amount[group[1:]] != view.amount[first]) & (view.day[group[1:]] - view.day[first] <= DAYS)
        ]
        if len(later):
            links.add(KIND, [first] * len(later), later, "same_order")
