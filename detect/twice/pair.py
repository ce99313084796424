"""Two charges that may be one, and what every way of weighing them needs to know."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from detect.causal import runs
from detect.finding import Reason
from detect.scene import Scene
from detect.view import DAY

_ENDS: Final = ("99", "95", "98", "49", "25", "75", "89", "79")  # of prices
_LUCKY: Final = (*_ENDS, "88", "66", "68")


@dataclass(frozen=True, slots=True)
class Pair:
    """Row positions of two charges, the log odds (nats) that one of them is too much, and why.

    `gap` is in seconds where both times are known, else in whole days.
    """

    first: int
    second: int
    gap: int
    timed: bool
    nats: float
    reasons: tuple[Reason, ...]
    same_order: bool = False
    extra: int = -1  # the row that is too much; the later one unless said otherwise

    @property
    def too_much(self) -> int:
        """Return the row whose money is at stake."""
        return self.second if self.extra < 0 else self.extra


def gap_of(scene: Scene, first: int, second: int) -> tuple[int, bool]:
    """Return the time between two rows and whether it is in seconds; whole days where a time of day is not known."""
    view = scene.view
    if view.has_time[first] and view.has_time[second]:
        return int(view.when[second] - view.when[first]), True
    return int(view.day[second] - view.day[first]), False


def gap_reason(gap: int, days: int, *, timed: bool) -> Reason:
    """Return how far apart two charges were, as a reason: from a day on by their dates, which people see."""
    if timed and gap < DAY:
        return Reason("gap_seconds", {"seconds": gap})
    return Reason("gap_days", {"days": days}) if days else Reason("same_day", {})


def orders(scene: Scene, first: int, second: int) -> str:
    """Return how the merchant's order numbers of two rows compare: same, other, or unknown."""
    one, other = scene.view.order_number[first], scene.view.order_number[second]
    if one and one == other:
        return "same"
    return "other" if one and other else "unknown"


def is_odd(amount: int, currency: str) -> bool:
    """Tell whether an amount is no price: four digits that count, and not the end of one.

    >>> is_odd(5413, "USD"), is_odd(2999, "USD"), is_odd(1600, "USD"), is_odd(5588, "USD"), is_odd(5588, "CNY")
    (True, False, False, True, False)
    """
    digits, like_a_price = digits_of(amount, currency)
    return digits >= 4 and not like_a_price


def digits_of(amount: int, currency: str) -> tuple[int, bool]:
    """Return how many digits of an amount count, and whether they end like a price.

    >>> digits_of(5413, "USD"), digits_of(2999, "USD"), digits_of(1600, "USD")
    ((4, False), (4, True), (2, False))
    """
    digits = str(abs(amount)).rstrip("0")
    return len(digits), digits[-2:] in (_LUCKY if currency == "CNY" else _ENDS)


def groups(scene: Scene, rows: np.ndarray, key: np.ndarray) -> list[np.ndarray]:
    """Return the rows of each key by moment, of those keys that have two or more."""
    order = np.lexsort((scene.view.when[rows], key))
    return runs(rows[order], key[order], 2)
