"""Where a case stands, which lines it takes there, and how it may end.

| status | means | comes with |
|---|---|---|
| open | nobody was asked for the money yet | opened |
| disputed | somebody was, and it is the person's turn | told without a day to look again; any answer but yes; a credit taken back |
| waiting | it is somebody else's turn | a letter, a complaint to an office, told with a day to look again; yes, a promise, a provisional credit |
| closed | it is over, with an outcome | closed |
"""

from collections.abc import Mapping, Sequence
from typing import Final

from detect.case_event import CLAIMED_FROM, CaseRefused, Event
from detect.case_money import Money

STATUSES: Final = ("open", "disputed", "waiting", "closed")
BACK: Final = frozenset({"refunded", "chargeback"})  # outcomes that say that money came
_RUNNING: Final = frozenset({"open", "disputed", "waiting"})
_ANY: Final = _RUNNING | {"closed"}
_ALLOWED: Final[Mapping[str, frozenset[str]]] = {
    "opened": frozenset({""}),
    "closed": _RUNNING,
    "reopened": frozenset({"closed"}),
    **dict.fromkeys(("credit_taken_back", "step_done", "evidence_got", "confirmed", "noted"), _ANY),
    **dict.fromkeys(
        ("alert_added", "rows_added", "told", "sent", "answered", "promised", "credit_provisional", "credited"),
        _RUNNING,
    ),
}
_ALWAYS: Final[Mapping[str, str]] = {
    "opened": "open", "promised": "waiting", "credit_provisional": "waiting", "credit_taken_back": "disputed", "closed": "closed",
}  # fmt: skip


def check_allowed(kind: str, status: str) -> None:
    """Check that a case of this status (empty before its first line) takes a line of this kind.

    Raises:
        CaseRefused: no_opening, twice, closed or not_closed.
    """
    if status in _ALLOWED[kind]:
        return
    if kind == "opened":
        raise CaseRefused("twice", kind=kind)
    raise CaseRefused({"": "no_opening", "closed": "closed"}.get(status, "not_closed"), kind=kind)


def leads_to(event: Event, status: str, *, asked: bool) -> str:
    """Return the status after a line; `asked` says whether anybody was asked for the money so far.

    What the police and others hear and say, who are not asked for the money, changes nothing.
    """
    kind, party = event.kind, event.text("party")
    if kind in ("told", "sent", "answered") and party not in CLAIMED_FROM:
        return status
    if kind in ("told", "sent"):
        waits = kind == "sent" or party in ("regulator", "court") or event.text("next_on")
        return "waiting" if waits else "disputed"
    if kind == "answered":
        return "waiting" if event.text("answer") == "accepted" else "disputed"
    if kind == "reopened":
        return "disputed" if asked else "open"
    return _ALWAYS.get(kind, status)


def check_outcome(outcome: str, money: Sequence[Money]) -> None:
    """Check that a case with such money may end so: money is not called back before it is, nor a trouble solved before.

    Raises:
        CaseRefused: not_back, may_go_again or not_solved.
    """
    if outcome in BACK and any(one.provisional for one in money):
        raise CaseRefused("may_go_again")
    if outcome in BACK and not any(one.final for one in money):
        raise CaseRefused("not_back")
    if outcome == "solved" and any(one.missing for one in money):
        raise CaseRefused("not_solved")
