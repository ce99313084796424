"""Days with payments are counted outside of a window as by going through them one by one."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as some

from detect.daily import Days


@given(some.lists(some.integers(0, 40)), some.integers(-5, 45), some.integers(0, 10))
def test_what_lies_outside_of_a_window_is_counted_as_one_by_one(days: list[int], day: int, window: int) -> None:
    others = [other for other in days if abs(other - day) > window]
    several = {other for other in others if others.count(other) > 1}
    assert Days(np.array(days, dtype=np.int64)).outside(day, window) == (len(others), len(set(others)), len(several))
