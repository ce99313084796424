"""What the person says of an alert: three answers in words that fit its kind, and the way back."""

from typing import Final

import streamlit as st

from dashboard import triaging
from dashboard.i18n import Words
from dashboard.present import ShownAlert
from dashboard.views import desk
from dashboard.views.paint import put
from dashboard.views.plain import tag
from detect.casebook import Casebook
from detect.finding import KINDS

CHOICES: Final = ("not_mine", "mine", "unsure")
UNANSWERED: Final = KINDS[-1]  # a gap in the statements is no question


def wording(words: Words, kind: str, answer: str) -> str:
    """Return an answer in the words of an alert's kind."""
    own = f"page.answer.{kind}.{answer}"
    return words(own if own in words else f"page.answer.other.{answer}")


def ask(shown: ShownAlert, book: Casebook, words: Words) -> None:
    """Offer the answers, or show the one that was given with its undo. Answers live in the ledger's file."""
    alert = shown.alert
    given = book.answer_of(alert)
    if given:
        put(tag("p", words("page.answer.given", answer=wording(words, alert.kind, given)), class_="given"))
        put(tag("p", words(f"page.answer.then.{given}"), class_="quiet"))
        if st.button(words("page.answer.undo"), key="undo-answer", type="tertiary"):
            book.undo_answer(alert.alert_id)
            st.rerun()
    elif alert.state == "open" and alert.kind != UNANSWERED:
        _offer(shown, book, words)


def _offer(shown: ShownAlert, book: Casebook, words: Words) -> None:
    alert = shown.alert
    with st.container(horizontal=True, key="answers"):
        for answer in CHOICES:
            label = wording(words, alert.kind, answer)
            if st.button(label, key=f"answer-{answer}", type="primary" if answer == CHOICES[0] else "secondary"):
                if answer == "mine":  # what was said on the way to "not mine" holds no longer
                    triaging.take_back(book, alert.alert_id)
                book.answer(alert.alert_id, answer, desk.today())
                st.rerun()
