"""Money promised back that never came: the wallet's own words against what arrived.

A promise is a row of the wallet: a purchase whose status says it was closed or refunded, or a refund row that was sent
to a card. It is kept when the wallet shows the refund row, or, for a card, when the card's statement shows the credit.
Never claimed from a bank statement alone, and never for days that the statement which would show the money does not
cover: then the program asks for that statement instead.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Final

import numpy as np

from detect.calendar import add_business_days
from detect.coverage import Covered
from detect.finding import Fact, Finding, Reason
from detect.institutions import card_tail
from detect.links.mirror import SETTLEMENT_DAYS, institutions
from detect.scene import Resolution, Scene
from detect.view import DAY

# Business days until a refund is late, by where it goes: docs of WeChat Pay, Alipay and Stripe; see facts CN-32, CN-34.
LIMITS: Final = {"balance": 1, "debit": 7, "credit_card": 10, "unknown": 11}
FIRM: Final = 5  # business days after the limit from which the notice is firm
_GRACE: Final = 3  # days a wallet's own books may take to show the refund row of a closed order


@dataclass(frozen=True, slots=True)
class _Promise:
    purchase: int  # position, -1 where only the refund row is known
    refund: int  # position of the wallet's refund row, -1 where there is none
    amount: int
    made: dt.date
    account: str  # where the money must arrive
    route: str  # balance, debit, credit_card or unknown


def find(scene: Scene) -> list[Finding]:
    """Return one finding for each promise that is past its limit and not kept."""
    covered = Covered(scene.view.context)
    findings = []
    for promise in [*_closed(scene), *_sent_to_card(scene, covered)]:
        finding = _judge(scene, covered, promise)
        if finding is not None:
            findings.append(finding)
    return findings


def _closed(scene: Scene) -> list[_Promise]:
    """Return promises of purchases whose own words give money back, less what the wallet shows as given back."""
    view = scene.view
    promised = view.frame["refunded_amount"].to_numpy()
    refunds = scene.links.rights("refund")
    promises = []
    for n in np.flatnonzero((promised > 0) & view.moved_out & ~scene.shadow).tolist():
        rights = refunds.get(n, [])
        missing = int(promised[n]) - int(view.amount[rights].sum()) if rights else int(promised[n])
        if missing > 0:
            promises.append(_Promise(n, -1, missing, view.date(n), str(view.column("account")[n]), "balance"))
        elif rights:
            identities = tuple(str(view.txn_ids[m]) for m in (n, *rights))
            scene.resolved.append(Resolution("missing_refund", identities, Reason("refund_row", {})))
    return promises


def _sent_to_card(scene: Scene, covered: Covered) -> list[_Promise]:
    """Return promises of refund rows that went to a card which has statements here."""
    view = scene.view
    arrived = scene.links.rights("mirror")
    purchases = scene.links.lefts("refund")
    cards = _cards(scene)
    promises = []
    kinds, methods, people = view.column("kind"), view.column("method"), view.column("person")
    for n in np.flatnonzero(
        (view.amount > 0) & (kinds == "refund") & view.frame["moved"].to_numpy() & ~scene.shadow
    ).tolist():
        card = cards.get((str(people[n]), card_tail(str(methods[n]))))
        if card is None:
            continue
        purchase = purchases.get(n, [-1])[0]
        if n in arrived or (purchase >= 0 and _never_debited(scene, covered, purchase, n, *card)):
            identities = tuple(str(view.txn_ids[m]) for m in (purchase, n, *arrived.get(n, ())) if m >= 0)
            code = "credit_arrived" if n in arrived else "never_debited"
            scene.resolved.append(Resolution("missing_refund", identities, Reason(code, {})))
        else:
            promises.append(_Promise(purchase, n, int(view.amount[n]), view.date(n), *card))
    return promises


def _never_debited(scene: Scene, covered: Covered, purchase: int, refund: int, account: str, _: str) -> bool:
    """Tell whether a purchase cancelled within a day never reached the card, so that nothing has to come back."""
    view = scene.view
    if view.when[refund] - view.when[purchase] > DAY or purchase in scene.links.rights("mirror"):
        return False
    booked_by = view.date(purchase) + dt.timedelta(days=SETTLEMENT_DAYS)
    return covered.through(str(view.column("person")[purchase]), account, view.date(purchase), booked_by)


def _cards(scene: Scene) -> dict[tuple[str, str], tuple[str, str]]:
    """Return (account, kind) of each person's card by its last digits; digits two cards share name neither."""
    table = scene.view.context.accounts
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for label, person, kind, last4 in zip(table["label"], table["person"], table["kind"], table["last4"], strict=True):
        key = (person, last4)
        if last4 and kind != "wallet":
            found[key] = ("", "") if key in found else (label, kind if kind in LIMITS else "debit")
    return {key: card for key, card in found.items() if card[0]}


def _judge(scene: Scene, covered: Covered, promise: _Promise) -> Finding | None:
    """Return a finding if the money is late and the statement that would show it covers the whole wait."""
    view = scene.view
    anchor = promise.purchase if promise.purchase >= 0 else promise.refund
    person = str(view.column("person")[anchor])
    due = add_business_days(promise.made, LIMITS[promise.route])
    if promise.refund < 0:
        due = max(due, promise.made + dt.timedelta(days=_GRACE))
    if due >= view.as_of or not covered.through(person, promise.account, promise.made, due):
        return None
    watched = covered.until(person, promise.account) or due
    firm = min(view.as_of, watched) >= add_business_days(due, FIRM)
    rows = tuple(str(view.txn_ids[n]) for n in (promise.purchase, promise.refund) if n >= 0)
    late = (view.as_of - due).days
    facts: dict[str, Fact] = {
        "merchant": str(view.column("counterparty")[anchor]),
        "promised_on": promise.made.isoformat(),
        "due": due.isoformat(),
        "days_late": late,
        "to": promise.account,
        "institution": str(institutions(view)[anchor]),
    }
    code = "closed_without_refund" if promise.refund < 0 else "no_credit_on_card"
    return Finding(
        kind="missing_refund",
        severity="high" if firm else "medium",
        score=0.97 if firm else 0.8,
        amount=promise.amount,
        currency=str(view.column("currency")[anchor]),
        person=person,
        account=str(view.column("account")[anchor]),
        rows=rows,
        facts=facts,
        reasons=(Reason(code, {"to": promise.account}), Reason("days_late", {"days": late, "due": due.isoformat()})),
        subject=f"promise:{rows[0]}",
    )
