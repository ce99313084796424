"""One promise of money: from whom, how much, how it stands, and where the next step is."""

from typing import Final

import streamlit as st

from dashboard.i18n import Words, quoted
from dashboard.present import Presenter
from dashboard.views import routes
from dashboard.views.paint import chip, put
from dashboard.views.parts import expect_form
from dashboard.views.parts.rows import row
from dashboard.views.plain import tag
from detect.alert import Alert
from detect.promises.listing import Expected
from detect.promises.promise import BROKEN, KEPT
from ingest.ledger import Ledger

_SOON: Final = ("late", "unseen")


def named(one: Expected, words: Words) -> str:
    """Return how a promise stands, in words."""
    return words(f"cli.promise.{one.state}")


def sign(one: Expected) -> str:
    """Return the colour and sign of a state, as chips have them."""
    if one.state in KEPT:
        return "back"
    if one.state in _SOON:
        return "soon"
    return "now" if one.state in BROKEN else "watch"


def card(one: Expected, alert: Alert | None, presenter: Presenter, ledger: Ledger) -> bool:
    """Show a promise with its rows and its way on; return whether one that the person added was just taken away."""
    words, key = presenter.words, one.subject.partition(":")[2]
    with st.container(border=True, key=f"promise-{key}"):
        short = words("refunds.card.received", sum=words.money(one.received, one.currency)) if one.received else None
        put(
            tag(
                "div",
                chip(sign(one), named(one, words)),
                tag("span", words.money(one.amount, one.currency), class_="stake"),
                class_="over",
            ),
            tag("h3", tag("bdi", quoted(one.merchant) or words("alert.nobody"))),
            tag("p", _days(one, words), tag("span", short) if short else None, class_="facts"),
        )
        shown = [found for identity in one.rows if (found := presenter.row(identity)) is not None]
        if shown:
            with st.expander(words("page.alert.rows"), key=f"promise-rows-{key}"):
                put(*(row(found, words) for found in shown))
        with st.container(horizontal=True, key=f"promise-steps-{key}"):
            if alert is not None and st.button(words("page.step.next"), key=f"promise-open-{key}", type="primary"):
                routes.go("alert", **{routes.ALERT: alert.alert_id})
            return bool(one.promise_id) and expect_form.forget(one.promise_id, ledger, words)


def _days(one: Expected, words: Words) -> str:
    made, due = words.day(one.made), words.day(one.due)
    return words("refunds.card.days", made=made, due=due)
