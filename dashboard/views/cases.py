"""The cases: what is being done about each trouble, the money in it, and the next day; and starts without a finding."""

from collections.abc import Sequence

import streamlit as st

from dashboard.case_deadlines import case_deadlines
from dashboard.case_shown import CasePresenter, ShownCase
from dashboard.i18n import Words
from dashboard.timetable import tabled
from dashboard.views import desk, language, reading, routes
from dashboard.views.paint import heading, part, put
from dashboard.views.parts import case_money, case_start
from dashboard.views.parts.by_when import clock_chip
from dashboard.views.parts.said import counted
from dashboard.views.plain import Html, joined, tag
from detect.casebook import Casebook


def page() -> None:
    """Show the page."""
    words = language.current()
    with desk.open_ledger() as ledger:
        book = Casebook(ledger)
        presenter = CasePresenter(book, reading.presenter(ledger, words))
        cases = [presenter.case(case) for case in book.cases.list()]
        running = [shown for shown in cases if shown.case.status != "closed"]
        heading(counted(words, "casepage.title", len(running)), words("casepage.lead"))
        if running:
            put(case_money.total([shown.case for shown in running], words))
        _cards(running, words)
        case_start.without_alert(book, words)
        over = [shown for shown in cases if shown.case.status == "closed"]
        if over:
            part(words("casepage.over"))
            _cards(over, words)


def _cards(cases: Sequence[ShownCase], words: Words) -> None:
    for shown in cases:
        with st.container(border=True, key=f"case-{shown.case.case_id}"):
            told, step = st.columns([4, 1], vertical_alignment="center")
            with told:
                put(_summary(shown, words))
            with step:
                if st.button(words("casepage.open"), key=f"open-case-{shown.case.case_id}", width="stretch", wrap=True):
                    routes.go("case", **{routes.CASE: shown.case.case_id})


def _summary(shown: ShownCase, words: Words) -> Html:
    today = desk.today()
    table = tabled(case_deadlines(shown, today), shown.jurisdiction, words, today)
    return joined(
        tag("div", case_money.status_chip(shown.case, words), clock_chip(table.headline), class_="over"),
        tag("h3", shown.title),
        case_money.flow(shown.case, words),
    )


if __name__ == "__main__":  # so Streamlit runs a page
    page()
