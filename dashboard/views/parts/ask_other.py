"""What a person may know better than the file says: whose export, whose account, whose money. Out of the way until wanted."""

import streamlit as st

from dashboard.i18n import Words
from dashboard.views.parts.file_told import institution
from dashboard.views.parts.held import Held
from ingest.importer import importers
from ingest.text import visible

_AS_READ = ""


def ask(held: Held, words: Words) -> bool:
    """Offer to read a file in another way; return whether that was just asked for."""
    with st.expander(words("page.other.title")), st.form(f"other-{held.key}", border=False):
        names = [_AS_READ, *(importer.name for importer in importers())]
        chosen = str(held.answers.get("format_name") or _AS_READ)
        answers = {
            "label": st.text_input(words("page.other.account"), key=f"other-account-{held.key}").strip(),
            "person": st.text_input(
                words("page.other.person"), key=f"other-person-{held.key}", help=words("page.other.person_help")
            ).strip(),
            "format_name": st.selectbox(
                words("page.other.format"), names, index=names.index(chosen), key=f"other-format-{held.key}",
                format_func=lambda name: visible(institution(name, words)) if name else words("page.other.format_found"),
            ),
        }  # fmt: skip
        again = st.form_submit_button(words("page.other.again"), key=f"other-again-{held.key}")
    if again:
        kept = {
            name: value
            for name, value in held.answers.items()
            if name not in answers or (name == "label" and held.may_be)
        }
        held.answers = kept | {name: value for name, value in answers.items() if value}
    return again
