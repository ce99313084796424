"""Money promised back that did not come as promised: not at all, too little, or taken once more instead.

Never claimed from a bank statement alone, which promises nothing, and never for days that the statement which must show the money
does not cover. What is only late is told softly, and firmly a week of working days later.
"""

from detect.finding import Fact, Finding, Reason
from detect.promises.promise import BROKEN, KEPT, Followed
from detect.scene import Resolution, Scene

_SCORE = {"late": 0.8, "overdue": 0.97, "short": 0.95, "wrong_sign": 0.97, "taken_back": 0.97}


def find(scene: Scene) -> list[Finding]:
    """Return one finding for each promise that was broken, and settle the alerts of those that were kept."""
    for followed in scene.promises:
        if followed.state in KEPT:
            scene.resolved.append(_resolution(scene, followed))
    scene.resolved += _shown_in_wallet(scene)
    return [_finding(scene, followed) for followed in scene.promises if followed.state in BROKEN]


def _rows(scene: Scene, followed: Followed) -> tuple[str, ...]:
    promise = followed.promise
    rows = (promise.purchase, promise.refund, *followed.shown_by)
    return tuple(str(scene.view.txn_ids[row]) for row in dict.fromkeys(rows) if row >= 0)


def _resolution(scene: Scene, followed: Followed) -> Resolution:
    if followed.state == "void":
        return Resolution(
            "missing_refund", _rows(scene, followed), Reason("never_debited", {}), followed.promise.subject
        )
    landed = followed.landed or followed.due
    late = (landed - followed.due).days
    reason = Reason("credit_late", {"days": late}) if late > 0 else Reason("credit_arrived", {})
    return Resolution("missing_refund", _rows(scene, followed), reason, followed.promise.subject)


def _shown_in_wallet(scene: Scene) -> list[Resolution]:
    """Settle what a purchase's words promised and the wallet now shows as given back, unless it still has to reach a card."""
    view = scene.view
    awaited = {one.promise.purchase for one in scene.promises if one.state not in KEPT}
    said = view.frame["refunded_amount"].to_numpy()
    refunds = scene.links.rights("refund")
    return [
        Resolution("missing_refund", tuple(str(view.txn_ids[row]) for row in (n, *rights)), Reason("refund_row", {}))
        for n, rights in refunds.items()
        if 0 < said[n] <= view.amount[rights].sum() and n not in awaited
    ]


def _finding(scene: Scene, followed: Followed) -> Finding:
    view, promise = scene.view, followed.promise
    anchor = promise.anchor
    rows = _rows(scene, followed)
    return Finding(
        kind="missing_refund",
        severity="medium" if followed.state == "late" else "high",
        score=_SCORE[followed.state],
        amount=followed.missing,
        currency=promise.currency,
        person=promise.person,
        account=str(view.column("account")[anchor]) if anchor >= 0 else promise.account,
        rows=rows,
        facts={
            "merchant": promise.merchant,
            "promised": promise.amount,
            "received": followed.received,
            "promised_on": promise.made.isoformat(),
            "promised_by": promise.source,
            "due": followed.due.isoformat(),
            "days_late": (view.as_of - followed.due).days,
            "to": promise.account,
            "institution": promise.institution,
            "state": followed.state,
        },
        reasons=_reasons(followed, (view.as_of - followed.due).days),
        subject=promise.subject,
    )


def _reasons(followed: Followed, late: int) -> tuple[Reason, ...]:
    promise = followed.promise
    money: dict[str, Fact] = {"promised": promise.amount, "received": followed.received, "currency": promise.currency}
    overdue = Reason("days_late", {"days": late, "due": followed.due.isoformat()})
    if followed.state == "short":
        return (Reason("short", money),)
    if followed.state == "wrong_sign":
        return (Reason("wrong_sign", {**money, "to": promise.account}),)
    if followed.state == "taken_back" and followed.landed is not None:
        return (Reason("taken_back", {**money, "on": followed.landed.isoformat()}),)
    code = {"words": "closed_without_refund", "person": "promised_to_you", "pending": "still_pending"}
    return Reason(code.get(promise.source, "no_credit_on_card"), {"to": promise.account}), overdue
