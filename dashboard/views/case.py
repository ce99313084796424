"""One case: where it stands, what to do next, by when, what was done, and how it ends."""

import streamlit as st

from dashboard.case_deadlines import case_deadlines
from dashboard.case_shown import CasePresenter, ShownCase
from dashboard.i18n import Words
from dashboard.timetable import Timetable, tabled
from dashboard.views import desk, language, reading, routes
from dashboard.views.paint import part, put, trouble
from dashboard.views.parts import (
    case_asked,
    case_closing,
    case_end,
    case_evidence,
    case_further,
    case_letters,
    case_log,
    case_money,
    case_proposals,
    case_steps,
)
from dashboard.views.parts.by_when import by_when, clock_chip
from dashboard.views.parts.rows import together
from dashboard.views.plain import tag
from detect.casebook import Casebook
from ingest.errors import UnknownName


def page() -> None:
    """Show the case that the address names."""
    words = language.current()
    if st.button(words("casepage.back"), key="back", type="tertiary"):
        routes.go("cases")
    with desk.open_ledger() as ledger:
        book = Casebook(ledger)
        try:
            case = book.cases.get(st.query_params.get(routes.CASE, ""))
        except UnknownName:
            trouble(words("casepage.unknown"))
            return
        rows = reading.presenter(ledger, words)
        presenter = CasePresenter(book, rows, lambda: reading.links(ledger))
        shown = presenter.case(case)
        readings = case_deadlines(shown, desk.today())
        table = tabled(readings, shown.jurisdiction, words, desk.today())
        _head(shown, table, words)
        case_proposals.proposals(shown, presenter, readings, book, words)
        todo, done = st.columns([3, 2], gap="large")
        with todo:
            case_closing.closing(shown, book, rows)
            case_steps.steps(shown, book, words)
        with done:
            by_when(table, words)
            case_asked.questions(shown, readings, book, words)
            case_further.further(shown, readings, words)
            case_log.log(shown, book, words)
            case_letters.letters(case, book, rows)
            if shown.rows:
                part(words("page.alert.rows"))
                put(*together(shown.rows, rows, reading.links(ledger)))
            case_evidence.evidence(case, book, words)
            case_end.end(shown, book, words)


def _head(shown: ShownCase, table: Timetable, words: Words) -> None:
    put(
        tag("div", case_money.status_chip(shown.case, words), clock_chip(table.headline), class_="over"),
        tag("h1", shown.title),
        tag("p", words("casepage.since", day=words.day(shown.case.opened_on)), class_="quiet"),
        case_money.flow(shown.case, words),
    )


if __name__ == "__main__":  # so Streamlit runs a page
    page()
