"""Which language a page speaks: what the address says, what is kept, what the browser asks for, in this order.

What is chosen on a page is kept in the ledger's file, so that the next visit, commands and scheduled runs speak it, too.
"""

from typing import Final

import streamlit as st

from dashboard.i18n import Words, words
from dashboard.playbooks.model import LOCALES
from dashboard.spoken import wished
from dashboard.web.served import served_ledger

PARAMETER: Final = "lang"
_KEY: Final = "language"
_HIDES: Final = "amounts-hidden"
_TO_KEEP: Final = "language-to-keep"
NAMES: Final = {"zh": "中文", "en": "English", "id": "Bahasa Indonesia"}


def current() -> Words:
    """Return the language of this page; it writes no amounts where they are hidden."""
    return words(str(st.session_state.get(_KEY) or _wished()), hides=bool(st.session_state.get(_HIDES)))


def hide(*, hidden: bool) -> None:
    """Let this run write amounts or hide them; each run asks the ledger anew."""
    st.session_state[_HIDES] = hidden


def _wished() -> str:
    return wished(st.query_params.get(PARAMETER, ""), served_ledger(), st.context.locale or "")


def choice() -> Words:
    """Offer the languages in the sidebar and return the one in force; the address keeps it over a reload."""
    st.session_state.setdefault(_KEY, _wished())
    label = current()("page.language.label")
    st.sidebar.selectbox(label, LOCALES, format_func=NAMES.__getitem__, key=_KEY, on_change=speak)
    chosen = current()
    if st.query_params.get(PARAMETER) != chosen.locale:
        st.query_params[PARAMETER] = chosen.locale
    return chosen


def speak(wish: str | None = None) -> None:
    """Speak a language from the next run on and keep it, by default what the sidebar says; an empty one leaves it to browser and system."""
    if wish:
        st.session_state[_KEY] = wish
    st.session_state[_TO_KEEP] = st.session_state[_KEY] if wish is None else wish


def to_keep() -> str | None:
    """Return what was just chosen and is to be kept, once; None where nothing was."""
    wish: str | None = st.session_state.pop(_TO_KEEP, None)
    return wish
