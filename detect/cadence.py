"""How regularly something is charged."""

from typing import Final

import numpy as np

CADENCES: Final = ((6, 8), (13, 15), (26, 34), (85, 95), (350, 380))  # days between regular charges
_STEADY: Final = 0.75  # share of the steps that must keep the beat


def cadence(days: np.ndarray, least_steps: int = 2) -> int:
    """Return the usual distance of charges in days where they are regular, else 0.

    Args:
        days: of the charges (int), ascending, one entry a charge that counts.
        least_steps: fewer distances than this tell nothing.

    >>> cadence(np.array([3, 33, 64])), cadence(np.array([3, 4, 90]))
    (30, 0)
    """
    steps = np.diff(days)
    if len(steps) < least_steps:
        return 0
    for low, high in CADENCES:
        if np.mean((steps >= low) & (steps <= high)) >= _STEADY:
            return int(np.median(steps))
    return 0
