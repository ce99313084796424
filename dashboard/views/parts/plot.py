"""A chart on a page: one sentence that reads it, the chart, and the table behind it."""

from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from dashboard.i18n import Words
from dashboard.punctuation import sentences
from dashboard.views.paint import put
from dashboard.views.parts.tabled import tabled
from dashboard.views.plain import Html, tag


def dark() -> bool:
    """Tell whether the page is dark; charts know no CSS variables."""
    return bool(st.context.theme.type == "dark")


def plot(chart: alt.Chart, table: pd.DataFrame, words: Words, *, key: str, sentence: str, alternative: str) -> None:
    """Show a chart.

    Args:
        chart: what to draw.
        table: the same as figures, columns named in the language, texts already made visible.
        words: the language.
        key: tells it from other charts of the page.
        sentence: what the chart says.
        alternative: what it shows, for those who cannot see it.
    """
    put(tag("p", sentence, class_="reading"))
    draw(chart, sentences((alternative, sentence), words), key=f"chart-{key}")
    with st.expander(words("refunds.clock.table"), key=f"table-{key}"):
        tabled(table, alternative)


def draw(chart: alt.Chart, alternative: str, *, key: str | None = None) -> None:
    """Draw a chart; tests hold every chart against Vega-Lite's schema, so no page needs to."""
    st.altair_chart(Unchecked(chart), width="stretch", alt=alternative, key=key)


class Unchecked:
    """A chart that is written down without being held against the schema, which takes as long as the rest of it."""

    def __init__(self, chart: alt.Chart) -> None:
        self._chart = chart

    def to_dict(self) -> dict[str, Any]:
        """Return the chart as Streamlit asks for it."""
        written: dict[str, Any] = self._chart.to_dict(validate=False)
        return written


def legend(*entries: tuple[str, str, str]) -> Html:
    """Return what signs mean: class of the colour, sign, words."""
    items = (tag("li", tag("span", sign, class_=state, aria_hidden="true"), " ", said) for state, sign, said in entries)
    return tag("ul", *items, class_="legend")
