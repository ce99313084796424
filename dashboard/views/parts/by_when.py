"""Deadlines on a page: a clock is one chip wherever it stands, and the list behind it says what its end means."""

from collections.abc import Iterable

import streamlit as st

from dashboard.i18n import Words
from dashboard.timetable import Headline, Timetable, Told
from dashboard.views.paint import chip, part, put
from dashboard.views.parts.playbook_step import mark
from dashboard.views.plain import Html, tag


def clock_chip(headline: Headline | None) -> Html | None:
    """Return the day to act by as one chip; None where nothing of the person's runs."""
    return chip(headline.state, headline.text, sign="clock") if headline else None


def by_when(table: Timetable, words: Words) -> None:
    """Show all deadlines that have begun: the next one first, what has passed folded away with what still helps."""
    others = table.theirs + table.waits
    if not (table.headline or table.passed or others):
        return
    part(words("deadline.title"))
    if table.headline:
        told = table.headline.told
        first = tag("p", clock_chip(table.headline), " ", tag("strong", told.name), mark(words, verified=told.verified))
        put(tag("div", first, tag("p", told.effect), _assumed(told, words), class_="due"))
    set_by = table.headline.told.reading if table.headline else None
    _list(words("deadline.ours"), (told for told in table.ours if told.reading != set_by), words)
    _list(words("deadline.theirs"), table.theirs, words)
    _list(words("deadline.waits"), table.waits, words)
    if table.passed:
        with st.expander(words("deadline.passed")):
            put(tag("p", table.helps), _lines(table.passed, words))


def _list(title: str, clocks: Iterable[Told], words: Words) -> None:
    clocks = tuple(clocks)
    if clocks:
        put(tag("h3", title), _lines(clocks, words))


def _lines(clocks: Iterable[Told], words: Words) -> Html:
    return tag("ul", *(_line(told, words) for told in clocks), class_="clocks")


def _line(told: Told, words: Words) -> Html:
    return tag(
        "li",
        tag("strong", told.name),
        mark(words, verified=told.verified),
        tag("span", told.when, class_="when"),
        tag("p", told.effect, class_="quiet"),
        _assumed(told, words),
        class_="clock",
    )


def _assumed(told: Told, words: Words) -> Html | None:
    return tag("p", words("deadline.assumed"), class_="quiet small") if told.assumed else None
