"""Earlier contacts out of a case's log, as a letter lists them."""

from collections.abc import Mapping
from typing import Final

from dashboard.i18n import Words, quoted
from dashboard.letters.confirm import long_moment
from detect.case import Case
from detect.case_event import Event

_SAME: Final[Mapping[str, frozenset[str]]] = {
    "provider": frozenset({"provider", "bank"}),  # of an account at a bank, the bank is the provider
    "merchant": frozenset({"merchant"}),
}


def contacted(case: Case, party: str, said: Words) -> tuple[str, ...]:
    """Return the contacts with a party that the log tells of and that were not struck, a line each, oldest first."""
    events = [event for event in case.live if event.kind in ("told", "sent") and event.text("party") in _SAME[party]]
    return tuple(_line(event, said) for event in sorted(events, key=lambda event: (event.at, event.seq)))


def _line(event: Event, said: Words) -> str:
    channel = "sent" if event.kind == "sent" and not event.text("channel") else event.text("channel") or "other"
    line = said("letter.contact", day=long_moment(event.at, said), how=said(f"letter.channel.{channel}"))
    for name in ("who", "reference"):
        if event.text(name):
            line += said(f"letter.contact_{name}", **{name: quoted(event.text(name))})
    return line
