"""Two regular charges at one price: two memberships at one club, or one that was taken out twice, which no single beat holds."""

from collections.abc import Iterator
from typing import Final

import numpy as np

from detect.cadence import CADENCES, cadence

CHARGES: Final = 3  # of each, at least
_MONTHS: Final = tuple(beat for beat in reversed(CADENCES) if beat[0] > 20)  # twice a week is a habit


def interleaved(days: np.ndarray) -> tuple[np.ndarray, np.ndarray] | None:
    """Return the places of two series that hold all charges between them, one of them by the month or rarer, or None where no two do.

    Args:
        days: of the charges (int), ascending, without a beat of their own.

    >>> monthly, weekly = interleaved(np.array([0, 3, 10, 17, 24, 30, 31, 38, 60]))
    >>> monthly.tolist(), weekly.tolist()
    ([0, 5, 8], [1, 2, 3, 4, 6, 7])
    """
    every = np.arange(len(days))
    for low, high in _MONTHS:
        for first in range(min(CHARGES, len(days))):
            one = np.array(list(_chain(days, first, low, high)), dtype=np.int64)
            other = np.setdiff1d(every, one)
            if len(one) >= CHARGES and len(other) >= CHARGES and cadence(days[other]):
                return one, other
    return None


def _chain(days: np.ndarray, first: int, low: int, high: int) -> Iterator[int]:
    """Yield the places of charges from the first on, each the one nearest to a beat after the one before."""
    place: int | None = first
    while place is not None:
        yield place
        wait = days - days[place]
        within = np.flatnonzero((wait >= low) & (wait <= high))
        place = int(within[np.argmin(np.abs(wait[within] - (low + high) / 2))]) if len(within) else None
