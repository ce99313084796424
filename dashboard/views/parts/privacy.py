"""Amounts hidden on every page, for when somebody looks over the shoulder. Kept in the ledger's file, not in the tab."""

import streamlit as st

from dashboard import choices
from dashboard.i18n import Words
from dashboard.views import desk, language


def choice(words: Words) -> None:
    """Offer in the sidebar to hide amounts, and let this run of the page know."""
    with desk.open_ledger() as ledger:
        kept = choices.amounts_hidden(ledger)
        hidden = st.sidebar.toggle(
            words("page.privacy.hide"), kept, key="hide-amounts", help=words("page.privacy.help")
        )
        if hidden is not kept:
            choices.hide_amounts(ledger, hidden=hidden)
    language.hide(hidden=hidden)
