"""Logs of cases written by hand, a line an event."""

import datetime as dt
from collections.abc import Mapping

from detect.case import Case, Event, fold
from detect.finding import Fact

Line = tuple[str, str, Mapping[str, Fact]]  # when, kind, facts


def case_of(topic: str, opened: str, *lines: Line, stake: int = 12_900, currency: str = "USD") -> Case:
    """Return a case of one account with so much at stake (none: 0), and what happened to it."""
    first: list[Line] = [(opened, "opened", {"topic": topic, "person": "me", "account": "acc"})]
    if stake:
        first.append((opened, "rows_added", {"rows": ["r1"], "amount": stake, "currency": currency}))
    return fold("c1", [
        Event(seq, kind, at, f"{at[:10]}T12:00:00Z", facts) for seq, (at, kind, facts) in enumerate([*first, *lines], start=1)
    ])  # fmt: skip


def told(at: str, party: str = "bank", channel: str = "phone", **facts: Fact) -> Line:
    """Return a contact."""
    return at, "told", {"party": party, "channel": channel, **facts}


def sent(at: str, party: str = "bank", channel: str = "email", **facts: Fact) -> Line:
    """Return a letter."""
    return at, "sent", {"party": party, "channel": channel, **facts}


def answered(at: str, answer: str, party: str = "bank", **facts: Fact) -> Line:
    """Return an answer."""
    return at, "answered", {"party": party, "answer": answer, **facts}


def days(events: Mapping[str, dt.date | dt.datetime]) -> dict[str, str]:
    """Return moments as ISO text, days without a time."""
    return {name: moment.isoformat() for name, moment in events.items()}
