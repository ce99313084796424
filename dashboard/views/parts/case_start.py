"""Opening a case: for a finding, or for a trouble that no finding shows."""

from typing import Final

import streamlit as st

from dashboard.i18n import Words
from dashboard.present import ShownAlert
from dashboard.triaging import title
from dashboard.views import routes
from dashboard.views.paint import part, put
from dashboard.views.parts.case_refusal import attempt
from dashboard.views.plain import tag
from detect.case import Case
from detect.casebook import Casebook

STARTS: Final = ("account-theft", "locked-out", "privacy-leak", "scam-payment", "account-closure")


def for_alert(shown: ShownAlert, book: Casebook, words: Words) -> None:
    """Offer to open a case for a finding, or lead to the one it is in."""
    if shown.topic is None:
        return
    case = book.cases.of_alert(shown.alert.alert_id)
    if case is not None:
        if shown.alert.state != "open" and case.status != "closed":
            put(tag("p", words("casepage.still"), class_="quiet"))
        if st.button(words("casepage.go"), key="go-case"):
            _go(case)
    elif shown.alert.state == "open":
        put(tag("p", words("casepage.why_open"), class_="quiet"))
        if st.button(words("casepage.start"), key="open-case"):
            with attempt(words) as tried:
                case = book.cases.open(shown.topic, alerts=[shown.alert])
            if tried.taken and case is not None:
                _go(case)


def without_alert(book: Casebook, words: Words) -> None:
    """Offer the troubles that no statement shows."""
    part(words("casepage.other"))
    put(tag("p", words("casepage.other_lead"), class_="quiet"))
    with st.container(horizontal=True, key="case-starts"):
        for topic in STARTS:
            if st.button(words(f"casepage.begin.{topic}"), key=f"begin-{topic}", help=title(topic, words)):
                _go(without_money(book, topic) or book.cases.open(topic))


def without_money(book: Casebook, topic: str) -> Case | None:
    """Return a running case of this topic that began without money: pressing twice makes no second one."""
    mine = (case for case in book.cases.list(running=True) if case.topic == topic and not case.alerts and not case.rows)
    return next(mine, None)


def _go(case: Case) -> None:
    routes.go("case", **{routes.CASE: case.case_id})
