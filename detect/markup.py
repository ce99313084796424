"""What a conversion cost beyond what another account paid for the same currencies in the same days.

No rate comes from outside: the person's own accounts are compared with each other, so a markup is only seen by who has two.
"""

from typing import Final

import numpy as np

from detect.causal import codes
from detect.view import View

AROUND: Final = 7  # days whose rates compare
WITNESSES: Final = 2  # conversions of other accounts that make a rate
LEAST: Final = 0.015  # of the amount; below it the days' rates themselves differ


def markups(view: View, rows: np.ndarray) -> np.ndarray:
    """Return for each of the rows (positions) what its conversion cost too much, minor units (int64), 0 where unknown."""
    original = np.abs(view.frame["original_amount"].to_numpy(dtype=np.float64, na_value=np.nan)[rows])
    booked = np.abs(view.amount[rows]).astype(np.float64)
    cost = np.zeros(len(rows), dtype=np.int64)
    converted = np.flatnonzero(
        (original > 0) & (view.column("original_currency")[rows] != view.column("currency")[rows])
    )
    pair = codes(view.purse[rows[converted]], view.column("original_currency")[rows[converted]])
    order = converted[np.argsort(pair, kind="stable")]
    for group in np.split(order, np.flatnonzero(np.diff(np.sort(pair))) + 1):
        account, day = view.account[rows[group]], view.day[rows[group]]
        if len(np.unique(account)) > 1:
            rate = booked[group] / original[group]
            for n, row in enumerate(group.tolist()):
                other = rate[(account != account[n]) & (np.abs(day - day[n]) <= AROUND)]
                if len(other) >= WITNESSES and rate[n] > (1 + LEAST) * float(np.median(other)):
                    cost[row] = round(booked[row] * (1 - float(np.median(other)) / rate[n]))
    return cost
