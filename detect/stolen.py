"""Payments to whoever took money that the person called stolen: before and after, whatever their size.

A shop of the person's own that a thief used too is no such payee: one where they called a payment their own on that day or since,
or that they paid on several days long before. What a thief takes comes close together.
"""

from typing import Final

import numpy as np

from detect.learned import answered
from detect.scene import Scene

OWN_DAYS: Final = 3  # on which it was paid before the theft, so that it is the person's own
LONG_BEFORE: Final = 30  # days


def taken_again(scene: Scene) -> np.ndarray:
    """Return which rows (bool) are payments to such a payee that nobody has spoken of and that did not come back."""
    view, result = scene.view, np.zeros(len(scene.view), dtype=bool)
    stolen = scene.answered("not_mine")
    for payee in _payees(scene):
        rows = scene.shop_rows(payee)
        first = view.day[rows[stolen[rows]]].min(initial=np.iinfo(np.int64).max)
        before = rows[~stolen[rows] & (view.day[rows] < first - LONG_BEFORE)]
        if len(np.unique(view.day[before])) < OWN_DAYS:
            result[rows] = True
    result[list(scene.given_back)] = False
    return np.asarray(result & ~stolen & ~scene.answered("mine", "unsure"))


def _payees(scene: Scene) -> list[int]:
    """Return the merchant codes of payees that were called stolen from and, on that day or since, not the person's own."""
    stolen: dict[int, int] = {}
    mine: dict[int, int] = {}
    for alert in answered(scene):
        last = stolen if alert.theft else mine
        for row in alert.rows:
            if scene.view.column("merchant")[row]:
                payee = int(scene.view.merchant[row])
                last[payee] = max(last.get(payee, alert.day), alert.day)
    return sorted(payee for payee, day in stolen.items() if mine.get(payee, day - 1) < day)
