"""Whether a wallet's export proves that it does not know a payment that the bank debited for it; where it does not, why.

It does only where it is unfiltered, covers the day, is not off, and elsewhere shows what this bank books for it: then the bank's
other debits have their mirrors. Where several stay unexplained within months, another wallet of that name uses the card.
"""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from detect.debit_answers import DebitAnswers
from detect.scene import Scene

# Why a wallet's export proves nothing, in the order in which people should read it.
REASONS: Final = ("filtered", "not_covered", "off", "several", "not_shown", "unproven")
STRANGE: Final = 2  # unexplained debits within SPELL of each other: faults happen, but more are somebody else's wallet
SPELL: Final = 91  # days before and after
MIRRORS: Final = 5  # of this card and wallet: fewer do not show that the wallet's export shows its payments
SHOWN: Final = 0.9  # of the bank's debits for the wallet must have their mirrors
PROVEN: Final = (20, 0.97)  # mirrors and share that prove an export complete whose totals cannot be checked
FEW: Final = 5  # debits on days without a whole statement: more are no riddle, the statement is missing
AWAITED: Final = 30  # days after which a statement that would show a debit could be here

Pair = tuple[int, str]  # code of the bank's account, label of the wallet's


@dataclass(frozen=True)
class Proof:
    """What the exports prove. shown: debits each wallet shows; strange: days of those that nothing explains."""

    scene: Scene
    shown: Counter[Pair]
    strange: dict[Pair, np.ndarray]
    answers: DebitAnswers

    def why(self, row: int, pair: Pair, *, failed: bool) -> str:
        """Return why the wallet's export, which shows the day, proves nothing of a debit; empty where it proves it.

        failed: the wallet itself says that the payment failed; then another wallet cannot be what explains it.
        """
        alone = not failed
        adds_up = self._check(row, pair[1])
        mirrors, share = self.shown[pair], self._share(pair)
        if adds_up == "off":
            return "off"
        if alone and (self._strange_near(row, pair) > STRANGE or self.answers.another_wallet(row)):
            return "several"
        if mirrors < MIRRORS or share < SHOWN:
            return "not_shown"
        proven = adds_up == "agrees" or (mirrors >= PROVEN[0] and share >= PROVEN[1])
        return "" if proven else "unproven"

    def _share(self, pair: Pair) -> float:
        """Return how much of what the bank debits the wallet shows, but for the one in question."""
        mirrors, others = self.shown[pair], max(0, len(self.strange.get(pair, ())) - 1)
        return mirrors / max(1, mirrors + others)

    def _strange_near(self, row: int, pair: Pair) -> int:
        """Count the debits within a spell of this one, itself among them, that nothing explains."""
        days = self.strange.get(pair, np.zeros(0))
        return int(np.count_nonzero(np.abs(days - self.scene.view.day[row]) <= SPELL))

    def _check(self, row: int, wallet: str) -> str:
        """Return whether the wallet's statements of that day add up: agrees, not_checkable or off."""
        day, person = self.scene.view.date(row).isoformat(), str(self.scene.view.column("person")[row])
        said = {check for first, last, check in self._checks.get((person, wallet), ()) if first <= day <= last}
        return "off" if "off" in said else "agrees" if "agrees" in said else "not_checkable"

    @cached_property
    def _checks(self) -> dict[tuple[str, str], list[tuple[str, str, str]]]:
        """First day, last day and check of the statements of each (person, account)."""
        found: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
        for row in self.scene.view.context.statements.itertuples():
            found.setdefault((row.person, row.account), []).append((row.first[:10], row.last[:10], row.check_status))
        return found


def unseen(scene: Scene, debits: dict[int, str], answers: DebitAnswers) -> dict[int, str]:
    """Return why a wallet's statements cannot show each of some debits: those worth asking about, and those answered.

    Not worth it are days before the wallet's first statement, or that a statement still to come may show, and what was booked just after a
    day that none shows; nor many debits, because then a statement is missing and no payment is strange.

    debits: the wallet's label of each row.
    """
    why = {row: _why_unseen(scene, row, wallet) for row, wallet in debits.items()}
    keys = {row: (int(scene.view.account[row]), debits[row], each) for row, each in why.items()}
    many = Counter(key for row, key in keys.items() if row not in answers.given)
    return {
        row: each or "not_covered"
        for row, each in why.items()
        if row in answers.given or (each and many[keys[row]] <= FEW)
    }


def _why_unseen(scene: Scene, row: int, wallet: str) -> str:
    """Return why the wallet's statements do not show a day: filtered or not_covered; empty where that is to be expected."""
    person, day = str(scene.view.column("person")[row]), scene.view.date(row)
    spans = scene.covered.spans.get((person, wallet), [])
    if any(span.filtered and span.first <= day <= span.last for span in spans):
        return "filtered"
    before = not spans or day < min(span.first for span in spans)
    just_before = scene.covered.through(
        person, wallet, day, day
    )  # paid on a day that is not shown, booked on one that is
    awaited = day > scene.view.as_of - dt.timedelta(days=AWAITED)
    return "" if before or just_before or awaited else "not_covered"
