"""Hours and weekdays: what counts, and where these payments stand."""

import datetime as dt

import pandas as pd

from dashboard.charts import hours
from dashboard.i18n import words

NIGHT = dt.datetime.fromisoformat("2026-03-04T03:20")  # a Wednesday


def frame(*moments: dt.datetime, timed: bool = True) -> pd.DataFrame:
    count = len(moments)
    return pd.DataFrame(
        {
            "txn_id": [f"t{n}" for n in range(count)],
            "booked_at": pd.to_datetime(list(moments)),
            "amount": [-100] * count,
            "moved": [True] * count,
            "has_time": [timed] * count,
        }
    )


def test_every_hour_of_the_week_has_its_count() -> None:
    rows = frame(NIGHT, NIGHT, NIGHT + dt.timedelta(hours=9))
    usual = hours.counts(rows, ["t1"])
    assert len(usual) == 7 * 24
    seen = usual[usual["payments"] > 0]
    assert list(seen.itertuples(index=False, name=None)) == [(2, 3, 1), (2, 12, 1)]


def test_days_alone_tell_no_hour() -> None:
    assert hours.counts(frame(NIGHT, timed=False), [])["payments"].sum() == 0


def test_the_chart_rings_each_hour_once_and_names_days_in_the_language() -> None:
    usual = hours.counts(frame(NIGHT + dt.timedelta(hours=9)), [])
    drawn = hours.chart(usual, [NIGHT, NIGHT + dt.timedelta(minutes=9)], words("zh"), dark=True).to_dict()
    assert sorted(len(rows) for rows in drawn["datasets"].values()) == [1, 168]
    assert hours.weekdays(words("zh"))[0] == "周一"
