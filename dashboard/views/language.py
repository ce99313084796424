"""Which language a page speaks: what the address says, what was chosen, what the browser asks for, in this order."""

from typing import Final

import streamlit as st

from dashboard.i18n import Words, nearest_locale, system_locale, words
from dashboard.playbooks.model import LOCALES

PARAMETER: Final = "lang"
_KEY: Final = "language"
_HIDES: Final = "amounts-hidden"
NAMES: Final = {"zh": "中文", "en": "English", "id": "Bahasa Indonesia"}


def current() -> Words:
    """Return the language of this page; it writes no amounts where they are hidden."""
    return words(str(st.session_state.get(_KEY) or _wished()), hides=bool(st.session_state.get(_HIDES)))


def hide(*, hidden: bool) -> None:
    """Let this run write amounts or hide them; each run asks the ledger anew."""
    st.session_state[_HIDES] = hidden


def _wished() -> str:
    asked = st.query_params.get(PARAMETER)
    if asked in LOCALES:
        return str(asked)
    return nearest_locale(st.context.locale) if st.context.locale else system_locale()


def choice() -> Words:
    """Offer the languages in the sidebar and return the one in force; the address keeps it over a reload."""
    st.session_state.setdefault(_KEY, _wished())
    label = current()("page.language.label")
    st.sidebar.selectbox(label, LOCALES, format_func=NAMES.__getitem__, key=_KEY)
    chosen = current()
    if st.query_params.get(PARAMETER) != chosen.locale:
        st.query_params[PARAMETER] = chosen.locale
    return chosen
