"""What only the person knows and a clock of a case waits for: the day of a statement, the network of a card. Pure.

Asked are only days from which a clock that speaks of the case would start, or start more exactly than from the payment,
and the card's network only where its rules would hold and nobody was asked for the money yet. Answers are facts of the
log under the clock's own name for the event (`detect.case_anchors`), and `card_scheme`.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.case_shown import SCHEME, ShownCase
from dashboard.deadlines import SCHEMES, TROUBLES, WRONG, rules_of, with_scheme
from dashboard.errors import WrongFact
from detect.case_anchors import acts
from detect.clocks import SAME, Matter, Reading, State, applies

CHOICES: Final = (*SCHEMES, "other")
# Events that a person can look up: on a statement, a receipt, a message. The rest comes with the log, or nobody knows it.
DAYS: Final = (
    "statement_sent_on", "loss_learned_on", "bank_message_on", "refund_note_on", "refund_due_on", "return_accepted_on",
    "goods_returned_on", "goods_received_on", "withdrawal_told_on", "credit_received_on", "complaint_passed_on", "leak_known_on",
    "data_breach_on",
)  # fmt: skip
_CARDS: Final = frozenset({"debit", "credit_card", "prepaid", ""})


@dataclass(frozen=True, slots=True)
class Question:
    """A fact to ask for, and the ids of the clocks that wait for it; `choices` is empty where a day is asked."""

    fact: str
    clocks: tuple[str, ...]
    choices: tuple[str, ...] = ()


def asked(shown: ShownCase, readings: Sequence[Reading]) -> tuple[Question, ...]:
    """Return what clocks of a running case wait for, in the order of DAYS, the card's network last."""
    if shown.case.status == "closed":
        return ()
    waiting: dict[str, list[str]] = {}
    for reading in readings:
        fact = _fact(reading, shown)
        if fact and fact not in shown.case.confirmed:
            waiting.setdefault(fact, []).append(reading.rule.id)
    return (*(Question(fact, tuple(waiting[fact])) for fact in DAYS if fact in waiting), *_network(shown))


def checked(fact: str, value: str, today: dt.date) -> str:
    """Return an answer as the log keeps it; `no` takes one back. Other facts are not looked at.

    Raises:
        WrongFact: no day, a day that has not come yet, or no network that is known.
    """
    if value == "no" or (fact not in DAYS and fact != SCHEME):
        return value
    if fact == SCHEME:
        if value not in CHOICES:
            raise WrongFact(name=fact, example=f"{fact}={CHOICES[0]}")
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


def _network(shown: ShownCase) -> Iterator[Question]:
    case = shown.case
    if SCHEME in case.confirmed or shown.instrument.account not in _CARDS or "notice" in acts(case):
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
