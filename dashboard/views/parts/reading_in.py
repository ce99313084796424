"""Uploaded files on their way into the ledger: opened, looked at together, and taken in once the person says so."""

from collections.abc import Sequence
from typing import Final

import streamlit as st

from dashboard.i18n import Words
from dashboard.views.parts.ask_password import opened
from dashboard.views.parts.held import Held
from dashboard.views.parts.questions import answerable
from ingest.errors import WrongPassword
from ingest.ledger import Ledger
from ingest.source import Source

_DESK: Final = "upload-desk"  # the files of the last upload; in memory only, and only until the next one
_SCANNED: Final = "upload-scanned"  # the sentence about the scan that followed


def desk() -> list[Held]:
    """Return the files of the last upload."""
    found: list[Held] = st.session_state.setdefault(_DESK, [])
    return found


def open_all(ledger: Ledger, uploads: Sequence[tuple[str, bytes]], words: Words) -> None:
    """Put uploads on the desk in the place of what lay there, and look at them."""
    held: list[Held] = []
    with st.status(words("page.upload.reading", place=1, files=len(uploads))) as status:
        for place, (name, data) in enumerate(uploads, start=1):
            status.update(label=words("page.upload.reading", place=place, files=len(uploads)))
            held += opened(Source(name, data))
        st.session_state.pop(_SCANNED, None)
        _lay(held)
        look(ledger)
        status.update(label=words("page.upload.done"), state="complete")


def unlock(held: Held, password: str) -> None:
    """Open a protected file, and with the same password the other protected files that it fits."""
    files: list[Held] = []
    for other in desk():
        found = list(opened(other.locked, password)) if other.locked is not None else [other]
        fits = [one for one in found if not isinstance(one.report.error, WrongPassword)]
        files += found if other is held or fits == found else [other]
    _lay(files)


def _lay(files: list[Held]) -> None:
    for number, one in enumerate(files):
        one.place = number
    st.session_state[_DESK] = files


def look(ledger: Ledger) -> None:
    """Rehearse what taking in the files would do, one after the other as it will happen; nothing is stored."""
    with ledger.rehearsing():
        for held in desk():
            report = held.read(ledger, dry_run=True)
            hopeless = report.status != "would_import" and not answerable(report.error)
            if hopeless and not held.answers:  # another answer may still help
                held.source = None
    _own_once(set(ledger.files()["file_id"]))


def _own_once(stored: set[int]) -> None:
    """Let a stored file be taken out on one card only: the same file chosen twice was stored once, or only rehearsed."""
    for held in desk():
        if held.report.file_id in stored:
            stored.discard(held.report.file_id)
        else:
            held.report.file_id = None


def take_in(ledger: Ledger) -> int:
    """Import every file that is ready and return how many went in; each goes in whole or not at all."""
    ready = [held for held in desk() if held.ready]
    for held in ready:
        if held.read(ledger, dry_run=False).error is None:
            held.source = None
    return len(ready)


def drop(*gone: Held) -> None:
    """Take files off the desk."""
    st.session_state[_DESK] = [held for held in desk() if held not in gone]
    st.session_state.pop(_SCANNED, None)


def scanned() -> str:
    """Return the sentence about the scan after the last import; empty where none was needed."""
    return str(st.session_state.get(_SCANNED, ""))


def remember_scan(told: str) -> None:
    """Keep that sentence."""
    st.session_state[_SCANNED] = told
