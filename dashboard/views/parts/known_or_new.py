"""One of what is known, or a new name: a list that ends in "new …", and a text where it was chosen or nothing is known."""

from collections.abc import Sequence
from typing import Final

import streamlit as st

from dashboard.account_name import account_name
from dashboard.i18n import Words
from ingest.text import visible

_NONE: Final = ""
_NEW: Final = "\0new"  # no name holds this character


def known_or_new(label: str, known: Sequence[str], key: str, words: Words, *, what: str, **more: str) -> str:
    """Return what was chosen or typed; empty where all stays as found.

    Args:
        label: what is asked for.
        known: names to choose from; with none only the text is shown.
        key: of the text; the list's ends in `-known`.
        words: the language.
        what: account or person, for the words of the last choice and of the text that it opens.
        more: `help` of the field.
    """
    if not known:
        return _typed(label, key, **more)
    said = st.selectbox(
        label, [_NONE, *known, _NEW], key=f"{key}-known", help=more.get("help"),
        format_func=lambda one: words("page.other.as_found") if one == _NONE else words(f"page.other.{what}_of.new") if one == _NEW else account_name(one, words) if what == "account" else visible(one),
    )  # fmt: skip
    return _typed(words(f"page.other.{what}_of.name"), key) if said == _NEW else said


def _typed(label: str, key: str, **more: str) -> str:
    return st.text_input(label, key=key, help=more.get("help")).replace("\0", "").strip()
