"""Lines that could not be read: each with its number, its text and the reason, of all files or of one."""

import streamlit as st

from dashboard.i18n import Words
from dashboard.views.paint import part, put
from dashboard.views.parts.file_told import lines
from dashboard.views.parts.said import counted
from dashboard.views.plain import tag
from ingest.ledger import Ledger
from ingest.notes import Note
from ingest.statement import Line
from ingest.text import visible


def unread(ledger: Ledger, words: Words) -> None:
    """Show them, nothing where all was read."""
    found = ledger.set_aside("unread")
    if found.empty:
        return
    part(counted(words, "page.lines.unread", len(found)))
    put(tag("p", words("page.unread.lead"), class_="quiet"))
    names = {int(key): str(name) for key, name in zip(found["file_id"], found["file"], strict=True)}
    if len(names) > 1:
        chosen = st.selectbox(
            words("page.column.file"), [None, *names], key="unread-file",
            format_func=lambda file_id: visible(names[file_id]) if file_id else words("page.unread.all"),
        )  # fmt: skip
        found = found[found["file_id"] == chosen] if chosen else found
    lines(
        [(row["file"], Line(row["line"], Note.loads(row["note"]), row["text"])) for row in found.to_dict("records")], words
    )  # fmt: skip
