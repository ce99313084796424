"""Deadlines: which clocks of a matter run, until which day, and the last day it is safe to act.

Pure: the rules, what is known, the working days and today come in as arguments. Whatever is uncertain ends earlier for
the person and later for everyone else:

* A clock of the person's may start from a day no later than its true start (`STAND_INS`): a card network processes a
  payment on its day or after it; one that tells them to wait from a day no earlier (`NO_EARLIER`): who opens a case has
  noticed by then. A clock of anyone else starts only with an event that is known.
* Holidays that are only foreseen do not lengthen the person's working days (`Workdays.surely`).
* A wait that nobody could confirm holds nobody back, and an unconfirmed longer span never excuses a provider from a
  confirmed shorter one.

Which version of a rule holds is picked by the day of the payment (liability) or of the clock's own start (handling
times); a version that does not hold, or speaks of another kind of trouble or account, gives no reading at all.
"""

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Protocol

from detect.calendar import WEEKDAYS, Workdays
from detect.spans import AT_ONCE, Moment, day_of, exact_end, last_day, shorter_than

PAYMENT: Final = "payment"
ANY: Final = "any"
MAYBE_CARD: Final = "maybe-card"  # a card may have paid, at least behind a wallet; nobody has said otherwise
ACT_NOW: Final = 5  # days: a shorter clock has no day to spare
MARGIN: Final = 2  # days at most that the last safe day keeps clear of the end; else a fifth of the span

# The same event under another name, for whoever's clock: true by definition, not by guess.
SAME: Final[Mapping[str, tuple[str, ...]]] = {
    "refund-note-or-processing": ("refund-note", "processing"),
    "first-statement-sent": ("statement-sent",),
}
# What is never later than the event, first the nearest to it: for clocks of the person's own.
STAND_INS: Final[Mapping[str, tuple[str, ...]]] = {
    "noticed": ("alert-opened",),
    "processing": (PAYMENT,),
    "refund-note-or-processing": (PAYMENT,),
    "statement-sent": ("statement-date", PAYMENT),
    "first-statement-sent": ("statement-date", PAYMENT),
    "bank-message": (PAYMENT,),
    "last-payment": (PAYMENT,),
    "loss-and-party-known": (PAYMENT,),
    "goods-received": (PAYMENT,),
    "final-answer": ("provider-answered",),
}
# What is never earlier than the event: for the person's waits, and for what protects them for a while.
NO_EARLIER: Final[Mapping[str, tuple[str, ...]]] = {"noticed": ("case-opened",)}
_BY_ACCOUNT: Final[Mapping[str, tuple[str, ...]]] = {
    "wallet": ("wallet", "eft"),
    "prepaid": ("wallet", "eft"),
    "debit": ("bank", "eft", "card"),
    "savings": ("bank", "eft"),
    "credit_card": ("bank", "credit-card", "card"),
    "credit_line": ("consumer-finance", "paylater"),
    "": ("eft", "credit-card", "card"),  # not known: both sets of rules run, and the shorter of them binds
}


class Proven(Protocol):
    """Where a rule comes from."""

    @property
    def verified(self) -> bool: ...  # noqa: D102


