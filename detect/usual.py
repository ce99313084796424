"""What a person really paid before a payment, and when, as reasons tell it: medians, means and counts of rows that anybody can look up.

What weighs in a score is shrunk towards what people in general pay (`detect/features.py`), which stands in no statement. What is in
doubt makes nothing usual, and no amount of the last days does, so that a thief who comes back is not held against himself.
"""

from typing import Final, NamedTuple

import numpy as np

from detect.covered_days import covered_days
from detect.features import HOUR
from detect.payments import SETTLED
from detect.scene import Scene

AT_PAYEE: Final = 3  # earlier payments that show what is usual there
IN_CURRENCY: Final = 10  # and what is usual anywhere
TIMED: Final = 60  # earlier payments none of which was near an hour: by the rule of three, fewer than one in twenty are


class Typical(NamedTuple):
    """A median in minor units, and whether it is of the payee's own payments."""

    amount: int
    there: bool


def typical(scene: Scene, position: int) -> Typical | None:
    """Return what was usually paid to the payee of a payment, else in its currency; None where too few payments show it."""
    view = scene.view
    named = bool(view.column("counterparty")[position])
    there = _settled(scene, scene.shop_rows(int(view.merchant[position])), position)
    if named and len(there) >= AT_PAYEE:
        return Typical(_median(scene, there), there=True)
    anywhere = _settled(scene, _purse(scene, position), position)
    return Typical(_median(scene, anywhere), there=False) if len(anywhere) >= IN_CURRENCY else None


def usual_day(scene: Scene, position: int) -> int | None:
    """Return what went out a day (minor units) in a payment's currency, over the days that statements showed before it."""
    view, purse = scene.view, _purse(scene, position)
    if len(_settled(scene, purse, position)) < IN_CURRENCY:
        return None
    so_far = purse[purse <= position]  # by moment, the payment itself last
    days = covered_days(view, so_far, view.purse[so_far], scene.covered)[-1]
    before = so_far[(view.when[so_far] < view.when[position]) & scene.known[so_far]]
    return round(-int(view.amount[before].sum()) / max(float(days), 1.0))


def never_at(scene: Scene, position: int) -> bool:
    """Tell whether none of the person's earlier timed payments, of which there are enough, was within an hour of a payment's hour."""
    view = scene.view
    timed = scene.payments[(view.person[scene.payments] == view.person[position]) & view.has_time[scene.payments]]
    hours = view.wall[_settled(scene, timed, position)] // HOUR % 24
    apart = np.abs(hours - view.wall[position] // HOUR % 24)
    return len(hours) >= TIMED and bool((np.minimum(apart, 24 - apart) > 1).all())


def _purse(scene: Scene, position: int) -> np.ndarray:
    return np.asarray(scene.payments[scene.view.purse[scene.payments] == scene.view.purse[position]])


def _settled(scene: Scene, rows: np.ndarray, position: int) -> np.ndarray:
    """Return those of some rows that were undoubted and more than three days old at a payment."""
    when = scene.view.when
    return np.asarray(rows[(when[rows] < when[position] - SETTLED) & scene.known[rows]])


def _median(scene: Scene, rows: np.ndarray) -> int:
    return round(float(np.median(-scene.view.amount[rows])))
