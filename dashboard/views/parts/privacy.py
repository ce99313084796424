"""Amounts hidden on every page, for when somebody looks over the shoulder. Kept in the ledger's file, not in the tab."""

from typing import Final

import streamlit as st

from dashboard import choices
from dashboard.i18n import Words
from dashboard.views import desk, language
from dashboard.views.paint import part, put
from dashboard.views.plain import tag

_SIDEBAR: Final = "hide-amounts"
_SETTING: Final = "hide-amounts-setting"


def choice(words: Words) -> None:
    """Offer in the sidebar to hide amounts, and let this run of the page know."""
    with desk.open_ledger() as ledger:
        kept = choices.amounts_hidden(ledger)
        hidden = st.sidebar.toggle(words("page.privacy.hide"), kept, key=_SIDEBAR, help=words("page.privacy.help"))
        if hidden is not kept:
            choices.hide_amounts(ledger, hidden=hidden)
    language.hide(hidden=hidden)


def setting(words: Words) -> None:
    """Offer the same among the settings; on a phone the sidebar is folded away."""
    part(words("page.privacy.title"))
    put(tag("p", words("page.privacy.help"), class_="quiet"))
    st.session_state[_SETTING] = st.session_state[_SIDEBAR]
    st.toggle(words("page.privacy.hide"), key=_SETTING, on_change=_follow)


def _follow() -> None:
    """Turn the switch in the sidebar, which keeps what it is told."""
    st.session_state[_SIDEBAR] = st.session_state[_SETTING]
