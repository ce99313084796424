"""The language of everything: these pages at the next visit, commands, scheduled runs, digests and notifications."""

from typing import Final

import streamlit as st

from dashboard import choices
from dashboard.i18n import Words
from dashboard.playbooks.model import LOCALES
from dashboard.spoken import chosen_in
from dashboard.views import desk, language
from dashboard.views.paint import part, put
from dashboard.views.plain import tag
from ingest.ledger import Ledger

_KEY: Final = "language-kept"
_AS_ASKED: Final = ""  # by browser and system


def which_language(ledger: Ledger, words: Words) -> None:
    """Show which language is kept, and offer another."""
    part(words("settings.language.title"))
    put(tag("p", words("settings.language.lead")))
    st.session_state[_KEY] = chosen_in(ledger.path)  # the sidebar may have changed it
    st.selectbox(
        words("page.language.label"), (_AS_ASKED, *LOCALES), key=_KEY, label_visibility="collapsed", on_change=_chosen,
        format_func=lambda one: language.NAMES.get(one) or words("settings.language.as_asked"),
    )  # fmt: skip


def _chosen() -> None:
    language.speak(st.session_state[_KEY])


def keep() -> None:
    """Keep what was just chosen, here or in the sidebar."""
    wish = language.to_keep()
    if wish is not None:
        with desk.open_ledger() as ledger:
            choices.keep_language(ledger, wish)
