"""Payments a bank shows for a wallet and no statement of the wallet does: asked in plain words, with what would settle it."""

from typing import Final

import streamlit as st

from dashboard.asked import ShownQuestion, shown
from dashboard.present import Presenter
from dashboard.views import desk, routes
from dashboard.views.paint import part, put
from dashboard.views.parts import scanning
from dashboard.views.parts.rows import row
from dashboard.views.parts.said import counted
from dashboard.views.plain import tag
from detect.casebook import Casebook
from detect.debit_answers import ANSWERS

SHOWN: Final = 3  # questions at a time
_ROWS: Final = 5  # rows of one question that stand open
_SAID: Final = "debit-said"  # the id of the question that was answered last, and the answer


def ask(book: Casebook, presenter: Presenter, *, quiet: bool = False) -> bool:
    """Ask what waits for an answer; return whether one was just given, or taken back.

    quiet: also what the person was unsure of.
    """
    words, asked = presenter.words, book.debitbook.questions() if quiet else book.debitbook.open()
    said = st.session_state.get(_SAID)
    if not asked and not said:
        return False
    waiting = sum(not one.unsure for one in asked)
    if waiting or said:
        part(counted(words, "question.title", waiting))
    if said and _taken_back(said, book, presenter):
        return True
    return any(_question(shown(one, presenter), book, presenter) for one in asked[:SHOWN])


def _question(one: ShownQuestion, book: Casebook, presenter: Presenter) -> bool:
    """Show one question; return whether it was just answered."""
    words, identity = presenter.words, one.question.question_id
    with st.container(border=True, key=f"debit-{identity}"):
        put(
            tag("p", tag("strong", one.said)),
            *(row(each, words) for each in one.rows[:_ROWS]),
            tag("p", words("question.unsure"), class_="quiet") if one.unsure else None,
            *(tag("p", sentence, class_="quiet") for sentence in (*one.why, one.settle)),
        )
        if len(one.rows) > _ROWS:
            with st.expander(counted(words, "question.more", len(one.rows) - _ROWS), key=f"debit-more-{identity}"):
                put(*(row(each, words) for each in one.rows[_ROWS:]))
        offered = [answer for answer in ANSWERS if not (one.unsure and answer == "unsure")]
        with st.container(horizontal=True):
            given = [
                answer
                for answer in offered
                if st.button(words(f"question.answer.{answer}"), key=f"debit-{answer}-{identity}")
            ]
            if st.button(words("page.overdue.add"), key=f"debit-add-{identity}", type="tertiary"):
                routes.go("upload")
    if given:
        _answer(identity, given[0], book, presenter)
    return bool(given)


def _answer(identity: str, answer: str, book: Casebook, presenter: Presenter) -> None:
    """Store an answer; what the person does not know is looked at anew at once, so that they see what to do."""
    book.debitbook.answer(identity, answer, desk.today())
    st.session_state[_SAID] = (identity, answer)
    if answer == "unknown":
        scanning.scan(book.ledger, presenter.words)


def _taken_back(said: tuple[str, str], book: Casebook, presenter: Presenter) -> bool:
    """Say what was answered last, and offer to take it back; return whether that was just done."""
    identity, answer = said
    words = presenter.words
    put(tag("p", words(f"question.said.{answer}"), class_="quiet"))
    if not st.button(words("page.overlap.undo"), key="debit-undo", type="tertiary"):
        return False
    book.debitbook.undo(identity, day=desk.today())
    del st.session_state[_SAID]
    if answer == "unknown":
        scanning.scan(book.ledger, words)
    return True
