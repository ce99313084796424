"""Uploaded bytes into the ledger, file by file, and what the page remembers of it until the next upload."""

from collections.abc import Iterator, Sequence
from typing import Final

import streamlit as st

from dashboard.i18n import Words
from dashboard.views.parts.held import Held
from dashboard.views.parts.questions import ANSWERABLE
from ingest.errors import PasswordNeeded, WrongPassword
from ingest.ledger import Ledger
from ingest.report import FileReport
from ingest.source import Source, unpacked

SCANNED: Final = "upload-scanned"  # the sentence about the scan that followed
_WAITING: Final = "upload-waiting"  # the files that wait for an answer, by hash
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
            yield take_in(ledger, Held(source))
        else:
            name, error = source
            yield FileReport(name, error=error)


def locked(reports: Sequence[FileReport]) -> bool:
    """Tell whether a file waits for its password, so that it should stay chosen."""
    return any(isinstance(report.error, PasswordNeeded | WrongPassword) for report in reports)


def take_in(ledger: Ledger, held: Held) -> FileReport:
    """Import a file; where it leaves a question, it waits for the answer."""
    report = held.take_in(ledger)
    if isinstance(report.error, ANSWERABLE):
        waiting()[report.sha256] = held
    else:
        waiting().pop(report.sha256, None)
    return report


def waiting() -> dict[str, Held]:
    """Return the files that leave a question, by hash: they wait in memory for the answer, or until the next upload."""
    found: dict[str, Held] = st.session_state.setdefault(_WAITING, {})
    return found


def settle(old: FileReport, new: FileReport) -> None:
    """Put the report of a file whose question was answered in the place of its refusal."""
    st.session_state[_REPORTS] = [new if other is old else other for other in remembered()]


def remember(reports: list[FileReport]) -> None:
    """Keep reports for the page to show."""
    st.session_state[_REPORTS] = reports
    kept = {report.sha256 for report in reports}
    st.session_state[_WAITING] = {sha256: held for sha256, held in waiting().items() if sha256 in kept}
    st.session_state.pop(SCANNED, None)


def remembered() -> list[FileReport]:
    """Return the reports of the last upload."""
    found: list[FileReport] = st.session_state.get(_REPORTS, [])
    return found


def forget(report: FileReport) -> None:
    """Drop the report of a file that was taken out again."""
    st.session_state[_REPORTS] = [other for other in remembered() if other is not report]
    st.session_state.pop(SCANNED, None)
