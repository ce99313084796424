"""Mirrors by the card that other mirrors taught: the same shop and amount, a late booking, or what a coupon left of the price.

The bank's row names the shop and no wallet, or is booked after a long weekend, or shows less money than the wallet, which prints the
price before coupons. Only one row of each side may be meant.
"""

from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Final, NamedTuple

import numpy as np

from detect.institutions import card_tail, fills_wallet, wallet_named
from detect.links import behind, funding
from detect.links.card import UNKNOWN, inferred_card
from detect.links.in_order import too_early
from detect.links.mirror import KIND, SETTLEMENT_DAYS, wallet_shops
from detect.links.table import Links
from detect.payees import brand
from detect.view import View

RANK: Final = 22
LATE_DAYS: Final = 6  # a transfer over a long weekend
_LEAST: Final = 0.3  # of the price, after coupons


class _Sweep(NamedTuple):
    basis: str
    days: int
    fits: "Callable[[_Sides, int, int], bool]"


def find(view: View, links: Links) -> None:
    """Link free wallet payments (left) to free bank debits (right)."""
    in_wallet = view.in_wallet
    between = np.isin(view.column("kind"), ("top_up", "withdrawal"))
    wallet = links.free(KIND, np.flatnonzero(in_wallet & view.moved_out & ~between), "left")
    bank = links.free(KIND, np.flatnonzero(~in_wallet & view.moved_out), "right")
    if not len(wallet) or not len(bank):
        return
    sides = _Sides(view, links, bank, wallet_shops(view, in_wallet))
    by_card = wallet[np.array([sides.may_be_card(row) for row in wallet.tolist()], dtype=bool)]
    for sweep in (
        _Sweep("card_and_shop", SETTLEMENT_DAYS, _Sides.shop_alike),
        _Sweep("late_booking", LATE_DAYS, _Sides.booked_late),
        _Sweep("reduced", 1, _Sides.reduced),
    ):
        _sweep(sides, links.free(KIND, by_card, "left"), links.free(KIND, bank, "right"), sweep)


def _sweep(sides: "_Sides", wallet: np.ndarray, bank: np.ndarray, sweep: _Sweep) -> None:
    """Link pairs that fit and are unique from both sides."""
    view, at = sides.view, defaultdict(list)
    for row in bank.tolist():
        at[int(view.purse[row]), int(view.day[row])].append(row)
    parted = sides.links.rejected.get(KIND, set())
    pairs = [
        (row, other)
        for row in wallet.tolist()
        for lag in range(sweep.days + 1)
        for other in at.get((int(view.purse[row]), int(view.day[row]) + lag), ())
        if not ((row, other) in parted or too_early(view, row, other))
        and sides.on_card(row, other)
        and sweep.fits(sides, row, other)
    ]
    lefts, rights = Counter(left for left, _ in pairs), Counter(right for _, right in pairs)
    sure = {(left, right) for left, right in pairs if lefts[left] == 1 and rights[right] == 1}
    found = sorted(sure)
    sides.links.add(KIND, [left for left, _ in found], [right for _, right in found], sweep.basis)
    sides.links.ask(KIND, [pair for pair in pairs if pair not in sure], sweep.basis)


class _Sides:
    """What a wallet's row and a bank's row say of each other."""

    def __init__(self, view: View, links: Links, bank: np.ndarray, known: frozenset[str]) -> None:
        self.view, self.links, self.known = view, links, known
        self.card = inferred_card(view, links)
        self.last4 = view.account_facts["last4"].to_numpy(dtype=object)
        self.method = view.column("method")
        self.merchant = behind.shops(view, bank[[self._names(row) != "" for row in bank.tolist()]])
        self.own_money = funding.from_balance(view, links)

    def may_be_card(self, wallet: int) -> bool:
        """Tell whether a card may have paid: a way of paying that is the wallet's own money has no mirror."""
        if self.own_money[wallet]:
            return False
        return not self.method[wallet] or card_tail(str(self.method[wallet])) != "" or self.card[wallet] != UNKNOWN

    def on_card(self, wallet: int, bank: int) -> bool:
        """Tell whether the bank's account is, or may be, the card that paid."""
        tail = card_tail(str(self.method[wallet])).strip("?")
        if tail:
            return bool(self.last4[bank] == tail)
        return bool(self.card[wallet] in (UNKNOWN, self.view.account[bank]))

    def shop_alike(self, wallet: int, bank: int) -> bool:
        """Tell whether both name one shop and one amount, and the card is known."""
        known = self.card[wallet] != UNKNOWN or card_tail(str(self.method[wallet])).strip("?") != ""
        equal = self.view.amount[wallet] == self.view.amount[bank]
        return bool(known and equal and not self._names(bank) and self._alike(wallet, bank))

    def booked_late(self, wallet: int, bank: int) -> bool:
        """Tell whether the bank names this wallet and the amount, and no other shop that wallets know."""
        equal = self.view.amount[wallet] == self.view.amount[bank]
        other = self.merchant[bank] in self.known and not self._alike(wallet, bank)
        other = other or fills_wallet(str(self.view.words[bank]))
        return bool(equal and self._names(bank) == self.view.institution[wallet] and not other)

    def reduced(self, wallet: int, bank: int) -> bool:
        """Tell whether the bank names this wallet and shop, and a part of the wallet's price."""
        share = self.view.amount[bank] / self.view.amount[wallet]
        named = self._names(bank) == self.view.institution[wallet]
        return bool(named and _LEAST <= share < 1 and self._alike(wallet, bank))

    def _names(self, bank: int) -> str:
        return wallet_named(str(self.view.words[bank]))

    def _alike(self, wallet: int, bank: int) -> bool:
        one, other = str(self.merchant[wallet]), str(self.merchant[bank])
        short, long = sorted((one, other), key=len)
        return bool(short) and (short in long or brand(short) in long)
