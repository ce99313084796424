"""Debits of a bank for a wallet that the wallet does not know of, and how sure that is.

A wallet's export proves that it does not know a payment only where it is unfiltered, covers the day, is not off, and elsewhere
shows what this bank books for it: then the bank's other debits have their mirrors. Where one of these fails it is a question. So it is
where several stay unexplained within months: then another wallet of that name uses the card. A debit that was given back, or that the
wallet calls failed, is explained and says nothing of the others.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from detect.coverage import Covered
from detect.institutions import fills_wallet, is_wallet, wallet_named
from detect.links.mirror import SETTLEMENT_DAYS
from detect.scene import Scene

STRANGE: Final = 2  # unexplained debits within SPELL of each other: faults happen, but more are somebody else's wallet
SPELL: Final = 91  # days before and after
BACK: Final = 15  # days within which a bank or wallet gives a failed payment back by itself
MIRRORS: Final = 5  # of this card and wallet: fewer do not show that the wallet's export shows its payments
SHOWN: Final = 0.9  # of the bank's debits for the wallet must have their mirrors
PROVEN: Final = (20, 0.97)  # mirrors and share that prove an export complete whose totals cannot be checked


@dataclass(frozen=True, slots=True)
class Debit:
    """A bank's debit for a wallet without a row of the wallet.

    row: position of the bank's row. wallet: label of the wallet's account. top_up: it was to fill the wallet.
    failed: position of a row by which the wallet says that this payment failed, -1 for none.
    returned: position of the bank's credit that gave it back, -1 for none.
    mirrors: how many debits of this bank account the wallet does show. sure: the wallet's export proves that it does not know it.
    """

    row: int
    wallet: str
    top_up: bool
    failed: int
    returned: int
    mirrors: int
    sure: bool


def unknown_debits(scene: Scene) -> list[Debit]:
    """Return the bank's debits for wallets with statements here that no row of the wallet explains, by moment."""
    return list(_Debits(scene).unknown())


