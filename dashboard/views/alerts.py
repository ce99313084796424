"""Everything that was found, most urgent first."""

from typing import Final

import streamlit as st

from dashboard.i18n import Words
from dashboard.views import desk, language, reading, routes
from dashboard.views.paint import heading, put
from dashboard.views.parts import ask_debit, ask_link, deck, how_much, inbox, scanning
from dashboard.views.parts.alert_card import card
from dashboard.views.parts.said import counted
from dashboard.views.plain import tag
from detect.alert import Alert
from detect.casebook import Casebook
from detect.snooze import asleep

STATES: Final = ("open", "later", "closed")
_PAGE: Final = 20


def page() -> None:
    """Show the page."""
    words = language.current()
    with desk.open_ledger() as ledger:
        if ledger.files().empty:
            _beginning(words)
            return
        book = Casebook(ledger)
        today = desk.today()
        opened = [alert for alert in book.alerts("open") if not asleep(alert, today)]
        _title(len(opened), len(book.debitbook.open()), words)
        state = st.segmented_control(
            words("page.alerts.show"), STATES, default=STATES[0], required=True, key="alerts-state",
            format_func=lambda state: words(f"page.alerts.{state}"), label_visibility="collapsed",
        )  # fmt: skip
        wished = _wished(state, opened, book)
        alerts = inbox.narrowed(wished, book.alerts(), words)
        if not alerts:
            _none("wished" if wished else state, words)
        presenter = reading.presenter(ledger, words)
        shown = int(st.session_state.get("alerts-shown", _PAGE))
        for place, alert in enumerate(alerts[:shown]):
            card(presenter.alert(alert), words, primary=place == 0 and state == STATES[0])
        if len(alerts) > shown and st.button(words("page.alerts.more"), key="more"):
            st.session_state["alerts-shown"] = shown + _PAGE
            st.rerun()
        if deck.waiting(book, desk.today()) and st.button(words("review.deck.offer"), key="review"):
            routes.go("review")
        if ask_debit.ask(book, presenter, quiet=True):
            st.rerun()
        how_much.ask(words)
        if ask_link.ask(book.linkbook, presenter):
            if book.linkbook.questions().empty:
                scanning.scan(ledger, words)
            st.rerun()


def _title(opened: int, asked: int, words: Words) -> None:
    quiet = asked and not opened
    heading(counted(words, "page.today.asks", asked) if quiet else counted(words, "page.alerts.title", opened))


def _none(why: str, words: Words) -> None:
    put(tag("p", words(f"page.alerts.none_{why}"), class_="quiet"))
    if why != "wished" and st.button(words("page.alerts.covered"), key="covered"):
        routes.go("statements")


def _beginning(words: Words) -> None:
    """Say that there is no statement yet; what nobody has looked at is not called quiet."""
    heading(words("page.nav.alerts"), words("page.statements.none"))
    if st.button(words("page.start.choose"), key="choose", type="primary"):
        routes.go("upload")


def _wished(state: str, opened: list[Alert], book: Casebook) -> list[Alert]:
    """Return the alerts of a state: those that are set aside are open, but not among the open ones."""
    if state == "open":
        return opened
    if state == "later":
        awake = {alert.alert_id for alert in opened}
        return [alert for alert in book.alerts("open") if alert.alert_id not in awake]
    return [alert for alert in book.alerts() if alert.state != "open"]


if __name__ == "__main__":  # so Streamlit runs a page
    page()
