"""Drain: most of the balance sent within a day to somebody who never received money before.

Needs a printed running balance, or the wallet's transfers compared with the person's own largest ones.
"""

from typing import Final

import numpy as np

from detect.causal import largest, past, window
from detect.finding import Fact, Reason
from detect.payees import gains
from detect.scene import Scene, Signal
from detect.view import DAY

SHARE: Final = 0.5
EMPTIED: Final = 0.8  # of a printed balance, from which it is clear without a history
TIMES: Final = 3.0  # the person's largest earlier payment to anybody, where no balance is printed
_ENOUGH: Final = 10
_NATS: Final = 6.0


def signals(scene: Scene) -> list[Signal]:
    """Return a signal for transfers to new payees that take a large share of what is there."""
    view = scene.view
    rows = scene.payments[np.isin(view.column("kind")[scene.payments], ("transfer", "payment"))]
    if not len(rows):
        return []
    amount = -view.amount[rows].astype(np.float64)
    new = past(view.merchant[rows], view.when[rows], amount, counted=scene.known[rows]).rows == 0
    to_new = np.where(new, amount, 0.0)
    day_total = window(view.purse[rows], view.when[rows], to_new, DAY)
    balance = view.frame["balance"].to_numpy(dtype="float64", na_value=np.nan)[rows]
    share = day_total / np.maximum(balance + day_total, 1.0)
    record = largest(view.purse[rows], view.when[rows], amount)
    seen = past(view.purse[rows], view.when[rows], amount).rows >= _ENOUGH
    transfer = view.column("kind")[rows] == "transfer"
    drained = new & np.where(np.isnan(balance), transfer & (day_total >= TIMES * record), share >= SHARE) & seen
    found = []
    for n in np.flatnonzero(drained & gains(view.words[rows])).tolist():
        facts: dict[str, Fact] = {"amount": int(day_total[n]), "currency": str(view.column("currency")[rows[n]])}
        if not np.isnan(balance[n]):
            facts["share"] = round(float(share[n]), 2)
        clear = bool(transfer[n] and day_total[n] >= TIMES * record[n] and not share[n] < EMPTIED)
        found.append(Signal((int(rows[n]),), _NATS, Reason("drain_new_payee", facts), clear=clear))
    return found
