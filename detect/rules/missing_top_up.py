"""Money that left one of the person's own accounts for another and did not arrive: a top-up, or a withdrawal to the bank.

The same proof as for payments: the account that should have got it shows its other money from there, covers the days, and is
not off.
"""

from collections import Counter
from typing import Final

import numpy as np

from detect.calendar import add_business_days
from detect.finding import Finding, Reason
from detect.institutions import card_tail
from detect.rules.failed_but_debited import told
from detect.scene import Scene
from detect.wallet_debits import WAIT

KIND: Final = "missing_top_up"
EARLIER: Final = 2  # withdrawals to this account that did arrive


def find(scene: Scene) -> list[Finding]:
    """Return one finding for each top-up that the wallet does not show, and each withdrawal that the bank does not."""
    top_ups = told(scene, KIND, [debit for debit in scene.unknown_debits if debit.top_up])
    return [*top_ups, *_withdrawals(scene)]


def _withdrawals(scene: Scene) -> list[Finding]:
    """Return withdrawals from a wallet that did not reach the bank account they usually go to."""
    view, covered = scene.view, scene.covered
    arrived = scene.links.rights("transfer")
    targets = _usual_targets(scene, arrived)
    wallet = view.in_wallet
    waiting = view.moved_out & wallet & (view.column("kind") == "withdrawal") & ~scene.answered("mine") & ~scene.shadow
    findings = []
    for row in np.flatnonzero(waiting & ~scene.links.claimed("transfer", "left")).tolist():
        person, target = str(view.column("person")[row]), _target(scene, row, targets)
        due = add_business_days(
            view.date(row), WAIT, view.context.workdays(str(view.account_facts["country"].iat[row]))
        )
        if target and due < view.as_of and covered.through(person, target, view.date(row), due):
            findings.append(_finding(scene, row, target, (view.as_of - due).days))
    return findings


def _usual_targets(scene: Scene, arrived: dict[int, list[int]]) -> Counter[tuple[int, str]]:
    """Count how often money of each wallet account arrived at each bank account."""
    view = scene.view
    rows = ((left, right) for left, rights in arrived.items() for right in rights)
    return Counter((int(view.account[left]), str(view.column("account")[right])) for left, right in rows)


def _target(scene: Scene, row: int, targets: Counter[tuple[int, str]]) -> str:
    """Return the account that a withdrawal should reach: the only one money went to before, or of the printed digits."""
    view = scene.view
    tail = card_tail(f"{view.column('method')[row]}") or card_tail(str(view.column("counterparty")[row]))
    table = view.context.accounts
    own = (
        table[(table["person"] == view.column("person")[row]) & (table["last4"] == tail)]["label"].tolist()
        if tail
        else []
    )
    known = [name for (account, name), times in targets.items() if account == view.account[row] and times >= EARLIER]
    named = [name for name in known if name in own] or (known if tail in ("", "?") else [])
    return named[0] if len(named) == 1 else ""


def _finding(scene: Scene, row: int, target: str, late: int) -> Finding:
    view = scene.view
    return Finding(
        kind=KIND,
        severity="high" if late > WAIT else "medium",
        score=0.85,
        amount=int(-view.amount[row]),
        currency=str(view.column("currency")[row]),
        person=str(view.column("person")[row]),
        account=str(view.column("account")[row]),
        rows=(str(view.txn_ids[row]),),
        facts={"merchant": str(view.column("counterparty")[row]), "to": target, "days_late": late},
        reasons=(Reason("withdrawal_not_shown", {"to": target, "days": late + WAIT}),),
    )
