"""What a case's deadlines wait for: a day or a card's network that only the person can look up, each with its field."""

import datetime as dt
from collections.abc import Sequence

import streamlit as st

from dashboard.case_asked import Question, asked
from dashboard.case_shown import ShownCase
from dashboard.i18n import Words
from dashboard.views import desk
from dashboard.views.paint import part, put
from dashboard.views.parts.case_refusal import attempt
from dashboard.views.plain import tag
from detect.casebook import Casebook
from detect.clocks import Reading


def questions(shown: ShownCase, readings: Sequence[Reading], book: Casebook, words: Words) -> None:
    """Ask what clocks wait for; nothing where none does."""
    found = asked(shown, readings, desk.today())
    if not found:
        return
    with st.expander(words("case.ask.title")):
        put(tag("p", words("case.ask.lead"), class_="quiet"))
        for question in found:
            part(words(f"case.ask.{question.fact}"))
            value = _field(question, words)
            if st.button(words("case.ask.keep"), key=f"keep-{question.fact}", disabled=not value) and value:
                with attempt(words) as tried:
                    book.cases.log(shown.case.case_id, "confirmed", {question.fact: value})
                if tried.taken:
                    st.rerun()


def _field(question: Question, words: Words) -> str:
    """Return what the person gives: one of the choices, or an ISO day; empty while nothing is given."""
    key = f"ask-{question.fact}"
    if question.choices:
        chosen = st.selectbox(
            words(f"case.ask.{question.fact}"), question.choices, format_func=lambda name: words(f"case.said.{question.fact}.{name}"),
            index=None, key=key, label_visibility="collapsed",
        )  # fmt: skip
        return chosen or ""
    day = st.date_input(
        words("case.ask.day"), value=None, max_value=desk.today(), format=words("page.day_format"), key=key
    )
    return day.isoformat() if isinstance(day, dt.date) else ""
