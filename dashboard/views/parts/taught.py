"""What the person's answers have taught, and the way to take one back."""

from typing import Final

import streamlit as st

from dashboard.i18n import Words
from dashboard.views import desk, reading
from dashboard.views.paint import part, put
from dashboard.views.parts.alert_card import card
from dashboard.views.plain import tag
from detect.casebook import Casebook
from ingest.ledger import Ledger

LEARNED_FROM: Final = ("unauthorized", "duplicate")


def taught(ledger: Ledger, words: Words) -> None:
    """Show the lessons in words; each goes when its answer is taken back."""
    if not learned(ledger, words):
        return
    put(tag("p", words("page.taught.undo"), class_="quiet"))
    presenter, book = reading.presenter(ledger, words), Casebook(ledger)
    for alert in book.alerts():
        if alert.kind in LEARNED_FROM and book.answer_of(alert) in ("mine", "not_mine"):
            card(presenter.alert(alert), words, primary=False)


def learned(ledger: Ledger, words: Words) -> bool:
    """Show the lessons under their heading; return whether there are any."""
    part(words("page.taught.title"))
    with st.spinner(words("page.taught.looking")):
        lessons = reading.lessons(ledger, desk.today())
    presenter = reading.presenter(ledger, words)
    said = [tag("li", presenter.reason(lesson, "")) for lesson in lessons]
    put(tag("ul", *said, class_="reasons") if said else tag("p", words("page.taught.none"), class_="quiet"))
    return bool(said)
