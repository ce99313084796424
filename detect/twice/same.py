"""The same amount at the same shop again: a form sent twice, a retry after a time-out, a day's batch posted again.

How close in time, the merchant's order numbers, what kind of shop it is, how often this person really pays there
twice, and whether the amount is one of the shop's price points decide. Retries after a time-out come within a quarter
of an hour, and so do second breakfasts: without an order number those are said quietly or not at all.
"""

from typing import Final

import numpy as np

from detect.causal import codes
from detect.daily import Days
from detect.finding import Reason
from detect.rules.repeats import repeat_prone, second_helping
from detect.scene import Scene
from detect.twice.pair import Habit, Pair, gap_of, gap_reason, habit, is_odd, neighbours, orders
from detect.view import DAY

DAYS: Final = 3  # replays of a merchant's whole day come one to three days later
_PRIOR: Final = -3.0
_GAPS: Final = ((60, 6.0), (120, 5.0), (300, 3.5), (900, 3.0), (3600, -1.5), (6 * 3600, -2.0), (DAY, -2.5))  # seconds
_LATER_DAY: Final = -1.5
_SAME_DAY_UNTIMED: Final = -1.2  # a second cup, a ride back and a seat for two all come on one day
_AT_ONCE: Final = 120  # seconds within which nobody buys again
_QUARTER: Final = 900
_SAME_ORDER: Final = 5.0
_OTHER_ORDER: Final = -3.0  # whoever orders twice has two numbers; of retries one in five
_OTHER_ORDER_AT_A_NEW_SHOP: Final = -4.5  # presents and seats are ordered one by one, where one hardly ever buys
_NEW_SHOP: Final = -2.0  # without numbers to tell them apart
_PRONE: Final = -6.0
_SECOND_HELPING: Final = -4.0  # at natural rates a hundred second cups come for each retry without an order number
_PRICE_POINT: Final = -1.5
_TWO_SEATS: Final = -9.0  # equal charges on half of all days there are how the shop bills
_NIGHT: Final = 4.0  # batches run at night, people do not
_ODD: Final = 4.3  # an amount that is no price comes twice in days by one chance in a hundred
_KNOWN: Final = 3


def pairs(scene: Scene, rows: np.ndarray) -> list[Pair]:
    """Weigh neighbouring equal charges of one shop and account."""
    view = scene.view
    key = codes(view.merchant[rows], view.account[rows], view.amount[rows])
    return [_weighed(scene, first, second, equal) for first, second, equal in neighbours(scene, rows, key, DAYS)]


def _weighed(scene: Scene, first: int, second: int, equal: Days) -> Pair:
    gap, timed = gap_of(scene, first, second)
    order = orders(scene, first, second)
    usual = habit(scene, first, equal, DAYS)
    days = int(scene.view.day[second] - scene.view.day[first])
    nats = _PRIOR + _gap_nats(gap, days, timed=timed)
    if order == "same":
        nats += _SAME_ORDER
    else:
        said, at_once = scene.view.words[first], timed and gap <= _AT_ONCE
        prone = repeat_prone(said)
        nats += _PRONE if prone else 0.0
        nats += _SECOND_HELPING if second_helping(said) and not at_once and not days else 0.0
        nats += _habit_nats(usual, at_once=at_once, soon=timed and gap <= _QUARTER, prone=prone)
        nats += _NIGHT if days and _at_night(scene, first, second) else 0.0
        nats += _NEW_SHOP if order == "unknown" and timed and gap <= _QUARTER and usual.visits < _KNOWN else 0.0
        nats += _ODD if (days or not timed) and _odd(scene, first) else 0.0
    if order == "other":
        nats += _OTHER_ORDER if usual.visits >= _KNOWN else _OTHER_ORDER_AT_A_NEW_SHOP
    return Pair(first, second, gap, timed, nats, _reasons(gap, usual, order, timed=timed), order == "same")


def _gap_nats(gap: int, days: int, *, timed: bool) -> float:
    if not timed:
        return _SAME_DAY_UNTIMED if days == 0 else _LATER_DAY
    return next((nats for seconds, nats in _GAPS if gap <= seconds), _LATER_DAY)


def _habit_nats(usual: Habit, *, at_once: bool, soon: bool, prone: bool) -> float:
    """Return evidence from habit: real repeats speak against, a regular who never repeats and odd amounts speak for."""
    if usual.repeats > 1 and usual.repeats >= usual.visits / 2:
        return _TWO_SEATS
    rate = (usual.repeats + 0.3) / (usual.visits + 4.0)
    nats = float(np.clip(-np.log(rate / 0.06), -5.0, 1.5))
    if usual.visits >= _KNOWN and usual.share < 0.1 and not prone:
        nats += 2.0  # an amount the shop never took before, twice: hardly two separate purchases
    elif usual.share > 0.5 and not soon:
        nats -= 2.0  # the shop's one price: a fare, a coffee, a seat
    return nats + (_PRICE_POINT if usual.share >= 0.1 and not at_once else 0.0)


def _odd(scene: Scene, row: int) -> bool:
    return is_odd(int(scene.view.amount[row]), str(scene.view.column("currency")[row]))


def _at_night(scene: Scene, first: int, second: int) -> bool:
    """Tell whether the second charge alone was made between midnight and five."""
    view = scene.view
    known = view.has_time[first] and view.has_time[second]
    hours = [int(view.wall[row] // 3600 % 24) for row in (first, second)]
    return bool(known and hours[1] < 5 <= hours[0])


def _reasons(gap: int, usual: Habit, order: str, *, timed: bool) -> tuple[Reason, ...]:
    reasons = [Reason("same_order", {})] if order == "same" else []
    reasons.append(gap_reason(gap, timed=timed))
    if usual.visits:
        code = "repeats" if usual.repeats else "never_repeats"
        reasons.append(Reason(code, {"repeats": usual.repeats, "visits": usual.visits}))
    return tuple(reasons)
