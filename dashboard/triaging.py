"""Triage put to work: what an answer to a question does to an alert, and how it is taken back.

The table of questions is `playbooks.triage`, the store `detect.triage`. What the person says in so many words becomes
the answer to the alert; where waiting is all there is to do, the alert is set aside until the day on which it is over.
"""

import datetime as dt
import itertools
from dataclasses import replace
from typing import Final

from dashboard.deadlines import deadlines
from dashboard.i18n import Words
from dashboard.playbooks.library import library
from dashboard.playbooks.triage import Lead, questions
from dashboard.present import Presenter, ShownAlert
from detect.casebook import Casebook
from detect.clocks import State

SNOOZED: Final = "snoozed"


def waits_until(shown: ShownAlert, today: dt.date) -> dt.date | None:
    """Return the day until which there is nothing to do but to wait; None where nobody waits, or has waited enough."""
    clocks = (reading for reading in deadlines(shown, today) if reading.rule.id == shown.lead.wait)
    return next((reading.due for reading in clocks if reading.state is State.RUNNING and reading.days_left), None)


def askable(shown: ShownAlert) -> dict[str, tuple[str, ...]]:
    """Return the questions that may be answered now, with their answers: those already said, and the open one."""
    names = [name for name, _ in shown.lead.said] + ([shown.lead.ask] if shown.lead.ask else [])
    return {name: tuple(questions().ask[name]) for name in names}


def supposed(shown: ShownAlert, question: str, answer: str) -> ShownAlert:
    """Return the alert as if one of its questions had been answered; nothing is stored."""
    before = dict(itertools.takewhile(lambda said: said[0] != question, shown.lead.said))
    reasons = frozenset(reason.code for reason in shown.alert.reasons)
    return replace(shown, lead=questions().follow(shown.alert.kind, {**before, question: answer}, reasons=reasons))


def say(book: Casebook, shown: ShownAlert, question: str, answer: str, words: Words, today: dt.date) -> ShownAlert:
    """Answer one question about an alert, do what follows, and return the alert as it then is.

    An earlier question may be answered anew; what was said after it is forgotten.

    Raises:
        ValueError: it is not asked about this alert, or has no such answer.
    """
    asked = askable(shown)
    if answer not in asked.get(question, ()):
        raise ValueError(f"{question} = {answer}")
    alert_id = shown.alert.alert_id
    take_back(book, alert_id, question)
    for before, implied in shown.lead.said[: list(asked).index(question)]:
        if before not in book.triage.said().get(alert_id, {}):  # what the answer to the alert had already said
            book.triage.say(alert_id, before, implied, today)
    book.triage.say(alert_id, question, answer, today)
    after = _shown(book, alert_id, words)
    if not after.lead.ask:
        _act(book, after, question, today)
    return _shown(book, alert_id, words)


def take_back(book: Casebook, alert_id: str, question: str = "") -> None:
    """Forget an answer and all that came after it, or all, with what they did to the alert."""
    for deed in book.triage.take_back(alert_id, question):
        alert = book.alert(alert_id)
        if deed == SNOOZED:
            book.snoozes.wake(alert)
        elif book.answer_of(alert) == deed:
            book.undo_answer(alert_id)
        else:  # another answer was given by hand since; taking that back must not bring this one
            book.answers.forget(alert_id, deed)


def _act(book: Casebook, shown: ShownAlert, question: str, today: dt.date) -> None:
    alert_id, said = shown.alert.alert_id, shown.lead.answer
    if said and book.answer_of(shown.alert) != said:
        book.answer(alert_id, said, today)
        book.triage.did(alert_id, question, said)
    until = waits_until(shown, today)
    if until:
        book.snoozes.set_aside(book.alert(alert_id), until)
        book.triage.did(alert_id, question, SNOOZED)


def _shown(book: Casebook, alert_id: str, words: Words) -> ShownAlert:
    return Presenter(book.ledger, words).alert(book.alert(alert_id))


def conclusion(shown: ShownAlert, words: Words, today: dt.date) -> tuple[str, ...]:
    """Return what the answers come to, a sentence each; nothing while a question is open."""
    lead = shown.lead
    if lead.ask or not lead.said:
        return ()
    told = [words(f"triage.hint.{hint}") for hint in lead.hints]
    if lead.end:
        told.append(_end(shown, lead, words, today))
    elif shown.topic:
        told.append(words("triage.leads", title=title(shown.topic, words)))
    return tuple(told)


def _end(shown: ShownAlert, lead: Lead, words: Words, today: dt.date) -> str:
    if not lead.wait:
        return words(f"triage.end.{lead.end}")
    until = waits_until(shown, today)
    return words("triage.end.wait", day=words.weekday(until, today)) if until else words("triage.end.waited")


def title(topic: str, words: Words) -> str:
    """Return what a playbook is called."""
    return library().topics[topic][words.locale].title
