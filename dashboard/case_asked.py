"""What only the person knows and a clock of a case waits for: how it was paid, the day of a statement, a card's network. Pure.

Asked is only what brings a clock that still matters, starts one, or starts it more exactly than from the payment; the
card's network only where its rules would hold and nobody was asked for the money yet. No more than `MOST` at a time:
an answer may make the next question needless. Answers are facts of the log: days under the clock's own name for the
event (`detect.case_anchors`), the rest under those of `dashboard.case_traits`.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.case_shown import ShownCase
from dashboard.case_traits import OTHER, PAID_BY, SCHEME, SCHEMES, TRAITS, Trait, as_told, no_card, with_scheme
from dashboard.deadlines import TROUBLES, WRONG, matter_of, rules_of, running
from dashboard.errors import WrongAnswer, WrongFact
from dashboard.playbooks.model import Clock
from detect.case_anchors import acts
from detect.clocks import SAME, Effect, Matter, Reading, State, applies

MOST: Final = 3
CHOICES: Final = (*SCHEMES, OTHER)
# Events that a person can look up: on a statement, a receipt, a message. The rest comes with the log, or nobody knows it.
DAYS: Final = (
    "statement_sent_on", "loss_learned_on", "bank_message_on", "refund_note_on", "refund_due_on", "return_accepted_on",
    "goods_returned_on", "goods_received_on", "withdrawal_told_on", "credit_received_on", "complaint_passed_on", "leak_known_on",
    "data_breach_on", "consent_withdrawn_on", "freeze_asked_on",
)  # fmt: skip
_CARDS: Final = frozenset({"debit", "credit_card", "prepaid", ""})
_ONE_WAY: Final = frozenset({"credit_card", "credit_line"})  # accounts that pay in one way only
_PAID: Final = frozenset({"error", "scam"})  # troubles with a payment
ANSWERS: Final[Mapping[str, tuple[str, ...]]] = {SCHEME: CHOICES} | {
    trait.fact: tuple(trait.answers) for trait in TRAITS
}


@dataclass(frozen=True, slots=True)
class Question:
    """A fact to ask for, and the ids of the clocks that wait for it; `choices` is empty where a day is asked."""

    fact: str
    clocks: tuple[str, ...]
    choices: tuple[str, ...] = ()


def asked(shown: ShownCase, readings: Sequence[Reading], today: dt.date) -> tuple[Question, ...]:
    """Return what clocks of a running case wait for: what picks them first, then days in the order of DAYS."""
    if shown.case.status == "closed":
        return ()
    traits = tuple(_traits(shown, readings, today))
    waiting: dict[str, list[str]] = {}
    for reading in readings:
        fact = _fact(reading, shown)
        if fact and fact not in shown.case.confirmed:
            waiting.setdefault(fact, []).append(reading.rule.id)
    days = (Question(fact, tuple(waiting[fact])) for fact in DAYS if fact in waiting)
    open_way = any(question.fact == PAID_BY.fact for question in traits)
    return (*traits, *days, *(() if open_way else _network(shown)))[:MOST]


def checked(fact: str, value: str, today: dt.date) -> str:
    """Return an answer as the log keeps it; `no` takes one back. Other facts are not looked at.

    Raises:
        WrongFact: no day, or a day that has not come yet.
        WrongAnswer: none of the answers that there are.
    """
    if value == "no" or (fact not in DAYS and fact not in ANSWERS):
        return value
    if fact in ANSWERS:
        if value not in ANSWERS[fact]:
            raise WrongAnswer(name=fact, answers=", ".join(ANSWERS[fact]))
        return value
    try:
        told = dt.date.fromisoformat(value)
    except ValueError as error:
        raise WrongFact(name=fact, example=f"{fact}={today.isoformat()}") from error
    if told > today:
        raise WrongFact(name=fact, example=f"{fact}={today.isoformat()}")
    return value


def _fact(reading: Reading, shown: ShownCase) -> str:
    """Return what would start a clock, or start it more exactly; empty where that is not to be asked."""
    if reading.state is State.MET or not (reading.assumed or reading.started is None):
        return ""
    if reading.rule.anchor == "complaint-passed-on" and "supervisor" not in acts(shown.case):
        return ""
    names = (anchor.replace("-", "_") for anchor in (*SAME.get(reading.rule.anchor, ()), reading.rule.anchor))
    facts = (name if name.endswith("_on") else f"{name}_on" for name in names)
    return next((fact for fact in facts if fact in DAYS), "")


def _traits(shown: ShownCase, readings: Sequence[Reading], today: dt.date) -> Iterator[Question]:
    """Yield what would bring a clock that still matters, with the answers that tell one set of clocks from another."""
    troubles = TROUBLES.get(shown.case.topic, WRONG)
    if not troubles & _PAID:
        return
    running_on = (one for one in readings if one.effect is Effect.OWED and one.state is State.RUNNING)
    owed = frozenset(map(_duty, running_on))
    matter = matter_of(shown.case, shown.alerts, shown.rows, shown.jurisdiction, shown.instrument)
    for trait in TRAITS:
        if trait.fact in shown.case.confirmed or trait.unless & troubles:
            continue
        if trait is PAID_BY and shown.instrument.account in _ONE_WAY:
            continue
        if rules := _speaking(trait, shown.jurisdiction):
            now = _brought(shown, rules, matter, {}, today, owed)
            after = {name: _brought(shown, rules, matter, {trait.fact: name}, today, owed) for name in trait.answers}
            if new := frozenset().union(*after.values()) - now:
                choices = tuple(answer for answer in after if answer == OTHER or after[answer] - after[OTHER])
                yield Question(trait.fact, tuple(sorted(new)), choices)


def _speaking(trait: Trait, jurisdiction: str) -> tuple[Clock, ...]:
    """Return the clocks of a place that an answer may bring."""
    return tuple(
        rule
        for rule in rules_of(jurisdiction)
        if any(trait.words & set(situation.split(".")) for situation in rule.situations)
    )


def _brought(
    shown: ShownCase,
    rules: tuple[Clock, ...],
    matter: Matter,
    answer: Mapping[str, str],
    today: dt.date,
    owed: frozenset[tuple[str, ...]],
) -> frozenset[str]:
    """Return which of some clocks matter if a question is answered so; a longer time only once the shorter one has run out."""
    told = as_told(matter, {**shown.case.confirmed, **answer})
    readings = running(told, rules, shown.country, today)
    return frozenset(one.rule.id for one in readings if _matters(one, shown) and _duty(one) not in owed)


def _duty(reading: Reading) -> tuple[str, ...]:
    """Return what somebody else owes, for however long they may take."""
    return (reading.rule.who, reading.rule.anchor, reading.rule.fact)


def _matters(reading: Reading, shown: ShownCase) -> bool:
    """Tell whether anything may still come of a clock: not of one that is met, that nothing starts, or that is over."""
    if reading.state is State.MET:
        return False
    fact = _fact(reading, shown)
    told_later = bool(fact) and fact not in shown.case.confirmed
    if reading.state is State.LAPSED:
        return reading.effect is Effect.OWED or told_later
    return reading.started is not None or told_later


def _network(shown: ShownCase) -> Iterator[Question]:
    case = shown.case
    if (
        SCHEME in case.confirmed
        or no_card(case.confirmed)
        or shown.instrument.account not in _CARDS
        or "notice" in acts(case)
    ):
        return
    troubles = TROUBLES.get(case.topic, WRONG)
    schemes = [Matter(troubles, with_scheme(shown.instrument, scheme), {}) for scheme in SCHEMES]
    clocks = [
        rule.id
        for rule in rules_of(shown.jurisdiction)
        if rule.kind == "scheme" and any(applies(rule, matter) for matter in schemes)
    ]
    if clocks:
        yield Question(SCHEME, tuple(clocks), CHOICES)
