"""Was it you? What was found, one at a time: a question in the middle, three keys, and the way back."""

from typing import Final

import streamlit as st

from dashboard.i18n import Words
from dashboard.timetable import timetable
from dashboard.views import desk, language, reading, routes
from dashboard.views.paint import heading, put
from dashboard.views.parts import deck, scanning, usual
from dashboard.views.parts.alert_card import amount, chips
from dashboard.views.parts.answers import wording
from dashboard.views.parts.rows import row
from dashboard.views.parts.said import counted
from dashboard.views.parts.taught import learned
from dashboard.views.plain import tag
from detect.alert import Alert
from detect.casebook import Casebook

# In the order of the arrow keys on a keyboard.
KEYS: Final = {"mine": "Left", "unsure": "Down", "not_mine": "Right"}
_ROWS: Final = 3  # of one finding; the rest stands on its own page


def page() -> None:
    """Show the page."""
    words = language.current()
    heading(words("review.deck.title"), words("review.deck.lead"))
    with desk.open_ledger() as ledger:
        book = Casebook(ledger)
        waiting = deck.waiting(book, desk.today())
        if not waiting:
            _done(book, words)
            return
        _card(deck.Deck(waiting, deck.said()), book, words)


def _card(cards: deck.Deck, book: Casebook, words: Words) -> None:
    """Show the finding that is next, the three answers under it, and how far along the deck is."""
    presenter = reading.presenter(book.ledger, words)
    shown, links = presenter.alert(cards.next), reading.links(book.ledger)
    put(tag("p", words("review.deck.place", place=cards.place, total=cards.total), class_="place"))
    _back(book, words)
    with st.container(border=True, key="review-card"):
        stake, headline = amount(shown, words), timetable(shown, words, desk.today()).headline
        put(
            tag("div", chips(shown, words, headline), class_="over"),
            tag("div", tag("h2", shown.title), tag("span", stake, class_="stake") if stake else None, class_="verdict"),
            tag("p", shown.verdict, class_="lead"),
            tag("ul", *(tag("li", reason) for reason in shown.reasons), class_="reasons"),
        )
        usual.show(shown, presenter.frame, links, words)
        put(*(row(one, words) for one in shown.rows[:_ROWS]))
        if len(shown.rows) > _ROWS:
            put(tag("p", counted(words, "review.deck.more", len(shown.rows) - _ROWS), class_="quiet"))
        if st.button(words("review.deck.all"), key="review-open", type="tertiary"):
            routes.go("alert", **{routes.ALERT: shown.alert.alert_id})
    _keys(cards.next, book, words)


def _keys(alert: Alert, book: Casebook, words: Words) -> None:
    """Offer the three answers, in the words of the finding's kind."""
    with st.container(horizontal=True, horizontal_alignment="center", key="review-keys"):
        for answer, key in KEYS.items():
            label = wording(words, alert.kind, answer)
            main = answer == "not_mine"
            if st.button(label, key=f"review-{answer}", shortcut=key, type="primary" if main else "secondary"):
                book.answer(alert.alert_id, answer, desk.today())
                deck.remember(alert.alert_id)
                st.rerun()


def _back(book: Casebook, words: Words) -> None:
    """Say what the last answer was and what it does, with its undo; nothing before the first one."""
    last = next((alert for alert in book.alerts() if alert.alert_id == deck.last()), None)
    given = book.answer_of(last) if last else ""
    if last is None or not given:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="review-last"):
        said = words("page.answer.given", answer=wording(words, last.kind, given))
        put(tag("p", tag("span", said), " · ", tag("span", words(f"review.then.{given}"), class_="quiet")))
        if st.button(words("page.answer.undo"), key="review-undo", type="tertiary", shortcut="Backspace"):
            book.undo_answer(last.alert_id)
            deck.forget()
            st.rerun()


def _done(book: Casebook, words: Words) -> None:
    """Say that nothing waits, what the answers taught, and offer to use it."""
    put(tag("p", words("review.deck.none" if not deck.said() else "review.deck.done"), class_="lead"))
    _back(book, words)
    if deck.said():
        learned(book.ledger, words)
        if st.button(words("review.deck.check"), key="review-check"):
            scanning.scan(book.ledger, words)
            deck.forget(everything=True)
            st.rerun()
    if st.button(words("page.alert.back"), key="review-alerts", type="primary"):
        routes.go("alerts")


if __name__ == "__main__":  # so Streamlit runs a page
    page()
