"""A case's playbook as a checklist: what is done is ticked in the log, with its time, and can be unticked."""

from collections.abc import Iterator

import streamlit as st

from dashboard.case_shown import ShownCase
from dashboard.i18n import Words
from dashboard.playbooks.library import library, playbook
from dashboard.playbooks.shown import Section, Step
from dashboard.views import desk
from dashboard.views.paint import part, put
from dashboard.views.parts import playbook_step
from dashboard.views.parts.case_refusal import attempt
from dashboard.views.parts.playbook_panel import IN_ORDER, notes
from dashboard.views.parts.said import counted
from dashboard.views.plain import in_markdown, tag
from detect.casebook import Casebook


def steps(shown: ShownCase, book: Casebook, words: Words) -> None:
    """Show the steps, the first that is not done open."""
    if shown.case.topic not in library().topics:
        return
    book_of = playbook(shown.case.topic, shown.jurisdiction, words.locale, today=desk.today())
    listed = list(_in_order(book_of.sections))
    done = shown.case.steps_done
    left = [step.id for _, step in listed if step.id not in done]
    part(counted(words, "casepage.steps", len(left)))
    put(tag("p", book_of.lead), *notes(book_of, words))
    before = ""
    for number, (section, step) in enumerate(listed, start=1):
        if section.id != before:
            put(tag("h3", section.title, class_="stage"))
            before = section.id
        _step(number, step, shown, book, words, opened=bool(left) and step.id == left[0])
    for section in book_of.sections:
        if section.id not in IN_ORDER:
            with st.expander(section.title):
                put(*(tag("section", tag("h4", step.title), playbook_step.body(step, words)) for step in section.steps))


def _in_order(sections: tuple[Section, ...]) -> Iterator[tuple[Section, Step]]:
    for section in sections:
        if section.id in IN_ORDER:
            yield from ((section, step) for step in section.steps)


def _step(number: int, step: Step, shown: ShownCase, book: Casebook, words: Words, *, opened: bool) -> None:
    at = shown.case.steps_done.get(step.id)
    sign = "✓ " if at else ""
    key = f"step-{step.id}{'-next' if opened else ''}"  # one of its own: a browser keeps open what it has once opened
    with st.expander(f"{sign}{number}\\. {in_markdown(step.title)}", expanded=opened, key=key):
        put(playbook_step.body(step, words))
        if at:
            put(tag("p", words("casepage.step_done", moment=words.moment(at)), class_="given"))
            if st.button(words("casepage.step_undo"), key=f"undo-step-{step.id}", type="tertiary"):
                _undo(step.id, shown, book, words)
        elif st.button(words("casepage.step_do"), key=f"do-step-{step.id}"):
            with attempt(words) as tried:
                book.cases.log(shown.case.case_id, "step_done", {"step": step.id})
            if tried.taken:
                st.rerun()


def _undo(step: str, shown: ShownCase, book: Casebook, words: Words) -> None:
    """Strike every line that says the step is done: the log keeps them, without effect."""
    with attempt(words) as tried:
        for event in shown.case.live:
            if event.kind == "step_done" and event.text("step") == step:
                book.cases.strike(shown.case.case_id, event.seq)
    if tried.taken:
        st.rerun()
