"""Which day does 03/04/2026 mean? Asked with days of the file itself, written out."""

import datetime as dt

import streamlit as st

from dashboard.i18n import Words
from dashboard.views.paint import put
from dashboard.views.plain import in_markdown, tag
from ingest.errors import OpenDates
from ingest.source import Source


def ask(error: OpenDates, source: Source, key: str, words: Words) -> bool:
    """Offer each way to read the days; return whether one was just chosen."""
    printed = words.listed(error.examples)
    put(tag("p", words("page.ask.dates", days=printed)), tag("p", words("page.ask.dates_help"), class_="quiet"))
    for order, days in error.readings.items():
        if st.button(in_markdown(told(days, words)), key=f"dates-{order}-{key}", width="stretch"):
            source.date_order = order
            return True
    return False


def told(days: tuple[dt.date | None, ...], words: Words) -> str:
    """Return what the examples are in one order."""
    return words.listed(words.long_day(day) if day else words("page.ask.dates_none") for day in days)
