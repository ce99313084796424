"""An alert as one card: how urgent, what may have happened, how much, and the one thing to do next."""

from typing import Final

import streamlit as st

from dashboard.i18n import Words
from dashboard.present import ShownAlert
from dashboard.timetable import Headline, timetable
from dashboard.urgency import pressing, urgency
from dashboard.views import desk, routes
from dashboard.views.paint import chip, put
from dashboard.views.parts.by_when import clock_chip
from dashboard.views.plain import Html, joined, tag

_CHIPS: Final = {"ask": "soon"}  # the colours of the others go by their names


def chips(shown: ShownAlert, words: Words, headline: Headline | None) -> Html:
    """Return how urgent an alert is, or that it is done with, whether the person has seen it, and by when to act."""
    alert = shown.alert
    if alert.state != "open":
        return chip("quiet", words(f"page.closed.{alert.closed_by or 'rows'}"))
    if (case := shown.in_hand) is not None and not pressing(shown, headline):
        return joined(chip("watch", words(f"case.status.{case.status}")), clock_chip(headline))
    state = urgency(shown, headline)
    new = chip("new", words("page.urgency.new")) if alert.told is None else None
    how = chip(_CHIPS.get(state, state), words(f"page.urgency.{state}"))
    return joined(how, new, None if state == "ask" else clock_chip(headline))


def amount(shown: ShownAlert, words: Words) -> str | None:
    """Return the money at stake; None where there is none, as with a gap in the statements."""
    alert = shown.alert
    return words.money(alert.amount, alert.currency) if alert.amount and alert.currency else None


def card(shown: ShownAlert, words: Words, *, primary: bool) -> None:
    """Show an alert; the most urgent one's step is the page's primary action."""
    alert = shown.alert
    with st.container(border=True, key=f"card-{alert.alert_id}"):
        told, step = st.columns([4, 1], vertical_alignment="center")
        with told:
            put(_summary(shown, words))
        with step:
            label, key = _step(shown, words), f"open-{alert.alert_id}"
            if st.button(label, key=key, type="primary" if primary else "secondary", width="stretch", wrap=True):
                _follow(shown)


def _summary(shown: ShownAlert, words: Words) -> Html:
    stake = amount(shown, words)
    state = chips(shown, words, timetable(shown, words, desk.today()).headline)
    return joined(
        tag("div", state, tag("span", stake, class_="stake") if stake else None, class_="over"),
        tag("h2", shown.title, class_="title"),
        tag("p", shown.verdict),
    )


def _step(shown: ShownAlert, words: Words) -> str:
    if shown.alert.state != "open":
        return words("page.step.look")
    special = "page.step.ask" if shown.doubtful else f"page.step.{shown.topic or shown.alert.kind}"
    return words(special if special in words else "page.step.next")


def _follow(shown: ShownAlert) -> None:
    if shown.alert.kind == "statement_gap":
        routes.go("upload")
    routes.go("alert", **{routes.ALERT: shown.alert.alert_id})
