"""What to do after a theft, freezing first: the accounts by what is at risk, then the steps of the playbook, each to be ticked."""

import datetime as dt
from collections.abc import Mapping
from typing import Final
from zlib import crc32

import streamlit as st

from dashboard import theft
from dashboard.account_name import account_name
from dashboard.deadlines import theft as clocks_of
from dashboard.i18n import Words
from dashboard.places import Places
from dashboard.playbooks.library import playbook
from dashboard.playbooks.shown import ShownContact, Step
from dashboard.timetable import tabled
from dashboard.views import desk
from dashboard.views.paint import part, put
from dashboard.views.parts import playbook_step
from dashboard.views.parts.by_when import clock_chip
from dashboard.views.parts.first_step import at_once, keeper
from dashboard.views.parts.playbook_panel import IN_ORDER, place_name
from dashboard.views.parts.playbook_panel import places as choosable
from dashboard.views.parts.said import counted
from dashboard.views.plain import in_markdown, tag
from detect.case import Case
from detect.casebook import Casebook
from detect.clocks import Instrument
from detect.incident import Incident, Touched
from ingest.identity import DEFAULT_PERSON
from ingest.ledger import Ledger

_OPEN: Final = IN_ORDER[0]  # the section whose steps are read without a click


def show(seen: Incident | None, ledger: Ledger, words: Words) -> None:
    """Show the accounts to freeze and the steps; a tick is a line in the case's log."""
    book = Casebook(ledger)
    case = theft.case_of(book)
    done = set(case.steps_done) if case else set()
    places = Places(ledger)
    if seen is not None and seen.accounts:
        part(words("theft.freeze.title"))
        put(tag("p", words("theft.freeze.lead"), class_="quiet"))
        first: dict[str, Touched] = {}
        for one in seen.accounts:  # of an account in several currencies, the one with most at risk
            first.setdefault(one.account, one)
        known = at_once(playbook(theft.TOPIC, _place(seen, case, places), words.locale, today=desk.today()))
        for one in first.values():
            _account(one, seen, places, book, done, words, known)
    _steps(_place(seen, case, places), book, done, words)


def _place(seen: Incident | None, case: Case | None, places: Places) -> str:
    """Return the place whose rules come first: that of the accounts touched, the one with most at risk first, else of the case."""
    touched = seen.accounts if seen else ()
    if touched:
        return places.of(touched[0].person, [one.account for one in touched]).jurisdiction
    person, account = (case.person, case.account) if case else (DEFAULT_PERSON, "")
    return places.of(person, (account,) if account else ()).jurisdiction


def _account(
    one: Touched,
    seen: Incident,
    places: Places,
    book: Casebook,
    done: set[str],
    words: Words,
    known: Mapping[str, ShownContact],
) -> None:
    step = theft.account_step(one.account)
    with st.container(border=True, key=f"freeze-{crc32(step.encode())}"):
        frozen = words("theft.freeze.account")
        _tick(step, f"{frozen} {in_markdown(account_name(one.account, words))}", book, done)
        said = [
            counted(words, "theft.freeze.payments", one.payments),
            words("theft.freeze.risk", sum=words.money(one.at_risk, one.currency)),
        ]
        if one.methods:
            said.append(words("theft.freeze.methods", methods=words.listed(one.methods)))
        put(
            tag("p", *(tag("span", part_) for part_ in said), class_="facts"),
            tag("p", reach) if (reach := _reached(keeper(places.of(one.person, (one.account,)), known))) else None,
            tag("p", chip) if (chip := _clock(one, seen, places, words)) else None,
        )


def _reached(contact: ShownContact | None) -> str:
    """Return how to reach who holds an account without delay: by phone, else as the place's list says."""
    if contact is None:
        return ""
    numbers = {way.text for way in contact.ways if way.kind == "phone" and any(map(str.isdigit, way.text))}
    phones = [line for line in contact.lines if any(line.endswith(number) for number in numbers)]
    return " · ".join(phones) or contact.text


def _clock(one: Touched, seen: Incident, places: Places, words: Words) -> str | None:
    """Return by when to tell the provider, as a chip."""
    place = places.of(one.person, (one.account,))
    instrument = Instrument(place.kind, more=frozenset({place.institution} - {""}))
    first = dt.date.fromisoformat(one.first)
    readings = clocks_of(place.country, instrument, first, max(seen.on, first), desk.today())
    return clock_chip(tabled(readings, place.jurisdiction, words, desk.today()).headline)


def _steps(place: str, book: Casebook, done: set[str], words: Words) -> None:
    """Show the steps of the playbook in the rules of a place."""
    choices = choosable()
    with st.container(key="theft-place"):
        chosen = st.selectbox(
            words("page.playbook.place"), choices, index=choices.index(place), key="place-theft",
            format_func=lambda choice: place_name(words, choice),
        )  # fmt: skip
    shown = playbook(theft.TOPIC, chosen, words.locale, today=desk.today())
    steps = [(section, step) for section in shown.sections if section.id in IN_ORDER for step in section.steps]
    finished = sum(step.id in done for _, step in steps)
    part(words("theft.steps.title", done=finished, all=len(steps)))
    title = ""
    for section, step in steps:
        if section.title != title:
            title = section.title
            put(tag("h3", title, class_="stage"))
        _step(step, book, done, words, opened=section.id == _OPEN and step.id not in done)


def _step(step: Step, book: Casebook, done: set[str], words: Words, *, opened: bool) -> None:
    _tick(step.id, f"**{in_markdown(step.title)}**", book, done)
    body = playbook_step.body(step, words)
    if opened:
        put(tag("div", body, class_="step"))
    else:
        with st.expander(words("theft.steps.how"), key=f"how-{step.id}"):
            put(body)


def _tick(step: str, label: str, book: Casebook, done: set[str]) -> None:
    ticked = st.checkbox(label, value=step in done, key=f"tick-{step}", wrap=True)
    if ticked is not (step in done):
        theft.tick(book, step, done=ticked)
        st.rerun()
