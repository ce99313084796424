"""Compiled counting over a row's own past, for what sums cannot say: how many earlier amounts were as large."""

from typing import Final

import numpy as np

from detect.compiled import compiled

NEARLY: Final = 1 / 1.1  # an earlier value within a tenth was "as large"


def earlier_at_least(
    group: np.ndarray, when: np.ndarray, value: np.ndarray, needed: np.ndarray, lag: int = 0
) -> np.ndarray:
    """Return how many earlier rows of the group have a value of at least `needed`, as float64.

    Args:
        group: int64 codes.
        when: int64 moments; a row counts as earlier if it lies more than `lag` before.
        value: float64 of each row.
        needed: float64, what an earlier value must reach for this row.
        lag: see detect.causal.past.
    """
    if not len(group):
        return np.zeros(0)
    order = np.lexsort((when, group))
    levels = np.unique(value)
    rank = np.searchsorted(levels, value[order]).astype(np.int64)
    reach = np.searchsorted(levels, needed[order], side="left").astype(np.int64)
    counts = _count(group[order].astype(np.int64), when[order].astype(np.int64), rank, reach, len(levels), lag)
    result = np.empty(len(order), dtype=np.float64)
    result[order] = counts
    return result


@compiled
def _count(
    group: np.ndarray, when: np.ndarray, rank: np.ndarray, reach: np.ndarray, levels: int, lag: int
) -> np.ndarray:
    """Walk rows sorted by group and moment with one Fenwick tree over value ranks, emptied after each group."""
    tree = np.zeros(levels + 1, dtype=np.int64)
    counts = np.zeros(len(group), dtype=np.int64)
    start = 0
    while start < len(group):
        entered = n = start
        while n < len(group) and group[n] == group[start]:
            while when[entered] < when[n] - lag:
                _enter(tree, rank[entered] + 1, 1)
                entered += 1
            counts[n] = (entered - start) - _below(tree, reach[n])
            n += 1
        for left in range(start, entered):
            _enter(tree, rank[left] + 1, -1)
        start = n
    return counts


@compiled
def _enter(tree: np.ndarray, at: int, change: int) -> None:
    while at < len(tree):
        tree[at] += change
        at += at & -at


@compiled
def _below(tree: np.ndarray, at: int) -> int:
    total = 0
    while at > 0:
        total += tree[at]
        at -= at & -at
    return total
