"""Paid by other means as well: the same shop took the same amount from two of the person's accounts.

Weights are fitted (logistic regression) on simulated people of four countries (seeds 1000 to 1014, exports to the second, by the day and as
institutions print them), with innocent pairs as often as in life and double charges four times as often.
"""

from collections.abc import Iterator
from typing import Final

import numpy as np

from detect.causal import codes
from detect.finding import Reason
from detect.institutions import wallet_named
from detect.payees import brand, payee_kind
from detect.rules.repeats import repeat_prone, second_helping
from detect.scene import Scene
from detect.twice.pair import Pair, digits_of, gap_of, gap_reason, orders

DAYS: Final = 2  # a card is booked so much later than a wallet
_WINDOW: Final = 3  # days around the pair that say nothing about habit
_NEXT: Final = 3  # rows of one amount looked at
_PRIOR: Final = -2.4
# Seconds between the two at most, nats. Two who pay each for himself stand one behind the other; somebody whose payment seemed to
# fail looks for another way first.
_GAPS: Final = ((120, -0.1), (600, 2.2), (3600, 4.0))
_DAYS_APART: Final = (2.2, 0.9, 0.9)  # where a clock is missing
_ROUND: Final = (0.0, 0.4, 1.1, 2.2)  # by the digits of the amount that count
_PRICE: Final = (0.0, 0.4, -0.6, 1.5)  # and where it ends like a price
_SAME_ORDER: Final = 6.0
_SECOND_HELPING: Final = -0.8  # where couples have breakfast, each with a wallet
_SERVED: Final = -0.3  # where two who eat together pay each for himself
_PRONE: Final = -6.0
_USUAL_AMOUNT: Final = -0.8  # for the logarithm of the share of this amount there
_VISITS: Final = -1.0  # for the logarithm of how often the person is there


def pairs(scene: Scene, rows: np.ndarray) -> list[Pair]:
    """Weigh equal charges of two accounts of one person whose shops' names belong together."""
    return [
        _weighed(scene, first, second, gap, timed=timed)
        for first, second in _close(scene, rows)
        for gap, timed in [gap_of(scene, first, second)]
        if gap <= (_GAPS[-1][0] if timed else DAYS)
        and _one_shop(scene, first, second)
        and not _wallets_row(scene, first)
        and not _wallets_row(scene, second)
    ]


def _close(scene: Scene, rows: np.ndarray) -> Iterator[tuple[int, int]]:
    """Yield equal charges of two accounts that are days apart at most, the earlier one first."""
    view = scene.view
    key = codes(view.purse[rows], view.amount[rows])
    order = np.lexsort((view.when[rows], view.day[rows], key))
    ordered, key = rows[order], key[order]
    for apart in range(1, _NEXT + 1):
        one, other = ordered[:-apart], ordered[apart:]
        near = (key[:-apart] == key[apart:]) & (view.day[other] - view.day[one] <= DAYS)
        for n in np.flatnonzero(near & (view.account[one] != view.account[other])).tolist():
            yield int(one[n]), int(other[n])


def _weighed(scene: Scene, first: int, second: int, gap: int, *, timed: bool) -> Pair:
    order, days = orders(scene, first, second), int(scene.view.day[second] - scene.view.day[first])
    nats = _PRIOR + (next(said for most, said in _GAPS if gap <= most) if timed else _DAYS_APART[gap])
    if order == "same":
        nats += _SAME_ORDER
    else:
        nats += _price_nats(scene, first) + _habit_nats(scene, first, second)
        nats += _shop_nats(f"{scene.view.words[first]} {scene.view.words[second]}")
    reasons = [Reason("same_order", {})] if order == "same" else []
    reasons += [Reason("two_accounts", {}), gap_reason(gap, days, timed=timed)]
    return Pair(first, second, gap, timed, nats, tuple(reasons), order == "same")


def _price_nats(scene: Scene, row: int) -> float:
    digits, like_a_price = digits_of(int(scene.view.amount[row]), str(scene.view.column("currency")[row]))
    return (_PRICE if like_a_price else _ROUND)[min(digits, len(_ROUND)) - 1]


def _shop_nats(said: str) -> float:
    """Return what speaks against: places where the next person in line pays the same."""
    helping = _SECOND_HELPING if second_helping(said) else 0.0
    served = _SERVED if payee_kind(said) == "served" else 0.0
    return helping + served + (_PRONE if repeat_prone(said) else 0.0)


def _habit_nats(scene: Scene, first: int, second: int) -> float:
    """Return what the person's other days at the shop say, under either of its names: a stranger to it pays once."""
    view = scene.view
    day, names = int(view.day[first]), {int(view.merchant[row]) for row in (first, second)}
    rows = np.concatenate([scene.shop_rows(name) for name in sorted(names)])
    far = rows[np.abs(view.day[rows] - day) > _WINDOW]
    equal = int(np.count_nonzero(view.amount[far] == view.amount[first]))
    share = (equal + 0.3) / (len(far) + 4) / 0.1
    return float(_USUAL_AMOUNT * np.log(share) + _VISITS * np.log1p(len(np.unique(view.day[far]))))


def _wallets_row(scene: Scene, row: int) -> bool:
    """Tell whether a bank's row names a wallet: then it mirrors a payment, even one whose wallet row is not here."""
    view = scene.view
    wallet = wallet_named(f"{view.column('counterparty')[row]} {view.column('description')[row]}")
    return bool(wallet) and view.account_facts["kind"].iat[row] != "wallet"


def _one_shop(scene: Scene, first: int, second: int) -> bool:
    """Tell whether two names can be one shop: equal keys, one within the other, or the same beginning of a brand."""
    one, other = scene.view.column("merchant")[first], scene.view.column("merchant")[second]
    if not one or not other:
        return False
    short, long = sorted((one, other), key=len)
    return short in long or brand(short) in long
