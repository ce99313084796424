"""From what surprise on a payment raises an alert: each row's own threshold, out of what its person's earlier months exceed."""

from typing import Final

import numpy as np

from detect.budget import thresholds
from detect.scene import Scene
from detect.suspicion import Suspicion

COLD_THRESHOLD: Final = (
    14.0  # nats of pattern evidence that raise an alert without a history: two patterns, or a run of tests
)
CLEAR_THRESHOLD: Final = 4.0  # and of a pattern that needs no history; answers make it weigh less


def limits(scene: Scene, suspicion: Suspicion, own: np.ndarray, budget: float | None = None) -> np.ndarray:
    """Return the thresholds (float64) of one person's scored rows: from strictly earlier months, the cold rule without a history.

    Args:
        scene: whose settings and answers count.
        suspicion: of the scored rows.
        own: the person's rows among the scored ones.
        budget: false alerts a month; the settings' own where nothing is given.
    """
    settings, rows = scene.view.settings, suspicion.features.positions[own]
    if budget is None:
        budget = settings.budget if settings.incident is None else max(settings.budget, settings.theft_budget)
    month, when, timed = suspicion.features.month[own], scene.view.when[rows], scene.view.has_time[rows]
    warm = ~suspicion.cold[own]
    stolen = scene.answered("not_mine") | scene.taken_again
    ordinary, asked = warm & ~stolen[rows], np.unique(month[warm])
    levels = thresholds(
        suspicion.surprise[own][ordinary], when[ordinary], month[ordinary], timed[ordinary], asked, budget
    )
    clear = [row for signal in scene.signals if signal.clear for row in signal.positions]
    result = np.where(np.isin(rows, np.array(clear, dtype=np.int64)), CLEAR_THRESHOLD, COLD_THRESHOLD)
    result[warm] = levels[np.searchsorted(asked, month[warm])]
    return result


def above(scene: Scene, budget: float | None = None) -> np.ndarray:
    """Return which scored rows (bool, parallel to `features.positions`) lie above their person's threshold by themselves."""
    suspicion = scene.suspicion
    if suspicion is None:
        return np.zeros(0, dtype=bool)
    result = np.zeros(len(suspicion.surprise), dtype=bool)
    for person in np.unique(suspicion.features.person):
        own = np.flatnonzero(suspicion.features.person == person)
        result[own] = suspicion.surprise[own] >= limits(scene, suspicion, own, budget)
    return result