class Rule(Protocol):
    """What a clock needs of a row of a pack; `dashboard.playbooks.model.Clock` is one and says what the fields mean."""

    # fmt: off
    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def who(self) -> str: ...  # noqa: D102
    @property
    def anchor(self) -> str: ...  # noqa: D102
    @property
    def length(self) -> int: ...  # noqa: D102
    @property
    def unit(self) -> str: ...  # noqa: D102
    @property
    def bound(self) -> str: ...  # noqa: D102
    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def situations(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def fact(self) -> str: ...  # noqa: D102
    @property
    def version_by(self) -> str: ...  # noqa: D102
    @property
    def valid_from(self) -> dt.date | None: ...  # noqa: D102
    @property
    def valid_to(self) -> dt.date | None: ...  # noqa: D102
    @property
    def proof(self) -> Proven: ...  # noqa: D102
    # fmt: on


@dataclass(frozen=True, slots=True)
class Instrument:
    """What was paid with. An empty account kind means that it is not known, an empty scheme that no scheme rule holds."""

    account: str = ""  # the kinds of the accounts table: wallet, debit, credit_card, credit_line, prepaid, savings
    scheme: str = ""  # visa, mastercard ...
    more: frozenset[str] = frozenset()  # wechat, paypal, upi-p2p, new, foreign ...: as the situations spell them
    less: frozenset[str] = frozenset()  # what such an account may be, and this payment was not

    def traits(self) -> frozenset[str]:
        """Return every word a situation may ask for."""
        own = {ANY, MAYBE_CARD, *_BY_ACCOUNT.get(self.account, ())} | ({self.scheme} if self.scheme else set())
        return (self.more | own) - self.less


@dataclass(frozen=True, slots=True)
class Matter:
    """One trouble as far as it is known. `events` maps anchors to their days, `done` clock ids to the day of the act."""

    troubles: frozenset[str]  # unauthorised, duplicate, refund, complaint ...: the first word of situations
    instrument: Instrument
    events: Mapping[str, Moment]
    done: Mapping[str, dt.date] = field(default_factory=dict)


class State(StrEnum):
    """How a clock stands."""

    NOT_STARTED = "not_started"
    RUNNING = "running"  # of a wait: it is over, the way is open
    LAPSED = "lapsed"
    TOO_EARLY = "too_early"
    MET = "met"


class Effect(StrEnum):
    """What the end of a clock means; the words for it are the pack's."""

    LOST = "lost"  # the person loses a right
    LATER = "later"  # a mark of good practice has passed; nothing is lost yet
    OWED = "owed"  # somebody else is late
    OPEN = "open"  # the wait is over
    OVER = "over"  # what held so far holds no longer


# Done late is done: by a mark of practice nothing was lost, and who was late owes no more. Only a right is gone.
_DONE_LATE: Final = (Effect.LATER, Effect.OWED)


@dataclass(frozen=True, slots=True)
class Reading:
    """One clock as it stands. `moment` is the minute it ends, for short clocks whose start is known to the minute."""

    rule: Rule
    state: State
    effect: Effect
    started: dt.date | None = None
    due: dt.date | None = None
    moment: dt.datetime | None = None
    days_left: int | None = None  # negative after the due day
    assumed: bool = False  # counted from a day no later than the true start, which nobody has told yet


@dataclass(frozen=True, slots=True)
class SafeDay:
    """The last day to act without risk, and the clock that sets it."""

    day: dt.date
    reading: Reading
    act_now: bool  # the clock is too short to spare a day, or the day has come


def read_clocks(
    rules: Iterable[Rule], matter: Matter, now: Moment, workdays: Workdays = WEEKDAYS
) -> tuple[Reading, ...]:
    """Return how every clock that speaks of the matter stands, the soonest due first, those not started last."""
    readings = [reading for rule in rules if (reading := read_clock(rule, matter, now, workdays))]
    return tuple(sorted(readings, key=lambda found: (found.due or dt.date.max, found.rule.id)))


def read_clock(rule: Rule, matter: Matter, now: Moment, workdays: Workdays = WEEKDAYS) -> Reading | None:
    """Return how one clock stands; None where the rule does not speak of the matter."""
    start, assumed = _start(rule, matter)
    if not applies(rule, matter) or not _in_force(rule, matter, start):
        return None
    effect = _effect(rule)
    if start is None:
        done = rule.id in matter.done
        return Reading(rule, State.MET if done else State.NOT_STARTED, effect)
    mine = rule.who == "user"
    due = last_day(start, rule.length, rule.unit, workdays.surely() if mine else workdays, late=not mine)
    if rule.unit == AT_ONCE:
        due = max(due, day_of(now))  # "at once" has no end: it stays due today until it is done
    moment = exact_end(start, rule.length, rule.unit)
    state = _state(rule, matter, now, day_of(start), due, moment)
    return Reading(rule, state, effect, day_of(start), due, moment, (due - day_of(now)).days, assumed)


def last_safe_day(readings: Iterable[Reading]) -> SafeDay | None:
    """Return the earliest end among the person's running clocks, less min(2 days, a fifth of the span).

    A clock of fewer than five days keeps its own end and says to act now. The day may lie in the past while its clock
    still runs: then it is time to act, too. None where nothing of the person's runs.
    """
    safe = [_safe(reading) for reading in readings if _mine(reading) and reading.state is State.RUNNING]
    return min((day for day in safe if day), key=lambda day: (day.day, day.reading.rule.id), default=None)


def overdue(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """Return the clocks of others that have run out, where no longer one for the same duty excuses them.

    Rows of one fact from one event (an answer in 15 days, in complex cases 60) are one duty: the longest of its
    confirmed rows decides, or of all where none is confirmed.
    """
    duties: dict[tuple[str, str, str], list[Reading]] = {}
    for reading in readings:
        if reading.effect is Effect.OWED and reading.due:
            duties.setdefault((reading.rule.who, reading.rule.anchor, reading.rule.fact), []).append(reading)
    last = (_longest(rows) for rows in duties.values())
    return tuple(reading for reading in last if reading.state is State.LAPSED)


def applies(rule: Rule, matter: Matter) -> bool:
    """Tell whether a rule speaks of such a trouble and such an instrument.

    A situation is a trouble and what the instrument must be: `error.eft.new`. Scheme rules need a known scheme.
    """
    if rule.kind == "scheme" and not matter.instrument.scheme:
        return False
    traits = matter.instrument.traits()
    return any(
        trouble in (ANY, *matter.troubles) and traits.issuperset(needed)
        for trouble, *needed in (situation.split(".") for situation in rule.situations)
    )


def _start(rule: Rule, matter: Matter) -> tuple[Moment | None, bool]:
    """Return when a clock starts, and whether that is only a day that stands in for its start."""
    for name in (rule.anchor, *SAME.get(rule.anchor, ())):
        if name in matter.events:
            return matter.events[name], False
    if rule.who == "user":
        for name in (STAND_INS if rule.bound == "latest" else NO_EARLIER).get(rule.anchor, ()):
            if name in matter.events:
                return day_of(matter.events[name]), True
    return None, False


def _in_force(rule: Rule, matter: Matter, start: Moment | None) -> bool:
    """Tell whether this version of the rule is the one that counts; a day nobody knows yet rules nothing out."""
    chosen = matter.events.get(PAYMENT, start) if rule.version_by == "transaction" else start
    if chosen is None:
        return True
    day = day_of(chosen)
    return (rule.valid_from or dt.date.min) <= day <= (rule.valid_to or dt.date.max)


def _effect(rule: Rule) -> Effect:
    if rule.bound != "latest":
        return Effect.OPEN if rule.bound == "earliest" else Effect.OVER
    if rule.who != "user":
        return Effect.OWED
    return Effect.LATER if rule.kind == "practical" else Effect.LOST


def _state(rule: Rule, matter: Matter, now: Moment, start: dt.date, due: dt.date, moment: dt.datetime | None) -> State:
    done = matter.done.get(rule.id)
    if done is not None and (done <= due or _effect(rule) in _DONE_LATE):
        return State.MET
    if start > day_of(now):
        return State.NOT_STARTED
    passed = now > moment if moment and isinstance(now, dt.datetime) else day_of(now) > due
    if rule.bound == "earliest":
        return State.RUNNING if passed or not rule.proof.verified else State.TOO_EARLY
    return State.LAPSED if passed else State.RUNNING


def _mine(reading: Reading) -> bool:
    return reading.effect in (Effect.LOST, Effect.LATER)


def _safe(reading: Reading) -> SafeDay | None:
    if not reading.due or not reading.started or reading.days_left is None:
        return None
    if shorter_than(ACT_NOW, reading.rule.length, reading.rule.unit):
        return SafeDay(reading.due, reading, act_now=True)
    margin = min(MARGIN, math.ceil((reading.due - reading.started).days / 5))
    return SafeDay(reading.due - dt.timedelta(days=margin), reading, act_now=reading.days_left <= margin)


def _longest(rows: Sequence[Reading]) -> Reading:
    confirmed = [reading for reading in rows if reading.rule.proof.verified]
    return max(confirmed or rows, key=lambda reading: (reading.due or dt.date.min, reading.rule.id))
