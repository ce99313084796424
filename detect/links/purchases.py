"""Purchases by what a refund may name, and what of each is not given back yet."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

import numpy as np

from detect.links.table import Links
from detect.order_number import order_number
from detect.view import View

DAYS: Final = 180  # shops and wallets take goods back for months, WeChat refunds for a year
NUMBERED_DAYS: Final = 400  # where a number names the purchase
SOON: Final = 60  # days in which one credit comes for several orders
TELLING: Final = 8  # characters of a number that means one order; short ones are counters that begin again
_RATE: Final = 0.04
_VOID_DAYS: Final = 30


class Purchases:
    """The rows that money may come back for; positions in the view throughout.

    left: what of each is not given back, minor units.
    """

    def __init__(self, view: View, rows: np.ndarray) -> None:
        self.view = view
        self.left = {int(n): int(-view.amount[n]) for n in rows}
        self._promised = view.frame["refunded_amount"].to_numpy()
        self._back: dict[int, int] = defaultdict(int)
        self._own, self._order = view.column("reference"), view.column("order_reference")
        self._related = view.column("related_reference")
        self._by_reference: dict[tuple[int, str], list[int]] = defaultdict(list)
        self._by_order: dict[tuple[int, str], list[int]] = defaultdict(list)
        self._by_shop: dict[tuple[int, int], list[int]] = defaultdict(list)
        self._by_payee: dict[int, list[int]] = defaultdict(list)
        cells = (
            rows,
            view.account[rows],
            self._own[rows],
            self._order[rows],
            view.column("merchant")[rows],
            view.merchant[rows],
        )
        for n, account, own, order, name, payee in zip(*(column.tolist() for column in cells), strict=True):
            if own:
                self._by_reference[account, own].append(n)
            if number := order_number(order):
                self._by_order[account, number].append(n)
            self._by_shop[self.shop(n)].append(n)
            if name:
                self._by_payee[payee].append(n)

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
        order = order_number(self._order[refund])
        named = self._by_order.get((int(self.view.account[refund]), order), ())
        return self._within(named, refund, NUMBERED_DAYS)

    def by_promise(self, refund: int) -> Iterator[int]:
        """Yield purchases at the merchant whose status names exactly this amount, the latest first."""
        return (
            n for n in self._at_shop(refund) if self._promised[n] and self.promised_left(n) == self.view.amount[refund]
        )

    def by_amount(self, refund: int) -> Iterator[int]:
        """Yield purchases at the merchant of exactly this amount, the latest first."""
        return (n for n in self._at_shop(refund) if self._exact(n, refund))

    def by_part(self, refund: int) -> Iterator[int]:
        """Yield purchases at the merchant that were larger."""
        return self._at_shop(refund)

    def by_rate(self, refund: int) -> Iterator[int]:
        """Yield converted purchases at the merchant of nearly this amount, whichever way the rate moved."""
        amount, foreign = self.view.amount, self.view.column("original_currency")
        for n in reversed(self._by_shop.get(self.shop(refund), ())):
            near = abs(int(amount[refund]) + int(amount[n])) <= _RATE * -int(amount[n])
            if near and foreign[n] and self._untouched(n) and self._in_time(n, refund, DAYS):
                self.left[n] = max(self.left[n], int(amount[refund]))  # the rate may give back more than was paid
                yield n

    def elsewhere(self, refund: int) -> Iterator[int]:
        """Yield purchases at the merchant of exactly this amount on other accounts of the person."""
        view = self.view
        if not view.column("merchant")[refund]:
            return iter(())
        named = self._by_payee.get(int(view.merchant[refund]), ())
        return (n for n in self._within(named, refund, DAYS) if self._exact(n, refund) and self._untouched(n))

    def voided(self, refund: int) -> Iterator[int]:
        """Yield purchases of exactly this amount from the same name and account, weeks before at most."""
        if not self.view.column("merchant")[refund]:
            return iter(())
        near = self._within(reversed(self._by_shop.get(self.shop(refund), ())), refund, _VOID_DAYS)
        return (n for n in near if self._exact(n, refund) and self._untouched(n))

    def untouched(self, refund: int) -> list[int]:
        """Return smaller purchases at the merchant of which nothing was given back yet, the latest first."""
        near = self._within(reversed(self._by_shop.get(self.shop(refund), ())), refund, SOON)
        return [n for n in near if self._untouched(n) and self.left[n] < self.view.amount[refund]]

    def shop(self, row: int) -> tuple[int, int]:
        """Return the account and merchant of a row."""
        return int(self.view.account[row]), int(self.view.merchant[row])

    def grouped(self, refunds: np.ndarray) -> dict[tuple[int, int], list[int]]:
        """Return refunds by account and merchant."""
        groups: dict[tuple[int, int], list[int]] = defaultdict(list)
        for refund in refunds.tolist():
            groups[self.shop(refund)].append(refund)
        return groups

    def _at_shop(self, refund: int) -> Iterator[int]:
        """Yield earlier purchases at the merchant with enough left, the latest first."""
        near = self._within(reversed(self._by_shop.get(self.shop(refund), ())), refund, DAYS)
        return (n for n in near if self.left[n] >= self.view.amount[refund])

    def _within(self, purchases: Iterable[int], refund: int, days: int) -> Iterator[int]:
        return (n for n in purchases if self._in_time(n, refund, days))

    def _in_time(self, purchase: int, refund: int, days: int) -> bool:
        lag = self.view.day[refund] - self.view.day[purchase]
        return bool(0 <= lag <= days and (lag or self.view.when[purchase] <= self.view.when[refund]))

    def _exact(self, purchase: int, refund: int) -> bool:
        return bool(-self.view.amount[purchase] == self.view.amount[refund])

    def _untouched(self, purchase: int) -> bool:
        return self._back[purchase] == 0
