"""Every clock of every place can run: for each there is a case, made of what a person can tell and a ledger knows, that starts it."""

import datetime as dt
import itertools
from collections.abc import Iterator

import pytest

from dashboard.case_asked import DAYS, asked
from dashboard.case_deadlines import case_deadlines
from dashboard.case_shown import ShownCase
from dashboard.case_traits import OTHER, SCHEME, SCHEMES, TRAITS
from dashboard.deadlines import TROUBLES, WRONG
from dashboard.playbooks.library import library
from dashboard.playbooks.model import Clock
from detect.finding import Fact
from tests.dashboard.shown_cases import shown_case
from tests.detect.case_logs import Line, answered, sent, told

COUNTRIES = {"CN": "CN", "ID": "ID", "US": "US", "EU": "DE", "UK": "GB", "SG": "SG", "IN": "IN", "ZZ": "KE"}
ACCOUNTS = ("", "wallet", "debit", "credit_card", "credit_line")
INSTITUTIONS = ("", "wechat", "paypal")
TOPICS = (*TROUBLES, "wrong-charge")


def clocks() -> list[tuple[str, Clock]]:
    return [(place, clock) for place, pack in library().packs.items() for clock in pack.clocks.values()]


def logs(paid: dt.date) -> tuple[tuple[Line, ...], ...]:
    """Return what a person may note: a call, letters, answers, a promise, a credit, an office, the police, a request."""
    on = [(paid + dt.timedelta(days=n)).isoformat() for n in range(1, 6)]
    wrote = sent(on[0], "bank")
    return (
        (), (wrote,), (wrote, answered(on[2], "refused", in_writing=True)), (wrote, answered(on[2], "accepted")),
        (wrote, (on[2], "credit_taken_back", {"amount": 12_900, "currency": "USD"})),
        (sent(on[0], "merchant"), (on[1], "promised", {"party": "merchant", "due": on[2]})),
        (wrote, sent(on[2], "regulator", "form"), answered(on[3], "accepted", "regulator")),
        (told(on[0], "police"),), (sent(on[0], "bank", **{"as": "request"}),),
    )  # fmt: skip


def day_paid(clock: Clock) -> dt.date:
    """Return a day on which the rule holds."""
    return max(dt.date(2026, 5, 4), clock.valid_from or dt.date.min)


def answer(fact: str, clock: Clock, day: dt.date) -> Fact:
    """Return what a person says who has this clock's case."""
    wanted = {word for situation in clock.situations for word in situation.split(".")}
    if fact in DAYS:
        return day.isoformat()
    if fact == SCHEME:
        return next((scheme for scheme in SCHEMES if scheme in wanted), OTHER)
    answers = next(trait.answers for trait in TRAITS if trait.fact == fact)
    return next((name for name, words in answers.items() if words.brings & wanted), OTHER)


def told_all(shown: ShownCase, clock: Clock, again: list[Line], today: dt.date) -> list[Line]:
    """Return answers to all that is asked of a case at once; empty where nothing is."""
    questions = asked(shown, case_deadlines(shown, today), today)
    said = {question.fact: answer(question.fact, clock, today - dt.timedelta(days=2)) for question in questions}
    return [*again, (today.isoformat(), "confirmed", said)] if said else []


def runs(place: str, clock: Clock, topic: str, account: str, institution: str, log: tuple[Line, ...]) -> bool:
    """Tell whether answering what is asked, soon or when everybody is late, starts the clock."""
    return any(starts(place, clock, topic, account, institution, log, later) for later in (6, 60))


def starts(
    place: str, clock: Clock, topic: str, account: str, institution: str, log: tuple[Line, ...], later: int
) -> bool:
    paid = day_paid(clock)
    today = paid + dt.timedelta(days=later)
    said: list[Line] = []
    while True:
        shown = shown_case(topic, COUNTRIES[place], account, paid.isoformat(), *log, *said, institution=institution)
        if any(one.rule.id == clock.id and one.started for one in case_deadlines(shown, today)):
            return True
        more = told_all(shown, clock, said, today)
        if not more:
            return False
        said = more


def cases(clock: Clock) -> Iterator[tuple[str, str, str, tuple[Line, ...]]]:
    """Yield the cases that may start a clock, those of its own troubles first."""
    troubles = {situation.split(".")[0] for situation in clock.situations}
    topics = sorted(TOPICS, key=lambda topic: not troubles & TROUBLES.get(topic, WRONG))
    wanted = {word for situation in clock.situations for word in situation.split(".")}
    names = [name for name in INSTITUTIONS if not name or name in wanted]
    yield from itertools.product(topics, ACCOUNTS, names, logs(day_paid(clock)))


@pytest.mark.parametrize(("place", "clock"), clocks(), ids=lambda one: getattr(one, "id", one))
def test_there_is_a_case_that_starts_the_clock(place: str, clock: Clock) -> None:
    assert any(runs(place, clock, *case) for case in cases(clock))
