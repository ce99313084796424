"""Presented again with a changed amount: the charge comes back days later, off by a rounding, a fee or a day's rate.

Parts of one order and a regular's purchases come as close by chance, and far more often. So an order number or the price in the
shop's own currency must say that it is the same charge.
"""

from typing import Final

import numpy as np

from detect.finding import Fact, Reason
from detect.foreign import original_price
from detect.rules.repeats import repeat_prone
from detect.scene import Scene
from detect.twice.pair import Pair, gap_of, gap_reason, orders
from detect.view import DAY

DAYS: Final = 6  # posted a day apart more than they were made
_OFF: Final = 0.016  # of the amount
_PRIOR: Final = -1.0
_SAME_CHARGE: Final = 3.0  # by its order number, or by the price before conversion
_CLOSE: Final = -2.0  # for each other amount at the shop that is as close
_REGULAR: Final = -1.5  # per visit a month at the shop: where one buys often, amounts come close by themselves


def pairs(scene: Scene, rows: np.ndarray) -> list[Pair]:
    """Weigh charges of one shop and account a day to five apart whose amounts differ by very little."""
    view = scene.view
    order = np.lexsort((view.when[rows], view.account[rows], view.merchant[rows]))
    ordered = rows[order]
    shop = view.merchant[ordered].astype(np.int64) * (int(view.account.max(initial=0)) + 1) + view.account[ordered]
    return [
        _weighed(scene, first, second)
        for first, second in _close(scene, ordered, shop)
        if _same_charge(scene, first, second) and not repeat_prone(view.words[second])
    ]


def _close(scene: Scene, ordered: np.ndarray, shop: np.ndarray) -> list[tuple[int, int]]:
    """Return each charge with those that follow it at its shop within days and cost nearly as much; rows by shop and moment."""
    view, day, amount = scene.view, scene.view.day[ordered], scene.view.amount[ordered]
    timed, most = view.has_time[ordered], np.maximum(1, _OFF * -amount)
    found: list[tuple[int, int]] = []
    firsts, apart = np.arange(len(ordered)), 0
    while len(firsts):
        apart += 1
        firsts = firsts[firsts + apart < len(ordered)]
        days = day[firsts + apart] - day[firsts]
        still = (shop[firsts + apart] == shop[firsts]) & (days <= DAYS)
        firsts, days = firsts[still], days[still]
        seconds = firsts + apart
        off = np.abs(amount[seconds] - amount[firsts])
        near = ((days >= 1) | ~timed[seconds]) & (off > 0) & (off <= most[firsts])
        found += zip(firsts[near].tolist(), seconds[near].tolist(), strict=True)
    return [(int(ordered[first]), int(ordered[second])) for first, second in sorted(found)]


def _same_charge(scene: Scene, first: int, second: int) -> bool:
    """Tell whether both rows print one order number, or one odd price in the shop's own currency."""
    order = orders(scene, first, second)
    prices = original_price(scene.view, first), original_price(scene.view, second)
    if prices[0] and prices[1] and prices[0] != prices[1]:
        return False
    return order == "same" or (order == "unknown" and prices[0] is not None and prices[0] == prices[1])


def _weighed(scene: Scene, first: int, second: int) -> Pair:
    view = scene.view
    gap, timed = gap_of(scene, first, second)
    nats = _PRIOR + _SAME_CHARGE + _by_chance(scene, first)
    facts: dict[str, Fact] = {
        "first_amount": int(-view.amount[first]),
        "second_amount": int(-view.amount[second]),
        "currency": str(view.column("currency")[first]),
    }
    apart = gap_reason(gap, int(view.day[second] - view.day[first]), timed=timed)
    return Pair(first, second, gap, timed, nats, (Reason("near_amount", facts), apart))


def _by_chance(scene: Scene, first: int) -> float:
    """Return what speaks against: visits at the shop, with whatever account, and other amounts there as close."""
    view = scene.view
    shop = scene.shop_rows(int(view.merchant[first]))
    months = max(1.0, float(view.when.max() - view.when.min()) / (30 * DAY))
    amount = view.amount[shop]
    close = np.abs(amount - view.amount[first]) <= _OFF * -int(view.amount[first])
    return _REGULAR * max(0.0, (len(shop) - 2) / months) + _CLOSE * max(0, int(close.sum()) - 2)
