"""One alert: the verdict, the answer, why, the rows behind it, and beside them the way to get the money back."""

import pandas as pd
import streamlit as st

from dashboard.i18n import Words
from dashboard.present import Presenter, ShownAlert
from dashboard.timetable import Timetable, timetable
from dashboard.views import desk, language, reading, routes
from dashboard.views.paint import part, put, trouble
from dashboard.views.parts import (
    answers,
    case_start,
    first_step,
    hours_told,
    later,
    nearest,
    scanning,
    ties,
    triage_panel,
    usual,
    young,
)
from dashboard.views.parts.alert_card import amount, chips
from dashboard.views.parts.by_when import by_when
from dashboard.views.parts.playbook_panel import panel
from dashboard.views.parts.rows import together
from dashboard.views.parts.track import track
from dashboard.views.plain import tag
from detect.casebook import Casebook
from ingest.errors import UnknownName


def page() -> None:
    """Show the alert that the address names."""
    words = language.current()
    if st.button(words("page.alert.back"), key="back", type="tertiary"):
        routes.go("alerts")
    with desk.open_ledger() as ledger:
        book = Casebook(ledger)
        try:
            alert = book.alert(st.query_params.get(routes.ALERT, ""))
        except UnknownName:
            trouble(words("page.alert.unknown"))
            return
        presenter = reading.presenter(ledger, words)
        shown = presenter.alert(alert)
        _show(shown, presenter, book)
        if alert.is_news:
            book.told(alert)


def _show(shown: ShownAlert, presenter: Presenter, book: Casebook) -> None:
    words = presenter.words
    table = timetable(shown, words, desk.today())
    evidence, way = st.columns([3, 2], gap="large")
    with evidence:
        _verdict(shown, table, words)
        first_step.show(shown, presenter)
        answers.ask(shown, book, words)
        later.later(shown, book, words)
        links = reading.links(book.ledger)
        _why(shown, presenter, links, book)
        _rows(shown, presenter, links)
        if ties.ties(shown, links, book.linkbook, presenter):
            scanning.scan(book.ledger, words)
            st.rerun()
    with way:
        triage_panel.ask(shown, book, words)
        by_when(table, words)
        case_start.for_alert(shown, book, words)
        _next(shown, words)


def _verdict(shown: ShownAlert, table: Timetable, words: Words) -> None:
    stake = amount(shown, words)
    put(
        tag("div", chips(shown, words, table.headline), class_="over"),
        tag("div", tag("h1", shown.title), tag("span", stake, class_="stake") if stake else None, class_="verdict"),
        tag("p", shown.verdict, class_="lead"),
    )


def _why(shown: ShownAlert, presenter: Presenter, links: pd.DataFrame, book: Casebook) -> None:
    words = presenter.words
    part(words("page.alert.why"))
    if shown.reasons:
        put(tag("ul", *(tag("li", reason) for reason in shown.reasons), class_="reasons"))
    young.show(shown, presenter)
    if days := track(shown, desk.today(), words):
        put(days)
    usual.show(shown, presenter.frame, links, words)
    nearest.show(shown, presenter, links, book)
    hours_told.show(shown, presenter.frame, links, words)


def _rows(shown: ShownAlert, presenter: Presenter, links: pd.DataFrame) -> None:
    words = presenter.words
    part(words("page.alert.rows"))
    if not shown.rows:
        put(tag("p", words("page.alert.no_rows"), class_="quiet"))
        return
    put(*together(shown.rows, presenter, links))


def _next(shown: ShownAlert, words: Words) -> None:
    if shown.topic is None:
        part(words("page.playbook.title"))
        put(tag("p", words("page.alert.import")))
        if st.button(words("page.start.choose"), key="choose", type="primary"):
            routes.go("upload")
        return
    title = words("page.playbook.title")
    if shown.alert.state != "open":  # whoever said "mine" is not told to freeze
        part(title)
        put(tag("p", words("page.alert.over"), class_="quiet"))
        return
    panel(shown.topic, shown.jurisdiction, words, title=title, key=shown.alert.alert_id)


if __name__ == "__main__":  # so Streamlit runs a page
    page()
