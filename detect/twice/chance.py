"""How often two bills come out equal by themselves, where one buys nearly every day and every bill is another."""

from typing import Final

import numpy as np

from detect.causal import codes
from detect.scene import Scene

_NEAR: Final = 0.1  # of an amount: the bills among which it is one of many
_YEAR: Final = 365


def equal_by_chance(scene: Scene, rows: np.ndarray, days: int) -> np.ndarray:
    """Return how many pairs of equal payments, at most `days` apart, chance makes a year (float64) where each row was paid.

    As if bills near this one were spread evenly over every amount near it; a shop's few prices show in how often they are paid.
    """
    view, paid = scene.view, scene.payments
    shop = codes(view.merchant, view.column("currency"))
    span = int(view.amount[paid].min(initial=0)) * -2 + 1
    amounts = np.sort(shop[paid] * span - view.amount[paid])
    base, amount = shop[rows] * span, -view.amount[rows]
    reach = np.maximum(1, (_NEAR * amount).astype(np.int64))

    def up_to(most: np.ndarray) -> np.ndarray:
        return np.asarray(np.searchsorted(amounts, base + most, side="right"))

    everything = up_to(np.full(len(rows), span - 1)) - np.searchsorted(amounts, base)
    density = (up_to(amount + reach) - up_to(amount - reach - 1)) / (2 * reach + 1)
    years = max(1.0, float(np.ptp(view.day[paid])) / _YEAR) if len(paid) else 1.0
    return np.asarray(density * everything * days / _YEAR / years**2)
