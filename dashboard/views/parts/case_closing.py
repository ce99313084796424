"""What is still open on an account that is to be closed, as far as its statements show: looked at before the steps."""

from typing import Final

import streamlit as st

from dashboard.account_name import account_name
from dashboard.case_shown import ShownCase
from dashboard.i18n import Words, quoted
from dashboard.present import Presenter
from dashboard.views import desk
from dashboard.views.paint import part, put
from dashboard.views.plain import tag
from detect.casebook import Casebook
from detect.closure import OpenEnd, open_ends

TOPIC: Final = "account-closure"
_REACH: Final = "until"  # how far statements reach is no open end


def closing(shown: ShownCase, book: Casebook, presenter: Presenter) -> None:
    """Show the open ends of an account; the person says which where the case does not. Nothing for other cases."""
    if shown.case.topic != TOPIC or shown.case.status == "closed":
        return
    words, table = presenter.words, book.ledger.described()
    owners = list(zip(table["person"], table["label"], strict=True))
    if not owners:
        return
    part(words("casepage.closing"))
    own = (shown.case.person, shown.case.account)
    person, account = own
    if own not in owners:
        person, account = st.selectbox(
            words("casepage.closing_account"),
            owners,
            format_func=lambda one: account_name(one[1], words),
            key="closing",
        )
    found = open_ends(presenter.frame.reset_index(drop=True), book.context(), person, account, desk.today())
    lines = [tag("li", _told(one, words)) for one in found]
    nothing = all(one.kind == _REACH for one in found)
    put(tag("ul", *lines) if lines else None, tag("p", words("case.closing.nothing")) if nothing else None)


def _told(one: OpenEnd, words: Words) -> str:
    amount = words.money(one.amount, one.currency) if one.currency else ""
    return words(f"case.closing.{one.kind}", amount=amount, day=words.day(one.day), name=quoted(one.name))
