"""What others did by a case's log that ends what they owe: an answer, a credit. Pure.

A pack's clock names those that end it (`met_by`), as a clock of the person's names the acts that meet it. Only what came
after the clock began counts: a refusal of March is no answer to a complaint of April.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Final

from detect.case import Case, Event
from detect.case_anchors import KEEPERS
from detect.spans import Moment

ENDS: Final = ("answer", "shop-answer", "office-answer", "office-decision", "provisional", "credit")
_ANSWERS: Final[Mapping[str, str]] = {"merchant": "shop-answer", "regulator": "office-answer"}
_NO_END: Final = frozenset({"asked_more"})


def ended(wanted: Mapping[str, tuple[tuple[str, ...], Moment]], case: Case) -> dict[str, dt.date]:
    """Return the clocks of others that are met, with the day; `wanted` has for each what ends it, and when it began."""
    done = tuple(_ends(case))
    found = {}
    for clock, (names, since) in wanted.items():
        days = [event.day for name, event in done if name in names and _after(event, since)]
        if days:
            found[clock] = min(days)
    return found


def _ends(case: Case) -> Iterator[tuple[str, Event]]:
    back = not any(money.claimed or money.at_risk for money in case.money)
    for event in case.live:
        party, answer = event.text("party"), event.text("answer")
        if event.kind == "answered" and answer not in _NO_END:
            if party in KEEPERS:
                yield "answer", event
            elif party in _ANSWERS:
                yield _ANSWERS[party], event
                if party == "regulator" and answer != "accepted":  # they took it up: that is no decision yet
                    yield "office-decision", event
        elif event.kind in ("credit_provisional", "credited"):
            yield "provisional", event
            if event.kind == "credited" and back:  # a part, or what was taken again, leaves the rest owed
                yield "credit", event


def _after(event: Event, since: Moment) -> bool:
    """Tell whether something came after a moment; of two on one day whose times are not both known, it may have."""
    if isinstance(since, dt.datetime):
        if len(event.at) > len("2026-01-01"):
            return dt.datetime.fromisoformat(event.at) > since
        return event.day >= since.date()
    return event.day >= since
