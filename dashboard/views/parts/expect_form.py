"""A refund that the person was promised: added, and taken away again with a way back."""

import datetime as dt
from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboard.i18n import Words
from dashboard.views import desk, reading
from dashboard.views.paint import part, trouble
from detect.casebook import Casebook
from ingest.identity import DEFAULT_PERSON
from ingest.ledger import Ledger
from ingest.money import DIGITS, minor_units
from ingest.text import visible

_GONE: Final = "promise-gone"  # what was taken away last, until the person leaves
_MARKS: Final = {"id": ","}  # decimal marks of the languages that do not write a point
_ASKED: Final = 14  # days in which most shops keep their word


def expect(ledger: Ledger, words: Words) -> bool:
    """Offer to add a promise; return whether one was just added."""
    frame = reading.presenter(ledger, words).frame
    currencies = _currencies(frame)
    part(words("refunds.add.title"))
    with st.form("expect", border=True, clear_on_submit=False):
        merchant = st.text_input(words("refunds.add.merchant"), key="expect-merchant", help=words("refunds.add.merchant_help"))  # fmt: skip
        left, middle, right = st.columns(3)
        amount = left.text_input(words("refunds.add.amount"), key="expect-amount")
        currency = middle.selectbox(words("refunds.add.currency"), currencies, key="expect-currency", accept_new_options=True)  # fmt: skip
        due = right.date_input(
            words("refunds.add.due"),
            desk.today() + dt.timedelta(days=_ASKED),
            format=words("page.day_format"),
            key="expect-due",
        )
        people = _people(ledger)
        person = st.selectbox(words("refunds.add.person"), people, key="expect-person", format_func=visible) if len(people) > 1 else people[0]  # fmt: skip
        if not st.form_submit_button(words("refunds.add.keep"), key="expect-keep"):
            return False
    found = read(amount, str(currency or "").strip().upper(), words)
    if isinstance(found, str) or not merchant.strip():
        trouble(found if isinstance(found, str) else words("refunds.add.nothing"))
        return False
    Casebook(ledger).watches.expect(*found, merchant, made_on=desk.today(), due=due, person=person)
    return True


def read(amount: str, currency: str, words: Words) -> tuple[int, str] | str:
    """Return minor units and the currency of what was typed, or the sentence that says what is wrong with it."""
    if currency not in DIGITS:
        return words("refunds.add.no_currency", currency=visible(currency))
    read = minor_units(amount.strip(), currency, _mark(amount, words.locale))
    if not isinstance(read, int) or read <= 0:
        return words("refunds.add.no_amount", amount=visible(amount), currency=currency)
    return read, currency


def _mark(amount: str, locale: str) -> str:
    """Return the decimal mark somebody meant: where only one of point and comma stands with two digits behind it, that."""
    tail = amount.strip()[-3:-2]
    return tail if tail in (",", ".") else _MARKS.get(locale, ".")


def _currencies(frame: pd.DataFrame) -> list[str]:
    """Return the currencies of the ledger, the most frequent first."""
    counts = frame["currency"].value_counts()
    return [str(code) for code, count in counts.items() if count] or ["CNY"]


def _people(ledger: Ledger) -> list[str]:
    people = list(dict.fromkeys(str(person) for person in ledger.described()["person"]))
    return people or [DEFAULT_PERSON]


def forget(promise_id: str, ledger: Ledger, words: Words) -> bool:
    """Offer to take a promise away; return whether that was just done."""
    if not st.button(words("refunds.forget.offer"), key=f"promise-forget-{promise_id}", type="tertiary"):
        return False
    watches = Casebook(ledger).watches
    kept: pd.DataFrame = watches.promises()
    st.session_state[_GONE] = kept[kept["promise_id"] == promise_id].iloc[0].to_dict()
    watches.forget(promise_id)
    return True


def taken_back(ledger: Ledger, words: Words) -> bool:
    """Offer to bring the promise back that was taken away last; return whether that was just done."""
    gone: dict[str, Any] | None = st.session_state.get(_GONE)
    if gone is None:
        return False
    label = words("refunds.forget.undo", sum=words.money(int(gone["amount"]), gone["currency"]))
    if not st.button(label, key="promise-undo", type="tertiary"):
        return False
    day = dt.date.fromisoformat
    Casebook(ledger).watches.expect(
        int(gone["amount"]), gone["currency"], gone["merchant"], made_on=day(gone["made_on"]), due=day(gone["due"]),
        txn_id=gone["txn_id"], person=gone["person"],
    )  # fmt: skip
    del st.session_state[_GONE]
    return True
