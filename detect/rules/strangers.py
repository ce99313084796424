"""Strangers: again and again within days at shops that were unknown until now, more than this person ever did.

Whoever holds somebody else's card has no favourite shops: what a theft buys, it buys where the owner never was, and often several
times. Shops where people are served do not count, or every journey would. How many is too many is the account's own past.
"""

from typing import Final

import numpy as np

from detect.causal import past, window
from detect.counting import earlier_at_least
from detect.finding import Reason
from detect.payees import gains
from detect.scene import Scene, Signal
from detect.view import DAY

YOUNG: Final = 3 * DAY  # since the first payment at a shop
TIMES: Final = 3
ENOUGH: Final = 20  # payments before which every shop is new
_NATS: Final = 4.0  # for each nat by which so many are rare
_USUAL: Final = 2.5  # nats: so many in more than one payment of twelve are nothing
_MOST: Final = 16.0


def signals(scene: Scene) -> list[Signal]:
    """Return a signal for each payment that makes three or more at shops just met."""
    view, rows = scene.view, scene.payments
    if not len(rows):
        return []
    when, account, shop = view.when[rows], view.account[rows], view.merchant[rows]
    one = np.ones(len(rows))
    young = past(shop, when, one, YOUNG, scene.known[rows]).rows == 0  # nothing paid there but in the last days
    strange = young & gains(view.words[rows])
    times = window(account, when, strange.astype(np.float64), YOUNG)
    before = past(account, when, one, YOUNG).rows
    as_many = earlier_at_least(account, when, np.where(strange, times, 0.0), times, YOUNG)
    nats = _NATS * (-np.log((as_many + 1.0) / (before + 2.0)) - _USUAL)
    told = strange & (times >= TIMES) & (before >= ENOUGH) & (nats > 0)
    return [
        Signal((int(rows[n]),), float(min(nats[n], _MOST)), Reason("strangers", {"times": int(times[n])}))
        for n in np.flatnonzero(told).tolist()
    ]
