"""When somebody pays: a map of hours and weekdays, the darker the more often, with the payments in question ringed."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

import altair as alt
import pandas as pd

from dashboard.charts import axes
from dashboard.i18n import Words
from dashboard.web.palette import colour

_HEIGHT: Final = 190
_HOURS: Final = (0, 3, 6, 9, 12, 15, 18, 21)  # those that have a label
_MONDAY: Final = dt.date(2024, 1, 1)  # a Monday, to name the days of the week by


def counts(frame: pd.DataFrame, left_out: Sequence[str]) -> pd.DataFrame:
    """Return `weekday` (Monday is 0), `hour` and `payments` of a ledger frame's payments with a time of day, all 168 of them.

    Args:
        frame: a ledger frame, of one person.
        left_out: txn_ids that do not count: the payments in question, and what shows a payment once more.
    """
    own = frame[frame["has_time"] & frame["moved"] & (frame["amount"] < 0) & ~frame["txn_id"].isin(left_out)]
    at = own["booked_at"].dt
    counted = own.groupby([at.day_of_week.rename("weekday"), at.hour.rename("hour")], observed=True).size()
    every = pd.MultiIndex.from_product([range(7), range(24)], names=["weekday", "hour"])
    return counted.reindex(every, fill_value=0).rename("payments").reset_index()


def weekdays(words: Words) -> dict[int, str]:
    """Return the names of the days, Monday first."""
    return {day: words.weekday_name(_MONDAY + dt.timedelta(days=day)) for day in range(7)}


def chart(usual: pd.DataFrame, these: Sequence[dt.datetime], words: Words, *, dark: bool) -> alt.Chart:
    """Return the chart: `usual` as `counts` gives it, `these` the moments in question."""
    names = weekdays(words)
    said = [
        words("hours.cell", day=names[int(row.weekday)], hour=f"{int(row.hour):02d}:00", count=words.decimal(int(row.payments)))
        for row in usual.itertuples()
    ]  # fmt: skip
    cells = usual.assign(said=said)
    x = alt.X("hour:O", axis=axes.labelled({hour: f"{hour:02d}" for hour in _HOURS}, dark=dark, labelAngle=0))
    y = alt.Y("weekday:O", axis=axes.labelled(names, dark=dark))
    shade = alt.Color(
        "payments:Q", legend=None,
        scale=alt.Scale(domain=[0, max(1, int(cells["payments"].max()))], range=[colour("shade", dark=dark), colour("watch", dark=dark)]),
    )  # fmt: skip
    rings = pd.DataFrame(
        {"hour": [at.hour for at in these], "weekday": [at.weekday() for at in these]}
    ).drop_duplicates()
    return alt.layer(
        alt.Chart(cells).mark_rect().encode(x=x, y=y, color=shade, tooltip=[alt.Tooltip("said:N", title=" ")]),
        alt.Chart(rings).mark_point(size=150, strokeWidth=3, filled=False, color=colour("now", dark=dark)).encode(x=x, y=y),
    ).properties(height=_HEIGHT)  # fmt: skip
