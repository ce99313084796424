"""Credits that may keep a promise: those that no link explains, each taken once."""

from typing import Final

import numpy as np

from detect.causal import codes
from detect.institutions import wallet_named
from detect.links.sums import parts_of
from detect.promises.promise import Promise
from detect.provisional import may_be_taken_back
from detect.scene import Scene
from ingest.text import merchant_key

WINDOW: Final = 60  # days after a promise in which money that comes may be its
_LEAST: Final = 0.3  # of a promise: what a credit must be to be a part of it
_RATE: Final = 0.04  # of the amount: what a day's rate and the bank's fee change
_PARTS: Final = 4
_NOTHING: Final = np.zeros(0, dtype=np.int64)


class Credits:
    """Rows by which money came, and came the wrong way, to the accounts of each person."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        view, links = scene.view, scene.links
        self._taken: set[int] = set()
        explained = (
            links.claimed("mirror", "right")
            | links.claimed("transfer", "right")
            | links.claimed("transfer", "left")
            | (scene.own & ~_disputes(scene))
        )
        moved = view.moved & (view.column("status") != "pending")
        owner = codes(view.purse, np.sign(view.amount))
        rows = np.flatnonzero(moved & ~explained & (view.amount != 0))
        rows = rows[np.lexsort((view.day[rows], owner[rows]))]
        self._free = {
            (
                str(view.column("person")[part[0]]),
                str(view.column("currency")[part[0]]),
                int(np.sign(view.amount[part[0]])),
            ): part
            for part in np.split(rows, np.flatnonzero(np.diff(owner[rows])) + 1)
            if len(part)
        }

    def whole(self, promise: Promise) -> list[int]:
        """Take the credits that are the promised money, or up to four that sum to it; empty for none."""
        near = [row for row in self._near(promise, sign=1) if self._belongs(promise, row)]
        amount = self.scene.view.amount
        one = next((row for row in near if amount[row] == promise.amount), None)
        if one is None and self._converted(promise):
            one = next((row for row in near if abs(int(amount[row]) - promise.amount) <= _RATE * promise.amount), None)
        if one is None:
            one = self._disputed(promise)
        found = [one] if one is not None else self._sum(promise, near)
        self._taken.update(found)
        return found

    def _disputed(self, promise: Promise) -> int | None:
        """Return a credit of just the amount that a bank booked for a dispute: it often names no shop."""
        view = self.scene.view
        near = (row for row in self._near(promise, sign=1) if view.amount[row] == promise.amount)
        return next((row for row in near if may_be_taken_back(view.words[row])), None)

    def part(self, promise: Promise) -> int | None:
        """Take the largest credit that is less than was promised, on the account where the money must arrive."""
        amount = self.scene.view.amount
        near = [
            row for row in self._near(promise, sign=1) if self._at_home(promise, row) and self._belongs(promise, row)
        ]
        fitting = [row for row in near if _LEAST * promise.amount <= amount[row] < promise.amount]
        best = max(fitting, key=lambda row: int(amount[row]), default=None)
        if best is not None:
            self._taken.add(best)
        return best

    def turned(self, promise: Promise) -> int | None:
        """Take a second debit of just the promised amount, where the bank's account of the purchase is known."""
        if promise.source != "row":
            return None
        view = self.scene.view
        for row in self._near(promise, sign=-1):
            if (
                -view.amount[row] == promise.amount
                and self._at_home(promise, row)
                and self._belongs(promise, row)
                and row not in self.scene.links.rights("refund")
            ):
                self._taken.add(row)
                return row
        return None

    def _near(self, promise: Promise, sign: int) -> list[int]:
        """Return free rows of the person within the window, by moment; a purchase's own row is none."""
        view = self.scene.view
        since = int(np.datetime64(promise.made, "D").astype(np.int64))
        until = since + max(WINDOW, 2 * (promise.due - promise.made).days if promise.due else 0)
        rows = self._free.get((promise.person, promise.currency, sign), _NOTHING)
        first, stop = np.searchsorted(view.day[rows], (since, until + 1))
        used = self._taken | {promise.purchase, promise.refund}
        return [row for row in rows[first:stop].tolist() if row not in used]

    def _at_home(self, promise: Promise, row: int) -> bool:
        return not promise.account or str(self.scene.view.column("account")[row]) == promise.account

    def _belongs(self, promise: Promise, row: int) -> bool:
        """Tell whether a row speaks of the promise: its wallet's name on another account, or its merchant's."""
        view = self.scene.view
        if promise.source == "person":
            linked = self.scene.links.lefts("refund").get(row, [])
            named = _alike(promise.merchant, str(view.column("merchant")[row]))
            return named or (promise.purchase >= 0 and promise.purchase in linked)
        if row in self.scene.links.lefts("refund"):
            return False  # explained by another purchase
        said = str(view.words[row])
        named = _alike(promise.merchant, str(view.column("merchant")[row]))
        if promise.source == "pending":
            return named and self._at_home(promise, row)
        elsewhere = promise.source == "row" or not self._at_home(promise, row)
        return elsewhere and (named or wallet_named(said) == promise.institution)

    def _converted(self, promise: Promise) -> bool:
        rows = [row for row in (promise.purchase, promise.refund) if row >= 0]
        return any(self.scene.view.column("original_currency")[row] for row in rows)

    def _sum(self, promise: Promise, near: list[int]) -> list[int]:
        if promise.source != "person":
            return []
        amounts = [int(self.scene.view.amount[row]) for row in near]
        return [near[n] for n in parts_of(promise.amount, amounts, _PARTS)]


def _disputes(scene: Scene) -> np.ndarray:
    """Return the adjustments (bool) that a bank books while it looks into a dispute, and when it ends."""
    view, found = scene.view, np.zeros(len(scene.view), dtype=bool)
    adjusted = np.flatnonzero(view.column("kind") == "adjustment")
    found[[n for n in adjusted.tolist() if may_be_taken_back(view.words[n])]] = True
    return found


def _alike(name: str, key: str) -> bool:
    """Tell whether a merchant's name as somebody wrote it and a merchant key mean one shop.

    >>> _alike("Decathlon", "decathlon berlin"), _alike("迪卡侬", "迪卡侬旗舰店"), _alike("", "x"), _alike("A", "ab")
    (True, True, False, False)
    """
    mine = merchant_key(name)
    short, long = sorted((mine, key), key=len)
    return len(short) > 1 and short in long
