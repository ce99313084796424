"""What of a long list of findings is looked at: one kind of them, or those of one account."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

import streamlit as st

from dashboard.account_name import account_name
from dashboard.i18n import Words
from detect.alert import Alert
from detect.finding import KINDS

FEW: Final = 6  # findings that are looked over without a filter


def narrowed(alerts: Sequence[Alert], every: Sequence[Alert], words: Words) -> list[Alert]:
    """Ask which of the alerts are wished, where there are many in all, and return them in their order.

    Args:
        alerts: of the state that is shown.
        every: of any state, so that what can be chosen stays when another state is.
        words: the language.
    """
    if len(every) < FEW:
        return list(alerts)
    kinds = [kind for kind in KINDS if any(alert.kind == kind for alert in every)]
    accounts = sorted({alert.account for alert in every if alert.account})
    with st.container(horizontal=True, key="inbox"):
        kind = _one("kind", words("page.alerts.kind"), kinds, lambda one: words(f"alert.{one}.title"), words)
        account = _one("account", words("page.column.account"), accounts, lambda one: account_name(one, words), words)
    return [alert for alert in alerts if kind in ("", alert.kind) and account in ("", alert.account)]


def _one(name: str, label: str, known: Iterable[str], called: Callable[[str], str], words: Words) -> str:
    """Ask for one of several; empty for all, also where there is nothing to choose from."""
    options = ["", *known]
    if len(options) <= 2:
        return ""
    return st.selectbox(
        label, options, key=f"inbox-{name}", format_func=lambda one: called(one) if one else words("transactions.wish.all")
    )  # fmt: skip
