"""Taking a file out again: asked first, done whole, and the ledger is checked anew."""

import streamlit as st

from dashboard.i18n import Words
from dashboard.views.plain import in_markdown
from ingest.ledger import Ledger

_ASKED = "undo-asked"  # the file whose undo waits for a yes; nothing is lost when a reload forgets it


def undo(ledger: Ledger, file_id: int, name: str, words: Words) -> bool:
    """Offer to take a file out; return whether that has just been done."""
    if st.session_state.get(_ASKED) != file_id:
        if st.button(words("page.undo.offer"), key=f"undo-{file_id}", type="tertiary"):
            st.session_state[_ASKED] = file_id
            st.rerun()
        return False
    st.warning(words("page.undo.ask", file=in_markdown(name)))
    with st.container(horizontal=True):
        yes = st.button(words("page.undo.yes"), key=f"undo-yes-{file_id}", type="primary")
        no = st.button(words("page.undo.no"), key=f"undo-no-{file_id}")
    if yes or no:
        del st.session_state[_ASKED]
    if no:
        st.rerun()
    if yes:
        ledger.undo(file_id)
    return yes
