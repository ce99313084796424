"""Which months of which accounts were seen, whether they add up, and the files they came from."""

import streamlit as st

from dashboard.i18n import Words
from dashboard.views import desk, language, routes
from dashboard.views.paint import heading, part, put
from dashboard.views.parts import ask_overlap, files, grid, scanning, watched
from dashboard.views.parts.file_told import lines
from dashboard.views.parts.said import counted
from dashboard.views.plain import tag
from detect.casebook import Casebook
from ingest.ledger import Ledger
from ingest.notes import Note
from ingest.statement import Line


def page() -> None:
    """Show the page."""
    words = language.current()
    heading(words("page.statements.title"), words("page.statements.lead"))
    with desk.open_ledger() as ledger:
        if ledger.files().empty:
            put(tag("p", words("page.statements.none")))
            if st.button(words("page.start.choose"), key="choose", type="primary"):
                routes.go("upload")
            return
        context = Casebook(ledger).context()
        today = desk.today()
        put(
            grid.grid(context, words, today),
            grid.legend(words),
            watched.unseen(watched.watched(context, today), words, today),
        )
        if ask_overlap.ask(ledger, words):
            if ledger.overlaps().empty:
                scanning.scan(ledger, words)
            st.rerun()
        files.files(ledger, words)
        _unread(ledger, words)


def _unread(ledger: Ledger, words: Words) -> None:
    unread = ledger.set_aside("unread").to_dict("records")
    if unread:
        part(counted(words, "page.lines.unread", len(unread)))
        lines([(row["file"], Line(row["line"], Note.loads(row["note"]), row["text"])) for row in unread], words)


if __name__ == "__main__":  # so Streamlit runs a page
    page()
