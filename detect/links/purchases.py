"""Purchases by what a refund may name, and what of each is not given back yet."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import Final

import numpy as np

from detect.causal import codes, runs
from detect.foreign import Price, original_price
from detect.institutions import wallet_named
from detect.links.table import Links
from detect.view import DAY, View

DAYS: Final = 180  # shops and wallets take goods back for months, WeChat refunds for a year
NUMBERED_DAYS: Final = 400  # where a number names the purchase
SOON: Final = 60  # days in which one credit comes for several orders
TELLING: Final = 8  # characters of a number that means one order; short ones are counters that begin again
KEPT: Final = 0.2  # of a price at most that shops keep of it: postage 5-15 %, restocking 10-20 %
_RETURN_DAYS: Final = 30  # in which most goods come back
_AGAIN_DAYS: Final = 10  # until what came in the wrong size is ordered again
_CLOCKS: Final = 2  # days by which a printed day and the moment it means may differ
_RATE: Final = 0.04
_PRINTED_RATE: Final = 0.15  # where both rows print the same price in the shop's currency
_VOID_DAYS: Final = 30
_WALLET_DAYS: Final = 15  # until a wallet gives back what failed


class Purchases:
    """The rows that money may come back for; positions in the view throughout.

    left: what of each is not given back, minor units.
    """

    def __init__(self, view: View, rows: np.ndarray, refunds: np.ndarray) -> None:
        """Look up purchases at `rows` for credits at `refunds`; others are never asked about."""
        self.view = view
        self.left = dict(zip(rows.tolist(), (-view.amount[rows]).tolist(), strict=True))
        self._promised = view.frame["refunded_amount"].to_numpy()
        self._back: dict[int, int] = defaultdict(int)
        self._day, self._when, self._amount = view.day.tolist(), view.when.tolist(), view.amount.tolist()
        self._own, self._order = view.column("reference"), view.order_number
        self._related = view.column("related_reference")
        self._shop = codes(view.account, view.merchant)
        self._sum = codes(view.account, np.abs(view.amount))
        self._by_shop, self._by_sum = _by_code(self._shop, rows), _by_code(self._sum, rows)
        self._by_payee = _by_code(view.merchant, rows[view.column("merchant")[rows] != ""])
        owns = self._own[refunds].tolist()
        named = {*owns, *(own.partition("_")[0] for own in owns), *self._related[refunds].tolist()} - {""}
        self._by_reference = _by_text(view.account, self._own, rows, named)
        orders = {*owns, *self._order[refunds].tolist()} - {""}
        self._by_order = _by_text(view.account, self._order, rows, orders)

    # -- what is given back ----------------------------------------------------------------------------------------

    def take_decided(self, links: Links, kind: str) -> None:
        """Count what the person's own links give back."""
        for left, right, _ in links.pairs.get(kind, ()):
            if left in self.left:
                self.give_back(left, int(self.view.amount[right]))

    def give_back(self, purchase: int, amount: int) -> None:
        """Count money as given back."""
        self.left[purchase] -= amount
        self._back[purchase] += amount

    def promised_left(self, purchase: int) -> int:
        """Return what the purchase's own words promise back and no refund has brought yet."""
        return int(self._promised[purchase]) - self._back[purchase]

    def promising(self) -> Iterator[int]:
        """Yield purchases whose words promise more than has come."""
        return (n for n in self.left if self._promised[n] and self.promised_left(n) > 0)

    def could_be(self, purchase: int, refund: int) -> bool:
        """Tell whether a purchase came before and has that much left to give back."""
        earlier = self.view.day[purchase] <= self.view.day[refund]
        return bool(earlier and self.left[purchase] >= self.view.amount[refund])

    # -- what a refund may mean ------------------------------------------------------------------------------------

    def by_reference(self, refund: int) -> Iterator[int]:
        """Yield purchases the refund's numbers name: related, equal, prefix, or its number as their merchant number."""
        account, own = int(self.view.account[refund]), self._own[refund]
        for named in (self._related[refund], own, own.partition("_")[0]):
            if len(named) >= TELLING:
                yield from self._within(self._by_reference.get((account, named), ()), refund, NUMBERED_DAYS)
        if len(own) >= TELLING:
            yield from self._within(self._by_order.get((account, own), ()), refund, NUMBERED_DAYS)

    def by_order(self, refund: int) -> Iterator[int]:
        """Yield purchases with the same merchant order number."""
        named = self._by_order.get((int(self.view.account[refund]), self._order[refund]), ())
        return self._within(named, refund, NUMBERED_DAYS)

    def by_promise(self, refund: int) -> Iterator[int]:
        """Yield purchases at the merchant whose status names exactly this amount, the latest first."""
        return (
            n for n in self._at_shop(refund) if self._promised[n] and self.promised_left(n) == self.view.amount[refund]
        )

    def by_amount(self, refund: int) -> Iterator[int]:
        """Yield purchases at the merchant of exactly this amount, the latest first, or the one that was ordered again."""
        equal = [n for n in self._at_shop(refund) if self._exact(n, refund)]
        again = [0 < later - day <= _AGAIN_DAYS for later, day in pairwise(self.view.day[equal].tolist())]
        return iter(equal[1:] if again[:1] == [True] and again[1:2] != [True] else equal)

    def by_most(self, refund: int) -> Iterator[int]:
        """Yield purchases at the merchant of which this is all but what shops keep."""
        whole = (n for n in self.by_part(refund) if self._untouched(n) and self.soon(n, refund))
        return (n for n in whole if self.view.amount[refund] >= (1 - KEPT) * self.left[n])

    def by_recent_part(self, refund: int) -> Iterator[int]:
        """Yield purchases at the merchant that were larger, of the weeks in which most goods come back."""
        return (n for n in self.by_part(refund) if self._in_time(n, refund, _RETURN_DAYS))

    def by_part(self, refund: int) -> Iterator[int]:
        """Yield purchases at the merchant that were larger; what a wallet collects for many shops is no shop's."""
        return iter(()) if wallet_named(self.view.column("merchant")[refund]) else self._at_shop(refund)

    def by_price(self, refund: int) -> Iterator[int]:
        """Yield purchases at the merchant of the same price in its own currency, whichever way the rate moved."""
        price = original_price(self.view, refund)
        return self._converted(refund, _PRINTED_RATE, lambda paid: paid == price) if price else iter(())

    def by_rate(self, refund: int) -> Iterator[int]:
        """Yield converted purchases at the merchant of nearly this amount."""
        return self._converted(refund, _RATE, lambda paid: paid is not None)

    def by_wallet(self, refund: int) -> Iterator[int]:
        """Yield purchases of exactly this amount that the same wallet collected days before: it gives back what failed."""
        wallet = wallet_named(self.view.words[refund])
        if not wallet:
            return iter(())
        equal = self._by_sum.get(int(self._sum[refund]), [])
        near = self._within(self._near(equal, refund, _WALLET_DAYS), refund, _WALLET_DAYS)
        return (n for n in near if self._untouched(n) and wallet_named(self.view.words[n]) == wallet)

    def elsewhere(self, refund: int) -> Iterator[int]:
        """Yield purchases at the merchant of exactly this amount on other accounts of the person."""
        view = self.view
        if not view.column("merchant")[refund]:
            return iter(())
        named = self._near(self._by_payee.get(int(view.merchant[refund]), []), refund, DAYS)
        return (n for n in self._within(named, refund, DAYS) if self._exact(n, refund) and self._untouched(n))

    def voided(self, refund: int) -> Iterator[int]:
        """Yield purchases of exactly this amount from the same name and account, weeks before at most."""
        if not self.view.column("merchant")[refund]:
            return iter(())
        near = self._latest(refund, _VOID_DAYS)
        return (n for n in near if self._exact(n, refund) and self._untouched(n))

    def untouched(self, refund: int) -> list[int]:
        """Return smaller purchases at the merchant of which nothing was given back yet, the latest first."""
        return [n for n in self.before(refund) if self.left[n] < self.view.amount[refund]]

    def before(self, refund: int) -> list[int]:
        """Return purchases at the merchant of which nothing was given back yet, the latest first, weeks before at most."""
        near = self._latest(refund, SOON)
        return [n for n in near if self._untouched(n) and self._same_way(n, refund)]

    def soon(self, purchase: int, refund: int) -> bool:
        """Tell whether a credit came within weeks after a purchase, and the same way."""
        return self._in_time(purchase, refund, SOON) and self._same_way(purchase, refund)

    def shop(self, row: int) -> int:
        """Return the code of the account and merchant of a row."""
        return int(self._shop[row])

    def grouped(self, refunds: np.ndarray) -> dict[int, list[int]]:
        """Return refunds by account and merchant."""
        groups: dict[int, list[int]] = defaultdict(list)
        for refund in refunds.tolist():
            groups[self.shop(refund)].append(refund)
        return groups

    def _at_shop(self, refund: int) -> Iterator[int]:
        """Yield earlier purchases at the merchant with enough left, the latest first."""
        near = self._latest(refund, DAYS)
        return (n for n in near if self.left[n] >= self._amount[refund] and self._same_way(n, refund))

    def _latest(self, refund: int, days: int) -> Iterator[int]:
        """Yield purchases of a refund's account and merchant in the days before it, the latest first."""
        return self._within(reversed(self._near(self._by_shop.get(self.shop(refund), []), refund, days)), refund, days)

    def _near(self, purchases: list[int], refund: int, days: int) -> list[int]:
        """Return those of the purchases (by moment) that may lie in the days before a refund, wherever its clocks stand."""
        when = self._when[refund]
        first = bisect_left(purchases, when - (days + _CLOCKS) * DAY, key=self._when.__getitem__)
        last = bisect_right(purchases, when + _CLOCKS * DAY, key=self._when.__getitem__)
        return purchases[first:last]

    def _within(self, purchases: Iterable[int], refund: int, days: int) -> Iterator[int]:
        return (n for n in purchases if self._in_time(n, refund, days))

    def _in_time(self, purchase: int, refund: int, days: int) -> bool:
        lag = self._day[refund] - self._day[purchase]
        return bool(0 <= lag <= days and (lag or self._when[purchase] <= self._when[refund]))

    def _same_way(self, purchase: int, refund: int) -> bool:
        """Tell whether money went back the way it came: through the wallet that the refund names, if it names one."""
        said = self.view.column("counterparty")
        through = wallet_named(str(said[refund]))
        return not through or wallet_named(str(said[purchase])) == through

    def _exact(self, purchase: int, refund: int) -> bool:
        return bool(-self._amount[purchase] == self._amount[refund])

    def _converted(self, refund: int, drift: float, means: Callable[[Price | None], bool]) -> Iterator[int]:
        """Yield purchases at the merchant of a price that is meant, and of nearly this amount whichever way the rate moved."""
        amount = self._amount
        for n in self._latest(refund, DAYS):
            near = abs(amount[refund] + amount[n]) <= drift * -amount[n]
            if near and self._untouched(n) and means(original_price(self.view, n)):
                self.left[n] = max(self.left[n], amount[refund])  # the rate may give back more than was paid
                yield n

    def _untouched(self, purchase: int) -> bool:
        return self._back[purchase] == 0


def _by_code(code: np.ndarray, rows: np.ndarray) -> dict[int, list[int]]:
    """Return rows by their code, those of one code by moment."""
    ordered = rows[np.argsort(code[rows], kind="stable")]
    return {int(code[part[0]]): part.tolist() for part in runs(ordered, code[ordered])}


def _by_text(
    account: np.ndarray, text: np.ndarray, rows: np.ndarray, wanted: set[str]
) -> dict[tuple[int, str], list[int]]:
    """Return rows by account and text, where the text is wanted."""
    found: dict[tuple[int, str], list[int]] = defaultdict(list)
    for row, said in zip(rows.tolist(), text[rows].tolist(), strict=True):
        if said in wanted:
            found[int(account[row]), said].append(row)
    return found
