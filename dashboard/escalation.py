"""Whom to turn to next, from when, and why: by what they said, or by their silence.

An office is open once the company has refused in writing, given its final answer, broken its promise or taken a credit
back; or once its time to answer has passed. That time is the one the office itself asks for where the pack names it
(`Body.clocks`), else any time that a rule gave the company, else our own practical mark. A company that has not
answered at all has the plain span; the longer one of the same rule is for those who said that they need it.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.case_shown import ShownCase
from dashboard.playbooks.library import library
from dashboard.playbooks.model import GENERIC, Body
from detect.case import Case
from detect.case_anchors import KEEPERS, written
from detect.clocks import Effect, Reading, State, overdue

PRACTICAL: Final = "own-supervisor"
_HOLDERS: Final[Mapping[str, str]] = {
    "wallet": "wallet", "prepaid": "wallet", "debit": "bank", "savings": "bank", "credit_card": "bank", "credit_line": "lender",
}  # fmt: skip
_FROM_CLAIM: Final = frozenset(
    {
        "provider-told",
        "told",
        "notice-received",
        "written-notice-received",
        "claim-made",
        "complaint-received",
        "request-received",
    }
)
_ASKED: Final = KEEPERS | {"merchant"}


@dataclass(frozen=True, slots=True)
class Rung:
    """One office. `why` is refused, final, promise, taken_back or silence; empty while it is too early.

    Or it is asked (the person turned to it), after (another office has to be asked first), or agreed (the company said
    yes). `on` is the day from which it is open: of the fact, or the day after the time to answer; of asked, the day of
    that; None while nothing runs. `clock` is the clock that decides, empty where a fact does.
    """

    body: str
    why: str
    on: dt.date | None
    clock: str = ""


def escalation(shown: ShownCase, readings: Sequence[Reading], today: dt.date) -> tuple[Rung, ...]:
    """Return the offices for whoever holds the money, in the order of the pack's ladder; none for a closed case."""
    case = shown.case
    if case.status == "closed":
        return ()
    fact, turned = _by_fact(case, today), _turned(case)
    found, offices = [], bodies(shown)
    for place, body in enumerate(offices):
        waits = [reading for reading in readings if reading.rule.id in body.clocks and _too_early(reading)]
        if turned is not None and place == 0:  # a log says that an office was asked, not which: the first is
            found.append(Rung(body.id, "asked", turned))
        elif turned is None and {one.id for one in offices}.intersection(body.after):
            found.append(Rung(body.id, "after", None))
        elif fact is not None and not waits:
            found.append(Rung(body.id, *fact))
        else:
            found.append(_by_clock(case, body, readings, waits, today))
    return tuple(found)


def how(rung: Rung) -> str:
    """Return the key, under `case.rung`, of the sentence about an office."""
    if rung.why == "silence" and rung.clock == PRACTICAL:
        return "quiet"  # nobody was obliged to answer by then
    return rung.why or ("later" if rung.on else "first_ask")


def bodies(shown: ShownCase) -> tuple[Body, ...]:
    """Return the offices for the kind of institution, both of them where it is not known, and for shops where one was asked."""
    shelf = library()
    pack, generic = shelf.packs[shown.jurisdiction], shelf.packs[GENERIC]
    holder = _HOLDERS.get(shown.instrument.account)
    kinds = ["privacy"] if shown.case.topic == "privacy-leak" else [holder] if holder else ["wallet", "bank"]
    if any(event.text("party") == "merchant" for event in shown.case.live):
        kinds.append("merchant")
    names = dict.fromkeys(name for kind in kinds for name in (pack.ladder[kind] or generic.ladder[kind]))
    return tuple(pack.bodies.get(name) or generic.bodies[name] for name in names)


def unlocked(rungs: Iterable[Rung], today: dt.date) -> tuple[Rung, ...]:
    """Return the offices that are open."""
    open_by = (rung for rung in rungs if rung.why not in ("", "asked"))
    return tuple(rung for rung in open_by if rung.on is not None and rung.on <= today)


def _turned(case: Case) -> dt.date | None:
    """Return when the person first turned to an office."""
    return min(
        (event.day for event in case.live if event.kind in ("told", "sent") and event.text("party") == "regulator"),
        default=None,
    )


def _by_fact(case: Case, today: dt.date) -> tuple[str, dt.date] | None:
    """Return what the company did that opens the way, and when: the latest such line, unless they said yes after it."""
    found: tuple[str, dt.date] | None = None
    for event in case.live:
        answer = event.text("answer")
        if event.kind == "answered" and event.text("party") in _ASKED:
            if answer == "accepted":
                found = None
            elif answer == "final" or (answer in ("refused", "partly") and written(event)):
                found = ("final" if answer == "final" else "refused", event.day)
        elif event.kind == "credit_taken_back":
            found = ("taken_back", event.day)
        elif event.kind == "promised" and event.text("due"):
            due = dt.date.fromisoformat(event.text("due")[:10])
            found = ("promise", due + dt.timedelta(days=1)) if due < today and _missing(case) else None
    return found


def _missing(case: Case) -> bool:
    return any(money.claimed or money.at_risk for money in case.money)


def _by_clock(
    case: Case, body: Body, readings: Sequence[Reading], waits: Sequence[Reading], today: dt.date
) -> Rung:  # fmt: skip
    if waits:
        wait = max(waits, key=_after)
        return Rung(body.id, "", _after(wait), wait.rule.id)
    deciding = _deciding(body, readings, silent=_silent(case))
    if deciding is None:
        return Rung(body.id, "agreed" if _agreed(case) else "", None)
    on = _after(deciding)
    return Rung(body.id, "silence" if on <= today else "", on, deciding.rule.id)


def _deciding(body: Body, readings: Sequence[Reading], *, silent: bool) -> Reading | None:
    """Return the clock whose end opens an office; None where none has begun."""
    theirs = [one for one in readings if one.effect is Effect.OWED and one.rule.anchor in _FROM_CLAIM]
    if own := [one for one in theirs if one.rule.id in body.clocks]:
        return _first(own) if silent else _longest(own)
    if not silent:
        return _first(overdue(readings))
    return _first((*theirs, *(one for one in readings if one.rule.id == PRACTICAL)))


def _agreed(case: Case) -> bool:
    said = [event.text("answer") for event in case.live if event.kind == "answered" and event.text("party") in _ASKED]
    return said[-1:] == ["accepted"]


def _silent(case: Case) -> bool:
    return not any(event.kind == "answered" and event.text("party") in _ASKED for event in case.live)


def _first(readings: Iterable[Reading]) -> Reading | None:
    return min((reading for reading in readings if reading.due), key=_after, default=None)


def _longest(readings: Iterable[Reading]) -> Reading | None:
    begun = [reading for reading in readings if reading.due]
    return max([one for one in begun if one.rule.proof.verified] or begun, key=_after, default=None)


def _too_early(reading: Reading) -> bool:
    return reading.effect is Effect.OPEN and reading.state is State.TOO_EARLY


def _after(reading: Reading) -> dt.date:
    """Return the day after a clock has ended."""
    return (reading.due or dt.date.max - dt.timedelta(days=1)) + dt.timedelta(days=1)
