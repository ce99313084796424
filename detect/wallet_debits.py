"""Debits of a bank for a wallet that the wallet does not know of, and why one could not be sure of that.

What the wallet's export proves is judged in detect.wallet_proof. Where it proves nothing, the debit is one to ask the person about
(detect.debit_questions). A debit that was given back, or that the wallet calls failed, is explained and says nothing of the others.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from detect.calendar import add_business_days
from detect.debit_answers import DebitAnswers
from detect.institutions import fills_wallet, is_wallet, wallet_named
from detect.links.mirror import SETTLEMENT_DAYS
from detect.scene import Scene
from detect.texts import asked
from detect.wallet_proof import Pair, Proof, unseen

BACK: Final = 15  # days within which a bank or wallet gives a failed payment back by itself
WAIT: Final = 3  # business days in which most failed payments come back by themselves


@dataclass(frozen=True, slots=True)
class Debit:
    """A bank's debit for a wallet without a row of the wallet.

    row: position of the bank's row. wallet: label of the wallet's account. top_up: it was to fill the wallet.
    failed: position of a row by which the wallet says that this payment failed, -1 for none.
    returned: position of the bank's credit that gave it back, -1 for none.
    mirrors: how many debits of this bank account the wallet does show.
    why: the reason (detect.wallet_proof) why the wallet's export does not prove that it does not know it, empty where it does.
    """

    row: int
    wallet: str
    top_up: bool
    failed: int
    returned: int
    mirrors: int
    why: str

    @property
    def sure(self) -> bool:
        """The wallet's export proves that it does not know it."""
        return not self.why


def unknown_debits(scene: Scene) -> list[Debit]:
    """Return the bank's debits for wallets with statements here that no row of the wallet explains, by moment."""
    return sorted(_Debits(scene).unknown(), key=lambda debit: debit.row)


def due(scene: Scene, row: int) -> dt.date:
    """Return the day by which most failed payments are back on the account of a row."""
    country = str(scene.view.account_facts["country"].iat[row])
    return add_business_days(scene.view.date(row), WAIT, scene.view.context.workdays(country))


def waited(scene: Scene, row: int) -> bool:
    """Tell whether the bank's statement shows the days in which the money of a row would have come back."""
    view, last = scene.view, due(scene, row)
    person, account = str(view.column("person")[row]), str(view.column("account")[row])
    return last < view.as_of and scene.covered.through(person, account, view.date(row), last)


class _Debits:
    def __init__(self, scene: Scene) -> None:
        view, self.scene = scene.view, scene
        self.answers = DebitAnswers(view)
        self._seen: dict[tuple[str, str, int], bool] = {}
        self.in_wallet = view.in_wallet
        out = np.flatnonzero(view.moved_out & ~self.in_wallet)
        persons = view.column("person")[out].tolist()
        named = zip(out.tolist(), persons, asked(view.words[out], wallet_named, object).tolist(), strict=True)
        self.named = {
            row: wallet for row, person, name in named if name and (wallet := self._wallets.get((person, name)))
        }
        self.mirrored = scene.links.claimed("mirror", "right")
        given_back = scene.links.claimed("refund", "left").copy()
        given_back[list(self._linked_back)] = False  # a debit that came back in full is told as settled
        explained = self.mirrored | scene.links.claimed("transfer", "left") | given_back
        self.explained = explained | scene.shadow
        self.shown = self._shown(explained)

    def _shown(self, explained: np.ndarray) -> Counter[Pair]:
        """Count the explained debits of each pair that the wallet's statements show; those of one day are asked about once."""
        view = self.scene.view
        rows = np.array(list(self.named), dtype=np.int64)
        rows = rows[explained[rows]]
        wallets = [self.named[row] for row in rows.tolist()]
        keys = list(zip(view.account[rows].tolist(), wallets, view.day[rows].tolist(), strict=True))
        one = dict(zip(keys, rows.tolist(), strict=True))
        shown: Counter[Pair] = Counter()
        for key, debits in Counter(keys).items():
            if self._sees(one[key], key[1]):
                shown[key[:2]] += debits
        return shown

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
        key = self._person(row), wallet, int(self.scene.view.day[row])
        if key not in self._seen:
            day = self.scene.view.date(row)
            first = day - dt.timedelta(days=SETTLEMENT_DAYS)
            self._seen[key] = self.scene.covered.through(key[0], wallet, first, day)
        return self._seen[key]

    def unknown(self) -> Iterator[Debit]:
        """Yield those that the wallet's statements should show, then those they cannot show."""
        for row, (returned, failed) in self._unexplained.items():
            yield self._debit(row, returned, failed, self._proof.why(row, self._pair(row), failed=failed >= 0))
        used = {returned for returned, _ in self._unexplained.values()}
        for row, why in unseen(self.scene, self._not_seen, self.answers).items():
            returned = self._returned(row, used)
            used.add(returned)
            yield self._debit(row, returned, self._failed(row, self.named[row]), why)

    def _debit(self, row: int, returned: int, failed: int, why: str) -> Debit:
        view, wallet = self.scene.view, self.named[row]
        top_up = fills_wallet(str(view.words[row])) or view.column("kind")[row] == "top_up"
        return Debit(row, wallet, top_up, failed, returned, self.shown[self._pair(row)], why)

    def _pair(self, row: int) -> Pair:
        return int(self.scene.view.account[row]), self.named[row]

    @cached_property
    def _not_seen(self) -> dict[int, str]:
        """The wallet of each debit that nothing explains on days that its unfiltered statements do not show."""
        return {
            row: wallet for row, wallet in self.named.items() if not self.explained[row] and not self._sees(row, wallet)
        }

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
    def _proof(self) -> Proof:
        """What the wallets' exports prove, by the days of those debits that nothing explains."""
        days: dict[Pair, list[int]] = defaultdict(list)
        for row, (returned, failed) in self._unexplained.items():
            if returned < 0 and failed < 0:
                days[self._pair(row)].append(int(self.scene.view.day[row]))
        return Proof(self.scene, self.shown, {key: np.array(each) for key, each in days.items()}, self.answers)

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
