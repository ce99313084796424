"""Mirror: the wallet's row and the card's or bank's row of one payment. A confirmation, never a duplicate.

The bank books it up to three days later, names the wallet before the shop (`支付宝-`, `PAYPAL *`) or the shop behind it, and the wallet
names the card by its last digits. Refunds are mirrored the same way, but take longer to arrive.
"""

from operator import itemgetter
from typing import Final

import numpy as np

from detect.causal import codes
from detect.institutions import card_tail, fills_wallet, wallet_named
from detect.links import behind, funding
from detect.links.in_order import NOW, pair_in_order
from detect.links.table import Links
from detect.payees import brand
from detect.texts import asked
from detect.view import View

KIND: Final = "mirror"
RANK: Final = 20
SETTLEMENT_DAYS: Final = 3  # a payment reaches the bank's books
_HEADS: Final = (14, 11)  # characters of a name that banks have room for
REFUND_DAYS: Final = 30  # a refund does, in the slowest usual case (PayPal to card)


def find(view: View, links: Links) -> None:
    """Link wallet rows (left) to bank rows (right), the better evidence and the shorter lag first."""
    in_wallet = view.in_wallet
    if not in_wallet.any() or in_wallet.all():
        return
    moved = view.moved & (view.amount != 0)
    # A wallet row that does not say what paid for it may have been paid by any card.
    tail = asked(view.column("method"), lambda method: card_tail(method) if method else "?", object)
    tail[funding.from_balance(view, links)] = ""
    sides = _Sides(view, links, _named_by_banks(view), tail)
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

    def __init__(self, view: View, links: Links, said: np.ndarray, tail: np.ndarray) -> None:
        self.view, self.links = view, links
        self.unnamed, self.untold, self.cashless = said == "", tail == "?", view.account_facts["last4"].to_numpy() == ""
        last4 = view.account_facts["last4"].to_numpy(dtype=object)
        self.institution, self.said = _alike(view.institution, said)
        self.tail, self.last4 = _alike(tail, last4)
        self.sum = codes(view.purse, view.amount)
        shop = behind.shops(view, np.flatnonzero(~view.in_wallet & ~self.unnamed))
        self.shop = codes(shop)
        self.heads = [codes(asked(shop, itemgetter(slice(most)), object)) for most in _HEADS]
        self.brand = codes(asked(shop, brand, object))
        known = wallet_shops(view, view.in_wallet)
        self.strange = asked(shop, lambda name: name not in known) & ~view.said(fills_wallet)

    def match(self, wallet: np.ndarray, bank: np.ndarray, days: int, *, refunds: bool) -> None:
        """Sweep: wallet named and card known; wallet named; card known and the shop's name on both."""
        named, known = bank[~self.unnamed[bank]], wallet[~self.untold[wallet]]
        both, one = (self.institution, self.tail), (self.institution,)
        self._by_shop(known, both, named, (self.said, self.last4), days, "wallet_and_card")
        self._by_shop(wallet, one, named, (self.said,), days, "wallet_named")
        # A row that names another wallet is that wallet's.
        unnamed = bank[~self.cashless[bank] & self.unnamed[bank]]
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
        return np.asarray(right[self.strange[right]])

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
            columns = zip((self.sum, *left_by), (self.sum, *right_by), strict=True)
            key = codes(*(np.concatenate((one[ours], other[theirs])) for one, other in columns))
            pairs = pair_in_order(self.view, ours, key[: len(ours)], theirs, key[len(ours) :], days)
            self.links.add(KIND, *pairs, basis)


def _alike(ours: np.ndarray, theirs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return int64 codes of two columns of texts, equal where the texts are."""
    joint = codes(np.concatenate((ours, theirs)))
    return joint[: len(ours)], joint[len(ours) :]


def _named_by_banks(view: View) -> np.ndarray:
    """Return the wallet that each row of a bank names (objects), empty for none and for the wallets' own rows."""
    bank = np.flatnonzero(~view.in_wallet)
    cells = zip(view.column("counterparty")[bank], view.column("description")[bank], strict=True)
    said = np.full(len(view), "", dtype=object)
    said[bank] = asked(np.array([f"{name} {words}" for name, words in cells], dtype=object), wallet_named, object)
    return said


def wallet_shops(view: View, in_wallet: np.ndarray) -> frozenset[str]:
    """Return the merchant keys that wallets print."""
    return frozenset(view.column("merchant")[in_wallet]) - {""}
