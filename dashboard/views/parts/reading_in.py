"""Uploaded bytes into the ledger, file by file, and what the page remembers of it until the next upload."""

from collections.abc import Iterator, Sequence
from typing import Final

import streamlit as st

from dashboard.i18n import Words
from ingest.errors import PasswordNeeded, UnclearTable, UnknownTable, WrongPassword
from ingest.ledger import Ledger
from ingest.report import FileReport
from ingest.source import Source, unpacked

SCANNED: Final = "upload-scanned"  # the sentence about the scan that followed
_TABLES: Final = "upload-tables"  # the files that wait to be set up, by hash
_REPORTS: Final = "upload-reports"  # for looking at; the ledger holds what matters


def read_in(
    ledger: Ledger, uploads: Sequence[tuple[str, bytes]], password: str | None, words: Words
) -> list[FileReport]:
    """Import uploads; each file goes in whole or not at all, and one bad file stops no other."""
    reports: list[FileReport] = []
    with st.status(words("page.upload.reading", place=1, files=len(uploads))) as status:
        for place, (name, data) in enumerate(uploads, start=1):
            status.update(label=words("page.upload.reading", place=place, files=len(uploads)))
            reports += _imported(ledger, Source(name, data), password)
        status.update(label=words("page.upload.done"), state="complete")
    return reports


def _imported(ledger: Ledger, upload: Source, password: str | None) -> Iterator[FileReport]:
    for source in unpacked(upload, lambda _: password):
        if isinstance(source, Source):
            report = ledger.import_source(source)
            if isinstance(report.error, UnknownTable | UnclearTable):
                waiting()[source.sha256] = source
            yield report
        else:
            name, error = source
            yield FileReport(name, error=error)


def locked(reports: Sequence[FileReport]) -> bool:
    """Tell whether a file waits for its password, so that it should stay chosen."""
    return any(isinstance(report.error, PasswordNeeded | WrongPassword) for report in reports)


def waiting() -> dict[str, Source]:
    """Return the tables that nobody knows yet, by hash: they wait in memory until they are set up, or until the next upload."""
    found: dict[str, Source] = st.session_state.setdefault(_TABLES, {})
    return found


def settle(old: FileReport, new: FileReport) -> None:
    """Put the report of a table that was set up in the place of its refusal."""
    st.session_state[_REPORTS] = [new if other is old else other for other in remembered()]
    waiting().pop(old.sha256, None)


def remember(reports: list[FileReport]) -> None:
    """Keep reports for the page to show."""
    st.session_state[_REPORTS] = reports
    kept = {report.sha256 for report in reports}
    st.session_state[_TABLES] = {sha256: source for sha256, source in waiting().items() if sha256 in kept}
    st.session_state.pop(SCANNED, None)


def remembered() -> list[FileReport]:
    """Return the reports of the last upload."""
    found: list[FileReport] = st.session_state.get(_REPORTS, [])
    return found


def forget(report: FileReport) -> None:
    """Drop the report of a file that was taken out again."""
    st.session_state[_REPORTS] = [other for other in remembered() if other is not report]
    st.session_state.pop(SCANNED, None)
