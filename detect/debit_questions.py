"""Debits for a wallet of which nobody but the person can say whether they are right: what a scan asks, few and grouped.

One question for one card and wallet. Nothing is asked of what a finding tells already, of what the person has spoken of, or before the days
are over in which failed payments come back by themselves.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from detect.debit_answers import DebitAnswers
from detect.finding import Finding
from detect.scene import Scene
from detect.wallet_debits import Debit, waited
from detect.wallet_proof import REASONS

_ID = 6  # bytes


@dataclass(frozen=True, slots=True)
class DebitQuestion:
    """Do you know these payments?

    account: label of the bank's account; wallet: label of the wallet's. why: codes (detect.wallet_proof.REASONS) of what keeps the wallet's
    statements from telling. amount: the sum of the debits in minor units of `currency`, unsigned. rows: their txn_ids, by moment.
    """

    person: str
    account: str
    wallet: str
    currency: str
    why: tuple[str, ...]
    amount: int
    rows: tuple[str, ...]

    @property
    def question_id(self) -> str:
        """Its id: of its rows, so that an answer can never be to rows that were not shown."""
        return hashlib.blake2b("\x1f".join(self.rows).encode(), digest_size=_ID).hexdigest()


def debit_questions(scene: Scene, findings: Iterable[Finding]) -> tuple[DebitQuestion, ...]:
    """Return what to ask, by the first row's moment; what the person was unsure of stands apart.

    findings: what the scan says anyway.
    """
    told = {row for finding in findings for row in finding.rows}
    answers, groups = DebitAnswers(scene.view), defaultdict(list)
    for debit in scene.unknown_debits:
        if debit.why and str(scene.view.txn_ids[debit.row]) not in told and _open(scene, debit, answers):
            currency = str(scene.view.column("currency")[debit.row])
            account = int(scene.view.account[debit.row])
            groups[account, debit.wallet, currency, answers.given.get(debit.row, "")].append(debit)
    return tuple(_question(scene, debits) for debits in groups.values())


def _open(scene: Scene, debit: Debit, answers: DebitAnswers) -> bool:
    """Tell whether a debit is to be asked about: neither given back nor spoken of, and old enough to be."""
    spoken = scene.answered("mine", "not_mine")[debit.row] or answers.given.get(debit.row, "unsure") != "unsure"
    muted = answers.another_wallet(debit.row)
    return debit.returned < 0 and not spoken and not muted and waited(scene, debit.row)


def _question(scene: Scene, debits: list[Debit]) -> DebitQuestion:
    view, rows = scene.view, [debit.row for debit in debits]
    return DebitQuestion(
        person=str(view.column("person")[rows[0]]),
        account=str(view.column("account")[rows[0]]),
        wallet=debits[0].wallet,
        currency=str(view.column("currency")[rows[0]]),
        why=tuple(sorted({debit.why for debit in debits}, key=REASONS.index)),
        amount=int(-view.amount[rows].sum()),
        rows=tuple(str(identity) for identity in view.txn_ids[rows]),
    )
