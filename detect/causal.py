"""Sums over a row's own past, for whole columns at once.

"Past" means strictly earlier moments of the same group. Rows of one moment (all rows of a day where an export prints
dates only) are a set: none of them is another's past, and a window that ends at that moment holds all of them. So no
result depends on the order of rows that nothing orders.
"""

from typing import Any, NamedTuple

import numpy as np
import pandas as pd


class Past(NamedTuple):
    """Per row, over the strictly earlier rows of its group: how many (float64), their sum, their sum of squares."""

    rows: np.ndarray
    total: np.ndarray
    squares: np.ndarray

    def mean(self, prior: np.ndarray | float, weight: float) -> np.ndarray:
        """Return the mean shrunk to `prior` as if `weight` rows had shown it."""
        return np.asarray((self.total + weight * prior) / np.maximum(self.rows + weight, 1e-9))

    def variance(self, prior: np.ndarray | float, weight: float) -> np.ndarray:
        """Return the variance around the group's own mean, shrunk to `prior`."""
        spread = self.squares - self.total**2 / np.maximum(self.rows, 1.0)
        return np.asarray((np.maximum(spread, 0.0) + weight * prior) / np.maximum(self.rows + weight, 1e-9))


def past(
    group: np.ndarray, when: np.ndarray, value: np.ndarray, lag: int = 0, counted: np.ndarray | None = None
) -> Past:
    """Sum up the past of every row.

    Args:
        group: int64 codes.
        when: int64 moments.
        value: float64.
        lag: how much earlier a row must at least be to count as past, so that a burst does not make itself usual.
        counted: bool, rows that count in the past of others; all where nothing is given.
    """
    order, key, span = _timeline(group, when)
    ordered_value = value[order].astype(np.float64)
    group_base = group[order].astype(np.int64) * span
    first = np.searchsorted(key, group_base, side="left")
    stop = np.searchsorted(key, np.maximum(key - lag, group_base), side="left")
    results = []
    one = np.ones_like(ordered_value) if counted is None else counted[order].astype(np.float64)
    for column in (one, one * ordered_value, one * ordered_value**2):
        before = np.concatenate(([0.0], np.cumsum(column)))
        result = np.empty_like(ordered_value)
        result[order] = before[stop] - before[first]
        results.append(result)
    return Past(*results)


def _timeline(group: np.ndarray, when: np.ndarray) -> tuple[np.ndarray, np.ndarray, int]:
    """Return the order of rows by group and moment, one sorted int64 key for both, and the key's span of a group."""
    order = np.lexsort((when, group))
    start = int(when.min(initial=0))
    span = int(when.max(initial=0)) - start + 1
    return order, np.asarray(group[order].astype(np.int64) * span + (when[order] - start)), span


def window(group: np.ndarray, when: np.ndarray, value: np.ndarray, width: int) -> np.ndarray:
    """Return the sum of `value` over the rows of the group in (moment - width, moment], the row itself included."""
    order, key, span = _timeline(group, when)
    before = np.concatenate(([0.0], np.cumsum(value[order].astype(np.float64))))
    last = np.searchsorted(key, key, side="right")
    first = np.searchsorted(key, np.maximum(key - width, group[order].astype(np.int64) * span - 1), side="right")
    result = np.empty(len(order), dtype=np.float64)
    result[order] = before[last] - before[first]
    return result


def largest(group: np.ndarray, when: np.ndarray, value: np.ndarray) -> np.ndarray:
    """Return the largest strictly earlier value of the group (non-negative integers below 2**43), 0 on the first."""
    order = np.lexsort((when, group))
    begins_group = _changes(group[order])
    begins_moment = begins_group | _changes(when[order])
    rank = np.cumsum(begins_group).astype(np.int64) << 43  # keeps groups apart in one running maximum
    running = np.maximum.accumulate(rank + value[order].astype(np.int64)) - rank
    moment_start = np.maximum.accumulate(np.where(begins_moment, np.arange(len(order)), 0))
    result = np.zeros(len(order), dtype=np.int64)
    result[order] = np.where(begins_group[moment_start], 0, running[np.maximum(moment_start - 1, 0)])
    return result


class Timeline:
    """Rows of groups by moment, for looking around one row without looking at all."""

    def __init__(self, group: np.ndarray, when: np.ndarray) -> None:
        self._order = np.lexsort((when, group))
        self._start = int(when.min(initial=0))
        self._span = int(when.max(initial=0)) - self._start + 1
        self._group, self._when = group, when
        self._key = self._keyed(group[self._order], when[self._order])

    def _keyed(self, group: np.ndarray, when: np.ndarray) -> np.ndarray:
        return np.asarray(group.astype(np.int64) * (2 * self._span + 2) + (when - self._start))

    def around(self, n: int, back: int, ahead: int) -> np.ndarray:
        """Return the rows of the group of row `n` from `back` seconds before to `ahead` seconds after it, by moment."""
        back, ahead = min(back, int(self._when[n]) - self._start), min(ahead, self._span)
        base = int(self._keyed(self._group[n : n + 1], self._when[n : n + 1])[0])
        first, last = np.searchsorted(self._key, [base - back, base + ahead + 1])
        return np.asarray(self._order[first:last])


def codes(*columns: Any) -> np.ndarray:  # noqa: ANN401
    """Return int64 group codes of the combinations of several columns, texts or numbers."""
    combined: np.ndarray = pd.factorize(columns[0])[0].astype(np.int64)
    for column in columns[1:]:
        code = pd.factorize(column)[0].astype(np.int64)
        combined = pd.factorize(combined * (int(code.max(initial=0)) + 1) + code)[0].astype(np.int64)
    return combined


def runs(rows: np.ndarray, ordered: np.ndarray, least: int = 1) -> list[np.ndarray]:
    """Return the rows of each run of equal keys that has `least` rows or more.

    Args:
        rows: whatever is grouped.
        ordered: the key of each, equal ones beside each other.
        least: rows; most groups of a ledger are too small to tell anything, and cutting an array costs more than counting.

    >>> [part.tolist() for part in runs(np.arange(5), np.array([7, 7, 8, 9, 9]), 2)]
    [[0, 1], [3, 4]]
    """
    bounds = np.concatenate(([0], np.flatnonzero(ordered[1:] != ordered[:-1]) + 1, [len(ordered)]))
    large = np.flatnonzero(np.diff(bounds) >= max(least, 1))
    return [rows[start:stop] for start, stop in zip(bounds[large].tolist(), bounds[large + 1].tolist(), strict=True)]


def _changes(ordered: np.ndarray) -> np.ndarray:
    changed: np.ndarray = np.ones(len(ordered), dtype=bool)
    changed[1:] = ordered[1:] != ordered[:-1]
    return changed
