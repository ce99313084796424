"""How regularly something is charged."""

from bisect import bisect_left, bisect_right
from typing import Final

import numpy as np

# Days between regular charges; banks book a day or two later than the charge was made, and not each alike.
CADENCES: Final = ((5, 9), (12, 16), (26, 35), (85, 95), (350, 380))
_STEADY: Final = 0.75  # share of the steps that must keep the beat


def cadence(days: np.ndarray, least_steps: int = 2) -> int:
    """Return the usual distance of charges in days where they are regular, else 0.

    Args:
        days: of the charges (int), ascending, one entry a charge that counts.
        least_steps: fewer distances than this tell nothing.

    >>> cadence(np.array([3, 33, 64])), cadence(np.array([3, 4, 90]))
    (30, 0)
    """
    steps = np.sort(np.diff(days)).tolist()  # most series are short: a list is quicker than an array
    if len(steps) < least_steps:
        return 0
    for low, high in CADENCES:
        if bisect_right(steps, high) - bisect_left(steps, low) >= _STEADY * len(steps):
            return int((steps[(len(steps) - 1) // 2] + steps[len(steps) // 2]) / 2)  # the median
    return 0
