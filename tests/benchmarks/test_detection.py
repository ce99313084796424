"""The benchmark of unauthorised payments scores what it says: rates at a threshold, thefts by their second row, true answers."""

import numpy as np
import pandas as pd
import pytest

from benchmarks.detection import BUDGETS, Scored, at_rate, line, ours
from benchmarks.forest_rivals import everyday
from benchmarks.labelled import Labelled, _labelled
from benchmarks.learning import measured


@pytest.fixture(scope="module")
def small() -> Labelled:
    """Four people with ordinary shopping for a year and a theft of three rows each in the second half."""
    chance = np.random.default_rng(5)
    rows = []
    for person in range(4):
        days = pd.date_range("2026-01-01", "2026-12-30", freq="2D")
        for day in days:
            amount = float(np.exp(chance.normal(3.0, 0.5)))
            rows.append(
                (person, day + pd.Timedelta(hours=12, minutes=int(chance.integers(60))), amount, "GROCER", "food", 0)
            )
        for n in range(3):
            at = pd.Timestamp(f"2026-09-1{person} 03:0{n}:00")
            rows.append((person, at, 900.0 + n, f"UNHEARD OF {n}", "electronics", 1))
    table = pd.DataFrame(rows, columns=["account", "when", "amount", "merchant", "category", "fraud"])
    return _labelled(
        "small", table["account"], table["when"], table["amount"], table["merchant"], table["category"], table["fraud"],
        table["account"].astype(str), "2026-07-01",
    )  # fmt: skip


def test_thefts_at_night_are_told_by_their_second_row(small: Labelled) -> None:
    first, second = ours(small, [20, 21])
    assert first.fraud.sum() == 12
    assert first.recall[0] == 1.0
    assert first.second[0] == 1.0
    assert at_rate(first, BUDGETS[0], oracle=True)[0] == 1.0
    assert not np.array_equal(first.now, second.now)
    assert "±" in line("ours", [first, second])


def test_the_oracle_gives_exactly_the_rate_and_the_past_gives_what_it_gives() -> None:
    scored = Scored(
        now=np.array([9.0, 8.0, 7.0, 6.0, 1.0]), fraud=np.array([False, True, False, True, False]),
        before=np.array([5.0, 4.0, 3.0]), months=1.0, months_before=1.0,
    )  # fmt: skip
    assert at_rate(scored, 1.0, oracle=True) == (0.5, 1.0)
    assert at_rate(scored, 1.0, oracle=False) == (1.0, 2.0)


def test_answers_are_true_and_of_the_past(small: Labelled) -> None:
    _, _, said = measured(small, 5)
    frame = small.frame.set_index("txn_id")
    assert (frame.loc[said["txn_id"], "booked_at"] < small.start).all()
    assert set(said["answer"]) == {"mine"}
    assert len(said) == 4 * 5


def test_everyday_features_see_no_later_row(small: Labelled) -> None:
    matrix, _, _ = everyday(small)
    half = small.frame["booked_at"] < pd.Timestamp("2026-06-01")
    cut = Labelled(
        "cut", small.frame[half].reset_index(drop=True), small.fraud[half], small.case[half], small.start, small.months
    )
    np.testing.assert_allclose(everyday(cut)[0], matrix[: half.sum()])
