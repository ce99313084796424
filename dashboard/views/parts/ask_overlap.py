"""Rows on the edge of two files that nothing tells apart: the same payment twice, or two payments?"""

from typing import Final

import streamlit as st

from dashboard.i18n import Words
from dashboard.views import reading
from dashboard.views.paint import part, put
from dashboard.views.parts.rows import row
from dashboard.views.parts.said import counted
from dashboard.views.plain import tag
from ingest.ledger import Ledger

SHOWN: Final = 5  # pairs at a time
_SAID: Final = "overlap-said"  # what takes the last answer back


def ask(ledger: Ledger, words: Words) -> bool:
    """Show the pairs in doubt with their two answers; return whether one was just answered, or an answer taken back."""
    pairs = ledger.overlaps()
    if pairs.empty and _SAID not in st.session_state:
        return False
    part(counted(words, "page.overlap.title", len(pairs)))
    if _taken_back(ledger, words):
        return True
    if len(pairs):
        put(tag("p", words("page.overlap.lead"), class_="quiet"))
    for txn_id, other in pairs.head(SHOWN).itertuples(index=False):
        if _pair(str(txn_id), str(other), ledger, words):
            return True
    return False


def _pair(txn_id: str, other: str, ledger: Ledger, words: Words) -> bool:
    presenter = reading.presenter(ledger, words)
    with st.container(border=True, key=f"overlap-{txn_id}"):
        put(*(row(shown, words) for identity in (txn_id, other) if (shown := presenter.row(identity)) is not None))
        with st.container(horizontal=True):
            same = st.button(words("page.overlap.same"), key=f"same-{txn_id}")
            different = st.button(words("page.overlap.different"), key=f"different-{txn_id}")
    if same or different:
        st.session_state[_SAID] = ledger.answer_overlap(txn_id, same=same)
    return same or different


def _taken_back(ledger: Ledger, words: Words) -> bool:
    keys = st.session_state.get(_SAID)
    if not keys or not st.button(words("page.overlap.undo"), key="overlap-undo", type="tertiary"):
        return False
    ledger.take_back_overlap(keys)
    del st.session_state[_SAID]
    return True
