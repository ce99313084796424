"""The files in the ledger: what each holds, whether it adds up, and the way out again."""

from collections.abc import Mapping

import streamlit as st

from dashboard.i18n import Words
from dashboard.institutions import institution
from dashboard.stored import stored
from dashboard.views.paint import part, put
from dashboard.views.parts import scanning
from dashboard.views.parts.file_told import statement
from dashboard.views.parts.said import counted
from dashboard.views.parts.undo import undo
from dashboard.views.plain import Html, tag
from ingest.ledger import Ledger


def files(ledger: Ledger, words: Words) -> None:
    """Show every file with its statements, newest first."""
    part(words("page.statements.files"))
    statements, comparisons = ledger.statements(), ledger.comparisons()
    for file in ledger.files().iloc[::-1].to_dict("records"):
        file_id, name = int(file["file_id"]), str(file["name"])
        own = statements[statements["file_id"] == file_id]
        with st.container(border=True, key=f"file-{file_id}"):
            put(tag("h3", tag("bdi", name)), _facts(file, words))
            put(*(statement(stored(one, comparisons), words) for one in own.to_dict("records")))
            if undo(ledger, file_id, name, words):
                scanning.scan(ledger, words)
                st.rerun()


def _facts(file: Mapping[str, object], words: Words) -> Html:
    imported = words("page.statements.imported", day=words.day(str(file["imported_at"])))
    lines = counted(words, "page.statements.lines", int(str(file["lines"])))
    return tag(
        "p",
        *(tag("span", said) for said in (institution(str(file["importer"]), words), imported, lines)),
        class_="facts",
    )
