"""Days with payments are counted outside of a window as by going through them one by one."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as some

from detect.daily import DaysOf


@given(some.lists(some.tuples(some.integers(0, 2), some.integers(0, 40))), some.integers(-5, 45), some.integers(0, 10))
def test_what_lies_outside_of_a_window_is_counted_as_one_by_one(
    payments: list[tuple[int, int]], day: int, window: int
) -> None:
    shops, days = (np.array([paid[n] for paid in payments], dtype=np.int64) for n in (0, 1))
    asked = np.arange(3)
    counted = DaysOf(shops, days).outside(asked, np.full(3, day), window)
    for shop in asked.tolist():
        others = [other for where, other in payments if where == shop and abs(other - day) > window]
        several = {other for other in others if others.count(other) > 1}
        assert [int(column[shop]) for column in counted] == [len(others), len(set(others)), len(several)]
