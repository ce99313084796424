"""Deleting for good: one account or everything, only after a tick that says so."""

from typing import Any

import streamlit as st

from dashboard.account_name import account_name
from dashboard.i18n import Words, quoted
from dashboard.removal import delete_accounts, delete_everything
from dashboard.views import routes
from dashboard.views.paint import part, put
from dashboard.views.parts import erased
from dashboard.views.plain import tag
from ingest.ledger import Ledger
from ingest.removal import accounts_of

_ALL = -1


def erase(ledger: Ledger, words: Words) -> None:
    """Offer to delete an account or everything; nothing is chosen before the person chooses."""
    accounts = {int(one["account_id"]): one for one in accounts_of(ledger)}
    if not accounts:
        return
    part(words("delete.title"))
    put(tag("p", words("delete.explain")))
    chosen = st.selectbox(
        words("delete.which"), [*accounts, _ALL], index=None, key="erase-what", placeholder=words("delete.choose"),
        format_func=lambda one: words("delete.all") if one == _ALL else _named(accounts, one, words),
    )  # fmt: skip
    if chosen is None:
        return
    sure = st.checkbox(words("delete.sure"), key=f"erase-sure-{chosen}", wrap=True)  # another choice wants its own tick
    if st.button(words("delete.button"), key="erase", disabled=not sure) and sure:
        if chosen == _ALL:
            ledger.close()
            delete_everything(ledger.path)
        else:
            delete_accounts(ledger, [accounts[chosen]])
        st.session_state.pop("erase-what", None)
        erased.remember(words("delete.all") if chosen == _ALL else _named(accounts, chosen, words))
        routes.go("today")


def _named(accounts: dict[int, dict[str, Any]], account_id: int, words: Words) -> str:
    """Return an account's name, with whose it is where several people keep theirs here."""
    one = accounts[account_id]
    several = len({other["person"] for other in accounts.values()}) > 1
    name = account_name(str(one["label"]), words)
    return f"{name} ({quoted(str(one['person']))})" if several else name
