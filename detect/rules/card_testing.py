"""Card testing: a tiny charge at a shop never seen before, to learn whether a card works; then a large one.

Card schemes describe one to five charges of next to nothing within minutes, then something large within a week, all on
the same card and at shops that are new. A tiny charge tells nothing to somebody who makes such charges all the time, so
only amounts that are rare on this account count.
"""

from typing import Final

import numpy as np

from detect.causal import Timeline, past
from detect.counting import earlier_at_least
from detect.finding import Fact, Reason
from detect.scene import Scene, Signal
from detect.view import DAY
from ingest.money import DIGITS

TINY: Final = {"CNY": 5.0, "IDR": 15_000.0, "JPY": 200.0, "INR": 100.0}
TINY_ELSEWHERE: Final = 2.0
RARE: Final = 0.03  # share of the account's payments that are as small
TIMES: Final = 20
FOLLOW: Final = 7 * DAY
ENOUGH: Final = 20  # payments before which nothing is known to be rare
_SMALL_NATS: Final = 6.0
_LARGE_NATS: Final = 8.0


def signals(scene: Scene) -> list[Signal]:
    """Return a signal for every test that a large charge followed."""
    view, rows = scene.view, scene.payments
    if not len(rows):
        return []
    account, when = view.account[rows], view.when[rows]
    amount = -view.amount[rows].astype(np.float64)
    currency = view.column("currency")[rows]
    new_shop = past(view.merchant[rows], when, amount).rows == 0
    before = past(account, when, amount)
    smaller = before.rows - earlier_at_least(account, when, amount, amount + 1)
    rare = (before.rows >= ENOUGH) & (smaller <= RARE * before.rows)
    tiny = amount <= np.array([TINY.get(code, TINY_ELSEWHERE) * 10 ** DIGITS.get(code, 2) for code in currency])
    timeline = Timeline(account, when)
    found = []
    for n in np.flatnonzero(tiny & rare & new_shop).tolist():
        after = timeline.around(n, 0, FOLLOW)
        hits = after[new_shop[after] & ~tiny[after] & (amount[after] >= TIMES * amount[n])]
        if len(hits):
            target = int(hits[0])
            hours = round(float(when[target] - when[n]) / 3600, 1)
            facts: dict[str, Fact] = {
                "tested": int(amount[n]),
                "taken": int(amount[target]),
                "hours": hours,
                "currency": str(currency[n]),
            }
            reason = Reason("card_testing", facts)
            found += [Signal((int(rows[n]),), _SMALL_NATS, reason), Signal((int(rows[target]),), _LARGE_NATS, reason)]
    return found
