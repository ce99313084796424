"""A table of words and figures: a short one as plain HTML, a long one in Streamlit's grid."""

from typing import Final

import pandas as pd
import streamlit as st

from dashboard.views.paint import put
from dashboard.views.plain import Html, tag

LONGEST: Final = 100  # rows; the grid draws only those that are seen, but a browser loads a megabyte of scripts for it


def tabled(table: pd.DataFrame, name: str) -> None:
    """Show a table.

    Args:
        table: columns named in the language, words as they are to be read; strangers' text made visible.
        name: what it shows, for those who cannot see it.
    """
    if len(table) > LONGEST:
        st.dataframe(table, hide_index=True, width="stretch", alt=name)
    else:
        put(plain(table, name))


def plain(table: pd.DataFrame, name: str) -> Html:
    """Return a table as HTML."""
    heads = (tag("th", str(column), scope="col") for column in table.columns)
    rows = (tag("tr", *(tag("td", str(cell)) for cell in row)) for row in table.itertuples(index=False, name=None))
    inside = tag("table", tag("thead", tag("tr", *heads)), tag("tbody", *rows), class_="rows", aria_label=name)
    return tag("div", inside, class_="scroll tall", tabindex="0")
