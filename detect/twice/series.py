"""A subscription billed twice: an extra charge within days of the regular one."""

from typing import Final

import numpy as np

from detect.cadence import cadence
from detect.causal import codes
from detect.finding import Reason
from detect.rules.repeats import second_helping
from detect.scene import Scene
from detect.twice.pair import Pair, gap_of, neighbours

DAYS: Final = 6
_ENOUGH: Final = 3  # regular charges, the doubled one included
_NATS: Final = 2.5
_MOST: Final = 0.15  # of the regular charges may be doubled; more are two seats


def pairs(scene: Scene, rows: np.ndarray) -> list[Pair]:
    """Find charges that came again soon after a regular one of the same amount."""
    view = scene.view
    key = codes(view.merchant[rows], view.account[rows], view.amount[rows])
    found = []
    for first, second, group in neighbours(scene, rows, key, DAYS):
        days = view.day[group]
        beat = cadence(days[np.concatenate(([True], np.diff(days) > DAYS))], _ENOUGH - 1)
        ordinary = second_helping(scene.view.words[first])
        if beat and not ordinary and np.count_nonzero(np.diff(days) <= DAYS) <= max(1, _MOST * len(days)):
            gap, timed = gap_of(scene, first, second)
            apart = int(view.day[second] - view.day[first])
            reason = Reason("extra_charge", {"days": apart, "usual_days": beat})
            found.append(Pair(first, second, gap, timed, _NATS, (reason,)))
    return found
