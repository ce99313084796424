"""The strip itself: one dot a payment, the middle nine tenths shaded, the median a line, this payment a ring."""

import json
from typing import TYPE_CHECKING, Final

import altair as alt
import pandas as pd

from dashboard.charts.axes import major
from dashboard.i18n import Words
from dashboard.views.parts import plot
from dashboard.web.palette import colour

if TYPE_CHECKING:
    from dashboard.views.parts.usual import Usual

_HEIGHT: Final = 130


def draw(found: "Usual", words: Words) -> None:
    """Draw the strip."""
    plot.draw(chart(found, words, dark=plot.dark()), words("page.usual.chart"))


def chart(found: "Usual", words: Words, *, dark: bool) -> alt.Chart:
    """Return the strip. Nothing in it is statement text: amounts and days only."""
    axis = _axis(found, words, dark=dark)
    others = _dots(found, words)
    lane = alt.Y("lane:Q", axis=None, scale=alt.Scale(domain=[0, 1]))
    these = pd.DataFrame({"paid": [major(amount, found.currency) for amount in found.these], "lane": 0.5})
    edges = pd.DataFrame({"low": [major(found.low, found.currency)], "high": [major(found.high, found.currency)]})
    middle = pd.DataFrame({"paid": [major(found.median, found.currency)]})
    return alt.layer(
        alt.Chart(edges).mark_rect(color=colour("watch", dark=dark), opacity=0.18).encode(x=axis("low"), x2="high"),
        alt.Chart(middle).mark_rule(color=colour("quiet", dark=dark), strokeWidth=2).encode(x=axis("paid")),
        alt.Chart(others).mark_circle(color=colour("watch", dark=dark), size=70, opacity=0.55)
        .encode(x=axis("paid"), y=lane, tooltip=_tooltip(words)),
        alt.Chart(these).mark_point(color=colour("now", dark=dark), size=260, strokeWidth=3, filled=False)
        .encode(x=axis("paid"), y=lane),
    ).properties(height=_HEIGHT)  # fmt: skip


def _dots(found: "Usual", words: Words) -> pd.DataFrame:
    """Return the dots; equal amounts are spread over three lanes, so that many visits look like many."""
    others = found.others.sort_values("amount")
    return pd.DataFrame(
        {
            "paid": [major(amount, found.currency) for amount in others["amount"]],
            "lane": [(0.5, 0.3, 0.7)[place % 3] for place in range(len(others))],
            "day": [words.day(day) for day in others["booked_at"].dt.date],
            "sum": [words.money(amount, found.currency) for amount in others["amount"]],
        }
    )


def _axis(found: "Usual", words: Words, *, dark: bool):  # type: ignore[no-untyped-def]  # noqa: ANN202  (altair has no types)
    """Return the amount axis: it names the edges, the median and this payment, in the language's own figures."""
    named = sorted({found.low, found.median, found.high, *found.these})
    values = [major(amount, found.currency) for amount in named]
    labels = [words.money(amount, found.currency) for amount in named]
    look_up = f"{json.dumps(labels, ensure_ascii=False)}[indexof({json.dumps(values)}, datum.value)]"
    axis = alt.Axis(
        values=values,
        labelExpr=look_up,
        labelOverlap="greedy",
        labelColor=colour("ink", dark=dark),
        grid=False,
        title=None,
        tickColor=colour("line", dark=dark),
    )
    return lambda name: alt.X(f"{name}:Q", axis=axis, scale=alt.Scale(zero=False, padding=16))


def _tooltip(words: Words) -> list[object]:
    return [
        alt.Tooltip("day:N", title=words("page.column.day")),
        alt.Tooltip("sum:N", title=words("page.column.amount")),
    ]
