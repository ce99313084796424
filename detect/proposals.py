"""What the ledger and the clocks suggest for a case. Proposed only: nothing happens to a case by itself. Pure.

| kind | because | line of the log |
|---|---|---|
| credit | a credit may belong to the case: linked as a refund, keeping a promise, or just the money that is missing | credited, or credit_provisional while it may go again |
| settled | a provisional credit can no longer be taken back | credited |
| taken_back | a credit was taken back | credit_taken_back, which opens a closed case again |
| close | all of the money is back | closed |
| dropped | the payments never moved in the end | closed |
| grown | an alert has found more rows since | rows_added |
| overdue | the company's time to answer has passed | none: opens a case of poor-service |
"""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import pandas as pd

from detect.alert import Alert
from detect.case import Case, Event
from detect.case_rows import CREDITS
from detect.clocks import Reading, overdue
from detect.context import Context, Settings
from detect.finding import Fact
from detect.promises.listing import Expected
from detect.promises.promise import KEPT
from detect.provisional import FINAL, TAKEN_BACK, reversal, standing
from detect.view import View

POOR_SERVICE: Final = "poor-service"


@dataclass(frozen=True, slots=True)
class Proposal:
    """One suggestion: the line it would add to the log (`event` empty: none), its facts, and the ISO day it rests on."""

    kind: str
    event: str
    facts: Mapping[str, Fact]
    day: str = ""


@dataclass(frozen=True)
class Evidence:
    """What may speak for a proposal.

    frame: the ledger frame. links: kind, left, right, decision, as `Casebook.links`. alerts: as they stand. promises: as
    `detect.promises.listing.expected`. used: rows that other cases count as their credits.
    """

    frame: pd.DataFrame
    links: pd.DataFrame
    as_of: dt.date
    alerts: Sequence[Alert] = ()
    promises: Sequence[Expected] = ()
    used: Collection[str] = field(default_factory=frozenset)

    @cached_property
    def view(self) -> View:
        """The ledger as the rules of provisional credits see it."""
        return View.of(self.frame, Context(), self.as_of, Settings())

    def standing(self, txn_id: str) -> str:
        """Return whether a credit is final, provisional or taken back; final where its row is not here."""
        place = self.view.position.get(txn_id)
        return FINAL if place is None else standing(self.view, place)


def propose(case: Case, evidence: Evidence, readings: Sequence[Reading] = ()) -> tuple[Proposal, ...]:
    """Return what is suggested for a case, in the order in which it should be done."""
    back = tuple(_taken_back(case, evidence))
    if case.status == "closed":
        return back
    credits_ = (*_credits(case, evidence), *_settled(case, evidence))
    return (*back, *credits_, *_ends(case, evidence), *_grown(case, evidence), *_overdue(case, readings))


def _credits(case: Case, evidence: Evidence) -> Iterator[Proposal]:
    """Propose credits that the log does not know, each once, never for more than is missing."""
    known = _told(case, CREDITS) | set(evidence.used) | _only_said(case, evidence)
    missing = {money.currency: money.missing - money.provisional for money in case.money}
    view = evidence.view
    for txn_id in dict.fromkeys(_belonging(case, evidence)):
        place = view.position.get(txn_id)
        if place is None or txn_id in known or not view.moved[place] or view.amount[place] <= 0:
            continue
        currency = str(view.column("currency")[place])
        amount = min(int(view.amount[place]), missing.get(currency, 0))
        state = evidence.standing(txn_id)
        if amount > 0 and state != TAKEN_BACK:
            missing[currency] -= amount
            event = "credited" if state == FINAL else "credit_provisional"
            facts: dict[str, Fact] = {"amount": amount, "currency": currency, "txn_id": txn_id}
            yield Proposal("credit", event, facts, view.date(place).isoformat())


def _only_said(case: Case, evidence: Evidence) -> set[str]:
    """Return the case's own rows until a promise of theirs is kept: of a refund that is missing, one is the wallet's word for it."""
    kept = {row for promise in evidence.promises if promise.state in KEPT for row in promise.rows}
    return set(case.rows) - kept


def _belonging(case: Case, evidence: Evidence) -> Iterator[str]:
    """Yield rows that may bring the case's money, the surest first."""
    rows, links = set(case.rows), evidence.links
    refunds = links[(links["kind"] == "refund") & (links["decision"] != "rejected") & links["left"].isin(rows)]
    yield from map(str, refunds["right"])
    for promise in evidence.promises:
        if promise.state in KEPT and rows.intersection(promise.rows):
            yield from (row for row in promise.rows if row not in rows)
    yield from _of_just_this_money(case, evidence)


