"""Every transaction, to be looked through and searched a page at a time; and all of them as a file to keep."""

import math
from typing import Final

import streamlit as st

from dashboard.account_name import account_name
from dashboard.i18n import Words
from dashboard.present import ShownRow
from dashboard.views import desk, language, reading, routes
from dashboard.views.paint import heading, put
from dashboard.views.parts import exports, wrong_payment
from dashboard.views.parts.rows import row
from dashboard.views.parts.said import counted
from dashboard.views.plain import tag
from ingest import browse
from ingest.browse import Wish
from ingest.ledger import Ledger
from ingest.text import visible

_WAYS: Final = ("out", "in")


def page() -> None:
    """Show the page."""
    words = language.current()
    heading(words("transactions.page.title"), words("transactions.page.lead"))
    with desk.open_ledger() as ledger:
        if ledger.files().empty:
            put(tag("p", words("page.statements.none")))
            if st.button(words("page.start.choose"), key="choose", type="primary"):
                routes.go("upload")
            return
        wish = _wish(ledger, words)
        total = browse.count(ledger.connection, wish)
        put(tag("p", counted(words, "transactions.page.found", total, number=words.decimal(total)), class_="lead"))
        _page(wish, total, ledger, words)
        exports.offer(ledger, words)


def _owner(person: str, label: str, words: Words, *, several: bool) -> str:
    name = account_name(label, words)
    return f"{name} ({visible(person)})" if several else name


def _wish(ledger: Ledger, words: Words) -> Wish:
    """Ask what is looked for."""
    text = st.text_input(
        words("transactions.wish.text"), key="find", type="search", placeholder=words("transactions.wish.example")
    )
    accounts = reading.tallied(ledger)
    known = {(str(person), str(label)): int(count) for person, label, count in accounts[["person", "label", "transactions"]].itertuples(index=False)}  # fmt: skip
    several = len({person for person, _ in known}) > 1
    with st.container(horizontal=True, key="wishes"):
        owner = st.selectbox(
            words("page.column.account"), [None, *known], key="find-account",
            format_func=lambda one: words("transactions.wish.all") if one is None else _owner(one[0], one[1], words, several=several),
        )  # fmt: skip
        first = st.date_input(words("transactions.wish.first"), None, format=words("page.day_format"), key="find-first")
        last = st.date_input(words("transactions.wish.last"), None, format=words("page.day_format"), key="find-last")
        way = st.selectbox(
            words("transactions.wish.way"), ["", *_WAYS], key="find-way",
            format_func=lambda one: words(f"transactions.way.{one}") if one else words("transactions.wish.all"),
        )  # fmt: skip
    person, account = owner or ("", "")
    return Wish(str(text or ""), account, person, first, last, way)


def _page(wish: Wish, total: int, ledger: Ledger, words: Words) -> None:
    """Show one page of what was found; another wish begins at its first page."""
    pages = max(1, math.ceil(total / browse.PAGE))
    number = 1
    if pages > 1:
        number = st.pagination(pages, key=f"page-{abs(hash(wish))}")
    found = [_shown(one) for one in browse.page(ledger.connection, wish, number)]
    wrong_payment.ask(found, ledger, words)
    put(*(row(one, words) for one in found))


def _shown(one: browse.Seen) -> ShownRow:
    return ShownRow(
        txn_id=one.txn_id, reference=one.reference, order_reference=one.order_reference, account=one.account,
        importer=one.importer, booked_at=one.booked_at, amount=one.amount, currency=one.currency,
        counterparty=one.counterparty, description=one.description, status=one.status, file=one.file, line=one.line,
    )  # fmt: skip


if __name__ == "__main__":  # so Streamlit runs a page
    page()
