"""Refund: money that came back, and the purchase it belongs to. Partial and several; never more than was paid.

Best evidence first: the refund names the purchase's number, or its own begins with it (Alipay) or is its merchant number (WeChat
transfers); the merchant's order number; a purchase whose status names this amount; the price before conversion; then merchant, amount
and order of time, several credits that make one purchase, what a shop keeps a little of, amounts after conversion, parts; last
what a wallet gives back by itself, credits for several orders, and credits on another account. A number that several purchases share
tells nothing. Without any of it a credit stays an income, because a wrong link hides a missing refund.
"""

from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

import numpy as np

from detect.links.parts import in_parts
from detect.links.purchases import Purchases
from detect.links.sums import parts_of
from detect.links.table import Links
from detect.view import View

KIND: Final = "refund"
RANK: Final = 40
REFUNDS: Final = ("refund", "reversal")
VOIDS: Final = ("adjustment", "income", "transfer")  # kinds that statements give to credits that take a charge back
ORDERS: Final = 4  # purchases that one credit may be for


class _Basis(NamedTuple):
    """A kind of evidence: which purchases a refund can mean by it, and whether only one may be left."""

    code: str
    candidates: Callable[[int], Iterable[int]]
    alone: bool


def find(view: View, links: Links) -> None:
    """Link purchases (left) to their refunds (right), wallet rows only once (their bank mirrors follow them)."""
    shadow = links.claimed("mirror", "right")
    came = (view.amount > 0) & view.moved & ~shadow
    kinds = view.column("kind")
    refunds, voids = (np.flatnonzero(came & np.isin(kinds, wanted)) for wanted in (REFUNDS, VOIDS))
    if not len(refunds) and not len(voids):
        return
    bought = Purchases(view, np.flatnonzero((view.amount < 0) & view.moved & ~shadow), np.concatenate((refunds, voids)))
    bought.take_decided(links, KIND)
    for basis in (
        _Basis("order_number", bought.by_reference, alone=True),
        _Basis("merchant_order", bought.by_order, alone=True),
        _Basis("status_amount", bought.by_promise, alone=False),
    ):
        _link(view, links, bought, refunds, basis)
    _link_sums(view, links, bought, refunds)
    for basis in (
        _Basis("converted", bought.by_price, alone=False),
        _Basis("merchant_amount", bought.by_amount, alone=False),
    ):
        _link(view, links, bought, refunds, basis)
    _link_parts(view, links, bought, refunds)
    for basis in (
        _Basis("merchant_part", bought.by_most, alone=True),
        _Basis("converted", bought.by_rate, alone=True),
        _Basis("merchant_part", bought.by_recent_part, alone=True),
        _Basis("merchant_part", bought.by_part, alone=True),
        _Basis("same_wallet", bought.by_wallet, alone=True),
    ):
        _link(view, links, bought, refunds, basis)
    _link_orders(view, links, bought, refunds)
    _link(view, links, bought, refunds, _Basis("other_account", bought.elsewhere, alone=True))
    free = voids[~(links.claimed("transfer", "right") | links.claimed("mirror", "left"))[voids]]
    _link(view, links, bought, free, _Basis("taken_back", bought.voided, alone=True))


def _link(view: View, links: Links, bought: Purchases, refunds: np.ndarray, basis: _Basis) -> None:
    """Link each free refund to the purchase that the evidence means."""
    for refund in links.free(KIND, refunds, "right").tolist():
        parted = links.rejected.get(KIND, ())
        may = (n for n in basis.candidates(refund) if (n, refund) not in parted and bought.could_be(n, refund))
        fitting = list(dict.fromkeys(may))
        if len(fitting) > 1 and basis.alone:
            fitting = [n for n in fitting if bought.promised_left(n) == view.amount[refund]]
        if len(fitting) == 1 or (fitting and not basis.alone):
            links.add(KIND, [fitting[0]], [refund], basis.code)
            bought.give_back(fitting[0], int(view.amount[refund]))
        else:
            links.ask(KIND, [(purchase, refund) for purchase in fitting], basis.code)


def _link_sums(view: View, links: Links, bought: Purchases, refunds: np.ndarray) -> None:
    """Link refunds that together are the amount a purchase's status names."""
    free = bought.grouped(links.free(KIND, refunds, "right"))
    for purchase in bought.promising():
        near = [
            refund
            for refund in free.get(bought.shop(purchase), ())
            if view.when[refund] >= view.when[purchase] and not links.claimed(KIND, "right")[refund]
        ]
        total = bought.promised_left(purchase)
        found = parts_of(total, [int(view.amount[refund]) for refund in near]) if total <= bought.left[purchase] else ()
        if found:
            links.add(KIND, [purchase] * len(found), [near[n] for n in found], "status_sum")
            bought.give_back(purchase, total)


def _link_parts(view: View, links: Links, bought: Purchases, refunds: np.ndarray) -> None:
    """Link credits of one shop that together give a purchase back."""
    parted = links.rejected.get(KIND, set())
    for credits_ in bought.grouped(links.free(KIND, refunds, "right")).values():
        for purchase, parts in in_parts(bought, credits_):
            if parted.isdisjoint((purchase, part) for part in parts):
                links.add(KIND, [purchase] * len(parts), parts, "merchant_parts")
                bought.give_back(purchase, int(view.amount[parts].sum()))


def _link_orders(view: View, links: Links, bought: Purchases, refunds: np.ndarray) -> None:
    """Link one refund to the two to four purchases of one shop that it gives back in full."""
    for refund in links.free(KIND, refunds, "right").tolist():
        near = bought.untouched(refund)
        found = parts_of(int(view.amount[refund]), [bought.left[n] for n in near], ORDERS)
        if found:
            orders = [near[n] for n in found]
            links.add(KIND, orders, [refund] * len(orders), "several_orders")
            for order in orders:
                bought.give_back(order, bought.left[order])
