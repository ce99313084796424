"""A case: what the person does about one trouble, folded from its log. Pure; `detect.cases` keeps the log."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from detect.case_event import CLAIMED_FROM, EVENT_KINDS, OUTCOMES, CaseRefused, Event, checked, standing
from detect.case_money import Money, Purse
from detect.case_status import STATUSES, check_allowed, check_outcome, leads_to
from detect.finding import Fact

__all__ = ["EVENT_KINDS", "OUTCOMES", "STATUSES", "Case", "CaseRefused", "Event", "Money", "fold"]


@dataclass(frozen=True, slots=True)
class Case:
    """One case as it stands. `opened_on` is an ISO day; `rows` are the txn_ids at stake; `money` has one entry a currency."""

    case_id: str
    topic: str
    person: str
    account: str
    opened_on: str
    status: str  # of STATUSES
    outcome: str  # of OUTCOMES; empty unless closed
    alerts: tuple[str, ...]
    rows: tuple[str, ...]
    money: tuple[Money, ...]
    events: tuple[Event, ...]  # all of them, the struck ones too

    @property
    def live(self) -> tuple[Event, ...]:
        """The lines that stand: not struck, and not those that strike."""
        return standing(self.events)

    @property
    def confirmed(self) -> dict[str, Fact]:
        """What the person stands by, by the id of the fact; a later word replaces an earlier one."""
        return {name: value for event in self.live if event.kind == "confirmed" for name, value in event.facts.items()}

    @property
    def steps_done(self) -> dict[str, str]:
        """Steps of the playbook that are done, with the time of the first doing."""
        return self._first("step_done", "step")

    @property
    def evidence(self) -> dict[str, str]:
        """Evidence the person has, with the time of getting it."""
        return self._first("evidence_got", "item")

    @property
    def next_on(self) -> str:
        """The day to look again, as the last line that names one says; empty where none does and when the case is closed."""
        named = [event.text("next_on") or event.text("due") for event in self.live]
        return next((day for day in reversed(named) if day), "") if self.status != "closed" else ""

    def _first(self, kind: str, name: str) -> dict[str, str]:
        found = [(event.text(name), event.at) for event in self.live if event.kind == kind]
        return dict(reversed(found))


def fold(
    case_id: str, events: Sequence[Event], held: Collection[str] | None = None, now: Mapping[str, str] | None = None
) -> Case:  # fmt: skip
    """Return the case that a log tells of.

    Args:
        case_id: of the case.
        events: all its lines, the oldest first.
        held: the transactions that are in the ledger: a credit whose row is not there is no more than provisional. None
            takes every row that was named for one of the ledger's.
        now: the rows that are counted in place of others, because a format that came later shows them more richly.

    Raises:
        CaseRefused: a line that cannot stand where it does: no_opening, order, closed, not_closed, twice, no_line, no_money,
            or what `checked` and `check_outcome` refuse.
    """
    _in_order(events)
    folding = _Folding()
    for event in standing(events):
        folding.take(checked(event))
    if not folding.status:
        raise CaseRefused("no_opening")
    first = folding.first
    return Case(
        case_id=case_id,
        topic=first.text("topic"),
        person=first.text("person"),
        account=first.text("account"),
        opened_on=first.at[:10],
        status=folding.status,
        outcome=folding.outcome,
        alerts=tuple(folding.alerts),
        rows=tuple(dict.fromkeys((now or {}).get(row, row) for row in folding.rows)),
        money=tuple(purse.money(held) for _, purse in sorted(folding.purses.items())),
        events=tuple(events),
    )


def _in_order(events: Sequence[Event]) -> None:
    """Check that lines are numbered, and that those that strike name an earlier line that can be struck."""
    for place, event in enumerate(events, start=1):
        if event.seq != place:
            raise CaseRefused("order", seq=event.seq)
        if event.kind == "struck":
            seq = checked(event).facts["seq"]
            if not (isinstance(seq, int) and 1 < seq < place and events[seq - 1].kind != "struck"):
                raise CaseRefused("no_line", seq=seq)


@dataclass(slots=True)
class _Folding:
    """A case while its log is read."""

    status: str = ""
    outcome: str = ""
    first: Event = field(default_factory=lambda: Event(0, "", "", "", {}))
    alerts: dict[str, None] = field(default_factory=dict)
    rows: dict[str, None] = field(default_factory=dict)
    purses: dict[str, Purse] = field(default_factory=dict)

    def take(self, event: Event) -> None:
        check_allowed(event.kind, self.status)
        if event.kind in _TAKES:
            _TAKES[event.kind](self, event)
        self.status = leads_to(event, self.status, asked=any(purse.asked for purse in self.purses.values()))
        self.outcome = (self.outcome or event.text("outcome")) if self.status == "closed" else ""

    def _purse(self, event: Event) -> Purse:
        currency = event.text("currency")
        if currency not in self.purses:
            raise CaseRefused("no_money", currency=currency)
        return self.purses[currency]

    def open(self, event: Event) -> None:
        self.first = event

    def add(self, event: Event) -> None:
        rows = dict.fromkeys(event.names("rows"))
        alert = event.text("alert")
        if alert in self.alerts or (rows and rows.keys() <= self.rows.keys()):
            raise CaseRefused("twice", kind=event.kind)
        self.alerts |= {alert: None} if alert else {}
        self.rows |= rows
        currency = event.text("currency")
        self.purses.setdefault(currency, Purse(currency)).stake += event.amount()

    def claim(self, event: Event) -> None:
        if event.text("party") not in CLAIMED_FROM or event.text("as") == "request":
            return
        for purse in [self._purse(event)] if event.amount() else self.purses.values():
            purse.claim(event.amount())

    def promise(self, event: Event) -> None:
        self._purse(event).promise(event.amount(), event.text("txn_id"))

    def settle(self, event: Event) -> None:
        self._purse(event).settle(event.amount(), event.text("txn_id"))

    def take_back(self, event: Event) -> None:
        self._purse(event).take_back(event.amount(), event.text("txn_id"))

    def close(self, event: Event) -> None:
        check_outcome(event.text("outcome"), [purse.money() for purse in self.purses.values()])


_TAKES: Final[Mapping[str, Callable[[_Folding, Event], None]]] = {
    "opened": _Folding.open,
    "alert_added": _Folding.add,
    "rows_added": _Folding.add,
    "told": _Folding.claim,
    "sent": _Folding.claim,
    "credit_provisional": _Folding.promise,
    "credited": _Folding.settle,
    "credit_taken_back": _Folding.take_back,
    "closed": _Folding.close,
}
