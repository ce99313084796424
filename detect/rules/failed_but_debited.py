"""Shown as failed, yet the bank's money left: a debit for a wallet's payment that the wallet does not know.

Told only where the wallet's own export proves that it does not know it (detect.wallet_proof) or the person does not know it either, and
after the days in which such money comes back by itself.
"""

from typing import Final

from detect.calendar import add_business_days
from detect.debit_answers import DebitAnswers
from detect.finding import Fact, Finding, Reason
from detect.links.behind import name_behind
from detect.scene import Resolution, Scene
from detect.wallet_debits import WAIT, Debit, due, waited

KIND: Final = "failed_but_debited"
FIRM: Final = 5  # business days more, after which the notice is firm


def find(scene: Scene) -> list[Finding]:
    """Return one finding for each debit that the wallet does not know and nobody gave back."""
    return told(scene, KIND, [debit for debit in scene.unknown_debits if not debit.top_up])


def told(scene: Scene, kind: str, debits: list[Debit]) -> list[Finding]:
    """Return findings of a kind for debits, and settle those that came back."""
    scene.resolved += _shown(scene, kind)
    answers = DebitAnswers(scene.view)
    # money taken once more instead of given back is told with the refund it should have been
    turned = {row for followed in scene.promises if followed.state == "wrong_sign" for row in followed.shown_by}
    findings = []
    for debit in debits:
        if debit.row in turned:
            continue
        if debit.returned >= 0:
            ids = (str(scene.view.txn_ids[debit.row]), str(scene.view.txn_ids[debit.returned]))
            scene.resolved.append(Resolution(kind, ids, Reason("credit_arrived", {})))
        elif _to_tell(scene, debit, answers) and waited(scene, debit.row):
            findings.append(_finding(scene, kind, debit))
    return findings


def _shown(scene: Scene, kind: str) -> list[Resolution]:
    """Return what settles alerts about rows that another account's statement has come to show."""
    rows = scene.links.claimed("mirror", "right") | scene.links.claimed("transfer", "left")
    ids = tuple(str(identity) for identity in scene.view.txn_ids[rows & scene.view.moved_out])
    return [Resolution(kind, ids, Reason("shown_since", {}), closes="explained")] if ids else []


def _to_tell(scene: Scene, debit: Debit, answers: DebitAnswers) -> bool:
    """Tell whether a debit is an alert: proven, or not known to the person either."""
    if scene.answered("mine")[debit.row]:
        return False
    answer = answers.given.get(debit.row, "")
    return answer == "unknown" or (debit.sure and answer not in ("known", "other_wallet"))


def _finding(scene: Scene, kind: str, debit: Debit) -> Finding:
    view, row = scene.view, debit.row
    late = (view.as_of - due(scene, row)).days
    firm = add_business_days(due(scene, row), FIRM) <= view.as_of
    rows = [row] if debit.failed < 0 else [row, debit.failed]
    facts: dict[str, Fact] = {
        "merchant": name_behind(*(str(view.column(name)[row]) for name in ("counterparty", "description"))),
        "wallet": debit.wallet,
        "mirrors": debit.mirrors,
        "days_late": late,
    }
    if not debit.sure:  # only the person says so
        facts |= {"asked": True, "why": debit.why}
    high = debit.sure and (firm or debit.failed >= 0)
    return Finding(
        kind=kind,
        severity="high" if high else "medium",
        score=0.95 if debit.failed >= 0 else 0.85 if debit.sure else 0.7,
        amount=int(-view.amount[row]),
        currency=str(view.column("currency")[row]),
        person=str(view.column("person")[row]),
        account=str(view.column("account")[row]),
        rows=tuple(str(view.txn_ids[n]) for n in rows),
        facts=facts,
        reasons=(*_known(debit), Reason("not_given_back", {"days": late + WAIT})),
    )


def _known(debit: Debit) -> tuple[Reason, ...]:
    """Return what is known of a debit: what the wallet says, or what it cannot say and the person did."""
    if debit.sure and debit.failed < 0:
        return (Reason("wallet_does_not_show", {"wallet": debit.wallet, "mirrors": debit.mirrors}),)
    failed = (Reason("wallet_says_failed", {}),) if debit.failed >= 0 else ()
    if debit.sure:
        return failed
    return (*failed, Reason("you_do_not_know", {}), Reason(f"proves_nothing_{debit.why}", {"wallet": debit.wallet}))
