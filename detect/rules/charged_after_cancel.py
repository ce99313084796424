"""Charged after cancelling: the person said on which day a subscription ended, and its payee took money after it.

What was made before that day and only posted after it does not count, nor what another purchase at the same payee costs.
"""

from typing import Final, NamedTuple

import numpy as np

from detect.finding import Finding, Reason
from detect.scene import Resolution, Scene

POSTED: Final = 2  # days that a charge made before the day may take to be booked, where only days are printed
_NEAR: Final = (0.5, 1.6)  # times the price that was cancelled


class Cancelled(NamedTuple):
    """What the person said: a row of `Context.cancellations`."""

    subscription_id: str
    person: str
    merchant: str
    currency: str
    price: int
    cancelled_on: str


def find(scene: Scene) -> list[Finding]:
    """Return one finding for each cancelled subscription that was charged again."""
    table = scene.view.context.cancellations[list(Cancelled._fields)]
    findings = []
    for cancelled in map(Cancelled._make, table.itertuples(index=False)):
        rows = _after(scene, cancelled)
        kept = np.array([row for row in rows.tolist() if row not in scene.given_back], dtype=np.int64)
        if len(kept):
            findings.append(_finding(scene, cancelled, kept))
        elif len(rows):
            ids = tuple(scene.view.txn_ids[rows].tolist())
            scene.resolved.append(Resolution("charged_after_cancel", ids, Reason("reversed", {}), _subject(cancelled)))
    return findings


def _subject(cancelled: Cancelled) -> str:
    return f"cancelled:{cancelled.subscription_id}"


def _after(scene: Scene, cancelled: Cancelled) -> np.ndarray:
    """Return positions of the payee's charges of about the cancelled price after the day, by moment."""
    view, rows = scene.view, scene.payments
    day = int(np.datetime64(cancelled.cancelled_on, "D").astype(np.int64))
    size = -view.amount[rows] / max(1, cancelled.price)
    wanted = (
        (view.column("person")[rows] == cancelled.person)
        & (view.column("merchant")[rows] == cancelled.merchant)
        & (view.column("currency")[rows] == cancelled.currency)
        & (view.day[rows] > day + np.where(view.has_time[rows], 0, POSTED))
        & (size >= _NEAR[0])
        & (size <= _NEAR[1])
        & ~scene.answered("mine")[rows]
    )
    return np.asarray(rows[wanted])


def _finding(scene: Scene, cancelled: Cancelled, rows: np.ndarray) -> Finding:
    view = scene.view
    first = int(rows[0])
    return Finding(
        kind="charged_after_cancel",
        severity="high" if len(rows) > 1 else "medium",
        score=0.9,
        amount=int(-view.amount[rows].sum()),
        currency=cancelled.currency,
        person=cancelled.person,
        account=str(view.column("account")[first]),
        rows=tuple(view.txn_ids[rows].tolist()),
        facts={
            "merchant": str(view.column("counterparty")[first]),
            "times": len(rows),
            "cancelled_on": cancelled.cancelled_on,
            "first": view.date(first).isoformat(),
        },
        reasons=(Reason("after_cancelling", {"cancelled_on": cancelled.cancelled_on, "times": len(rows)}),),
        subject=_subject(cancelled),
    )
