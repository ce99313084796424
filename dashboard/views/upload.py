"""Statements in: choose files, look at what they hold, answer what they leave open, import, and see what a scan finds."""

from typing import Final

import streamlit as st

from dashboard.i18n import Words
from dashboard.views import desk, language, routes
from dashboard.views.paint import heading, part, put
from dashboard.views.parts import ask_other, ask_overlap, ask_password, reading_in, scanning
from dashboard.views.parts.file_told import file_told
from dashboard.views.parts.held import Held
from dashboard.views.parts.questions import question
from dashboard.views.parts.said import counted
from dashboard.views.parts.undo import undo, undo_import
from dashboard.views.plain import tag
from ingest.ledger import Ledger

_ROUND: Final = "upload-round"  # a new number makes a new, empty uploader: its files leave the memory


def page() -> None:
    """Show the page."""
    words = language.current()
    heading(words("page.upload.title"), words("page.upload.lead"))
    put(tag("p", words("page.upload.calm"), class_="quiet"))
    with desk.open_ledger() as ledger:
        _choose(ledger, words)
        if reading_in.desk():
            _told(ledger, words)


def _choose(ledger: Ledger, words: Words) -> None:
    turn = st.session_state.setdefault(_ROUND, 0)
    files = st.file_uploader(
        words("page.upload.choose"), accept_multiple_files=True, key=f"files-{turn}", max_upload_size=50
    )
    read = st.button(
        words("page.upload.read"), key="read", disabled=not files, type="secondary" if reading_in.desk() else "primary"
    )
    if read and files:
        reading_in.open_all(ledger, [(file.name, file.getvalue()) for file in files], words)
        st.session_state[_ROUND] = turn + 1
        st.rerun()


def _told(ledger: Ledger, words: Words) -> None:
    _done(ledger, words)
    if reading_in.scanned() and ask_overlap.ask(ledger, words):
        _settled(ledger, words)
    ready = sum(held.ready for held in reading_in.desk())
    part(words("page.upload.preview" if ready else "page.upload.result"))
    for place, held in enumerate(reading_in.desk()):
        with st.container(border=True, key=f"report-{place}"):
            _card(held, ledger, words)
    if ready:
        _import(ready, ledger, words)


def _done(ledger: Ledger, words: Words) -> None:
    """Say what the scan after an import found, with the way on and the way back."""
    if not (scanned := reading_in.scanned()):
        return
    st.success(scanned)
    imported = [held for held in reading_in.desk() if held.report.status == "imported"]
    with st.container(horizontal=True):
        if st.button(words("page.upload.onwards"), key="onwards", type="primary"):
            routes.go("alerts")
        ids = [held.report.file_id for held in imported if held.report.file_id is not None]
        if len(ids) > 1 and undo_import(ledger, ids, words):
            _taken_out(imported, ledger, words)


def _settled(ledger: Ledger, words: Words) -> None:
    """Check the ledger anew once the last doubt is answered."""
    if ledger.overlaps().empty:
        reading_in.remember_scan(scanning.told(scanning.scan(ledger, words), words))
    st.rerun()


def _taken_out(gone: list[Held], ledger: Ledger, words: Words) -> None:
    reading_in.drop(*gone)
    scanning.scan(ledger, words)
    st.rerun()


def _card(held: Held, ledger: Ledger, words: Words) -> None:
    """Show a file: what is or would be read of it, what it leaves open, and the way out."""
    report = held.report
    file_told(report, words)
    if held.locked is not None and (password := ask_password.ask(held, words)):
        reading_in.unlock(held, password)
        reading_in.look(ledger)
        st.rerun()
    answered = question(held, ledger, words)
    if held.source is not None and (report.error is None or held.answers):
        answered |= ask_other.ask(held, ledger, words)
    if answered:
        reading_in.look(ledger)
        st.rerun()
    if (held.source or held.locked) and st.button(words("page.upload.drop"), key=f"drop-{held.key}", type="tertiary"):
        reading_in.drop(held)
        reading_in.look(ledger)
        st.rerun()
    if report.file_id is not None and undo(ledger, report.file_id, report.name, words):
        _taken_out([held], ledger, words)


def _import(ready: int, ledger: Ledger, words: Words) -> None:
    keep = st.checkbox(
        words("page.upload.keep"), value=True, key="keep-originals", wrap=True, help=words("page.upload.keep_help")
    )
    if st.button(counted(words, "page.upload.import", ready), key="import", type="primary"):
        with Ledger(ledger.path, keep_originals=keep) as taking:
            taken = reading_in.take_in(taking)
        if taken:
            reading_in.remember_scan(scanning.told(scanning.scan(ledger, words), words))
        st.rerun()


if __name__ == "__main__":  # so Streamlit runs a page
    page()
