"""What is charged again and again: what it costs a year, when it comes next, what it cost before, and what was cancelled."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

import pandas as pd
import streamlit as st

from dashboard.i18n import Words
from dashboard.views import desk, language, reading
from dashboard.views.paint import heading, part, put
from dashboard.views.parts.said import counted, sums
from dashboard.views.parts.subscription_card import card, every
from dashboard.views.parts.tabled import tabled
from dashboard.views.plain import tag
from detect.alert import Alert
from detect.casebook import Casebook
from detect.subscriptions import Subscription
from ingest.text import visible

_ABOUT: Final = ("charged_after_cancel", "price_rise", "new_recurring")
_CARDS: Final = 30


def page() -> None:
    """Show the page."""
    words = language.current()
    with desk.open_ledger() as ledger:
        found = reading.subscriptions(ledger, words, desk.today())
        running = [one for one in found if one.next or one.cancelled_on]
        heading(verdict(found, words), words("subscriptions.page.lead"))
        if not found:
            put(tag("p", words("subscriptions.page.none"), class_="quiet"))
        alerts = [alert for alert in Casebook(ledger).alerts("open") if alert.kind in _ABOUT]
        for one in running[:_CARDS]:
            if card(one, about(one, alerts), ledger, words):
                st.rerun()
        _ended([one for one in found if one not in running], words)


def verdict(found: Sequence[Subscription], words: Words) -> str:
    """Return the page's first sentence: what all that runs costs a year, by currency."""
    running = [one for one in found if one.next and not one.cancelled_on]
    if not running:
        return words("subscriptions.page.title")
    total: Counter[str] = Counter()
    for one in running:
        total[one.currency] += one.a_year
    return counted(words, "subscriptions.page.cost", len(running), sums=sums(words, total))


def about(one: Subscription, alerts: Sequence[Alert]) -> Alert | None:
    """Return the most urgent open finding about a subscription."""
    rows = set(one.rows)
    return next((alert for alert in alerts if rows & set(alert.rows)), None)


def _ended(ended: Sequence[Subscription], words: Words) -> None:
    """Show what seems to have stopped, as a table."""
    if not ended:
        return
    part(words("subscriptions.page.ended"))
    put(tag("p", words("subscriptions.page.ended_lead"), class_="quiet"))
    columns = ("who", "price", "every", "first", "last")
    rows = [
        (visible(one.name), words.money(one.price, one.currency), every(one, words), words.day(one.first), words.day(one.last))
        for one in ended
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=[words(f"subscriptions.column.{name}") for name in columns])
    tabled(table, words("subscriptions.page.ended"))


if __name__ == "__main__":  # so Streamlit runs a page
    page()
