"""Spree: the same amount again and again within minutes at a shop the person hardly knows: game points, gift cards, top-ups.

Three or more equal charges within half an hour. Shops where the person does this anyway (transit, vending) are left out.
"""

from typing import Final

import numpy as np

from detect.causal import Timeline, codes, past, window
from detect.features import HOUR
from detect.finding import Fact, Reason
from detect.payees import payee_kind
from detect.rules.repeats import repeat_prone
from detect.scene import Scene, Signal

MINUTES: Final = 30
TIMES: Final = 3
KNOWN: Final = 8  # earlier visits that make a shop a habit
MANY: Final = 5  # of what can be sold on: clear without a history
MORNING: Final = 5  # o'clock
_NATS: Final = 5.0


def signals(scene: Scene) -> list[Signal]:
    """Return one signal for each spree, with all its rows."""
    view = scene.view
    rows = scene.payments[view.has_time[scene.payments]]
    rows = (
        rows[[payee_kind(view.words[row]) == "liquid" or not repeat_prone(view.words[row]) for row in rows.tolist()]]
        if len(rows)
        else rows
    )
    if len(rows) < TIMES:
        return []
    same = codes(view.merchant[rows], view.amount[rows])
    when = view.when[rows]
    run = window(same, when, np.ones(len(rows)), MINUTES * 60)
    visits = past(view.merchant[rows], when - MINUTES * 60, np.ones(len(rows)), counted=scene.known[rows]).rows
    timeline = Timeline(same, when)
    found = []
    for n in np.flatnonzero((run == TIMES) & (visits < KNOWN)).tolist():
        members = timeline.around(n, MINUTES * 60, MINUTES * 60)
        if visits[members[0]] < KNOWN:
            facts: dict[str, Fact] = {
                "times": len(members),
                "amount": int(-view.amount[rows[n]]),
                "currency": str(view.column("currency")[rows[n]]),
                "minutes": int((when[members[-1]] - when[members[0]]) // 60) + 1,
            }
            clear = payee_kind(view.words[rows[n]]) == "liquid" and (
                len(members) >= MANY or _at_night(view.wall[rows[members]])
            )
            found.append(Signal(tuple(rows[members].tolist()), _NATS, Reason("spree", facts), clear=clear))
    return found


def _at_night(wall: np.ndarray) -> bool:
    """Tell whether all of it happened in the small hours, when hardly anybody buys game points."""
    return bool((wall // HOUR % 24 < MORNING).all())
