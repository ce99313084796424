"""Payments to whoever took money that the person called stolen: soon after it, whatever their size, and of the same size at any time.

A thief takes what he takes within days, or again and again alike. A year later, for another sum, the same name is a shop that sells to anybody (docs/BENCHMARKS.md,
"What answers are worth"). A shop of the person's own that a thief used too is no such payee: one where they called a payment their own on that
day or since, or that they paid on several days long before.
"""

from typing import Final

import numpy as np

from detect.counting import NEARLY
from detect.learned import answered
from detect.payees import gains
from detect.scene import Scene
from detect.view import View

OWN_DAYS: Final = 3  # on which it was paid before the theft, so that it is the person's own
LONG_BEFORE: Final = 30  # days
SOON: Final = (-3, 45)  # days from a stolen payment


def taken_again(scene: Scene) -> np.ndarray:
    """Return which rows (bool) are payments to such a payee that nobody has spoken of and that did not come back."""
    view, result = scene.view, np.zeros(len(scene.view), dtype=bool)
    stolen = scene.answered("not_mine")
    for payee in _payees(scene):
        rows = scene.shop_rows(payee)
        if not gains(view.words[rows[:1]]).all():
            continue  # no thief pays there but on the way
        first = view.day[rows[stolen[rows]]].min(initial=np.iinfo(np.int64).max)
        before = rows[~stolen[rows] & (view.day[rows] < first - LONG_BEFORE)]
        if len(np.unique(view.day[before])) < OWN_DAYS:
            result[rows] = _like(view, rows, rows[stolen[rows]])
    result[list(scene.given_back)] = False
    return np.asarray(result & ~stolen & ~scene.answered("mine", "unsure"))


def _like(view: View, rows: np.ndarray, stolen: np.ndarray) -> np.ndarray:
    """Return which rows (bool) were paid soon after a stolen one, or are nearly as large as one."""
    wait = view.day[rows][:, None] - view.day[stolen]
    ratio = view.amount[rows][:, None] / view.amount[stolen]
    soon = (wait >= SOON[0]) & (wait <= SOON[1])
    return np.asarray((soon | ((ratio >= NEARLY) & (ratio <= 1 / NEARLY))).any(axis=1))


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
