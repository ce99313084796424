"""How regularly something is charged."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detect.cadence import CADENCES, cadence


@pytest.mark.parametrize(
    ("steps", "beat"),
    [
        ([30, 31], 30),
        ([30], 0),
        ([7, 7, 90, 7], 7),
        ([7, 7, 90], 0),
        ([28, 31, 30], 30),
        ([365, 366], 365),
        ([1, 1, 1], 0),
    ],
)
def test_three_of_four_steps_keep_the_beat(steps: list[int], beat: int) -> None:
    assert cadence(np.cumsum([0, *steps])) == beat


@given(st.lists(st.integers(0, 400), max_size=12))
def test_the_beat_is_the_middle_step_where_enough_steps_are_of_one_kind(steps: list[int]) -> None:
    kept = [low for low, high in CADENCES if sum(low <= step <= high for step in steps) >= 0.75 * len(steps)]
    expected = int(np.median(steps)) if len(steps) >= 2 and kept else 0
    assert cadence(np.cumsum([0, *steps])) == expected
