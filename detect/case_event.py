"""One line of a case's log: what kinds there are, and what each must and may say.

A log only grows. A line is never changed; a mistake is struck by a later line and stays readable.

| kind | says |
|---|---|
| opened | topic, person, account; the first line, and only that |
| alert_added, rows_added | money that joins the case: alert or rows, amount, currency |
| told, sent | a contact or a letter: party, channel, who, reference, next_on; `amount` where it claims less than all |
| answered | what came back: party, answer, in_writing |
| promised | party, amount, currency, due |
| step_done, evidence_got | the step or item of the playbook |
| confirmed | facts the person stands by, by their ids; letters say only these |
| credit_provisional, credited, credit_taken_back | amount, currency, txn_id where the ledger shows the row |
| closed, reopened | the outcome; why |
| struck | seq of the line that was wrong |
| noted | text |
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from detect.finding import Fact
from ingest.money import DIGITS

PARTIES: Final = ("provider", "bank", "merchant", "police", "regulator", "court", "other")
CLAIMED_FROM: Final = frozenset(
    {"provider", "bank", "merchant", "regulator", "court"}
)  # telling them asks for the money
ANSWERS: Final = ("accepted", "partly", "refused", "asked_more", "final")
OUTCOMES: Final = (
    "refunded",
    "chargeback",
    "false_alarm",
    "written_off",
    "solved",
)  # the last: where no money was at stake
CHANNELS: Final = ("phone", "chat", "email", "app", "form", "post", "branch", "other")

_MUST: Final[Mapping[str, tuple[str, ...]]] = {
    "opened": ("topic", "person"),
    "alert_added": ("alert", "amount", "currency"),
    "rows_added": ("amount", "currency"),
    "told": ("party",),
    "sent": ("party",),
    "answered": ("party", "answer"),
    "promised": ("party",),
    "step_done": ("step",),
    "evidence_got": ("item",),
    "confirmed": (),
    "credit_provisional": ("amount", "currency"),
    "credit_taken_back": ("amount", "currency"),
    "credited": ("amount", "currency"),
    "closed": ("outcome",),
    "reopened": (),
    "struck": ("seq",),
    "noted": ("text",),
}
EVENT_KINDS: Final = tuple(_MUST)
_MAY: Final = frozenset(
    {
        "account", "alert", "amount", "answer", "as", "channel", "currency", "due", "in_writing", "item", "locale", "next_on", "outcome",
        "party", "person", "received_on", "reference", "result", "rows", "seq", "step", "template", "text", "topic", "txn_id", "who",
    }
)  # fmt: skip
_CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "party": PARTIES, "answer": ANSWERS, "outcome": OUTCOMES, "channel": CHANNELS, "as": ("notice", "complaint", "request"),
}  # fmt: skip
_DAYS: Final = ("next_on", "due", "received_on")


class CaseRefused(ValueError):
    """A line that a case cannot take; `code` says why, `facts` of what."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a case's log. Amounts among the facts are minor units, unsigned; days are ISO text."""

    seq: int  # 1, 2, 3 ... within the case
    kind: str  # of EVENT_KINDS
    at: str  # ISO wall time or day at which it happened, as the person says
    noted_at: str  # ISO moment, UTC, of writing it down
    facts: Mapping[str, Fact]

    @property
    def day(self) -> dt.date:
        """The day on which it happened."""
        return dt.date.fromisoformat(self.at[:10])

    def text(self, name: str) -> str:
        """Return a fact as text, empty where it was not told."""
        value = self.facts.get(name)
        return "" if value is None else str(value)

    def amount(self) -> int:
        """Return the amount in minor units, 0 where none was told."""
        return int(str(self.facts.get("amount") or 0))

    def names(self, name: str) -> tuple[str, ...]:
        """Return a fact that lists texts."""
        value = self.facts.get(name)
        return tuple(map(str, value)) if isinstance(value, list) else ()


def checked(event: Event) -> Event:
    """Return a line whose kind, time and facts are as they must be.

    Raises:
        CaseRefused: kind, missing, unknown, choice, day, amount or currency, with the name of what is wrong.
    """
    if event.kind not in _MUST:
        raise CaseRefused("kind", name=event.kind)
    _moment("at", event.at)
    missing = [name for name in _MUST[event.kind] if event.facts.get(name) in (None, "", [])]
    if missing:
        raise CaseRefused("missing", name=missing[0], kind=event.kind)
    if event.kind == "confirmed":
        return event
    for name, value in event.facts.items():
        _fact(name, value)
    if event.facts.get("amount") is not None and not event.text("currency"):
        raise CaseRefused("missing", name="currency", kind=event.kind)
    return event


def _fact(name: str, value: Fact) -> None:
    if name not in _MAY:
        raise CaseRefused("unknown", name=name)
    if value is None or value == "":
        return
    if name in _CHOICES and value not in _CHOICES[name]:
        raise CaseRefused("choice", name=name, value=value, choices=", ".join(_CHOICES[name]))
    if name == "amount" and not (type(value) is int and value > 0):
        raise CaseRefused("amount", value=value)
    if name == "currency" and value not in DIGITS:
        raise CaseRefused("currency", value=value)
    if name in _DAYS:
        _moment(name, str(value))


def _moment(name: str, text: str) -> None:
    try:
        when = dt.datetime.fromisoformat(text)
    except ValueError as error:
        raise CaseRefused("day", name=name, value=text) from error
    if when.tzinfo is not None or len(text) < len("2026-01-01"):
        raise CaseRefused("day", name=name, value=text)  # wall time, as everything the person tells


def standing(events: Sequence[Event]) -> tuple[Event, ...]:
    """Return the lines that were not struck, without the lines that strike."""
    struck = {event.facts["seq"] for event in events if event.kind == "struck"}
    return tuple(event for event in events if event.kind != "struck" and event.seq not in struck)
