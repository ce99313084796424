"""The posterior of a pair, and the threshold that gives the best F1 at natural rates."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from benchmarks.oracle.people import TRUE, Sheet, natural_weight, weights


class Model(Protocol):
    """A fitted classifier."""

    def predict_proba(self, x: np.ndarray) -> np.ndarray:
        """Return a column of probabilities a class."""
        ...


@dataclass(frozen=True)
class Score:
    """Found and missed double charges and false alerts, each weighed to the rate asked for; families as (found, all)."""

    found: float
    missed: float
    false: float
    families: dict[str, tuple[int, int]]

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        wanted = 2 * self.found + self.missed + self.false
        return 2 * self.found / wanted if wanted else 1.0

    @property
    def precision(self) -> float:
        """Return the share of alerts that are double charges."""
        return self.found / (self.found + self.false) if self.found + self.false else 1.0

    @property
    def recall(self) -> float:
        """Return the share of double charges that are found."""
        return self.found / (self.found + self.missed) if self.found + self.missed else 1.0


def fit(sheet: Sheet, times: float = 1.0, seed: int = 0) -> list[Model]:
    """Fit the posterior on people of the generator, several times with different seeds, to be averaged."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # more wait for one another where the machine is busy
    from sklearn.ensemble import HistGradientBoostingClassifier  # noqa: PLC0415  (slow to import; only this needs it)

    weight = weights(sheet, times)
    kept = weight > 0
    x, y = sheet.matrix()[kept], np.array(sheet.truth)[kept] == TRUE
    made = [
        HistGradientBoostingClassifier(
            max_iter=100, learning_rate=0.07, max_leaf_nodes=15, min_samples_leaf=12, l2_regularization=1.0, random_state=seed + n,
            max_features=0.6,
        )
        for n in range(2)
    ]  # fmt: skip
    scale = weight[kept][y].mean() if y.any() else 1.0  # odds stay; the regularisation is for weights near one
    return [model.fit(x, y, sample_weight=weight[kept] / scale) for model in made]


def posterior(models: Sequence[Model], sheet: Sheet) -> np.ndarray:
    """Return for every pair the probability that it is one charge made twice, at the rate it was fitted for."""
    if not sheet.features:
        return np.zeros(0)
    matrix = sheet.matrix()
    said: np.ndarray = np.mean([model.predict_proba(matrix)[:, 1] for model in models], axis=0)
    return said


def judge(sheet: Sheet, said: np.ndarray, threshold: float, times: float = 1.0) -> Score:
    """Score one threshold. Told pairs that share a row are one alert; it is right where one of its pairs is."""
    told = np.flatnonzero(said >= threshold)
    hit: set[int] = {sheet.label[n] for n in told.tolist()} - {-1}
    false = sum(all(sheet.truth[n] == 0 for n in group) for group in _alerts(sheet, told.tolist()))
    families: dict[str, tuple[int, int]] = {}
    for n, (_, family) in enumerate(sheet.labels):
        got, every = families.get(family, (0, 0))
        families[family] = got + (n in hit), every + 1
    right = sum(natural_weight(family, times) * got for family, (got, _) in families.items())
    planted = sum(natural_weight(family, times) * every for family, (_, every) in families.items())
    return Score(right, planted - right, float(false), families)


def best_threshold(sheet: Sheet, said: np.ndarray, times: float = 1.0, most_false: float = np.inf) -> float:
    """Return the threshold with the highest F1 on these people, among those with at most so many false alerts."""
    tried = (
        np.unique(np.quantile(said[said > 0.01], np.linspace(0, 1, 200))) if (said > 0.01).any() else np.array([0.5])
    )
    scores = {threshold: judge(sheet, said, threshold, times) for threshold in (*tried.tolist(), 1.0)}
    allowed = {threshold: score.f1 for threshold, score in scores.items() if score.false <= most_false}
    return max(allowed, key=lambda threshold: allowed[threshold]) if allowed else 1.0


def _alerts(sheet: Sheet, told: list[int]) -> Iterator[list[int]]:
    """Yield the told pairs of each alert."""
    parent: dict[tuple[int, int], tuple[int, int]] = {}

    def root(row: tuple[int, int]) -> tuple[int, int]:
        while parent.setdefault(row, row) != row:
            row = parent[row]
        return row

    for n in told:
        parent[root((sheet.person[n], sheet.one[n]))] = root((sheet.person[n], sheet.other[n]))
    groups: dict[tuple[int, int], list[int]] = {}
    for n in told:
        groups.setdefault(root((sheet.person[n], sheet.one[n])), []).append(n)
    yield from groups.values()
