"""A subscription billed twice: an extra charge within days of the regular one."""

from typing import Final

import numpy as np

from detect.causal import codes
from detect.finding import Reason
from detect.rules.repeats import second_helping
from detect.scene import Scene
from detect.twice.pair import Pair, gap_of, neighbours

DAYS: Final = 6
_CADENCES: Final = ((6, 8), (13, 15), (26, 34), (85, 95), (350, 380))  # days between regular charges
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
        cadence = _cadence(days)
        ordinary = second_helping(scene.view.words[first])
        if cadence and not ordinary and np.count_nonzero(np.diff(days) <= DAYS) <= max(1, _MOST * len(days)):
            gap, timed = gap_of(scene, first, second)
            apart = int(view.day[second] - view.day[first])
            reason = Reason("extra_charge", {"days": apart, "usual_days": cadence})
            found.append(Pair(first, second, gap, timed, _NATS, (reason,)))
    return found


def _cadence(days: np.ndarray) -> int:
    """Return the usual distance of charges in days where they are regular, else 0."""
    steps = np.diff(days[np.concatenate(([True], np.diff(days) > DAYS))])
    if len(steps) < _ENOUGH - 1:
        return 0
    for low, high in _CADENCES:
        if np.mean((steps >= low) & (steps <= high)) >= 0.75:
            return round(float(np.median(steps)))
    return 0
