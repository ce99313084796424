"""Two beats at one price are told apart where they hold all charges; habits without a beat stay what they are."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from detect.cadence import cadence
from detect.interleaved import CHARGES, interleaved

MONTHS = np.arange(6) * 30


def parted(days: np.ndarray) -> list[list[int]] | None:
    parts = interleaved(days)
    return None if parts is None else [days[part].tolist() for part in parts]


def test_the_same_membership_taken_out_twice_is_two_series() -> None:
    second = MONTHS + 9
    assert parted(np.sort(np.concatenate((MONTHS, second)))) == [MONTHS.tolist(), second.tolist()]


def test_a_month_and_a_week_at_one_price_are_two_series() -> None:
    weeks = np.arange(3, 150, 7)
    assert parted(np.sort(np.concatenate((MONTHS, weeks)))) == [MONTHS.tolist(), weeks.tolist()]


def test_visits_without_a_beat_are_none() -> None:
    assert parted(np.array([0, 2, 5, 6, 11, 13, 19, 20, 24, 31, 33, 36, 41, 44, 47])) is None


def test_two_visits_a_week_are_none() -> None:
    assert parted(np.sort(np.concatenate((np.arange(0, 84, 7), np.arange(3, 84, 7))))) is None


@given(st.lists(st.integers(0, 200), min_size=0, max_size=25))
def test_every_charge_is_in_one_of_two_series_that_keep_their_beat(days: list[int]) -> None:
    charges = np.array(sorted(days), dtype=np.int64)
    parts = interleaved(charges)
    if parts is not None:
        assert sorted(np.concatenate(parts).tolist()) == list(range(len(charges)))
        for part in parts:
            assert len(part) >= CHARGES
            assert cadence(charges[part])
