"""Our forest is pyod's forest: the same scores but for chance, the same bytes for the same seed, and it says what set a row apart."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from pyod.models.iforest import IForest
from scipy.stats import spearmanr

from detect.detector import Forest
from detect.isolation import cut_off, grow, isolation


def ordinary(rows: int, seed: int = 0) -> np.ndarray:
    chance = np.random.default_rng(seed)
    data = chance.exponential(size=(rows, 6))
    data[:, 4:] = np.where(chance.random((rows, 2)) < 0.1, 3.0, 0.0)
    return data


@pytest.mark.parametrize("rows", [60, 256, 2_000])
def test_scores_are_those_of_pyod_but_for_chance(rows: int) -> None:
    data = ordinary(rows)
    theirs = [IForest(n_estimators=300, max_samples=min(256, rows), random_state=seed).fit(data) for seed in (1, 2)]
    first, second = (-forest.detector_.score_samples(data) for forest in theirs)
    ours = Forest(n_estimators=300, random_state=1).fit(data).decision_function(data)
    assert np.abs(ours - first).mean() < 1.5 * np.abs(second - first).mean() + 0.005
    assert abs(float(ours.mean() - first.mean())) < 0.012
    assert spearmanr(ours, first).statistic > 0.97


def test_a_row_far_from_all_others_is_the_strangest() -> None:
    data = np.vstack((ordinary(500), np.full((1, 6), 30.0)))
    scores = isolation(grow(data, 100, 256, 7), data)
    assert scores.argmax() == 500
    assert scores[500] > 0.7


def test_one_seed_gives_the_same_bytes_and_another_gives_others() -> None:
    data = ordinary(400)
    once, again, other = (isolation(grow(data, 50, 128, seed), data) for seed in (5, 5, 6))
    assert once.tobytes() == again.tobytes()
    assert once.tobytes() != other.tobytes()
    assert once[:3].round(6).tolist() == pytest.approx([0.415217, 0.677547, 0.414202], abs=1e-5)  # on every machine


def test_what_set_a_row_apart_is_the_feature_in_which_it_is_odd() -> None:
    data = ordinary(600)
    odd = np.array([1.0, 25.0, 1.0, 1.0, 0.0, 0.0])
    bits = cut_off(grow(data, 200, 256, 3), odd)
    assert bits.argmax() == 1
    assert bits[1] > 2 * np.delete(bits, 1).max()
    assert (bits >= 0).all()


@settings(max_examples=40, deadline=None)
@given(some.integers(2, 60), some.integers(1, 4), some.integers(0, 2**63 - 1), some.booleans())
def test_every_sample_is_parted_into_leaves_that_hold_all_its_rows(
    rows: int, features: int, seed: int, constant: bool
) -> None:
    data = np.random.default_rng(seed % 1000).integers(0, 1 if constant else 5, size=(rows, features)).astype(float)
    trees = grow(data, 5, 32, seed)
    for feature, size in zip(trees.feature, trees.size, strict=True):
        leaves = (feature < 0) & (size > 0)
        assert size[leaves].sum() == min(32, rows)
        for node in np.flatnonzero(feature >= 0):
            assert size[2 * node + 1] + size[2 * node + 2] == size[node]
            assert min(size[2 * node + 1], size[2 * node + 2]) > 0
    scores = isolation(trees, data)
    assert ((scores > 0) & (scores <= 1)).all()
