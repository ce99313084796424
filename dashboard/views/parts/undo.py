"""Taking files out again: asked first, done whole, and the ledger is checked anew."""

from collections.abc import Sequence

import streamlit as st

from dashboard.i18n import Words
from dashboard.views.plain import in_markdown
from ingest.ledger import Ledger

_ASKED = "undo-asked"  # the files whose undo waits for a yes; nothing is lost when a reload forgets it


def undo(ledger: Ledger, file_id: int, name: str, words: Words) -> bool:
    """Offer to take a file out; return whether that has just been done."""
    said = words("page.undo.offer"), words("page.undo.ask", file=in_markdown(name))
    return _asked(ledger, [file_id], str(file_id), *said, words)


def undo_import(ledger: Ledger, file_ids: Sequence[int], words: Words) -> bool:
    """Offer to take out all files that have just been imported; return whether that has just been done."""
    said = words("page.undo.import"), words("page.undo.ask_import", count=len(file_ids))
    return _asked(ledger, file_ids, "import", *said, words)


def _asked(ledger: Ledger, file_ids: Sequence[int], key: str, offer: str, question: str, words: Words) -> bool:
    if st.session_state.get(_ASKED) != key:
        if st.button(offer, key=f"undo-{key}", type="tertiary"):
            st.session_state[_ASKED] = key
            st.rerun()
        return False
    st.warning(question)
    with st.container(horizontal=True):
        yes = st.button(words("page.undo.yes"), key=f"undo-yes-{key}", type="primary")
        no = st.button(words("page.undo.no"), key=f"undo-no-{key}")
    if yes or no:
        del st.session_state[_ASKED]
    if no:
        st.rerun()
    if yes:
        for file_id in file_ids:
            ledger.undo(file_id)
    return yes
