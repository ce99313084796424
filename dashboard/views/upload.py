"""Statements in: choose files, see what was read and what was not, then what a scan makes of it."""

from typing import Final

import streamlit as st

from dashboard.i18n import Words
from dashboard.views import desk, language, routes
from dashboard.views.paint import heading, part
from dashboard.views.parts import reading_in, scanning
from dashboard.views.parts.file_told import file_told
from dashboard.views.parts.held import Held
from dashboard.views.parts.questions import question
from dashboard.views.parts.undo import undo
from ingest.ledger import Ledger
from ingest.report import FileReport

FIELD: Final = "secret-field"
_HANDED: Final = "secret-handed-over"  # holds the password from the click to the run that uses it, no longer
_ROUND: Final = "upload-round"  # a new number makes a new, empty uploader: its files leave the memory


def page() -> None:
    """Show the page."""
    words = language.current()
    heading(words("page.upload.title"), words("page.upload.lead"))
    with desk.open_ledger() as ledger:
        _take_in(ledger, words)
        _told(ledger, words)


def _take_in(ledger: Ledger, words: Words) -> None:
    turn = st.session_state.setdefault(_ROUND, 0)
    files = st.file_uploader(
        words("page.upload.choose"), accept_multiple_files=True, key=f"files-{turn}", max_upload_size=50
    )
    st.text_input(
        words("page.upload.password"), type="password", key=FIELD, autocomplete="off", help=words("page.upload.secret")
    )
    read = st.button(words("page.upload.read"), key="read", type="primary", disabled=not files, on_click=_hand_over)
    password = st.session_state.pop(_HANDED, "")
    if not read or not files:
        return
    uploads = [(file.name, file.getvalue()) for file in files]
    reports = reading_in.read_in(ledger, uploads, password or None, words)
    reading_in.remember(reports)
    if not reading_in.locked(reports):
        st.session_state[_ROUND] = turn + 1
    if any(report.status == "imported" for report in reports):
        st.session_state[reading_in.SCANNED] = scanning.told(scanning.scan(ledger, words), words)
    st.rerun()


def _hand_over() -> None:
    """Take the password out of its field; it lives on only until this run has read the files."""
    st.session_state[_HANDED] = st.session_state[FIELD]
    st.session_state[FIELD] = ""


def _told(ledger: Ledger, words: Words) -> None:
    reports = reading_in.remembered()
    if not reports:
        return
    if scanned := st.session_state.get(reading_in.SCANNED):
        st.success(scanned)
        if st.button(words("page.upload.onwards"), key="onwards", type="primary"):
            routes.go("alerts")
    part(words("page.upload.result"))
    for place, report in enumerate(reports):
        with st.container(border=True, key=f"report-{place}"):
            file_told(report, ledger, words)
            held = reading_in.waiting().get(report.sha256)
            if held and report.error is not None and question(report.error, held, ledger, words):
                _answered(report, held, ledger, words)
            if report.file_id is not None and undo(ledger, report.file_id, report.name, words):
                reading_in.forget(report)
                scanning.scan(ledger, words)
                st.rerun()


def _answered(report: FileReport, held: Held, ledger: Ledger, words: Words) -> None:
    taken = reading_in.take_in(ledger, held)
    reading_in.settle(report, taken)
    if taken.error is None:
        st.session_state[reading_in.SCANNED] = scanning.told(scanning.scan(ledger, words), words)
    st.rerun()


if __name__ == "__main__":  # so Streamlit runs a page
    page()
