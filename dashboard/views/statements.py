"""Which months of which accounts were seen, whether they add up, and the files they came from."""

import streamlit as st

from dashboard.overdue import overdue
from dashboard.views import desk, language, reading, routes
from dashboard.views.paint import heading, put
from dashboard.views.parts import accounts_told, ask_overlap, exports, files, grid, month_told, scanning
from dashboard.views.parts.not_adding_up import not_adding_up
from dashboard.views.parts.overdue import remind
from dashboard.views.parts.remembered import remembered
from dashboard.views.parts.unread import unread
from dashboard.views.plain import tag
from detect.casebook import Casebook


def page() -> None:
    """Show the page."""
    words = language.current()
    heading(words("page.statements.title"), words("page.statements.lead"))
    with desk.open_ledger() as ledger:
        if ledger.files().empty:
            put(tag("p", words("page.statements.none")))
            if st.button(words("page.start.choose"), key="choose", type="primary"):
                routes.go("upload")
            return
        once = reading.accounts(ledger, words)
        today = desk.today()
        put(grid.grid(once, words, today, Casebook(ledger).too_new), grid.legend(words))
        month_told.closer(once, ledger, words, today)
        remind(overdue(once.context.statements, today), words)
        if ask_overlap.ask(ledger, words):
            if ledger.overlaps().empty:
                scanning.scan(ledger, words)
            st.rerun()
        not_adding_up(ledger, words)
        unread(ledger, words)
        if accounts_told.accounts(ledger, words) | remembered(ledger, words):
            st.rerun()
        files.files(ledger, words)
        exports.offer(ledger, words)


if __name__ == "__main__":  # so Streamlit runs a page
    page()
