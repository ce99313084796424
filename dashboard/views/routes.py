"""The pages by name, and how to get from one to another."""

from pathlib import Path
from typing import Final, NoReturn

import streamlit as st

from dashboard.i18n import Words
from dashboard.views import language

FOLDER: Final = Path(__file__).parent
PAGES: Final = (
    "today",
    "upload",
    "alerts",
    "cases",
    "review",
    "refunds",
    "subscriptions",
    "statements",
    "transactions",
    "playbooks",
    "theft",
    "settings",
    "alert",
    "case",
)
HIDDEN: Final = ("alert", "case")  # reached from a card or by its address
THEFT: Final = "theft"  # account-theft mode
ALERT: Final = "alert"  # the parameter that names one
CASE: Final = "case"  # likewise


def page(name: str, words: Words) -> st.Page:
    """Return a page; Streamlit knows it by its name."""
    return st.Page(
        FOLDER / f"{name}.py",
        title=words(f"page.nav.{name}"),
        url_path=name,
        default=name == PAGES[0],
        visibility="hidden" if name in HIDDEN else "visible",
    )


def go(name: str, **parameters: str) -> NoReturn:
    """Leave for another page."""
    words = language.current()
    st.switch_page(page(name, words), query_params={language.PARAMETER: words.locale, **parameters})
