"""Refund: money that came back, and the purchase it belongs to. Partial and several; never more than was paid.

Best evidence first: the refund's own number begins with the purchase's (Alipay) or is its merchant number (WeChat
transfers); the merchant's order number; a purchase whose status names this amount; then merchant, amount and order of
time. Without any of it a credit stays an income, because a wrong link hides a missing refund.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

import numpy as np

from detect.links.sums import parts_of
from detect.links.table import Links
from detect.view import View

KIND: Final = "refund"
RANK: Final = 40
DAYS: Final = 180  # shops and wallets take goods back for months, WeChat refunds for a year
_KINDS: Final = ("refund", "reversal")
TELLING: Final = 8  # characters of a number that means one order; short ones are counters that begin again


def find(view: View, links: Links) -> None:
    """Link purchases (left) to their refunds (right), wallet rows only once (their bank mirrors follow them)."""
    kinds = view.column("kind")
    shadow = links.claimed("mirror", "right")
    refunds = np.flatnonzero((view.amount > 0) & np.isin(kinds, _KINDS) & view.frame["moved"].to_numpy() & ~shadow)
    if not len(refunds):
        return
    index = _Index(view, np.flatnonzero((view.amount < 0) & view.frame["moved"].to_numpy() & ~shadow))
    for basis, candidates in (
        ("order_number", index.by_reference),
        ("merchant_order", index.by_order),
        ("status_amount", index.by_promise),
        ("status_sum", None),
        ("merchant_amount", index.by_amount),
        ("merchant_part", index.by_part),
    ):
        if candidates is None:
            _link_sums(view, links, index, refunds)
            continue
        for refund in links.free(KIND, refunds, "right").tolist():
            purchase = index.only(refund, candidates(refund))
            if purchase is not None:
                links.add(KIND, [purchase], [refund], basis)
                index.left[purchase] -= int(view.amount[refund])


def _link_sums(view: View, links: Links, index: "_Index", refunds: np.ndarray) -> None:
    """Link refunds that together are the amount a purchase's status names."""
    free: dict[tuple[int, int], list[int]] = defaultdict(list)
    for refund in links.free(KIND, refunds, "right").tolist():
        free[int(view.account[refund]), int(view.merchant[refund])].append(refund)
    for purchase, left in index.left.items():
        promised = int(index.promised[purchase])
        near = [
            refund
            for refund in free.get((int(view.account[purchase]), int(view.merchant[purchase])), ())
            if view.when[refund] >= view.when[purchase] and not links.claimed(KIND, "right")[refund]
        ]
        found = parts_of(promised, [int(view.amount[refund]) for refund in near]) if 0 < promised <= left else ()
        if found:
            links.add(KIND, [purchase] * len(found), [near[n] for n in found], "status_sum")
            index.left[purchase] -= promised


class _Index:
    """Purchases by what a refund may name, and what of each is not refunded yet."""

    def __init__(self, view: View, purchases: np.ndarray) -> None:
        self.view = view
        self.left = {int(n): int(-view.amount[n]) for n in purchases}
        self.reference = view.column("reference")
        self.order = view.column("order_reference")
        self.related = view.column("related_reference")
        self.promised = view.frame["refunded_amount"].to_numpy()
        self._by_reference: dict[tuple[int, str], list[int]] = defaultdict(list)
        self._by_order: dict[tuple[int, str], list[int]] = defaultdict(list)
        self._by_merchant: dict[tuple[int, int], list[int]] = defaultdict(list)
        for n in purchases.tolist():
            account = int(view.account[n])
            if self.reference[n]:
                self._by_reference[account, self.reference[n]].append(n)
            if self.order[n]:
                self._by_order[account, self.order[n]].append(n)
            self._by_merchant[account, int(view.merchant[n])].append(n)

    def by_reference(self, refund: int) -> Iterator[int]:
        """Yield purchases the refund's numbers name: related, equal, prefix, or its number as their merchant number."""
        account, own = int(self.view.account[refund]), self.reference[refund]
        for named in (self.related[refund], own, own.partition("_")[0]):
            if len(named) >= TELLING:
                yield from self._by_reference.get((account, named), ())
        if len(own) >= TELLING:
            yield from self._by_order.get((account, own), ())

    def by_order(self, refund: int) -> Iterator[int]:
        """Yield purchases with the same merchant order number."""
        order = self.order[refund]
        if order:
            yield from self._by_order.get((int(self.view.account[refund]), order), ())

    def by_promise(self, refund: int) -> Iterator[int]:
        """Yield purchases at the merchant whose status names exactly this amount."""
        return (n for n in self._at_merchant(refund) if self.promised[n] == self.view.amount[refund])

    def by_amount(self, refund: int) -> Iterator[int]:
        """Yield purchases at the merchant of exactly this amount, the latest first."""
        return (n for n in self._at_merchant(refund) if -self.view.amount[n] == self.view.amount[refund])

    def by_part(self, refund: int) -> Iterator[int]:
        """Yield purchases at the merchant that were larger, if only one of them can be meant."""
        larger = list(self._at_merchant(refund))
        return iter(larger if len(larger) == 1 else ())

    def _at_merchant(self, refund: int) -> Iterator[int]:
        purchases = self._by_merchant.get((int(self.view.account[refund]), int(self.view.merchant[refund])), ())
        return (n for n in reversed(purchases) if self._could_be(n, refund))

    def _could_be(self, purchase: int, refund: int) -> bool:
        """Tell whether the purchase came before, not too long, and has that much left to give back."""
        days = self.view.day[refund] - self.view.day[purchase]
        earlier = self.view.when[purchase] <= self.view.when[refund] and 0 <= days <= DAYS
        return bool(earlier and self.left[purchase] >= self.view.amount[refund])

    def only(self, refund: int, candidates: Iterator[int]) -> int | None:
        """Return the first candidate that is early and large enough."""
        return next(
            (
                n
                for n in candidates
                if self.left[n] >= self.view.amount[refund] and self.view.day[n] <= self.view.day[refund]
            ),
            None,
        )
