"""Scores are kept under all that they follow from: whatever changes them, in whatever month, makes the memo no answer."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from detect.context import Settings
from detect.features import Features
from detect.forest import forest_scores
from detect.isolation import grow, isolation
from detect.memo import Memo
from detect.scan import weighed
from tests.detect.ledgers import AS_OF, CARD, context_of, frame_of, visits

YEAR = [
    *visits(60, [-2_500, -2_800, -3_150], "示例面馆"),
    *visits(50, [-8_810, -12_340, -9_925, -15_070], "示例超市", hour=18, every=7),
    *visits(50, [-3_300, -5_200], "示例药房", hour=10, every=7, account=CARD, person="you"),
]


@pytest.fixture(scope="module")
def features() -> Features:
    """A year of two people."""
    scene = weighed(frame_of(YEAR), context_of(), AS_OF, Settings())
    assert scene.suspicion is not None
    return scene.suspicion.features


def carried(before: Features, after: Features, normal: np.ndarray, **settings: Any) -> tuple[np.ndarray, int]:
    """Return scores by the memo of scores before, and how many months these still answered."""
    first = Memo()
    forest_scores(before, np.ones(len(normal), dtype=bool), Settings(), first)
    memo = Memo(first.used)
    scores = forest_scores(after, normal, Settings(**settings), memo)
    assert scores.tobytes() == forest_scores(after, normal, Settings(**settings)).tobytes()
    return scores, len(memo.used.keys() & memo.kept.keys())


def changed(features: Features, member: int) -> Features:
    evidence = features.evidence.copy()
    evidence.iloc[member] += 1.0
    return replace(features, evidence=evidence)


def test_the_same_months_are_all_answered(features: Features) -> None:
    every = np.ones(len(features.month), dtype=bool)
    scores, answered = carried(features, features, every)
    scored = np.isfinite(scores)
    assert answered == len(set(zip(features.person[scored], features.month[scored], strict=True)))


def test_a_row_that_is_learned_no_more_changes_the_scores_of_later_months_of_its_person_alone(
    features: Features,
) -> None:
    normal = np.ones(len(features.month), dtype=bool)
    every, all_answered = carried(features, features, normal)
    first = int(np.flatnonzero(features.person == features.person[0])[0])
    normal[first] = False
    scores, answered = carried(features, features, normal)
    others = features.person != features.person[first]
    assert scores[others].tobytes() == every[others].tobytes()
    assert scores.tobytes() != every.tobytes()
    assert 0 < answered < all_answered


def test_a_row_of_the_newest_month_costs_that_month_alone(features: Features) -> None:
    every = np.ones(len(features.month), dtype=bool)
    _, all_answered = carried(features, features, every)
    _, answered = carried(features, changed(features, len(every) - 1), every)
    assert answered == all_answered - 1


@pytest.mark.parametrize("settings", [{"seed": 8}, {"trees": 99}, {"samples": 20}])
def test_other_forests_answer_nothing(features: Features, settings: dict[str, int]) -> None:
    _, answered = carried(features, features, np.ones(len(features.month), dtype=bool), **settings)
    assert answered == 0


def test_the_budget_is_no_matter_of_the_forest(features: Features) -> None:
    every = np.ones(len(features.month), dtype=bool)
    _, all_answered = carried(features, features, every)
    assert carried(features, features, every, budget=2.0)[1] == all_answered


def test_other_code_answers_nothing(features: Features, monkeypatch: pytest.MonkeyPatch) -> None:
    memo, every = Memo(), np.ones(len(features.month), dtype=bool)
    forest_scores(features, every, Settings(), memo)
    monkeypatch.setattr("detect.recipe._code", lambda: ("other",))
    other = Memo(memo.used)
    forest_scores(features, every, Settings(), other)
    assert not other.used.keys() & memo.used.keys()


def test_a_month_is_scored_alike_alone_and_with_others(features: Features) -> None:
    """Which rows are asked together is no matter, to the last bit: a month may be answered and the next not."""
    rows = features.evidence.to_numpy(dtype=np.float64)
    forest = grow(rows, 100, 64, 1)
    together = isolation(forest, rows)
    for size in (1, 3, 7):
        parts = [isolation(forest, rows[start : start + size]) for start in range(0, len(rows), size)]
        assert np.concatenate(parts).tobytes() == together.tobytes()
