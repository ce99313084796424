"""Days on which something was paid at each shop, counted outside of a window in no more time than a search takes."""

import numpy as np


class DaysOf:
    """The days (since 1970) of the payments of many groups (int codes), counted for whole columns.

    >>> [column.tolist() for column in DaysOf(np.array([5, 5, 5, 8]), np.array([3, 3, 9, 3])).outside(np.array([5, 8]), np.array([9, 9]), 3)]
    [[2, 1], [1, 1], [1, 0]]
    """

    def __init__(self, group: np.ndarray, days: np.ndarray) -> None:
        self._start = int(days.min(initial=0))
        self._span = int(days.max(initial=0)) - self._start + 1
        self._keys, counts = np.unique(self._key(group, days), return_counts=True)
        self._sums = tuple(
            np.concatenate(([0], np.cumsum(column))) for column in (counts, np.ones_like(counts), counts > 1)
        )

    def _key(self, group: np.ndarray, days: np.ndarray) -> np.ndarray:
        return np.asarray(group.astype(np.int64) * self._span + np.clip(days - self._start, 0, self._span))

    def outside(self, group: np.ndarray, day: np.ndarray, window: int) -> tuple[np.ndarray, ...]:
        """Return how many payments, days, and days with several of a group lie more than `window` days from a day."""
        base = group.astype(np.int64) * self._span
        first, last = np.searchsorted(self._keys, base), np.searchsorted(self._keys, base + self._span)
        near = np.searchsorted(self._keys, self._key(group, day - window))
        after = np.searchsorted(self._keys, self._key(group, day + window + 1))
        return tuple(total[last] - total[first] - (total[after] - total[near]) for total in self._sums)
