"""Spending the alert budget: from "so many false alerts a month" to a threshold on surprise, for each person.

A person's own past says how often their ordinary life exceeds a threshold; little past says little, so it is mixed with
what a population exceeds, worth `PRIOR_MONTHS` months. Alerts are episodes, not rows: exceedances closer together than
`EPISODE` count once.

Payments whose time of day is printed have more to be surprising by, the hour and what an hour took, so the population exceeds
a level twice as often with them as with those that only have a day.
"""

from typing import Final

import numpy as np

from detect.compiled import compiled
from detect.view import DAY

EPISODE: Final = 3 * DAY
PRIOR_MONTHS: Final = 12.0
PRIOR_PAYMENTS: Final = 140.0  # a month, before anything is known of a person
MONTH: Final = 30.4 * DAY
SAFETY: Final = 0.95  # share of the budget that is aimed at, because the past is quieter than the future
_STEP: Final = 0.25
_GRID: Final = np.arange(6.0, 80.0 + _STEP, _STEP)

# Episodes above a surprise for each payment, over ordinary rows of simulated people in four countries that no reported
# figure uses: exp(level - surprise / _FALL), the level by whether the payment has a time of day.
_FALL: Final = 7.5
_LEVEL_TIMED: Final = -1.65
_LEVEL_DAY: Final = -2.3


def thresholds(
    surprise: np.ndarray, when: np.ndarray, month: np.ndarray, timed: np.ndarray, asked: np.ndarray, budget: float
) -> np.ndarray:
    """Return for each asked month the surprise that a person's ordinary rows of earlier months exceed `budget` times a month.

    Args:
        surprise: of the person's scored rows, those called fraud left out.
        when: their moments in seconds.
        month: their calendar months.
        timed: bool, whether they have a time of day.
        asked: months, ascending.
        budget: false alerts a month.
    """
    order = np.lexsort((when, month))
    when, month = when[order], month[order]
    before = np.searchsorted(month, asked, side="left")
    episodes = _episodes(when, surprise[order], before)
    times = np.concatenate(([0], np.cumsum(timed[order])))
    return np.array(
        [
            _level(own, n, int(times[n]), _months(when[:n]), budget)
            for own, n in zip(episodes, before.tolist(), strict=True)
        ]
    )


def _months(when: np.ndarray) -> float:
    return float((when.max() - when.min()) / MONTH) if len(when) else 0.0


def _level(own: np.ndarray, payments: int, timed: int, months: float, budget: float) -> float:
    """Return the lowest level that is exceeded no more often than the budget allows, `own` episodes above each level so far.

    `payments` of the past, `timed` of them with a time of day.
    """
    a_month = (payments + PRIOR_PAYMENTS * PRIOR_MONTHS) / (months + PRIOR_MONTHS)
    share = timed / payments if payments else 1.0
    level = share * np.exp(_LEVEL_TIMED) + (1.0 - share) * np.exp(_LEVEL_DAY)
    expected = np.minimum(a_month * level * np.exp(-_GRID / _FALL), MONTH / EPISODE)
    rate = (own + PRIOR_MONTHS * expected) / (months + PRIOR_MONTHS)
    allowed = np.flatnonzero(rate <= budget * SAFETY)
    return float(_GRID[allowed[0]]) if len(allowed) else float(_GRID[-1])


def _episodes(when: np.ndarray, surprise: np.ndarray, before: np.ndarray) -> np.ndarray:
    """Return (asked, level) how many episodes exceed each level among the first `before` rows: exceedances far enough apart."""
    levels = np.clip(np.floor((surprise - _GRID[0]) / _STEP).astype(np.int64) + 1, 0, len(_GRID))
    return np.asarray(_count(when.astype(np.int64), levels, before.astype(np.int64), len(_GRID), int(EPISODE)))


@compiled
def _count(when: np.ndarray, levels: np.ndarray, before: np.ndarray, grid: int, episode: int) -> np.ndarray:
    """Walk the rows once; `levels` is how many levels of the grid each row reaches."""
    counts = np.zeros((len(before), grid), dtype=np.float64)
    so_far = np.zeros(grid, dtype=np.float64)
    last = np.zeros(grid, dtype=np.int64)
    n = 0
    for at in range(len(before)):
        while n < before[at]:
            for level in range(levels[n]):
                if so_far[level] == 0 or when[n] - last[level] > episode:
                    so_far[level] += 1
                last[level] = when[n]
            n += 1
        counts[at] = so_far
    return counts
