"""The level a person's past exceeds as often as the budget allows, counted over all earlier months in one walk."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as some

from detect.budget import _GRID, EPISODE, _episodes, thresholds
from detect.view import DAY

MONTH = 30 * DAY


def one_by_one(when: np.ndarray, surprise: np.ndarray, level: float) -> int:
    moments = when[surprise >= level]
    return 0 if len(moments) == 0 else 1 + int((np.diff(moments) > EPISODE).sum())


@settings(max_examples=60, deadline=None)
@given(
    some.lists(some.tuples(some.integers(0, 60 * DAY), some.floats(0, 90)), max_size=40),
    some.lists(some.integers(0, 40), min_size=1, max_size=4),
)
def test_episodes_are_counted_as_level_by_level(rows: list[tuple[int, float]], before: list[int]) -> None:
    rows = sorted(rows)
    when, surprise = np.array([w for w, _ in rows], dtype=np.int64), np.array([s for _, s in rows], dtype=np.float64)
    asked = np.array(sorted(min(n, len(rows)) for n in before), dtype=np.int64)
    counted = _episodes(when, surprise, asked)
    for own, n in zip(counted, asked.tolist(), strict=True):
        assert own.tolist() == [one_by_one(when[:n], surprise[:n], level) for level in _GRID]


def of_a_year(surprise: float, budget: float, timed: int = 12) -> float:
    when, with_time = np.arange(12) * MONTH, np.arange(12) < timed
    levels = thresholds(np.full(12, surprise), when, np.arange(12), with_time, np.array([12]), budget)
    return float(levels[0])


def test_a_life_that_exceeds_a_level_every_month_raises_the_threshold_above_it() -> None:
    assert of_a_year(40.0, 0.25) > 40.0
    assert of_a_year(5.0, 0.25) < 40.0


def test_a_larger_budget_never_gives_a_higher_threshold() -> None:
    levels = [of_a_year(20.0, budget) for budget in (0.1, 0.25, 0.5, 1.0, 2.0)]
    assert levels == sorted(levels, reverse=True)


def test_a_month_counts_only_for_later_ones() -> None:
    when, month = np.array([0, 40, 80]) * DAY, np.array([0, 1, 2])
    timed = np.ones(3, dtype=bool)
    first, later = thresholds(np.array([5.0, 60.0, 60.0]), when, month, timed, np.array([1, 3]), 0.25)
    assert first < later


def test_payments_with_a_time_of_day_need_a_higher_threshold_and_mixed_ones_lie_between() -> None:
    only_days, mixed, only_times = (of_a_year(5.0, 0.25, timed) for timed in (0, 6, 12))
    assert only_days < mixed < only_times
