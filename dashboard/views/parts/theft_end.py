"""The way out of account-theft mode: a question first, then what happened and what was done, as a summary to keep."""

import datetime as dt
from typing import Final

import streamlit as st

from dashboard import theft
from dashboard.i18n import Words
from dashboard.views import desk
from dashboard.views.paint import part, put
from dashboard.views.parts.said import counted
from dashboard.views.parts.theft_rows import told
from dashboard.views.plain import tag
from detect.casebook import Casebook
from detect.incident import Incident
from ingest.ledger import Ledger

_ASKED: Final = "theft-end-asked"
_LINES: Final = "theft-summary"  # what the summary says, until the person leaves; the case keeps what it is made of


def offer(day: dt.date, seen: Incident | None, ledger: Ledger, words: Words) -> None:
    """Offer to end the mode; asked first."""
    part(words("theft.end.title"))
    if not st.session_state.get(_ASKED):
        if st.button(words("theft.end.offer"), key="theft-end", type="tertiary"):
            st.session_state[_ASKED] = True
            st.rerun()
        return
    lines = written(day, seen, ledger, words)
    put(tag("p", words("theft.end.ask")), tag("ul", *(tag("li", line) for line in lines)))
    with st.container(horizontal=True):
        yes = st.button(words("theft.end.yes"), key="theft-end-yes", type="primary")
        no = st.button(words("theft.end.no"), key="theft-end-no")
    if yes or no:
        del st.session_state[_ASKED]
    if yes:
        theft.end(Casebook(ledger))
        st.session_state[_LINES] = lines
    if yes or no:
        st.rerun()


def written(day: dt.date, seen: Incident | None, ledger: Ledger, words: Words) -> list[str]:
    """Return the summary: the days, what the payments add up to, what was done, what the case holds."""
    case = theft.case_of(Casebook(ledger))
    lines = [words("theft.end.days", first=words.day(day), last=words.day(desk.today()))]
    if seen is not None and seen.steps:
        lines.append(told(seen, words))
    if case is not None:
        lines.append(counted(words, "theft.end.steps", len(case.steps_done)))
        lines.append(counted(words, "theft.end.case", len(case.rows)))
    return lines


def summary(words: Words) -> None:
    """Show the summary after the mode has just ended; nothing at other times."""
    if lines := st.session_state.get(_LINES):
        part(words("theft.end.summary"))
        put(tag("ul", *(tag("li", line) for line in lines)))
        put(tag("p", words("theft.end.stays"), class_="quiet"))


def forget() -> None:
    """Forget the summary."""
    st.session_state.pop(_LINES, None)