def _of_just_this_money(case: Case, evidence: Evidence) -> Iterator[str]:
    """Yield credits to the case's account of just the money that is missing, since it was claimed.

    Those that belong to other rows, or of which the person said that they do not belong here, are left out.
    """
    claimed = [event.day for event in case.live if event.kind in ("told", "sent")]
    if not claimed:
        return
    view = evidence.view
    wanted = {(money.currency, money.missing - money.provisional) for money in case.money}
    since = pd.Timestamp(min(claimed))
    links, rows = evidence.links, set(case.rows)
    outside = (links["decision"] == "rejected") | ~(links["left"].isin(rows) | links["right"].isin(rows))
    elsewhere = {*links.loc[outside, "left"], *links.loc[outside, "right"]}
    own = (view.column("person") == case.person) & (view.column("account") == case.account) & (view.amount > 0)
    for place in own.nonzero()[0].tolist():
        same = (str(view.column("currency")[place]), int(view.amount[place])) in wanted
        if same and pd.Timestamp(view.date(place)) >= since and str(view.txn_ids[place]) not in elsewhere:
            yield str(view.txn_ids[place])


def _settled(case: Case, evidence: Evidence) -> Iterator[Proposal]:
    """Propose to count provisional credits that nobody can take back any longer."""
    done = _told(case, ("credited", "credit_taken_back"))
    for event in case.live:
        txn_id = event.text("txn_id")
        here = txn_id in evidence.view.position and txn_id not in done
        if event.kind == "credit_provisional" and here and evidence.standing(txn_id) == FINAL:
            yield Proposal("settled", "credited", _money(event, txn_id))


def _taken_back(case: Case, evidence: Evidence) -> Iterator[Proposal]:
    """Propose the debits that took the case's credits back."""
    known, view = _told(case, ("credit_taken_back",)), evidence.view
    for event in case.live:
        place = view.position.get(event.text("txn_id"))
        if event.kind not in CREDITS or place is None or evidence.standing(event.text("txn_id")) != TAKEN_BACK:
            continue
        end = reversal(view, place)
        if end is not None and (row := str(view.txn_ids[end])) not in known:
            known.add(row)
            yield Proposal("taken_back", "credit_taken_back", _money(event, row), view.date(end).isoformat())


def _ends(case: Case, evidence: Evidence) -> Iterator[Proposal]:
    """Propose to close where everything is back, or where nothing had left in the end."""
    if case.money and not any(money.missing for money in case.money):
        yield Proposal("close", "closed", {"outcome": "refunded"})
        return
    view = evidence.view
    places = [view.position[row] for row in case.rows if row in view.position]
    if places and len(places) == len(case.rows) and not view.moved[places].any():
        yield Proposal("dropped", "closed", {"outcome": "false_alarm"})


def _grown(case: Case, evidence: Evidence) -> Iterator[Proposal]:
    """Propose rows and money that an alert of the case has found since it joined."""
    for alert in evidence.alerts:
        added = [event for event in case.live if event.text("alert") == alert.alert_id]
        fresh = [row for row in alert.rows if row not in case.rows]
        more = alert.amount - sum(event.amount() for event in added)
        if added and fresh and more > 0 and alert.state == "open":
            yield Proposal("grown", "rows_added", {"rows": fresh, "amount": more, "currency": alert.currency})


def _overdue(case: Case, readings: Sequence[Reading]) -> Iterator[Proposal]:
    """Propose a case about the silence itself, for the first clock of others that has run out."""
    late = sorted(overdue(readings), key=lambda reading: (reading.due or dt.date.max, reading.rule.id))
    if late and case.topic != POOR_SERVICE:
        yield Proposal("overdue", "", {"topic": POOR_SERVICE, "clock": late[0].rule.id}, str(late[0].due))


def _money(event: Event, txn_id: str) -> dict[str, Fact]:
    """Return the money of a line under another row."""
    return {"amount": event.amount(), "currency": event.text("currency"), "txn_id": txn_id}


def _told(case: Case, kinds: Iterable[str]) -> set[str]:
    wanted = set(kinds)
    return {event.text("txn_id") for event in case.live if event.kind in wanted} - {""}
