"""Mirror: the wallet's row and the card's or bank's row of one payment. A confirmation, never a duplicate.

The bank books it up to three days later, names the wallet before the shop (`支付宝-`, `PAYPAL *`) or the shop behind it, and the wallet
names the card by its last digits. Refunds are mirrored the same way, but take longer to arrive.
"""

from typing import Final

import numpy as np

from detect.causal import codes
from detect.institutions import card_tail, fills_wallet, is_wallet, wallet_named
from detect.links import behind, funding
from detect.links.in_order import NOW, pair_in_order
from detect.links.table import Links
from detect.payees import brand
from detect.view import View

KIND: Final = "mirror"
RANK: Final = 20
SETTLEMENT_DAYS: Final = 3  # a payment reaches the bank's books
_HEADS: Final = (14, 11)  # characters of a name that banks have room for
REFUND_DAYS: Final = 30  # a refund does, in the slowest usual case (PayPal to card)


def find(view: View, links: Links) -> None:
    """Link wallet rows (left) to bank rows (right), the better evidence and the shorter lag first."""
    facts = view.account_facts
    institution = view.institution
    in_wallet = np.array([is_wallet(name) for name in institution], dtype=bool)
    if not in_wallet.any() or in_wallet.all():
        return
    moved = view.moved & (view.amount != 0)
    said = np.array(
        [
            wallet_named(f"{name} {words}")
            for name, words in zip(view.column("counterparty"), view.column("description"), strict=True)
        ],
        dtype=object,
    )
    # A wallet row that does not say what paid for it may have been paid by any card.
    tail = np.array([card_tail(method) if method else "?" for method in view.column("method")], dtype=object)
    tail[funding.from_balance(view, links)] = ""
    last4 = facts["last4"].to_numpy(dtype=object)
    sides = _Sides(view, links, institution, said, tail, last4)
    # Between the wallet and the bank the signs differ: a transfer.
    kind = view.column("kind")
    shown = in_wallet & moved & (tail != "") & ~np.isin(kind, ("top_up", "withdrawal"))
    shown &= (view.amount < 0) | np.isin(kind, ("refund", "reversal"))  # what a wallet receives stays in it
    for sign, days in ((-1, SETTLEMENT_DAYS), (1, REFUND_DAYS)):
        wallet = np.flatnonzero(shown & (np.sign(view.amount) == sign))
        bank = np.flatnonzero(~in_wallet & moved & (np.sign(view.amount) == sign))
        sides.match(wallet, bank, days, refunds=sign > 0)


class _Sides:
    """The two sides of mirrors, and the sweeps over them."""

    def __init__(
        self, view: View, links: Links, institution: np.ndarray, said: np.ndarray, tail: np.ndarray, last4: np.ndarray
    ) -> None:
        self.view, self.links = view, links
        self.institution, self.said, self.tail, self.last4 = institution, said, tail, last4
        self._in_wallet = np.array([is_wallet(name) for name in institution], dtype=bool)
        self.sum = codes(view.purse, view.amount)
        self.shop = behind.shops(view, np.flatnonzero(~self._in_wallet & (said != "")))
        self.brand = np.array([brand(shop) for shop in self.shop], dtype=object)
        self.heads = [np.array([shop[:most] for shop in self.shop], dtype=object) for most in _HEADS]
        self.known = wallet_shops(view, self._in_wallet)

    def match(self, wallet: np.ndarray, bank: np.ndarray, days: int, *, refunds: bool) -> None:
        """Sweep: wallet named and card known; wallet named; card known and the shop's name on both."""
        named, known = bank[self.said[bank] != ""], wallet[self.tail[wallet] != "?"]
        both, one = (self.institution, self.tail), (self.institution,)
        self._by_shop(known, both, named, (self.said, self.last4), days, "wallet_and_card")
        self._by_shop(wallet, one, named, (self.said,), days, "wallet_named")
        # A row that names another wallet is that wallet's.
        unnamed = bank[(self.last4[bank] != "") & (self.said[bank] == "")]
        self._sweep(known, (self.tail, self.shop), unnamed, (self.last4, self.shop), days, "card_and_shop")
        if not refunds:
            strangers = self._unlike(unnamed)
            self._sweep(known, (self.tail,), strangers, (self.last4,), days, "card_and_amount")

    def _by_shop(
        self,
        left: np.ndarray,
        left_by: tuple[np.ndarray, ...],
        right: np.ndarray,
        right_by: tuple[np.ndarray, ...],
        days: int,
        basis: str,
    ) -> None:
        """Sweep rows whose shops agree, then those whose bank prints another name, like the company behind a shop."""
        for within in (NOW, 0, days):  # a name that the bank cut short is no reason to wait for a later booking
            for shop in (*self.heads, self.brand):
                self._sweep(left, (*left_by, shop), right, (*right_by, shop), within, basis)
        self._sweep(left, left_by, self._unlike(right), right_by, days, basis)

    def _unlike(self, right: np.ndarray) -> np.ndarray:
        """Return bank rows that name no shop which a wallet knows by that name: such a row is that shop's own. Nor do they fill the wallet."""
        words = self.view.words
        strange = [self.shop[row] not in self.known and not fills_wallet(str(words[row])) for row in right.tolist()]
        return right[strange] if len(right) else right

    def _key(self, positions: np.ndarray, columns: tuple[np.ndarray, ...]) -> np.ndarray:
        """Return the text key of rows: person, currency and amount, and what else must agree."""
        parts = [self.sum[positions].astype(str).astype(object), *(column[positions] for column in columns)]
        return np.array(["|".join(cells) for cells in zip(*parts, strict=True)], dtype=object)

    def _sweep(
        self,
        left: np.ndarray,
        left_by: tuple[np.ndarray, ...],
        right: np.ndarray,
        right_by: tuple[np.ndarray, ...],
        days: int,
        basis: str,
    ) -> None:
        """Link what is still free and agrees in all columns."""
        ours, theirs = self.links.free(KIND, left, "left"), self.links.free(KIND, right, "right")
        if len(ours) and len(theirs):
            keys = self._key(ours, left_by), self._key(theirs, right_by)
            self.links.add(KIND, *pair_in_order(self.view, ours, keys[0], theirs, keys[1], days), basis)


def wallet_shops(view: View, in_wallet: np.ndarray) -> frozenset[str]:
    """Return the merchant keys that wallets print."""
    return frozenset(view.column("merchant")[in_wallet]) - {""}
