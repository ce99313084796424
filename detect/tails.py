"""How rare a value is among earlier ones, in nats: of what grows without bound, and of the hours of a day."""

from typing import Final

import numpy as np

PRIOR_ROWS: Final = 300.0  # rows that the population is worth
_AROUND: Final = (0.5, 1.0, 1.0, 1.0, 0.5)  # hours next to a payment count too
_HOURS: Final = tuple((np.arange(24) - step) % 24 for step in range(-2, 3))  # these hours, for each hour of the day


def tail(x: np.ndarray, before: np.ndarray, middle: float, reach: float) -> np.ndarray:
    """Return -log of the upper tail of `x`, from sorted earlier values and an exponential prior around their middle."""
    n = len(before)
    if n:
        middle = (n * float(before[(n - 1) // 2]) + 20 * middle) / (n + 20)
        high = float(before[min(n - 1, int(0.9 * n))])
        reach = max((n * max(high - middle, 0.0) + 20 * reach) / (n + 20), 0.25 * reach)
    u = (x - middle) / reach
    slope = np.log(5.0)  # so that the prior leaves a tenth beyond `reach`
    prior = np.where(u > 0, 0.5 * np.exp(-slope * np.maximum(u, 0)), 1 - 0.5 * np.exp(slope * np.minimum(u, 0)))
    ties = (np.searchsorted(before, x, "left") + np.searchsorted(before, x, "right")) / 2
    return np.asarray(-np.log((PRIOR_ROWS * prior + (n - ties)) / (PRIOR_ROWS + n) + 1e-12))


def hour_surprise(payments: np.ndarray) -> np.ndarray:
    """Return for each hour of the day -log of the share of payments (how many in each hour) at hours no more usual than it."""
    counts = payments.astype(np.float64)
    smooth = np.ones(24)
    for hours, weight in zip(_HOURS, _AROUND, strict=True):
        smooth += weight / 4.0 * counts[hours]
    share = smooth / smooth.sum()
    return np.array([-np.log(share[share <= usual + 1e-12].sum()) for usual in share])
