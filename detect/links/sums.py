"""Several amounts that make one: a bounded search, because a subset sum over everything is neither fast nor evidence."""

from collections.abc import Sequence
from itertools import combinations
from typing import Final

MOST_PARTS: Final = 5
MOST_CANDIDATES: Final = 10


def parts_of(total: int, amounts: Sequence[int], most: int = MOST_PARTS) -> tuple[int, ...]:
    """Return the positions of two or more amounts that sum to `total`, the earliest such set; empty for none.

    >>> parts_of(120, [50, 30, 40, 70])
    (0, 3)
    >>> parts_of(120, [50, 30, 40]), parts_of(50, [50, 30])
    ((0, 1, 2), ())
    """
    fitting = [n for n, amount in enumerate(amounts) if 0 < amount < total][:MOST_CANDIDATES]
    for size in range(2, min(most, len(fitting)) + 1):
        for chosen in combinations(fitting, size):
            if sum(amounts[n] for n in chosen) == total:
                return chosen
    return ()
