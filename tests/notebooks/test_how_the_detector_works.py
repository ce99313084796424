"""What the notebook says of the detector is so, its failures too."""

import numpy as np
import pytest

from detect.limits import above
from tests.notebooks.running import run


def test_the_detector_works_and_fails_as_the_notebook_says() -> None:
    names = run("how_the_detector_works.ipynb")
    payments, stolen, told = names["payments"], names["stolen"], names["told"]

    market = names["market"].sort_values("euros")  # one-sided: little money is no evidence, much is
    assert market["nats"].iloc[0] < 0.1
    assert market["nats"].iloc[-1] > 2
    plain, tails = names["strangeness"].to_dict("records")
    assert plain["the lemon"] < 0.1
    assert tails["the lemon"] > 0.2
    assert tails["the theft"] == 0
    assert names["labelled"] == pytest.approx(0.1, abs=0.02)

    assert names["parts"].sum() == pytest.approx(payments["surprise"][stolen].iloc[-1])
    assert told[stolen].all()
    lines = names["lines"].set_index(["from", "budget"])["score"]
    month = payments["booked_at"].dt.to_period("M").dt.to_timestamp()
    drawn = np.array([lines.get((begin, 0.25), np.nan) for begin in month])
    warm = ~np.isnan(drawn)  # the lines that are drawn are those by which a scan decides
    assert ((payments["score"] >= drawn)[warm] == above(names["scene"])[warm]).all()

    false, caught = names["false_a_month"], names["caught"]
    assert false.is_monotonic_increasing
    assert false[0.25] < 0.5
    assert not caught["found"][caught["family"] == "U-inhabit"].any()
    assert caught[names["loud"]].groupby("budget")["found"].mean().is_monotonic_increasing

    assert names["habit_row"]["score"] < 0.5
    assert not names["habit_findings"]
    assert names["cold"].cold_start == ("bank:0001",)
    assert not names["cold"].findings
    assert [finding.kind for finding in names["tested"].findings] == ["unauthorized"]
    kinds = {drip: [finding.kind for finding in found] for drip, found in names["drips"].items()}
    assert kinds == {"irregular": [], "every month": ["new_recurring"]}
