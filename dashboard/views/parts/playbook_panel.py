"""A playbook on the page: the first steps open, the rest one click away, in the place whose rules apply."""

from collections.abc import Iterator
from typing import Final

import streamlit as st

from dashboard.i18n import Words
from dashboard.playbooks.library import library, playbook
from dashboard.playbooks.model import GENERIC
from dashboard.playbooks.shown import Playbook, Section, Step
from dashboard.views import desk
from dashboard.views.paint import put
from dashboard.views.parts import playbook_step
from dashboard.views.plain import Html, joined, tag

IN_ORDER: Final = ("now", "today", "week")  # sections whose steps are counted through
STEPS: Final = "steps"  # where on a page they begin
_OPEN: Final = 3


def places() -> list[str]:
    """Return the places the library has rules for, the generic one last."""
    return sorted(library().packs, key=lambda place: (place == GENERIC, place))


def place_name(words: Words, place: str) -> str:
    """Return what people call a place."""
    key = f"page.place.{place}"
    return words(key) if key in words else place


def panel(topic: str, jurisdiction: str, words: Words, *, title: str, key: str) -> None:
    """Show a playbook under a title, with the choice of place; it speaks the page's language."""
    put(tag("h2", title, id=STEPS, tabindex="-1"))
    choices = places()
    place = st.selectbox(
        words("page.playbook.place"),
        choices,
        index=choices.index(library().pack_for(jurisdiction).id),
        format_func=lambda choice: place_name(words, choice),
        key=f"place-{key}",
    )
    show(playbook(topic, place, words.locale, today=desk.today()), words)


def show(shown: Playbook, words: Words) -> None:
    """Show a playbook."""
    put(tag("p", shown.lead), *notes(shown, words))
    counted = {step.id: number for number, (_, step) in enumerate(_in_order(shown), start=1)}
    for section in shown.sections:
        if section.id in IN_ORDER:
            _numbered(section, counted, words)
        else:
            with st.expander(section.title):
                put(*(tag("section", tag("h4", step.title), playbook_step.body(step, words)) for step in section.steps))


def notes(shown: Playbook, words: Words) -> list[Html]:
    """Return what is to be known of a playbook before one relies on it."""
    lines = [line for line in shown.banner.splitlines() if line]
    if _doubts(shown):
        lines.append(words("page.playbook.unverified_means"))
    return [tag("p", line, class_="banner") for line in lines]


def _doubts(shown: Playbook) -> bool:
    """Tell whether anything in it bears the mark of what nobody could confirm."""
    for step in (step for section in shown.sections for step in section.steps):
        people = step.all_contacts()
        marks = (
            *(clock.verified for clock in step.all_clocks()),
            *(law.verified for law in step.laws),
            *(contact.verified for contact in people),
            *(way.verified for contact in people for way in contact.ways),
        )
        if not all(marks):
            return True
    return False


def _in_order(shown: Playbook) -> Iterator[tuple[Section, Step]]:
    for section in shown.sections:
        if section.id in IN_ORDER:
            yield from ((section, step) for step in section.steps)


def _numbered(section: Section, counted: dict[str, int], words: Words) -> None:
    put(tag("h3", section.title, class_="stage"))
    for step in section.steps:
        number = counted[step.id]
        if number <= _OPEN:
            title = tag("h4", tag("span", str(number), class_="number"), step.title)
            put(tag("section", joined(title, playbook_step.body(step, words)), class_="step"))
        else:
            with st.expander(f"{number}\\. {step.title}"):
                put(playbook_step.body(step, words))
