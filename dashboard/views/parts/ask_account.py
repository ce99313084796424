"""A statement that does not say whose account it is: one of those that are known, or a new one?"""

from typing import Final

import streamlit as st

from dashboard.account_name import account_name
from dashboard.i18n import Words
from dashboard.views.parts.held import Held
from dashboard.views.parts.said import counted
from dashboard.views.plain import in_markdown
from ingest.ledger import Ledger

ANSWER: Final = "label"
_NEW: Final = ""


def ask(held: Held, ledger: Ledger, words: Words) -> bool:
    """Offer the accounts it may be of; return whether the answer has just changed.

    Where there is only one, it is taken unless the person says otherwise; among several nothing is chosen for them.
    """
    known = _known(held, ledger)
    chosen = st.radio(
        words("page.ask.account"), [*known, _NEW], index=None if held.tied else 0, key=f"account-{held.key}",
        format_func=lambda label: in_markdown(account_name(label, words)) if label else words("page.ask.account_new"),
        captions=[counted(words, "page.ask.account_has", count) for count in known.values()],
    )  # fmt: skip
    if chosen is None or (not held.tied and chosen == held.may_be[0] and ANSWER not in held.answers):
        return False
    name = ""
    if chosen == _NEW:
        name = st.text_input(words("page.ask.account_name"), key=f"account-name-{held.key}").strip()
    label = chosen or name or _free(held, ledger)
    if held.answers.get(ANSWER) == label:
        return False
    held.answers[ANSWER] = label
    return True


def _known(held: Held, ledger: Ledger) -> dict[str, int]:
    """Return the accounts it may be of and then the others of that institution, each with its number of transactions."""
    accounts = ledger.accounts()
    own = accounts[accounts["institution"].isin(accounts.loc[accounts["label"].isin(held.may_be), "institution"])]
    counts = {str(label): int(count) for label, count in zip(own["label"], own["transactions"], strict=True)}
    return {label: counts.get(label, 0) for label in (*held.may_be, *counts)}


def _free(held: Held, ledger: Ledger) -> str:
    """Return a name that no account bears yet, after the one that the statement is most likely of."""
    taken, stem = set(ledger.accounts()["label"]), held.may_be[0].partition(":")[0]
    return next(name for number in range(2, len(taken) + 3) if (name := f"{stem} {number}") not in taken)
