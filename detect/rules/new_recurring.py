"""A new regular charge: somebody new takes the same small amount again and again, and keeps the beat.

The trial that became a subscription, the subscription nobody ordered. Told at the third charge, or at the second after a trial,
quietly: most people know of most of them. What was there when the account's statements begin is not new; instalments, bills and places
where one goes every week are no subscriptions.
"""

import re
from typing import Final

import numpy as np

from detect.finding import Fact, Finding, Reason
from detect.payees import payee_kind
from detect.rules.repeats import repeat_prone, second_helping
from detect.scene import Scene
from detect.series import Series

CHARGES: Final = 3
AFTER_TRIAL: Final = 2  # full charges after a first one that was next to nothing
SETTLED: Final = 45  # days of statements before a first charge is a new one
_INSTALMENT: Final = re.compile(r"分期|第\d+/\d+期|instal|rate \d+/\d+|cicilan|angsuran", re.IGNORECASE)
_TOKEN: Final = 0.3  # of the price: what a trial costs at most
_LEVELS: Final = 2  # of the price, at most: a trial's and the full one
_LOUD: Final = 0.8
_QUIET: Final = 0.5


def find(scene: Scene) -> list[Finding]:
    """Return one finding for each new series of equal charges, and for each trial that became one."""
    begins = _begins(scene)
    mine = scene.answered("mine")
    findings = []
    for series in scene.series:
        regular = series.rows[series.levels[-1].first :]
        told = len(regular) >= CHARGES or (_was_trial(series) and len(regular) >= AFTER_TRIAL)
        if not told or len(series.levels) > _LEVELS or not series.alone or not _is_new(scene, series, begins):
            continue
        if not mine[series.rows].any() and not _ordinary(str(scene.view.words[series.rows[0]])):
            findings.append(_finding(scene, series, regular))
    return findings


def _begins(scene: Scene) -> np.ndarray:
    """Return the first day of each account (code)."""
    view = scene.view
    days = np.full(int(view.account.max(initial=0)) + 1, view.day.max(initial=0))
    np.minimum.at(days, view.account, view.day)
    return days


def _was_trial(series: Series) -> bool:
    """Tell whether the first charge was next to nothing beside those after it."""
    first, then = series.levels[0], series.levels[-1]
    return len(series.levels) == _LEVELS and first.charges == 1 and first.price <= _TOKEN * then.price


def _is_new(scene: Scene, series: Series, begins: np.ndarray) -> bool:
    """Tell whether the account was known for a while before the first charge."""
    first = int(series.rows[0])
    return bool(scene.view.day[first] - begins[scene.view.account[first]] >= SETTLED)


def _ordinary(words: str) -> bool:
    """Tell whether regular charges there are everyday life. Who tops up a phone does so by habit, not so game points."""
    kind = payee_kind(words)
    known = kind in ("useless", "served") or second_helping(words) or (repeat_prone(words) and kind != "liquid")
    return known or _INSTALMENT.search(words) is not None


def _finding(scene: Scene, series: Series, regular: np.ndarray) -> Finding:
    view = scene.view
    first, last = int(series.rows[0]), int(series.rows[-1])
    amount, currency = int(-view.amount[last]), str(view.column("currency")[first])
    told: dict[str, Fact] = {"usual_days": series.beat, "times": len(regular), "amount": amount, "currency": currency}
    reasons = [Reason("regular", told)]
    if _was_trial(series):
        reasons.append(Reason("trial", {"first_amount": int(-view.amount[first]), "currency": currency}))
    return Finding(
        kind="new_recurring",
        severity="low",
        score=_LOUD if scene.answered("not_mine")[series.rows].any() else _QUIET,
        amount=int(-view.amount[series.rows].sum()),
        currency=currency,
        person=str(view.column("person")[first]),
        account=str(view.column("account")[first]),
        rows=tuple(view.txn_ids[series.rows].tolist()),
        facts={
            "times": len(series.rows),
            "merchant": str(view.column("counterparty")[first]),
            "amount": amount,
            "usual_days": series.beat,
            "since": view.date(first).isoformat(),
        },
        reasons=tuple(reasons),
        subject=f"series:{view.txn_ids[first]}",
    )
