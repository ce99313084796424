"""Newcomers: several payments within a day to shops that were never paid before, each at least an ordinary sum.

Whoever holds somebody else's card shops around. So do people on a journey or before a feast, mostly where they are
served; such shops do not count. Who finds a new shop every day, as in the first weeks with a card, tells nothing by it: so many
must be rare among the account's own days. A shop stays new as long as only doubted payments went there, so one that a thief comes back to counts each
time: what is counted, and told, are payments and not names.
"""

from typing import Final

import numpy as np

from detect.causal import codes, past, window
from detect.counting import earlier_at_least
from detect.finding import Reason
from detect.payees import gains
from detect.scene import Scene, Signal
from detect.view import DAY

ENOUGH: Final = 20  # payments before which everybody is new
_NATS: Final = 4.0  # for each newcomer beyond the first, measured on simulated people (docs/BENCHMARKS.md)
_MOST: Final = 3
_USUAL: Final = (
    1.0  # nats by which so many must be rare for the account: who always goes somewhere new tells nothing by it
)


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
    newcomer = new & gains(view.words[rows]) & (amount >= usual)
    count = window(purse, when, newcomer.astype(np.float64), DAY)
    as_many = earlier_at_least(purse, when, np.where(newcomer, count, 0.0), count, DAY)
    rare = -np.log((as_many + 1.0) / (past(purse, when, amount, DAY).rows + 2.0))
    nats = _NATS * np.minimum(np.minimum(count - 1.0, _MOST), rare - _USUAL)
    return [
        Signal((int(rows[n]),), float(nats[n]), Reason("newcomers", {"times": int(count[n])}))
        for n in np.flatnonzero(newcomer & (before.rows >= ENOUGH) & (count >= 2) & (nats > 0)).tolist()
    ]
