"""Our isolation forest as a pyod detector, so that it can stand in any other's place. The only module that imports pyod.

No scan imports it: pyod brings scikit-learn and scipy.stats along, seconds of every command. It is for whoever works with pyod
(notebooks, benchmarks), and for `walletwatch doctor`, which holds the compiled trees of this machine against pyod's.
"""

from typing import Final, Self

import numpy as np
from pyod.models.base import BaseDetector

from detect.isolation import Trees, grow, isolation

ALIKE: Final = 0.9  # rank correlation below which two forests are not the same kind; between two seeds of one it is .97


def likeness(seed: int = 0) -> float:
    """Return how alike our forest and pyod's own rank the same made-up rows: the rank correlation of their scores, -1..1."""
    from pyod.models.iforest import IForest  # noqa: PLC0415  (only this question needs it)

    rows = np.random.default_rng(seed).exponential(size=(300, 6))
    ours = Forest(random_state=seed).learn(rows).decision_function(rows)
    theirs = IForest(random_state=seed).fit(rows).decision_scores_
    ranks = [scores.argsort(kind="stable").argsort() for scores in (ours, theirs)]
    return float(np.corrcoef(ranks)[0, 1])


class Forest(BaseDetector):  # type: ignore[misc]
    """An isolation forest grown by detect.isolation; the same scores as `pyod.models.iforest.IForest` but for chance.

    Args:
        n_estimators: trees.
        max_samples: rows for each tree.
        random_state: seed of the random numbers.
        contamination: as in pyod; only its labels depend on it.
    """

    def __init__(
        self, n_estimators: int = 100, max_samples: int = 256, random_state: int = 0, contamination: float = 0.1
    ) -> None:
        super().__init__(contamination=contamination)
        self.n_estimators = n_estimators
        self.max_samples = max_samples
        self.random_state = random_state

    def learn(self, X: np.ndarray) -> Self:  # noqa: N803
        """Grow the trees on float64 rows (rows, features), and score none of them."""
        self.trees_: Trees = grow(X, self.n_estimators, self.max_samples, self.random_state)
        return self

    def fit(self, X: np.ndarray, y: object = None) -> Self:  # noqa: ARG002, N803  (the names of pyod's interface)
        """Grow the trees on float64 rows (rows, features), and label them as pyod's detectors do."""
        self.decision_scores_ = self.learn(X).decision_function(X)
        self._process_decision_scores()
        return self

    def decision_function(self, X: np.ndarray) -> np.ndarray:  # noqa: N803
        """Return the isolation score of each row, 0..1, higher is stranger."""
        return isolation(self.trees_, X)
