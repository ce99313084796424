"""What was deleted for good, said once on the page that comes after."""

from typing import Final

import streamlit as st

from dashboard.i18n import Words
from dashboard.views.plain import in_markdown

_GONE: Final = "erased"


def remember(names: str) -> None:
    """Keep for the next page what is gone."""
    st.session_state[_GONE] = names


def told(words: Words) -> None:
    """Say what is gone, once."""
    if gone := st.session_state.pop(_GONE, ""):
        st.success(words("delete.gone", names=in_markdown(gone)))