class _Debits:
    def __init__(self, scene: Scene) -> None:
        view, self.scene = scene.view, scene
        self.covered = Covered(view.context)
        self.in_wallet = np.array([is_wallet(name) for name in view.institution], dtype=bool)
        out = np.flatnonzero(view.moved_out & ~self.in_wallet)
        named = ((row, wallet_named(str(view.words[row]))) for row in out.tolist())
        self.named = {
            row: wallet for row, name in named if name and (wallet := self._wallets.get((self._person(row), name)))
        }
        self.mirrored = scene.links.claimed("mirror", "right")
        given_back = scene.links.claimed("refund", "left").copy()
        given_back[list(self._linked_back)] = False  # a debit that came back in full is told as settled
        explained = self.mirrored | scene.links.claimed("transfer", "left") | given_back
        self.explained = explained | scene.shadow
        self.shown = Counter(
            (int(view.account[row]), wallet)
            for row, wallet in self.named.items()
            if explained[row] and self._sees(row, wallet)
        )

    @cached_property
    def _wallets(self) -> dict[tuple[str, str], str]:
        """Labels of wallets by person and institution; two of one institution name neither."""
        table = self.scene.view.context.accounts
        found: dict[tuple[str, str], str] = {}
        for label, person, institution in zip(table["label"], table["person"], table["institution"], strict=True):
            name = institution or label.partition(":")[0].casefold()
            if is_wallet(name):
                found[person, name] = "" if (person, name) in found else label
        return found

    @cached_property
    def _linked_back(self) -> dict[int, int]:
        """The credit that gave a debit back in full, by the debit, where a refund link says so."""
        amount = self.scene.view.amount
        pairs = self.scene.links.pairs.get("refund", ())
        return {left: right for left, right, _ in pairs if amount[left] == -amount[right]}

    def _person(self, row: int) -> str:
        return str(self.scene.view.column("person")[row])

    def _sees(self, row: int, wallet: str) -> bool:
        """Tell whether the wallet's unfiltered statements show the days on which it would have been paid."""
        day = self.scene.view.date(row)
        return self.covered.through(self._person(row), wallet, day - dt.timedelta(days=SETTLEMENT_DAYS), day)

    def unknown(self) -> Iterator[Debit]:
        view = self.scene.view
        for row, (returned, failed) in self._unexplained.items():
            wallet, account = self.named[row], int(view.account[row])
            top_up = fills_wallet(str(view.words[row])) or view.column("kind")[row] == "top_up"
            sure = self._complete(row) and (failed >= 0 or self._strange_near(row) <= STRANGE)
            yield Debit(row, wallet, top_up, failed, returned, self.shown[account, wallet], sure)

    @cached_property
    def _unexplained(self) -> dict[int, tuple[int, int]]:
        """The bank's credit that gave it back and the wallet's row that says it failed (-1 for none), of each debit that the wallet does not know."""
        found: dict[int, tuple[int, int]] = {}
        used: set[int] = set()
        for row, wallet in sorted(self.named.items()):
            if not self.explained[row] and self._sees(row, wallet):
                returned = self._returned(row, used)
                used.add(returned)
                found[row] = returned, self._failed(row, wallet)
        return found

    @cached_property
    def _strange(self) -> dict[tuple[int, str], np.ndarray]:
        """Days of those that nothing explains, by bank account and wallet."""
        days: dict[tuple[int, str], list[int]] = defaultdict(list)
        for row, (returned, failed) in self._unexplained.items():
            if returned < 0 and failed < 0:
                days[int(self.scene.view.account[row]), self.named[row]].append(int(self.scene.view.day[row]))
        return {key: np.array(each) for key, each in days.items()}

    def _strange_near(self, row: int) -> int:
        """Count the debits within a spell of this one, itself among them, that nothing explains."""
        view = self.scene.view
        days = self._strange.get((int(view.account[row]), self.named[row]), np.zeros(0))
        return int(np.count_nonzero(np.abs(days - view.day[row]) <= SPELL))

    def _complete(self, row: int) -> bool:
        """Tell whether the wallet's statements are proven to show what this account pays for it."""
        key = int(self.scene.view.account[row]), self.named[row]
        mirrors, others = self.shown[key], max(0, len(self._strange.get(key, ())) - 1)
        share = mirrors / max(1, mirrors + others)
        adds_up = self._check(row, self.named[row])
        proven = adds_up == "agrees" or (mirrors >= PROVEN[0] and share >= PROVEN[1])
        return adds_up != "off" and mirrors >= MIRRORS and share >= SHOWN and proven

    def _check(self, row: int, wallet: str) -> str:
        """Return whether the wallet's statements of that day add up: agrees, not_checkable or off."""
        day = self.scene.view.date(row).isoformat()
        said = {
            check for first, last, check in self._checks.get((self._person(row), wallet), ()) if first <= day <= last
        }
        return "off" if "off" in said else "agrees" if "agrees" in said else "not_checkable"

    @cached_property
    def _checks(self) -> dict[tuple[str, str], list[tuple[str, str, str]]]:
        """First day, last day and check of the statements of each (person, account)."""
        found: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
        for row in self.scene.view.context.statements.itertuples():
            found.setdefault((row.person, row.account), []).append((row.first[:10], row.last[:10], row.check_status))
        return found

    def _near(self, row: int, account: str, before: int, after: int) -> np.ndarray:
        """Return the rows of one of the person's accounts within days of a row."""
        day = int(self.scene.view.day[row])
        return self.scene.view.near(self._person(row), account, day - before, day + after)

    def _failed(self, row: int, wallet: str) -> int:
        """Return the wallet's row that says this payment failed or was never made."""
        view = self.scene.view
        near = self._near(row, wallet, SETTLEMENT_DAYS, 1)
        unmoved = ~view.moved[near] | (view.column("status")[near] == "failed")
        equal = (np.abs(view.amount[near]) == -view.amount[row]) & unmoved
        return int(near[equal][0]) if equal.any() else -1

    def _returned(self, row: int, used: set[int]) -> int:
        """Return the bank's own credit that gave the money back."""
        if row in self._linked_back:
            return self._linked_back[row]
        view = self.scene.view
        near = self._near(row, str(view.column("account")[row]), 0, BACK)
        free = (
            ~self.scene.links.claimed("mirror", "right")[near]
            & (view.amount[near] == -view.amount[row])
            & (near != row)
        )
        wallet = wallet_named(str(view.words[row]))
        found = [n for n in near[free].tolist() if n not in used and wallet_named(str(view.words[n])) in ("", wallet)]
        told = [
            n
            for n in found
            if wallet_named(str(view.words[n])) or view.column("kind")[n] in ("refund", "reversal", "adjustment")
        ]
        return told[0] if told else -1
