"""Shown as failed, yet the bank's money left: a debit for a wallet's payment that the wallet does not know.

Told only where the wallet's own export proves that it does not know it (detect.wallet_debits), and after the days in which
such money comes back by itself.
"""

import datetime as dt
from typing import Final

from detect.calendar import add_business_days
from detect.coverage import Covered
from detect.finding import Fact, Finding, Reason
from detect.scene import Resolution, Scene
from detect.wallet_debits import Debit

KIND: Final = "failed_but_debited"
WAIT: Final = 3  # business days in which most failed payments come back by themselves
FIRM: Final = 5  # business days more, after which the notice is firm


def find(scene: Scene) -> list[Finding]:
    """Return one finding for each debit that the wallet does not know and nobody gave back."""
    return told(scene, KIND, [debit for debit in scene.unknown_debits if not debit.top_up])


def told(scene: Scene, kind: str, debits: list[Debit]) -> list[Finding]:
    """Return findings of a kind for debits, and settle those that came back."""
    covered = scene.covered
    mine = scene.answered("mine")
    # money taken once more instead of given back is told with the refund it should have been
    turned = {row for followed in scene.promises if followed.state == "wrong_sign" for row in followed.shown_by}
    findings = []
    for debit in debits:
        if debit.row in turned:
            continue
        if debit.returned >= 0:
            ids = (str(scene.view.txn_ids[debit.row]), str(scene.view.txn_ids[debit.returned]))
            scene.resolved.append(Resolution(kind, ids, Reason("credit_arrived", {})))
        elif debit.sure and not mine[debit.row] and _waited(scene, covered, debit.row):
            findings.append(_finding(scene, kind, debit))
    return findings


def _due(scene: Scene, row: int) -> dt.date:
    country = str(scene.view.account_facts["country"].iat[row])
    return add_business_days(scene.view.date(row), WAIT, scene.view.context.workdays(country))


def _waited(scene: Scene, covered: Covered, row: int) -> bool:
    """Tell whether the bank's statement shows the days in which the money would have come back."""
    view, due = scene.view, _due(scene, row)
    person, account = str(view.column("person")[row]), str(view.column("account")[row])
    return due < view.as_of and covered.through(person, account, view.date(row), due)


def _finding(scene: Scene, kind: str, debit: Debit) -> Finding:
    view, row = scene.view, debit.row
    late = (view.as_of - _due(scene, row)).days
    firm = add_business_days(_due(scene, row), FIRM) <= view.as_of
    rows = [row] if debit.failed < 0 else [row, debit.failed]
    facts: dict[str, Fact] = {
        "merchant": str(view.column("counterparty")[row]),
        "wallet": debit.wallet,
        "mirrors": debit.mirrors,
        "days_late": late,
    }
    known = Reason("wallet_says_failed", {}) if debit.failed >= 0 else Reason("wallet_does_not_show", {"wallet": debit.wallet, "mirrors": debit.mirrors})  # fmt: skip
    return Finding(
        kind=kind,
        severity="high" if firm or debit.failed >= 0 else "medium",
        score=0.95 if debit.failed >= 0 else 0.85,
        amount=int(-view.amount[row]),
        currency=str(view.column("currency")[row]),
        person=str(view.column("person")[row]),
        account=str(view.column("account")[row]),
        rows=tuple(str(view.txn_ids[n]) for n in rows),
        facts=facts,
        reasons=(known, Reason("not_given_back", {"days": late + WAIT})),
    )
