"""A subscription billed twice: an extra charge within days of the regular one, or of the regular two where two seats are paid."""

from typing import Final

import numpy as np

from detect.cadence import cadence
from detect.causal import codes
from detect.finding import Reason
from detect.rules.repeats import repeat_prone, second_helping
from detect.scene import Scene
from detect.twice.pair import Pair, gap_of, groups

DAYS: Final = 6
_ENOUGH: Final = 3  # regular charges, the doubled one included
_NATS: Final = 2.5
_MOST: Final = 0.15  # of the regular charges may be doubled; more are two seats


def pairs(scene: Scene, rows: np.ndarray) -> list[Pair]:
    """Find charges that came again soon after the regular ones of the same amount."""
    view = scene.view
    key = codes(view.merchant[rows], view.account[rows], view.amount[rows])
    found = []
    for group in groups(scene, rows, key):
        later = np.flatnonzero(np.diff(view.day[group]) > DAYS) + 1
        if not _ENOUGH - 1 <= len(later) < len(group) - 1:
            continue  # too few periods, or one charge in each
        times = np.split(group, later)
        beat = cadence(view.day[[charged[0] for charged in times]], _ENOUGH - 1)
        usual = int(np.median([len(charged) for charged in times]))
        doubled = [charged for charged in times if len(charged) > usual]
        if beat and not _everyday(view.words[group[0]]) and len(doubled) <= max(1, _MOST * len(times)):
            found += [
                _pair(scene, charged[usual - 1 :].tolist(), beat) for charged in doubled if len(charged) == usual + 1
            ]
    return found


def _everyday(words: str) -> bool:
    return second_helping(words) or repeat_prone(words)


def _pair(scene: Scene, charged: list[int], beat: int) -> Pair:
    """Return the last regular charge of a period and the one too much."""
    first, second = charged
    gap, timed = gap_of(scene, first, second)
    apart = int(scene.view.day[second] - scene.view.day[first])
    reason = Reason("extra_charge", {"days": apart, "usual_days": beat})
    return Pair(first, second, gap, timed, _NATS, (reason,))
