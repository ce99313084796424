"""Seeded randomness: one independent stream per subject, so that changing one habit does not reshuffle the others."""

import math
import zlib
from collections.abc import Sequence
from typing import TypeVar

import numpy as np

Item = TypeVar("Item")


class Stream:
    """Draws for one subject. `bulk` is the numpy generator behind it, for whole arrays."""

    __slots__ = ("bulk",)

    def __init__(self, seed: int, subject: str) -> None:
        self.bulk = np.random.default_rng([seed, zlib.crc32(subject.encode())])

    def chance(self, probability: float) -> bool:
        """Return True with this probability."""
        return self.bulk.random() < probability

    def whole(self, low: int, high: int) -> int:
        """Return a whole number from `low` to `high`, both included."""
        return int(self.bulk.integers(low, high + 1))

    def uniform(self, low: float, high: float) -> float:
        """Return a number between the bounds."""
        return low + (high - low) * float(self.bulk.random())

    def pick(self, items: Sequence[Item]) -> Item:
        """Return one of `items`."""
        return items[int(self.bulk.integers(len(items)))]

    def weighted(self, choices: Sequence[tuple[Item, float]]) -> Item:
        """Return one of the items of (item, weight) pairs."""
        left = float(self.bulk.random()) * sum(weight for _, weight in choices)
        for item, weight in choices:
            left -= weight
            if left < 0:
                return item
        return choices[-1][0]

    def lognormal(self, median: float, sigma: float) -> float:
        """Return a lognormal draw."""
        return median * math.exp(sigma * float(self.bulk.standard_normal()))

    def normal(self, mean: float, sd: float) -> float:
        """Return a normal draw."""
        return mean + sd * float(self.bulk.standard_normal())

    def count(self, mean: float) -> int:
        """Return a Poisson count."""
        return int(self.bulk.poisson(mean))

    def digits(self, length: int) -> str:
        """Return that many decimal digits."""
        return "".join(map(str, self.bulk.integers(0, 10, size=length).tolist()))


class Streams:
    """Every stream of one life, each made once."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self._made: dict[str, Stream] = {}

    def __call__(self, subject: str) -> Stream:
        """Return the stream of a subject; asking again goes on where it stopped."""
        if subject not in self._made:
            self._made[subject] = Stream(self.seed, subject)
        return self._made[subject]


def rounded(amount: float, step: int) -> int:
    """Return an amount in minor units, at least one step.

    >>> rounded(1234.4, 1), rounded(1234.4, 50), rounded(3.0, 50)
    (1234, 1250, 50)
    """
    return max(step, round(amount / step) * step)
