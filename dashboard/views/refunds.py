"""Money that was promised back: what is late, what is on its way, what came; and a promise to add."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import Final

import pandas as pd
import streamlit as st

from dashboard.charts import refund_clock
from dashboard.i18n import Words
from dashboard.views import desk, language, reading
from dashboard.views.paint import heading, part, put
from dashboard.views.parts import expect_form
from dashboard.views.parts.plot import dark, legend, plot
from dashboard.views.parts.promise_card import card, named
from dashboard.views.parts.said import counted, sums
from dashboard.views.plain import tag
from detect.casebook import Casebook
from detect.promises.listing import Expected
from detect.promises.promise import BROKEN, KEPT
from ingest.ledger import Ledger
from ingest.text import visible

_LATELY: Final = dt.timedelta(days=180)
_CARDS: Final = 20  # of one group; the table holds all of them


def page() -> None:
    """Show the page."""
    words = language.current()
    with desk.open_ledger() as ledger:
        found = reading.promises(ledger, words, desk.today())
        heading(verdict(found, words), words("refunds.page.lead"))
        if found:
            _found(found, ledger, words)
        else:
            put(tag("p", words("refunds.page.none"), class_="quiet"))
        if expect_form.expect(ledger, words):
            st.rerun()


def grouped(found: Sequence[Expected]) -> dict[str, list[Expected]]:
    """Return promises by where they stand: `broken` (the dearest first), `waiting` (the next due first), `kept`."""
    broken = sorted((one for one in found if one.state in BROKEN), key=lambda one: (one.currency, -_missing(one)))
    waiting = sorted((one for one in found if one.state not in (*BROKEN, *KEPT)), key=lambda one: one.due)
    return {"broken": broken, "waiting": waiting, "kept": [one for one in found if one.state in KEPT]}


def verdict(found: Sequence[Expected], words: Words) -> str:
    """Return the page's first sentence: what is late, else what is on its way, by currency."""
    groups = grouped(found)
    for name in ("broken", "waiting"):
        if groups[name]:
            total: Counter[str] = Counter()
            for one in groups[name]:
                total[one.currency] += _missing(one)
            return counted(words, f"refunds.page.{name}", len(groups[name]), sums=sums(words, total))
    return words("refunds.page.kept" if found else "refunds.page.title")


def _missing(one: Expected) -> int:
    """Return what has not come; what was taken again instead of given back is missing twice."""
    return 2 * one.amount if one.state == "wrong_sign" else max(0, one.amount - one.received)


def _found(found: Sequence[Expected], ledger: Ledger, words: Words) -> None:
    groups, presenter = grouped(found), reading.presenter(ledger, words)
    alerts = {alert.subject: alert for alert in Casebook(ledger).alerts("open")}
    _clock(found, words)
    for name in ("broken", "waiting"):
        if groups[name]:
            part(words(f"refunds.part.{name}"))
        for one in groups[name][:_CARDS]:
            if card(one, alerts.get(one.subject), presenter, ledger):
                st.rerun()
    if expect_form.taken_back(ledger, words):
        st.rerun()


def clocks(found: Sequence[Expected], today: dt.date) -> list[Expected]:
    """Return what is drawn, what needs the person first: what is open, and beside it what came lately."""
    groups = grouped(found)
    still = [*groups["broken"], *groups["waiting"]]
    return [*still, *(one for one in groups["kept"] if not still or one.made >= today - _LATELY)]


def _clock(found: Sequence[Expected], words: Words) -> None:
    """Draw the clocks; the table behind them holds every promise."""
    part(words("refunds.clock.title"))
    put(
        legend(
            ("watch", "━", words("refunds.clock.in_time")), ("now", "▬", words("refunds.clock.late")),
            ("soon", "┃", words("refunds.clock.due_sign")), ("back", "◆", words("refunds.clock.landed_sign")),
            ("quiet", "┆", words("refunds.clock.today")),
        )
    )  # fmt: skip
    late = sum(one.state in BROKEN for one in found)
    plot(
        refund_clock.chart(clocks(found, desk.today()), desk.today(), words, dark=dark()), table(found, words), words, key="refunds",
        sentence=counted(words, "refunds.clock.sentence", late, count_all=len(found)), alternative=words("refunds.clock.alt"),
    )  # fmt: skip


def table(found: Sequence[Expected], words: Words) -> pd.DataFrame:
    """Return every promise as a row, in the language."""
    columns = ("who", "amount", "received", "promised", "due", "landed", "state")
    rows = [
        (
            visible(one.merchant), words.money(one.amount, one.currency), words.money(one.received, one.currency), words.day(one.made),
            words.day(one.due), words.day(one.landed) if one.landed else "", named(one, words),
        )
        for one in found
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=[words(f"refunds.column.{name}") for name in columns])


if __name__ == "__main__":  # so Streamlit runs a page
    page()
