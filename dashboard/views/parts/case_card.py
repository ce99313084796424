"""A case as a card: where it stands, by when something of it is due, its money, and the way to it."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

import streamlit as st

from dashboard.case_deadlines import case_deadlines
from dashboard.case_shown import CasePresenter, ShownCase
from dashboard.i18n import Words, quoted
from dashboard.timetable import Timetable, tabled
from dashboard.views import desk, reading, routes
from dashboard.views.paint import part, put
from dashboard.views.parts import case_money
from dashboard.views.parts.by_when import clock_chip
from dashboard.views.plain import Html, joined, tag
from detect.casebook import Casebook
from ingest.ledger import Ledger

_NAMES: Final = 2  # of those paid, to tell one case from another


def cards(cases: Sequence[ShownCase], words: Words, *, level: str = "h3") -> None:
    """Show a card for each case; `level` is that of its title among the headings of the page."""
    for shown in cases:
        with st.container(border=True, key=f"case-{shown.case.case_id}"):
            told, step = st.columns([4, 1], vertical_alignment="center")
            with told:
                put(_summary(shown, words, level))
            with step:
                if st.button(words("casepage.open"), key=f"open-case-{shown.case.case_id}", width="stretch", wrap=True):
                    routes.go("case", **{routes.CASE: shown.case.case_id})


def running(book: Casebook, ledger: Ledger, words: Words) -> list[ShownCase]:
    """Return the cases that are not closed, what is due first before the others."""
    open_cases = book.cases.list(running=True)
    if not open_cases:
        return []
    presenter = CasePresenter(book, reading.presenter(ledger, words))
    return sorted(map(presenter.case, open_cases), key=lambda one: _day(one, words))


def show_running(shown: Sequence[ShownCase], words: Words) -> None:
    """Show the cases that are not closed under their heading; nothing where there are none."""
    if shown:
        part(words("casepage.running"))
        cards(shown, words)


def is_due(shown: ShownCase, words: Words) -> bool:
    """Tell whether something of a case should be done today, or should have been."""
    headline = _timetable(shown, words).headline
    return _day(shown, words) <= desk.today() or (headline is not None and headline.act_now)


def _day(shown: ShownCase, words: Words) -> dt.date:
    """Return the next day of a case: of a deadline, or one that the person set."""
    headline = _timetable(shown, words).headline
    days = [headline.day] if headline else []
    if shown.case.next_on:
        days.append(dt.date.fromisoformat(shown.case.next_on))
    return min(days, default=dt.date.max)


def _timetable(shown: ShownCase, words: Words) -> Timetable:
    today = desk.today()
    return tabled(case_deadlines(shown, today), shown.jurisdiction, words, today)


def _summary(shown: ShownCase, words: Words, level: str) -> Html:
    next_on, headline = shown.case.next_on, _timetable(shown, words).headline
    who = dict.fromkeys(quoted(row.counterparty) for row in shown.rows if row.amount < 0 and row.counterparty)
    return joined(
        tag(
            "div",
            case_money.status_chip(shown.case, words),
            clock_chip(headline),
            tag("span", headline.told.name, class_="due-what") if headline else None,
            class_="over",
        ),
        tag(level, shown.title, class_="title"),
        tag("p", tag("bdi", words.listed(list(who)[:_NAMES])), class_="quiet") if who else None,
        case_money.flow(shown.case, words),
        tag("p", words("case.again", day=words.day(next_on)), class_="quiet") if next_on else None,
    )
