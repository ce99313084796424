"""Spending the alert budget: from "so many false alerts a month" to a threshold on surprise, for each person.

A person's own past says how often their ordinary life exceeds a threshold; little past says little, so it is mixed with
what a population exceeds, worth `PRIOR_MONTHS` months. Alerts are episodes, not rows: exceedances closer together than
`EPISODE` count once.
"""

from typing import Final

import numpy as np

from detect.view import DAY

EPISODE: Final = 3 * DAY
PRIOR_MONTHS: Final = 12.0
PRIOR_PAYMENTS: Final = 140.0  # a month, before anything is known of a person
MONTH: Final = 30.4 * DAY
SAFETY: Final = 0.95  # aim this much below the budget, because the past is quieter than the future
_STEP: Final = 0.25
_GRID: Final = np.arange(6.0, 80.0 + _STEP, _STEP)

# Episodes above a surprise for each payment, over ordinary rows of the development sets: exp(_LEVEL - surprise / _FALL).
_LEVEL: Final = -0.63
_FALL: Final = 5.36


def threshold(surprise: np.ndarray, when: np.ndarray, months: float, budget: float) -> float:
    """Return the surprise that a person's ordinary rows exceed `budget` times a month.

    Args:
        surprise: of the person's earlier scored rows, those called fraud left out.
        when: their moments in seconds.
        months: of the person's life these rows cover.
        budget: false alerts a month.
    """
    order = np.argsort(when, kind="stable")
    own = np.array([_episodes(when[order], surprise[order] >= level) for level in _GRID], dtype=np.float64)
    a_month = (len(surprise) + PRIOR_PAYMENTS * PRIOR_MONTHS) / (months + PRIOR_MONTHS)
    expected = np.minimum(a_month * np.exp(_LEVEL - _GRID / _FALL), MONTH / EPISODE)
    rate = (own + PRIOR_MONTHS * expected) / (months + PRIOR_MONTHS)
    allowed = np.flatnonzero(rate <= budget * SAFETY)
    return float(_GRID[allowed[0]]) if len(allowed) else float(_GRID[-1])


def _episodes(when: np.ndarray, above: np.ndarray) -> int:
    """Count groups of exceedances closer together than an episode."""
    moments = when[above]
    return 0 if len(moments) == 0 else 1 + int((np.diff(moments) > EPISODE).sum())
