"""Newcomers: several payments within a day to shops that were never paid before, each at least an ordinary sum.

Whoever holds somebody else's card shops around. So do people on a journey or before a feast, mostly where they are
served; such shops do not count. A shop stays new as long as only doubted payments went there, so one that a thief comes back to counts each
time: what is counted, and told, are payments and not names.
"""

from typing import Final

import numpy as np

from detect.causal import codes, past, window
from detect.finding import Reason
from detect.payees import gains
from detect.scene import Scene, Signal
from detect.view import DAY

ENOUGH: Final = 20  # payments before which everybody is new
_NATS: Final = 4.0  # for each newcomer beyond the first, measured on simulated people (docs/BENCHMARKS.md)
_MOST: Final = 3


def signals(scene: Scene) -> list[Signal]:
    """Return a signal for each first payment that is at least the second of its kind within a day."""
    view, rows = scene.view, scene.payments
    if not len(rows):
        return []
    when, amount = view.when[rows], -view.amount[rows].astype(np.float64)
    purse = codes(view.account[rows], view.column("currency")[rows])
    before = past(purse, when, np.log(amount))
    usual = np.exp(before.total / np.maximum(before.rows, 1.0))
    new = past(view.merchant[rows], when, amount, counted=scene.known[rows]).rows == 0
    newcomer = new & gains(view.words[rows]) & (amount >= usual) & (before.rows >= ENOUGH)
    count = window(purse, when, newcomer.astype(np.float64), DAY)
    return [
        Signal((int(rows[n]),), _NATS * min(int(count[n]) - 1, _MOST), Reason("newcomers", {"times": int(count[n])}))
        for n in np.flatnonzero(newcomer & (count >= 2)).tolist()
    ]
