"""A case's log: every contact with its time, and a form for the next one. A mistake is struck, never changed."""

import datetime as dt
from typing import Final

import streamlit as st

from dashboard.case_shown import ShownCase, ShownLine
from dashboard.i18n import Words
from dashboard.views import desk
from dashboard.views.paint import part, put
from dashboard.views.parts.case_refusal import attempt
from dashboard.views.plain import Html, tag
from detect.case_event import ANSWERS, CHANNELS, PARTIES
from detect.casebook import Casebook
from detect.finding import Fact

_NONE: Final = ""


def log(shown: ShownCase, book: Casebook, words: Words) -> None:
    """Show the log, newest first, with the form above it while the case runs."""
    part(words("casepage.log"))
    if shown.case.next_on:
        put(tag("p", words("case.look_again", day=words.day(shown.case.next_on)), class_="given"))
    if shown.case.status != "closed":
        _form(shown, book, words)
    put(tag("ol", *(_line(line, words) for line in reversed(shown.lines)), class_="log", reversed="reversed"))
    _strike(shown, book, words)


def _line(line: ShownLine, words: Words) -> Html:
    details = words("case.struck", text=line.details) if line.struck else line.details
    when = tag("span", words.moment(line.event.at), class_="quiet")
    return tag(
        "li",
        when,
        " ",
        tag("strong", line.what),
        tag("p", details) if details else None,
        class_="struck" if line.struck else "line",
    )


def _form(shown: ShownCase, book: Casebook, words: Words) -> None:
    today = desk.today()
    with st.expander(words("casepage.add")), st.form("case-log", border=False, clear_on_submit=True):
        party = st.selectbox(
            words("casepage.party"), PARTIES, format_func=lambda name: words(f"case.party.{name}"), key="log-party"
        )
        channel = st.selectbox(
            words("casepage.channel"),
            CHANNELS,
            format_func=lambda name: words(f"case.channel.{name}"),
            key="log-channel",
        )
        day = st.date_input(
            words("casepage.day"), today, max_value=today, format=words("page.day_format"), key="log-day"
        )
        hour = st.time_input(words("casepage.hour"), None, key="log-hour")
        who = st.text_input(words("casepage.who"), key="log-who")
        reference = st.text_input(words("casepage.reference"), key="log-reference")
        answer = st.selectbox(
            words("casepage.answer"), (_NONE, *ANSWERS), key="log-answer",
            format_func=lambda name: words(f"case.answer.{name}" if name else "casepage.no_answer"),
        )  # fmt: skip
        written = st.checkbox(words("casepage.in_writing"), key="log-written", wrap=True)
        text = st.text_area(words("casepage.text"), key="log-text", height=80)
        promised = st.date_input(
            words("casepage.promised"), None, min_value=day, format=words("page.day_format"), key="log-promised"
        )
        next_on = st.date_input(
            words("casepage.next"), None, min_value=today, format=words("page.day_format"), key="log-next"
        )
        if st.form_submit_button(words("casepage.note"), key="log-save"):
            facts: dict[str, Fact] = {
                "party": party, "channel": channel, "who": who, "reference": reference, "in_writing": written or None, "text": text,
                "next_on": next_on.isoformat() if next_on else "",
            }  # fmt: skip
            at = dt.datetime.combine(day, hour).isoformat(timespec="minutes") if hour else day.isoformat()
            _save(shown, book, words, facts, answer, at, promised)


def _save(
    shown: ShownCase, book: Casebook, words: Words, facts: dict[str, Fact], answer: str, at: str, promised: dt.date | None
) -> None:  # fmt: skip
    """Write the contact, and what was promised in it as a line of its own."""
    case_id = shown.case.case_id
    with attempt(words) as tried:
        if answer:
            book.cases.log(case_id, "answered", {**facts, "answer": answer}, at=at)
        else:
            book.cases.log(case_id, "told", facts, at=at)
        if promised:
            book.cases.log(case_id, "promised", {"party": facts["party"], "due": promised.isoformat()}, at=at)
    if tried.taken:
        st.rerun()


def _strike(shown: ShownCase, book: Casebook, words: Words) -> None:
    """Offer to strike a line that was wrong; the first, which opens the case, stays."""
    lines = {line.event.seq: line for line in shown.lines[1:] if not line.struck and line.event.kind != "struck"}
    if not lines:
        return
    with st.expander(words("casepage.strike")):
        put(tag("p", words("casepage.strike_lead"), class_="quiet"))
        seq = st.selectbox(
            words("casepage.line"), list(lines), key="strike-line",
            format_func=lambda number: f"{words.moment(lines[number].event.at)} {lines[number].what}",
        )  # fmt: skip
        if st.button(words("casepage.strike_do"), key="strike"):
            with attempt(words) as tried:
                book.cases.strike(shown.case.case_id, seq)
            if tried.taken:
                st.rerun()
