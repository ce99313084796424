"""How rare a value is among earlier ones: only large ones, and only hours that are seldom used, are rare."""

import numpy as np
import pytest

from detect.tails import hour_surprise, tail

NOTHING = np.zeros(0)


def test_the_population_alone_leaves_half_above_its_middle_and_a_tenth_beyond_its_reach() -> None:
    nats = tail(np.array([1.0, 3.0]), NOTHING, 1.0, 2.0)
    assert np.exp(-nats) == pytest.approx([0.5, 0.1])


def test_larger_is_rarer_and_small_is_ordinary() -> None:
    nats = tail(np.array([-5.0, 0.0, 2.0, 9.0]), np.sort(np.linspace(0, 1, 500)), 0.5, 1.0)
    assert (np.diff(nats) > 0).all()
    assert nats[0] < 0.01


def test_what_was_seen_often_is_less_rare_than_the_population_says() -> None:
    before = np.full(500, 9.0)
    assert tail(np.array([9.0]), before, 0.0, 1.0)[0] < tail(np.array([9.0]), NOTHING, 0.0, 1.0)[0]


def test_hours_without_any_past_are_all_alike_and_ordinary() -> None:
    assert hour_surprise(np.zeros(24, dtype=np.int64)) == pytest.approx(np.zeros(24))


def test_an_hour_far_from_the_used_ones_is_the_rarest_and_its_neighbours_count() -> None:
    used = np.zeros(24, dtype=np.int64)
    used[12] = 200
    nats = hour_surprise(used)
    assert nats.argmin() in (11, 12, 13)
    assert nats[3] > nats[14] > nats[13]
