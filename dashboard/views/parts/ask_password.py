"""The password of one protected file: typed under its name, used once, kept nowhere."""

from collections.abc import Iterator
from typing import Final

import streamlit as st

from dashboard.i18n import Words
from dashboard.views.parts.held import Held
from ingest.errors import PasswordNeeded, WrongPassword
from ingest.report import FileReport
from ingest.source import Source, unpacked

_HANDED: Final = "secret-handed-over"  # holds a password from the click to the run that uses it, no longer


def ask(held: Held, words: Words) -> str:
    """Offer a field for the password of a file; return what was just typed, or nothing."""
    field = f"secret-{held.key}"
    with st.form(f"unlock-{held.key}", border=False):
        st.text_input(
            words("page.ask.password"), type="password", key=field, autocomplete="off", help=words("page.ask.password_help")
        )  # fmt: skip
        st.form_submit_button(
            words("page.ask.password_open"), key=f"open-{held.key}", on_click=_hand_over, args=(field,)
        )
    handed: dict[str, str] = st.session_state.get(_HANDED, {})
    return handed.pop(field, "")


def _hand_over(field: str) -> None:
    """Take the password out of its field; it lives on only until this run has opened the file."""
    st.session_state[_HANDED] = {field: st.session_state[field]}
    st.session_state[field] = ""


def opened(upload: Source, password: str | None = None) -> Iterator[Held]:
    """Yield the files of an upload, those that a password protects with what they ask for.

    A password that was typed for a ZIP may open a protected file in it as well; where it does not, that file asks on.
    """
    for source in unpacked(upload, lambda _: password or None):
        if isinstance(source, Source):
            yield Held(FileReport(source.name, source.sha256), source)
        else:
            inside = source.name != upload.name and isinstance(source.error, WrongPassword)
            error = PasswordNeeded(file=source.name) if inside else source.error
            yield Held(FileReport(source.name, error=error), locked=source.locked)
