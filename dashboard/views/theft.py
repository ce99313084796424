"""An account may be in other hands: freeze first, then what happened, in the order of time, and the way out again."""

import datetime as dt
from typing import Final

import streamlit as st

from dashboard import theft
from dashboard.i18n import Words
from dashboard.views import desk, language, reading, routes
from dashboard.views.paint import heading, put
from dashboard.views.parts import scanning, theft_checklist, theft_end, theft_rows
from dashboard.views.plain import tag
from detect.casebook import Casebook
from detect.incident import Incident
from ingest.ledger import Ledger

_ROWS: Final = "theft-rows"  # where the suspicious payments begin


def page() -> None:
    """Show the page."""
    words = language.current()
    with desk.open_ledger() as ledger:
        day = theft.since(ledger)
        if day is None:
            _offer(ledger, words)
        else:
            _watching(day, ledger, words)


def _offer(ledger: Ledger, words: Words) -> None:
    """Ask since when, and begin."""
    heading(words("theft.offer.title"), words("theft.offer.lead"))
    put(tag("ul", *(tag("li", line) for line in words("theft.offer.what").splitlines())))
    today = desk.today()
    day = st.date_input(words("theft.offer.since"), today, max_value=today, format=words("page.day_format"), key="theft-since", help=words("theft.offer.since_help"))  # fmt: skip
    if st.button(words("theft.offer.begin"), key="theft-begin", type="primary"):
        _begin(day, ledger, words)
    theft_end.summary(words)


def _begin(day: dt.date, ledger: Ledger, words: Words) -> None:
    theft.begin(Casebook(ledger), day)
    theft_end.forget()
    if not ledger.files().empty:
        scanning.scan(ledger, words)
    st.rerun()


def _watching(day: dt.date, ledger: Ledger, words: Words) -> None:
    heading(words("theft.page.title"), words("theft.page.lead", day=words.day(day)))
    found = st.container(key="theft-found")
    left, right = st.columns([1, 1], gap="large")
    seen = None
    with right:
        put(tag("h2", words("theft.rows.title"), id=_ROWS, tabindex="-1"))
        if ledger.files().empty:
            put(tag("p", words("theft.rows.no_statements"), class_="quiet"))
            if st.button(words("page.start.choose"), key="choose"):
                routes.go("upload")
        else:
            seen = _looked(day, ledger, words)
            with found:
                _told(seen, words)
            theft_rows.show(seen, ledger, words)
        _case(ledger, words)
    with left:
        theft_checklist.show(seen, ledger, words)
    theft_end.offer(day, seen, ledger, words)


def _told(seen: Incident | None, words: Words) -> None:
    """Say what the rows add up to before anything else; on a phone, where they stand below the whole checklist, lead to them."""
    if seen is not None and seen.steps:
        jump = tag("a", words("theft.page.jump"), href=f"#{_ROWS}")
        put(tag("p", theft_rows.told(seen, words), class_="lead"), tag("p", jump, class_="jump"))


def _case(ledger: Ledger, words: Words) -> None:
    """Lead to the case, where letters and the log of calls are."""
    case = theft.case_of(Casebook(ledger))
    if case is not None and st.button(words("theft.page.case"), key="theft-open"):
        routes.go("case", **{routes.CASE: case.case_id})


def _looked(day: dt.date, ledger: Ledger, words: Words) -> Incident | None:
    with st.spinner(words("theft.rows.looking")):
        return reading.incident(ledger, words, day, desk.today())


if __name__ == "__main__":  # so Streamlit runs a page
    page()
