"""What a regular charge cost over time: a line that steps where the price changed, with the price at each step."""

import datetime as dt

import altair as alt
import pandas as pd

from dashboard.charts import axes
from dashboard.i18n import Words
from dashboard.web.palette import colour
from detect.subscriptions import Subscription

_HEIGHT = 150


def steps(one: Subscription, words: Words) -> pd.DataFrame:
    """Return the line's corners: `day` (since 1970), `price` (a place on the axis), `said` (the price in words) where it begins.

    The last price runs on to the last charge, where nothing is said again.
    """
    rows = [
        (axes.number(day), axes.major(price, one.currency), words.money(price, one.currency))
        for day, price in one.steps
    ]
    rows.append((axes.number(one.last), rows[-1][1], ""))
    return pd.DataFrame(rows, columns=["day", "price", "said"])


def chart(one: Subscription, words: Words, *, dark: bool) -> alt.Chart:
    """Return the chart."""
    corners = steps(one, words)
    last = one.last + dt.timedelta(days=max(3, (one.last - one.first).days // 12))  # room for the last price
    highest = max(price for _, price in one.steps)
    x = alt.X("day:Q", **axes.days(one.first, last, words, dark=dark))
    y = alt.Y("price:Q", **axes.amounts(round(highest * 1.2), one.currency, words, dark=dark))
    line = alt.Chart(corners).mark_line(interpolate="step-after", strokeWidth=3, color=colour("watch", dark=dark))
    said = corners[corners["said"] != ""]
    points = alt.Chart(said).mark_point(filled=True, size=90, opacity=1, color=colour("accent", dark=dark))
    labels = alt.Chart(said).mark_text(align="left", dx=6, dy=-12, fontSize=13, color=colour("ink", dark=dark))
    place = {"x": x, "y": y}
    return alt.layer(
        line.encode(**place), points.encode(**place), labels.encode(**place, text="said:N")
    ).properties(height=_HEIGHT)  # fmt: skip
