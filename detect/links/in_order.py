"""Pair rows of equal keys in the order in which they happened: what was paid first is booked first.

Among payments of one amount nothing else tells which booking is whose. Most banks book within seconds, so those pairs are made first
and leave the late ones over; a booking is never earlier than its payment.
"""

from typing import Final

import numpy as np

from detect.causal import codes
from detect.view import View

AT_ONCE: Final = (10, 120)  # seconds to a booking that nothing held up: the nearer ones first
NOW: Final = -1  # instead of days: at once or not at all
EARLIER: Final = 60  # seconds by which two clocks may differ


def pair_in_order(
    view: View, left: np.ndarray, left_key: np.ndarray, right: np.ndarray, right_key: np.ndarray, days: int
) -> tuple[list[int], list[int]]:
    """Pair positions one to one, each right row up to `days` after its left row; the shortest lag first, first with first.

    Args:
        view: of the scan.
        left: positions; each belongs to one pair at most.
        left_key: texts or codes; only rows of equal keys pair up.
        right: positions.
        right_key: the same of the right rows.
        days: largest lag in calendar days, or NOW.
    """
    joint = codes(np.concatenate((left_key, right_key)))
    ours_by, theirs_by = joint[: len(left)], joint[len(left) :]
    shared, met = np.isin(ours_by, theirs_by), np.isin(theirs_by, ours_by)  # most keys are on one side only
    lefts, rights = _grouped(view, left[shared], ours_by[shared]), _grouped(view, right[met], theirs_by[met])
    ours: list[int] = []
    theirs: list[int] = []
    for key in lefts.keys() & rights.keys():
        for lag in range(-len(AT_ONCE), days + 1):
            pairs = _in_step(view, lefts[key], rights[key], lag)
            one, other = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
            ours += one
            theirs += other
            lefts[key], rights[key] = _without(lefts[key], one), _without(rights[key], other)
            if not lefts[key] or not rights[key]:
                break
    return ours, theirs


def _grouped(view: View, positions: np.ndarray, key: np.ndarray) -> dict[int, list[int]]:
    """Return positions by key, in the order of their moments."""
    groups: dict[int, list[int]] = {}
    order = np.lexsort((positions, view.when[positions], key))
    for position, code in zip(positions[order].tolist(), key[order].tolist(), strict=True):
        groups.setdefault(code, []).append(position)
    return groups


def _in_step(view: View, firsts: list[int], seconds: list[int], lag: int) -> list[tuple[int, int]]:
    """Walk along both lists and pair what lies at most `lag` days apart; below zero they are steps of "at once"."""
    found, n, m = [], 0, 0
    while n < len(firsts) and m < len(seconds):
        side = _side(view, firsts[n], seconds[m], lag)
        if side == 0:
            found.append((firsts[n], seconds[m]))
        n += side <= 0
        m += side >= 0
    return found


def _side(view: View, first: int, second: int, lag: int) -> int:
    """Return 0 where two rows may be one, 1 where the second is too early, -1 where it is too late."""
    if too_early(view, first, second):
        return 1
    days = int(view.day[second] - view.day[first])
    if lag < 0 and view.has_time[first] and view.has_time[second]:
        late = int(view.when[second] - view.when[first]) > AT_ONCE[lag]
    else:
        late = days > lag
    return -1 if late else 0


def too_early(view: View, first: int, second: int) -> bool:
    """Tell whether the second row happened before the first, as far as days and clocks can say."""
    if view.has_time[first] and view.has_time[second]:
        return bool(view.when[second] < view.when[first] - EARLIER)
    return bool(view.day[second] < view.day[first])


def _without(positions: list[int], used: list[int]) -> list[int]:
    taken = set(used)
    return [position for position in positions if position not in taken]
