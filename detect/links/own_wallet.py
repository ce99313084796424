"""Transfer between a wallet and the person's own bank account: the bank's row names the wallet, the wallet's row says which way.

A withdrawal may reach the bank less the wallet's fee (WeChat takes a thousandth, at least 0.10; instant payouts of others up to
1.75 %).
"""

from typing import Final

import numpy as np

from detect.institutions import card_tail, wallet_named
from detect.links.in_order import pair_in_order
from detect.links.table import Links
from detect.view import View

KIND: Final = "transfer"
RANK: Final = 28
DAYS: Final = 3
FEE: Final = 0.0175  # of the sum
_LEAST: Final = 50  # minor units of a fee


def find(view: View, links: Links) -> None:
    """Link paying rows (left) to receiving rows (right), equal sums first."""
    in_wallet = view.in_wallet
    kind = view.column("kind")
    free = view.moved & (view.amount != 0) & ~links.claimed("mirror", "left") & ~links.claimed("mirror", "right")
    free &= ~links.claimed("funding", "right")
    named = view.said(wallet_named, object)
    bank = np.flatnonzero(free & ~in_wallet & (named != ""))
    wallet = np.flatnonzero(free & in_wallet & np.isin(kind, ("top_up", "withdrawal")))
    if len(wallet) and len(bank):
        sides = _Sides(view, links, named)
        for carded in (True, False):
            sides.link_equal(wallet, bank, carded=carded)
        sides.link_less_fee(wallet[(kind[wallet] == "withdrawal") & (view.amount[wallet] < 0)], bank)


class _Sides:
    def __init__(self, view: View, links: Links, named: np.ndarray) -> None:
        self.view, self.links, self.named = view, links, named
        self.last4 = view.account_facts["last4"].to_numpy(dtype=object)
        self.taken = links.claimed(KIND, "left") | links.claimed(KIND, "right")

    def link_equal(self, wallet: np.ndarray, bank: np.ndarray, *, carded: bool) -> None:
        """Link equal sums of opposite signs in the order in which they happened; `carded`: the wallet prints the card's digits."""
        ours, theirs = wallet[~self.taken[wallet]], bank[~self.taken[bank]]
        left = [
            self._key(row, 1, self.view.institution[row], self._tail(row) if carded else "") for row in ours.tolist()
        ]
        right = [self._key(row, -1, self.named[row], self.last4[row] if carded else "") for row in theirs.tolist()]
        pairs = pair_in_order(
            self.view, ours, np.array(left, dtype=object), theirs, np.array(right, dtype=object), DAYS
        )
        for one, other in zip(*pairs, strict=True):
            self._add(one, other)

    def link_less_fee(self, wallet: np.ndarray, bank: np.ndarray) -> None:
        """Link withdrawals to the nearest credit that a fee has made a little smaller."""
        view = self.view
        for row in wallet[~self.taken[wallet]].tolist():
            sent = int(-view.amount[row])
            lag = view.day[bank] - view.day[row]
            fee = sent - view.amount[bank]
            fits = (fee > 0) & (fee <= max(_LEAST, FEE * sent)) & (lag >= 0) & (lag <= DAYS) & ~self.taken[bank]
            fits &= (self.named[bank] == view.institution[row]) & (view.purse[bank] == view.purse[row])
            found = bank[fits]
            if len(found):
                self._add(row, int(found[np.argmin(np.abs(view.when[found] - view.when[row]))]))

    def _add(self, wallet: int, bank: int) -> None:
        pair = (wallet, bank) if self.view.amount[wallet] < 0 else (bank, wallet)
        self.links.add(KIND, [pair[0]], [pair[1]], "wallet_named")
        self.taken[[wallet, bank]] = True

    def _tail(self, row: int) -> str:
        """Return the last digits of the card that a wallet's row names as the other side."""
        said = (str(self.view.column(name)[row]) for name in ("method", "counterparty"))
        return next((tail for tail in map(card_tail, said) if tail.strip("?")), "?")

    def _key(self, row: int, sign: int, *parts: object) -> str:
        return "|".join(map(str, (self.view.purse[row], sign * int(self.view.amount[row]), *parts)))
