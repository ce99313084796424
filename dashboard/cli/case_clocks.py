"""The deadlines of a case on a terminal, and whom to turn to next."""

import datetime as dt
import shlex
from typing import Any

from dashboard.case_asked import Question, asked
from dashboard.case_deadlines import case_deadlines
from dashboard.case_shown import ShownCase
from dashboard.cli.cards import clocks_list
from dashboard.cli.state import State
from dashboard.escalation import Rung, escalation, how
from dashboard.i18n import Words
from dashboard.playbooks.library import library
from dashboard.timetable import tabled


def clocks_told(state: State, shown: ShownCase, day: dt.date) -> None:
    """Print by when to act, every clock that has begun, and the offices with the day from which each is open."""
    readings = case_deadlines(shown, day)
    table = tabled(readings, shown.jurisdiction, state.words, day)
    if table.headline:
        state.screen.line()
        state.screen.say("deadline.line", when=table.headline.text, name=table.headline.told.name)
    clocks_list(state.screen, table)
    _asked(state, shown, asked(shown, readings, day))
    if shown.undescribed:
        state.screen.line()
        label = shlex.quote(shown.case.account)
        kind, country = state.words("case.blank.kind"), state.words("case.blank.country")
        command = state.call(f"accounts set {label} --kind {kind} --country {country}")
        state.screen.say("case.undescribed_call", command=command)
    rungs = escalation(shown, readings, day)
    if rungs:
        state.screen.line()
        state.screen.say("case.further", style="bold")
    for rung in rungs:
        state.screen.hanging(rung_told(state, shown, rung))


def question_answer(words: Words, question: Question) -> dict[str, Any]:
    """Return a question for programs."""
    return {
        "fact": question.fact, "question": words(f"case.ask.{question.fact}"), "clocks": list(question.clocks),
        "choices": list(question.choices),
    }  # fmt: skip


def _asked(state: State, shown: ShownCase, questions: tuple[Question, ...]) -> None:
    """Print what clocks wait for, each with the command that answers it and what each answer means."""
    if not questions:
        return
    state.screen.line()
    state.screen.say("case.ask.title", style="bold")
    for question in questions:
        value = state.words("case.blank.answer" if question.choices else "case.blank.day")
        command = state.call(f"case log {shown.case.case_id} --confirm {question.fact}={value}")
        state.screen.hanging(f"- {state.words(f'case.ask.{question.fact}')} `{command}`")
        for choice in question.choices:
            state.screen.hanging(f"  - {choice}: {state.words(f'case.said.{question.fact}.{choice}')}")


def rung_told(state: State, shown: ShownCase, rung: Rung) -> str:
    """Return one office, whether it is open, and why."""
    words = state.words
    name = library().speaker(shown.jurisdiction, words.locale).body(rung.body).text
    facts = {"body": name, "day": words.day(rung.on) if rung.on else ""}
    return f"- {words(f'case.rung.{how(rung)}', **facts)}"
