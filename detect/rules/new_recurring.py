"""A new regular charge: somebody new takes the same small amount again and again, and keeps the beat.

The trial that became a subscription, the subscription nobody ordered. Told at the third charge, quietly: most people
know of most of them. What was there when the account's statements begin is not new; instalments, bills and places
where one goes every week are no subscriptions.
"""

import re
from typing import Final

import numpy as np

from detect.cadence import cadence
from detect.causal import codes
from detect.finding import Finding, Reason
from detect.payees import payee_kind
from detect.rules.repeats import repeat_prone, second_helping
from detect.scene import Scene

CHARGES: Final = 3
SETTLED: Final = 45  # days of statements before a first charge is a new one
_INSTALMENT: Final = re.compile(r"分期|第\d+/\d+期|instal|rate \d+/\d+|cicilan|angsuran", re.IGNORECASE)
_LOUD: Final = 0.8
_QUIET: Final = 0.5


def find(scene: Scene) -> list[Finding]:
    """Return one finding for each new series of equal charges."""
    view = scene.view
    rows = scene.payments[view.column("kind")[scene.payments] == "payment"]
    rows = rows[~scene.answered("mine")[rows]]
    key = codes(view.merchant[rows], view.account[rows], view.amount[rows])
    order = np.lexsort((view.when[rows], key))
    begins = _begins(scene)
    findings = []
    for group in np.split(rows[order], np.flatnonzero(np.diff(key[order])) + 1):
        if len(group) >= CHARGES and _is_new(scene, group, begins) and not _ordinary(str(view.words[group[0]])):
            beat = cadence(view.day[group])
            if beat:
                findings.append(_finding(scene, group, beat))
    return findings


def _begins(scene: Scene) -> dict[int, int]:
    """Return the first day of each account."""
    days: dict[int, int] = {}
    for account, day in zip(scene.view.account.tolist(), scene.view.day.tolist(), strict=True):
        days[account] = min(day, days.get(account, day))
    return days


def _is_new(scene: Scene, group: np.ndarray, begins: dict[int, int]) -> bool:
    """Tell whether the shop took nothing else and nothing before, and the account was known for a while."""
    view = scene.view
    first = int(group[0])
    alone = len(scene.shop_days(int(view.merchant[first]))) == len(group)
    return alone and int(view.day[first]) - begins[int(view.account[first])] >= SETTLED


def _ordinary(words: str) -> bool:
    known = payee_kind(words) in ("useless", "served") or repeat_prone(words) or second_helping(words)
    return known or _INSTALMENT.search(words) is not None


def _finding(scene: Scene, group: np.ndarray, beat: int) -> Finding:
    view = scene.view
    first = int(group[0])
    amount, currency = int(-view.amount[first]), str(view.column("currency")[first])
    return Finding(
        kind="new_recurring",
        severity="low",
        score=_LOUD if scene.answered("not_mine")[group].any() else _QUIET,
        amount=amount * len(group),
        currency=currency,
        person=str(view.column("person")[first]),
        account=str(view.column("account")[first]),
        rows=tuple(view.txn_ids[group].tolist()),
        facts={
            "times": len(group),
            "merchant": str(view.column("counterparty")[first]),
            "amount": amount,
            "usual_days": beat,
            "since": view.date(first).isoformat(),
        },
        reasons=(Reason("regular", {"usual_days": beat, "times": len(group), "amount": amount, "currency": currency}),),
        subject=f"series:{view.txn_ids[first]}",
    )
