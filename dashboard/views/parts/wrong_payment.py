"""A payment that the person finds wrong, though nothing was found about it: pick it, say what is wrong, open its case."""

from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st

from dashboard.i18n import Words, quoted
from dashboard.present import ShownRow
from dashboard.triaging import title
from dashboard.views import routes
from dashboard.views.paint import put
from dashboard.views.parts import case_start
from dashboard.views.parts.case_refusal import attempt
from dashboard.views.plain import tag
from detect.alert import Alert
from detect.casebook import Casebook
from ingest.ledger import Ledger

TOPICS: Final = (
    "unauthorised-charge", "duplicate-charge", "refund-missing", "payment-failed-debited", "topup-missing", "scam-payment", "wrong-charge",
)  # fmt: skip
_LONGEST: Final = 60  # characters of a name in the list


def ask(seen: Sequence[ShownRow], ledger: Ledger, words: Words) -> None:
    """Ask which of the payments on this page is wrong, and how; nothing where none of them is money out."""
    out = {row.txn_id: row for row in seen if row.amount < 0}
    if not out:
        return
    with st.expander(words("transactions.wrong.title"), key="wrong"):
        put(tag("p", words("transactions.wrong.lead"), class_="quiet"))
        which = st.selectbox(
            words("transactions.wrong.which"), list(out), None, key="wrong-which", placeholder=words("transactions.wrong.choose"),
            format_func=lambda one: _named(out[one], words),
        )  # fmt: skip
        if which is None:
            return
        book = Casebook(ledger)
        if alert := _known(which, book):
            put(tag("p", words("transactions.wrong.found")))
            if st.button(words("transactions.wrong.look"), key="wrong-look", type="primary"):
                routes.go("alert", **{routes.ALERT: alert.alert_id})
            return
        _open(which, book, words)


def _open(txn_id: str, book: Casebook, words: Words) -> None:
    topic = st.selectbox(
        words("transactions.wrong.what"), TOPICS, None, key="wrong-what", placeholder=words("transactions.wrong.choose"),
        format_func=lambda one: title(one, words),
    )  # fmt: skip
    if topic and st.button(words("casepage.start"), key="wrong-open", type="primary"):
        waiting = case_start.without_money(book, topic)  # begun before it was known which payment it is about
        case = None
        with attempt(words) as tried:
            case = book.cases.add(waiting.case_id, rows=[txn_id]) if waiting else book.cases.open(topic, rows=[txn_id])
        if tried.taken and case is not None:
            routes.go("case", **{routes.CASE: case.case_id})


def _known(txn_id: str, book: Casebook) -> Alert | None:
    """Return the open alert about a payment."""
    return next((alert for alert in book.alerts("open") if txn_id in alert.rows), None)


def _named(row: ShownRow, words: Words) -> str:
    who = row.counterparty or row.description or words("alert.nobody")
    facts: Mapping[str, str] = {
        "when": words.moment(row.booked_at), "who": quoted(who, _LONGEST), "sum": words.money(row.amount, row.currency),
    }  # fmt: skip
    return words("transactions.wrong.payment", **facts)
