"""One regular charge: what it costs and when it comes next, the steps of its price, and the day it was cancelled."""

from typing import Final

import pandas as pd
import streamlit as st

from dashboard.charts import price_steps
from dashboard.i18n import Words, quoted
from dashboard.views import desk, routes
from dashboard.views.paint import chip, put
from dashboard.views.parts.plot import dark, plot
from dashboard.views.plain import Html, tag
from detect.alert import Alert
from detect.cadence import CADENCES
from detect.casebook import Casebook
from detect.subscriptions import Subscription
from ingest.ledger import Ledger

# What people call the beats that make a charge a regular one.
_BEATS: Final = tuple(zip(CADENCES, ("week", "fortnight", "month", "quarter", "year"), strict=True))


def every(one: Subscription, words: Words) -> str:
    """Return how often it comes."""
    name = next((name for (least, most), name in _BEATS if least <= one.usual_days <= most), None)
    if name:
        return words(f"subscriptions.every.{name}")
    return words("subscriptions.every.days", span=words.span(one.usual_days, "day"))


def step_told(one: Subscription, words: Words) -> str | None:
    """Return the last change of the price in words, with what it makes a year; None where there was none."""
    if one.metered or len(one.steps) < 2:
        return None
    (_, old), (day, new) = one.steps[-2:]
    extra = round((new - old) * 365 / one.usual_days)
    money = {"old": words.money(old, one.currency), "new": words.money(new, one.currency)}
    form = "up" if new > old else "down"
    return words(f"subscriptions.step.{form}", **money, day=words.day(day), extra=words.money(abs(extra), one.currency))


def card(one: Subscription, alert: Alert | None, ledger: Ledger, words: Words) -> bool:
    """Show it; return whether the person has just said that it is cancelled, or that it is not."""
    key = one.subscription_id
    with st.container(border=True, key=f"subscription-{key}"):
        put(_summary(one, words))
        if told := step_told(one, words):
            chart = price_steps.chart(one, words, dark=dark())
            plot(chart, _steps(one, words), words, key=key, sentence=told, alternative=words("subscriptions.step.alt"))
        with st.container(horizontal=True, vertical_alignment="bottom", key=f"subscription-steps-{key}"):
            if alert is not None and st.button(words("page.step.look"), key=f"subscription-open-{key}"):
                routes.go("alert", **{routes.ALERT: alert.alert_id})
            return _uncancel(one, ledger, words) if one.cancelled_on else _cancel(one, ledger, words)


def a_year(one: Subscription, words: Words) -> str:
    """Return what a charge costs a year, or what of a purchase in parts is left to pay within one."""
    form = "year" if one.parts_left is None else "left"
    return words(f"subscriptions.card.{form}", sum=words.money(one.a_year, one.currency))


def _summary(one: Subscription, words: Words) -> Html:
    price = ("≈ " if one.metered else "") + words.money(one.price, one.currency)
    said = [
        a_year(one, words),
        words("subscriptions.card.since", day=words.day(one.first)),
    ]
    if one.cancelled_on:
        state = chip("quiet", words("subscriptions.card.cancelled", day=words.day(one.cancelled_on)))
    elif one.next:
        form = "next" if one.next >= desk.today() else "unseen"
        state = chip("watch", words(f"subscriptions.card.{form}", day=words.day(one.next)))
    else:
        state = chip("quiet", words("cli.subscription.ended"))
    cost = words("subscriptions.card.price", price=price, every=every(one, words))
    return tag(
        "div",
        tag("div", state, tag("span", cost, class_="stake"), class_="over"),
        tag("h2", tag("bdi", quoted(one.name)), class_="title"),
        tag("p", *(tag("span", part) for part in said), class_="facts"),
    )


def _steps(one: Subscription, words: Words) -> pd.DataFrame:
    rows = [(words.day(day), words.money(price, one.currency)) for day, price in one.steps]
    return pd.DataFrame(rows, columns=[words("page.column.day"), words("page.column.amount")])


def _cancel(one: Subscription, ledger: Ledger, words: Words) -> bool:
    """Offer to say on which day it was cancelled; charges after that day are told."""
    key = one.subscription_id
    with st.popover(words("subscriptions.cancel.offer"), key=f"cancel-{key}"):
        st.caption(words("subscriptions.cancel.what"))
        day = st.date_input(
            words("subscriptions.cancel.day"),
            desk.today(),
            max_value=desk.today(),
            format=words("page.day_format"),
            key=f"cancel-day-{key}",
        )
        if not st.button(words("subscriptions.cancel.keep"), key=f"cancel-keep-{key}", type="primary"):
            return False
    Casebook(ledger).watches.cancel(
        key, person=one.person, merchant=one.merchant, name=one.name, currency=one.currency, price=one.price, day=day
    )
    return True


def _uncancel(one: Subscription, ledger: Ledger, words: Words) -> bool:
    if not st.button(words("subscriptions.cancel.undo"), key=f"uncancel-{one.subscription_id}", type="tertiary"):
        return False
    Casebook(ledger).watches.uncancel(one.subscription_id)
    return True
