"""Sums over the past, groups and runs."""

import numpy as np
import pytest

from detect.causal import past, runs


def told(keys: list[int], least: int) -> list[list[int]]:
    return [part.tolist() for part in runs(np.arange(len(keys)), np.array(keys, dtype=np.int64), least)]


@pytest.mark.parametrize(
    ("keys", "least", "expected"),
    [
        ([], 1, []),
        ([5], 1, [[0]]),
        ([5], 2, []),
        ([5, 5, 6, 5], 1, [[0, 1], [2], [3]]),
        ([5, 5, 6, 7, 7, 7], 2, [[0, 1], [3, 4, 5]]),
        ([5, 5, 6, 7, 7, 7], 4, []),
    ],
)
def test_runs_are_the_equal_neighbours_that_are_many_enough(
    keys: list[int], least: int, expected: list[list[int]]
) -> None:
    assert told(keys, least) == expected


def test_every_row_is_in_one_run_where_one_row_is_enough() -> None:
    keys = np.sort(np.random.default_rng(4).integers(0, 40, 200)).tolist()
    assert [row for part in told(keys, 1) for row in part] == list(range(200))


def test_rows_that_do_not_count_are_in_nobodys_past_and_have_one_themselves() -> None:
    group, when, value = np.zeros(4, dtype=np.int64), np.arange(4), np.array([2.0, 3.0, 5.0, 7.0])
    seen = past(group, when, value, counted=np.array([True, False, True, True]))
    assert seen.rows.tolist() == [0, 1, 1, 2]
    assert seen.total.tolist() == [0, 2, 2, 7]
    assert seen.squares.tolist() == [0, 4, 4, 29]
