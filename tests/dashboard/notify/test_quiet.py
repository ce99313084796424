"""Quiet hours."""

import datetime as dt
import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.notify import quiet as module
from dashboard.notify.quiet import Quiet

MINUTES = st.times().map(lambda time: time.replace(second=0, microsecond=0))


@given(MINUTES, MINUTES, MINUTES)
def test_a_time_is_quiet_in_the_hours_or_in_the_other_ones(begins: dt.time, ends: dt.time, at: dt.time) -> None:
    if begins != ends:
        assert Quiet(begins, ends).holds(at) is not Quiet(ends, begins).holds(at)
        assert Quiet.read(str(Quiet(begins, ends))) == Quiet(begins, ends)


@pytest.mark.parametrize("text", ["", "22:00", "22-8", "25:00-08:00", "08:00-08:00", "a-b", "22:00-"])
def test_what_is_no_span_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Quiet.read(text)


def test_the_examples_are_true() -> None:
    assert doctest.testmod(module).failed == 0
