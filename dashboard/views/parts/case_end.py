"""How a case ends: closed with an outcome, and taken up again."""

import streamlit as st

from dashboard.case_shown import ShownCase
from dashboard.i18n import Words
from dashboard.views.paint import part, put
from dashboard.views.parts.case_refusal import attempt
from dashboard.views.plain import tag
from detect.case_event import OUTCOMES
from detect.casebook import Casebook


def end(shown: ShownCase, book: Casebook, words: Words) -> None:
    """Offer to close a running case, or to take a closed one up again."""
    part(words("casepage.end"))
    if shown.case.status == "closed":
        put(tag("p", words("casepage.ended", outcome=words(f"case.outcome.{shown.case.outcome}"))))
        if st.button(words("casepage.reopen"), key="reopen"):
            with attempt(words) as tried:
                book.cases.reopen(shown.case.case_id)
            if tried.taken:
                st.rerun()
        return
    put(tag("p", words("casepage.end_lead"), class_="quiet"))
    outcome = st.selectbox(
        words("casepage.outcome"), OUTCOMES, format_func=lambda name: words(f"case.outcome.{name}"), key="outcome"
    )
    if st.button(words("casepage.close"), key="close"):
        with attempt(words) as tried:
            book.cases.close(shown.case.case_id, outcome)
        if tried.taken:
            st.rerun()
