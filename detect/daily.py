"""Days on which something was paid, counted outside of a window in no more time than a search takes."""

import numpy as np


class Days:
    """The days (since 1970) of some payments, one entry a payment.

    >>> Days(np.array([3, 3, 9, 20])).outside(9, 3)
    (3, 2, 1)
    """

    def __init__(self, days: np.ndarray) -> None:
        self._days, counts = np.unique(days, return_counts=True)
        self._payments = np.concatenate(([0], np.cumsum(counts)))
        self._several = np.concatenate(([0], np.cumsum(counts > 1)))

    def __len__(self) -> int:
        """Count the days."""
        return len(self._days)

    def outside(self, day: int, window: int) -> tuple[int, int, int]:
        """Return how many payments, days, and days with several lie more than `window` days from a day."""
        first, after = np.searchsorted(self._days, (day - window, day + window + 1)).tolist()
        payments = self._payments[-1] - (self._payments[after] - self._payments[first])
        several = self._several[-1] - (self._several[after] - self._several[first])
        return int(payments), len(self) - (after - first), int(several)
