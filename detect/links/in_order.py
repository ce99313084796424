"""Pair rows of equal keys in the order in which they happened: what was paid first is booked first.

Among payments of one amount nothing else tells which booking is whose. Most banks book within seconds, so those pairs are made first
and leave the late ones over; a booking is never earlier than its payment.
"""

from typing import Final, NamedTuple

import numpy as np

from detect.causal import codes
from detect.compiled import compiled
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
    ours, theirs = _Line.of(view, left[shared], ours_by[shared]), _Line.of(view, right[met], theirs_by[met])
    partner = _walked(ours, theirs, days, AT_ONCE, EARLIER)
    return ours.positions[partner >= 0].tolist(), theirs.positions[partner[partner >= 0]].tolist()


class _Line(NamedTuple):
    """Positions by key (int64), those of one key by moment; when (seconds), day and whether the time of day is known of each."""

    positions: np.ndarray
    key: np.ndarray
    when: np.ndarray
    day: np.ndarray
    timed: np.ndarray

    @classmethod
    def of(cls, view: View, positions: np.ndarray, key: np.ndarray) -> "_Line":
        order = np.lexsort((positions, view.when[positions], key))
        rows = positions[order]
        return cls(rows, key[order], view.when[rows], view.day[rows], view.has_time[rows])


@compiled
def _walked(firsts: _Line, seconds: _Line, days: int, at_once: tuple[int, ...], earlier: int) -> np.ndarray:
    """Return for each first row the number of the second row it is paired with, -1 for none; the shortest lag first."""
    partner = np.full(len(firsts.key), -1, dtype=np.int64)
    taken = np.zeros(len(seconds.key), dtype=np.bool_)
    start, begin = 0, 0
    while start < len(firsts.key) and begin < len(seconds.key):
        key = firsts.key[start]
        stop, end = start, begin
        while stop < len(firsts.key) and firsts.key[stop] == key:
            stop += 1
        while end < len(seconds.key) and seconds.key[end] == key:
            end += 1
        for lag in range(-len(at_once), days + 1):
            _step(firsts, seconds, (start, stop, begin, end), lag, at_once, earlier, partner, taken)
        start, begin = stop, end
    return partner


@compiled
def _step(
    firsts: _Line, seconds: _Line, part: tuple[int, int, int, int], lag: int, at_once: tuple[int, ...], earlier: int,
    partner: np.ndarray, taken: np.ndarray,
) -> None:  # fmt: skip
    """Walk along both lines of a key and pair what lies at most `lag` days apart; below zero they are steps of "at once"."""
    n, m = part[0], part[2]
    while n < part[1] and m < part[3]:
        if partner[n] >= 0:
            n += 1
        elif taken[m]:
            m += 1
        else:
            timed = firsts.timed[n] and seconds.timed[m]
            late, apart = seconds.when[m] - firsts.when[n], seconds.day[m] - firsts.day[n]
            if (timed and late < -earlier) or (not timed and apart < 0):
                m += 1
            elif (late > at_once[len(at_once) + lag]) if lag < 0 and timed else (apart > lag):
                n += 1
            else:
                partner[n] = m
                taken[m] = True
                n += 1
                m += 1


def too_early(view: View, first: int, second: int) -> bool:
    """Tell whether the second row happened before the first, as far as days and clocks can say."""
    if view.has_time[first] and view.has_time[second]:
        return bool(view.when[second] < view.when[first] - EARLIER)
    return bool(view.day[second] < view.day[first])
