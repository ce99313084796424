"""What stands on every page while an account may be in other hands."""

import streamlit as st

from dashboard import theft
from dashboard.i18n import Words
from dashboard.views import desk, routes
from dashboard.views.paint import put
from dashboard.views.plain import tag


def banner(words: Words, current: str) -> None:
    """Show since when the mode is on, and the way to the checklist, on any page but that of the checklist itself."""
    with desk.open_ledger() as ledger:
        day = theft.since(ledger)
    if day is None or current == routes.THEFT:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="theft-banner"):
        put(tag("p", tag("strong", words("theft.banner.on", day=words.day(day)))))
        if st.button(words("theft.banner.go"), key="theft-go"):
            routes.go(routes.THEFT)


def ask(words: Words) -> None:
    """Lead to the mode, where it is off."""
    if st.button(words("theft.banner.ask"), key="theft-ask", type="tertiary"):
        routes.go(routes.THEFT)
