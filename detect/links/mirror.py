"""Mirror: the wallet's row and the card's or bank's row of one payment. A confirmation, never a duplicate.

The bank books it up to three days later, names the wallet before the shop (`支付宝-`, `PAYPAL *`), and the wallet names
the card by its last digits. Refunds are mirrored the same way, but take longer to arrive.
"""

from typing import Final

import numpy as np

from detect.causal import codes
from detect.institutions import card_tail, is_wallet, wallet_named
from detect.links.table import Links, pair_up
from detect.view import View

KIND: Final = "mirror"
RANK: Final = 20
SETTLEMENT_DAYS: Final = 3  # a payment reaches the bank's books
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
    last4 = facts["last4"].to_numpy(dtype=object)
    sides = _Sides(view, links, institution, said, tail, last4)
    for sign, days in ((-1, SETTLEMENT_DAYS), (1, REFUND_DAYS)):
        wallet = np.flatnonzero(in_wallet & moved & (np.sign(view.amount) == sign) & (tail != ""))
        bank = np.flatnonzero(~in_wallet & moved & (np.sign(view.amount) == sign))
        sides.match(wallet, bank, days, refunds=sign > 0)


class _Sides:
    """The two sides of mirrors, and the sweeps over them."""

    def __init__(
        self, view: View, links: Links, institution: np.ndarray, said: np.ndarray, tail: np.ndarray, last4: np.ndarray
    ) -> None:
        self.view, self.links = view, links
        self.institution, self.said, self.tail, self.last4 = institution, said, tail, last4
        self.sum = codes(view.purse, view.amount)

    def match(self, wallet: np.ndarray, bank: np.ndarray, days: int, *, refunds: bool) -> None:
        """Sweep: wallet named and card known; wallet named; card known and the shop's name on both."""
        named = bank[self.said[bank] != ""]
        known = wallet[self.tail[wallet] != "?"]
        carded = bank[self.last4[bank] != ""]
        self._sweep(
            known,
            self._key(known, self.institution, self.tail),
            named,
            self._key(named, self.said, self.last4),
            days,
            "wallet_and_card",
        )
        self._sweep(
            wallet, self._key(wallet, self.institution), named, self._key(named, self.said), days, "wallet_named"
        )
        unnamed = carded[self.said[carded] == ""]  # a row that names another wallet is that wallet's
        shop = self.view.column("merchant")
        self._sweep(
            known,
            self._key(known, self.tail, shop),
            unnamed,
            self._key(unnamed, self.last4, shop),
            days,
            "card_and_shop",
        )
        if not refunds:
            self._sweep(
                known, self._key(known, self.tail), unnamed, self._key(unnamed, self.last4), days, "card_and_amount"
            )

    def _key(self, positions: np.ndarray, *columns: np.ndarray) -> np.ndarray:
        """Return the text key of rows: person, currency and amount, and what else must agree."""
        parts = [self.sum[positions].astype(str).astype(object), *(column[positions] for column in columns)]
        return np.array(["|".join(cells) for cells in zip(*parts, strict=True)], dtype=object)

    def _sweep(
        self, left: np.ndarray, left_key: np.ndarray, right: np.ndarray, right_key: np.ndarray, days: int, basis: str
    ) -> None:
        day = self.view.day
        for lag in range(days + 1):
            open_left, open_right = ~self.links.claimed(KIND, "left")[left], ~self.links.claimed(KIND, "right")[right]
            ours, theirs = left[open_left], right[open_right]
            if not len(ours) or not len(theirs):
                return
            key = codes(
                np.concatenate((left_key[open_left], right_key[open_right])),
                np.concatenate((day[ours] + lag, day[theirs])),
            )
            self.links.add(KIND, *pair_up(ours, key[: len(ours)], theirs, key[len(ours) :]), basis)
