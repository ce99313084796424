"""What a case's log means to clocks: the events they start from, and the acts that meet them. Pure.

An event counts from its first happening: that is earlier for the person's clocks, and others were told then. Whoever
gets a letter has it on the day the person says that it arrived, else on the day it was sent; a letter by post that
nobody has confirmed or answered has not arrived.

Events that nobody but the person can know (the day a statement was sent, goods came back, a leak began) are facts they
confirm, under the clock's own name for the event: `statement_sent_on`, `goods_returned`.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from detect.case import Case, Event
from detect.spans import Moment, day_of

KEEPERS: Final = frozenset({"provider", "bank"})
_SLOW: Final = frozenset({"email", "form", "post"})  # nobody freezes an account because of these on the same day
_LETTERS: Final = frozenset({"email", "app", "form", "post"})
_OWN_KNOWLEDGE: Final = frozenset(
    {
        "bank-message", "complaint-passed-on", "consent-withdrawn", "credit-received", "crime-line-called", "data-breach", "dispute-opened",
        "freeze-asked", "goods-received", "goods-returned", "leak-known", "loss-learned", "noticed", "objection-received", "processing",
        "refund-due", "refund-note", "return-accepted", "statement-sent", "withdrawal-told",
    }
)  # fmt: skip
# What the person may do about a clock of theirs; a pack's clock names those that meet it. A step of a playbook is `step.ID`.
ACTS: Final = ("notice", "frozen", "written-notice", "complaint", "chase", "merchant", "police", "supervisor", "court")


# Steps of a playbook that are such an act, for those who tick a step and note no contact.
_STEPS: Final[Mapping[str, str]] = {
    "tell-provider": "notice", "written-notice": "written-notice", "written-complaint": "written-notice", "chase": "chase",
    "ask-merchant": "merchant", "police": "police", "cn-police": "police", "uk-police": "police", "sg-police": "police",
    "supervisor": "supervisor",
}  # fmt: skip


def written(event: Event) -> bool:
    """Tell whether a contact left something to show."""
    return event.kind == "sent" or event.text("channel") in _LETTERS or event.facts.get("in_writing") is True


def anchors(case: Case) -> dict[str, Moment]:
    """Return when each event that clocks start from happened, as far as the log tells it."""
    opened = dt.date.fromisoformat(case.opened_on)
    found: dict[str, Moment] = {"alert-opened": opened, "case-opened": opened}
    for name, moment in (*_told_by_person(case), *_happened(case)):
        found[name] = min(found.get(name, moment), moment, key=_order)
    return found


def acts(case: Case) -> dict[str, dt.date]:
    """Return on which day the person first did what meets a clock, by the name of the act."""
    done: dict[str, dt.date] = {}
    for name, day in _acts(case.live):
        done[name] = min(done.get(name, day), day)
    return done


def met(met_by: Mapping[str, tuple[str, ...]], case: Case) -> dict[str, dt.date]:
    """Return the clocks that were met, with the day of the act; `met_by` names the acts that meet each clock."""
    done = acts(case)
    days = {clock: [done[act] for act in names if act in done] for clock, names in met_by.items()}
    return {clock: min(found) for clock, found in days.items() if found}


def _told_by_person(case: Case) -> Iterator[tuple[str, Moment]]:
    for fact, value in case.confirmed.items():
        for name in (fact.replace("_", "-"), fact.removesuffix("_on").replace("_", "-")):
            moment = _moment(str(value))
            if name in _OWN_KNOWLEDGE and moment is not None:
                yield name, moment


def _happened(case: Case) -> Iterator[tuple[str, Moment]]:
    answered = {event.text("party"): event for event in reversed(case.live) if event.kind == "answered"}
    for event in case.live:
        party, at = event.text("party"), _at(event)
        if event.kind in ("told", "sent"):
            yield from ((name, at) for name in _said(event, party))
            arrived = _arrived(event, answered.get(party))
            if arrived is not None:
                yield from ((name, arrived) for name in _got(event, party))
        elif event.kind == "answered":
            yield from ((name, at) for name in _answered(event, party))
        elif event.kind == "promised":
            yield from ((name, at) for name in _promised(party))
            if event.text("due"):
                yield "refund-due", dt.date.fromisoformat(event.text("due")[:10])
        elif event.kind == "credit_taken_back":
            yield "credit-taken-back", at


def _said(event: Event, party: str) -> Iterator[str]:
    """Yield what starts when the person says it."""
    if event.text("as") == "request":
        return
    if party in KEEPERS:
        yield from ("told", "dispute-opened")
    if party in KEEPERS | {"merchant"} and written(event):
        yield "notice-sent"
    if party == "police" and event.text("channel") == "phone":
        yield "crime-line-called"
    if party == "regulator":
        yield "supervisor-complaint-sent"


def _got(event: Event, party: str) -> Iterator[str]:
    """Yield what starts when it reaches them."""
    if event.text("as") == "request":
        yield from ("request-received", "objection-received")
    elif party in KEEPERS:
        yield from ("provider-told", "notice-received", "claim-made")
        if written(event):
            yield "written-notice-received"
        if event.text("as") == "complaint" or (event.kind == "sent" and event.text("as") != "notice"):
            yield "complaint-received"
    elif party == "regulator":
        yield "regulator-received"


def _answered(event: Event, party: str) -> Iterator[str]:
    answer = event.text("answer")
    if party in KEEPERS and answer != "asked_more":
        yield "provider-answered"
        if answer == "final" or (answer == "refused" and written(event)):
            yield "final-answer"
    if answer == "accepted":
        yield from {"merchant": ("return-accepted", "refund-promised"), "regulator": ("regulator-accepted",)}.get(
            party, ()
        )
        yield from ("refund-accepted",) if party in KEEPERS else ()


def _promised(party: str) -> Iterator[str]:
    yield "refund-promised"
    if party in KEEPERS:
        yield "refund-accepted"


def _arrived(event: Event, answer: Event | None) -> Moment | None:
    if event.text("received_on"):
        return dt.date.fromisoformat(event.text("received_on")[:10])
    if event.text("channel") == "post":
        return answer.day if answer is not None and answer.day >= event.day else None
    return _at(event)


def _acts(live: Iterable[Event]) -> Iterator[tuple[str, dt.date]]:
    told = False
    for event in live:
        party = event.text("party")
        if event.kind == "step_done":
            yield f"step.{event.text('step')}", event.day
            yield from ((_STEPS[step], event.day),) if (step := event.text("step")) in _STEPS else ()
        if event.kind == "confirmed" and isinstance(told_on := _moment(event.text("withdrawal_told_on")), dt.date):
            yield "merchant", day_of(told_on)
        if event.kind == "confirmed" and (frozen := _moment(event.text("frozen_at"))):
            yield "frozen", day_of(frozen)
        if event.kind not in ("told", "sent") or event.text("as") == "request":
            continue
        if party in KEEPERS:
            yield from ((name, event.day) for name in _notices(event, told=told))
            told = True
        else:
            name = {"regulator": "supervisor"}.get(party, party)
            yield from ((name, event.day),) if name in ACTS else ()


def _notices(event: Event, *, told: bool) -> Iterator[str]:
    yield "notice"
    if event.kind == "told" and event.text("channel") not in _SLOW:
        yield "frozen"
    if written(event):
        yield "written-notice"
    if event.text("as") == "complaint":
        yield "complaint"
    if told:
        yield "chase"


def _at(event: Event) -> Moment:
    moment = _moment(event.at)
    return event.day if moment is None else moment


def _moment(text: str) -> Moment | None:
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment.date() if len(text) == len("2026-01-01") else moment.replace(tzinfo=None)


def _order(moment: Moment) -> dt.datetime:
    """Return what orders days and moments: a day alone may have begun at its first minute."""
    return moment if isinstance(moment, dt.datetime) else dt.datetime.combine(moment, dt.time())
