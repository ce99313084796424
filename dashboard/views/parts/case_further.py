"""Who comes next for a case: the offices of its place, each with the day from which it is open, and why."""

from collections.abc import Sequence

import streamlit as st

from dashboard.case_shown import ShownCase
from dashboard.escalation import Rung, escalation, how
from dashboard.i18n import Words
from dashboard.playbooks.library import library
from dashboard.views import desk, routes
from dashboard.views.paint import part, put
from dashboard.views.parts import playbook_step
from dashboard.views.plain import Html, joined, tag, text
from detect.clocks import Reading


def further(shown: ShownCase, readings: Sequence[Reading], words: Words) -> None:
    """Show the offices; nothing for a closed case."""
    if shown.undescribed:
        put(tag("p", words("case.undescribed"), class_="quiet"))
        if st.button(words("case.describe"), key="describe"):
            routes.go("statements")
    rungs = escalation(shown, readings, desk.today())
    if rungs:
        part(words("case.further"))
        put(tag("ul", *(tag("li", _told(rung, shown, words)) for rung in rungs)))


def _told(rung: Rung, shown: ShownCase, words: Words) -> Html:
    office = library().speaker(shown.jurisdiction, words.locale).body(rung.body)
    told = words(f"case.rung.{how(rung)}", body=office.text, day=words.day(rung.on) if rung.on else "")
    return joined(text(told), playbook_step.contacts(office.contacts))
