"""The same amount at the same shop again: a form sent twice, a retry after a time-out, a day's batch posted again.

How close in time, the merchant's order numbers, what kind of shop it is, how often this person pays equal amounts there
anyway, and whether the amount is a price decide, each with its weight. Weights are fitted (logistic regression) on simulated people
of four countries and every kind of export (seeds 1000 to 1014), with innocent pairs as often as in life and double charges four times as often.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from detect.causal import codes
from detect.daily import Days
from detect.finding import Reason
from detect.order_number import order_number
from detect.rules.repeats import one_each, repeat_prone, second_helping
from detect.scene import Scene
from detect.twice.pair import Habit, Pair, digits_of, gap_of, gap_reason, habit, neighbours, orders

DAYS: Final = 3  # replays of a merchant's whole day come one to three days later
_PRIOR: Final = -3.5
_AT_ONCE, _SOON, _HOURS, _SAME_DAY, _LATER = range(5)
# Seconds between two charges at most, nats, and how soon that is: nobody buys again within two minutes, retries take a quarter of an hour.
_GAPS: Final = (
    (60, 0.6, _AT_ONCE),
    (120, -0.9, _AT_ONCE),
    (300, 1.3, _SOON),
    (900, 1.1, _SOON),
    (3600, 0.0, _HOURS),
    (6 * 3600, -1.8, _HOURS),
)
_THE_SAME_DAY: Final = -0.5  # later than that
_NEXT_DAYS: Final = -0.6
_DAYS_APART: Final = (1.0, -0.8, 0.3, 0.3)  # where only days are known
# For how soon: a place of second helpings, two order numbers, a shop known from three days, the logarithm of the share of the amount there.
_HELPING: Final = (2.2, -0.7, -0.9, -1.1, -1.4)
_OTHER_ORDER: Final = (-0.5, -0.4, -1.6, -1.4, -2.2)
_REGULAR: Final = (2.0, 0.8, -0.7, 0.3, -0.1)
_USUAL_AMOUNT: Final = (-0.75, -0.3, -0.1, -0.2, -0.5)
_REPEATS: Final = -0.65  # for the logarithm of how often equal amounts were paid there on one other day
# How much an amount looks like a price: by its digits that count, and whether it ends like one.
_ROUND: Final = (-1.3, -0.6, 0.1, 2.2)
_ENDS_LIKE_A_PRICE: Final = (0.0, 0.0, -0.8, -2.1)
_SAME_ORDER: Final = 8.0
_NO_ORDER: Final = (
    2.5  # where the account prints a number for nearly everything else: a second order would have had one
)
_PRONE: Final = -6.0
_TWO_SEATS: Final = -9.0  # equal charges on half of all days there are how the shop bills
_NIGHT: Final = 1.4  # batches run at night, people do not: times the logarithm of how rarely this account pays at night
_MORNING: Final = 5
_NUMBERED: Final = 0.8  # of an account's payments
_KNOWN: Final = 3


def pairs(scene: Scene, rows: np.ndarray) -> list[Pair]:
    """Weigh neighbouring equal charges of one shop and account."""
    view = scene.view
    key = codes(view.merchant[rows], view.account[rows], view.amount[rows])
    usual = _Usual.of(scene)
    return [_weighed(scene, first, second, equal, usual) for first, second, equal in neighbours(scene, rows, key, DAYS)]


@dataclass(frozen=True, slots=True)
class _Usual:
    """What is usual of each account (code).

    asleep: nats of one charge at night; banks that book at night say nothing by it. numbered: whether payments carry the
    merchant's order numbers there.
    """

    asleep: np.ndarray
    numbered: np.ndarray

    @classmethod
    def of(cls, scene: Scene) -> "_Usual":
        view, rows = scene.view, scene.payments
        accounts = int(view.account.max(initial=0)) + 1
        timed = rows[view.has_time[rows]]
        nightly = timed[view.wall[timed] // 3600 % 24 < _MORNING]
        numbered = rows[[order_number(number) != "" for number in view.column("order_reference")[rows].tolist()]]
        every, clocked, late, known = (
            np.bincount(view.account[part], minlength=accounts) for part in (rows, timed, nightly, numbered)
        )
        asleep = _NIGHT * (-np.log((late + 1) / (clocked + 20)) - 2.0)
        return cls(asleep, known > _NUMBERED * every)


def _weighed(scene: Scene, first: int, second: int, equal: Days, on_account: _Usual) -> Pair:
    gap, timed = gap_of(scene, first, second)
    order = orders(scene, first, second)
    usual = habit(scene, first, equal, DAYS)
    days, account = int(scene.view.day[second] - scene.view.day[first]), scene.view.account[second]
    numbers = scene.view.column("order_reference")[[first, second]].tolist()
    unnumbered = on_account.numbered[account] and not any(map(order_number, numbers))
    nats, soon = _gap_nats(gap, days, timed=timed)
    nats += _PRIOR
    if order == "same":
        nats += _SAME_ORDER
    else:
        nats += _price_nats(scene, first)
        said = scene.view.words[first]
        nats += _habit_nats(usual, soon) + (_HELPING[soon] if second_helping(said) else 0.0)
        nats += _PRONE if repeat_prone(said) or one_each(said) else 0.0
        nats += float(on_account.asleep[account]) if days and _at_night(scene, first, second) else 0.0
        nats += _OTHER_ORDER[soon] if order == "other" else _NO_ORDER if unnumbered else 0.0
    return Pair(first, second, gap, timed, nats, _reasons(gap, usual, order, timed=timed), order == "same")


def _gap_nats(gap: int, days: int, *, timed: bool) -> tuple[float, int]:
    """Return what the time between two charges says, and how soon it is."""
    if not timed:
        return _DAYS_APART[days], _LATER if days else _SAME_DAY
    near = next(((nats, soon) for seconds, nats, soon in _GAPS if gap <= seconds), None)
    return near or ((_NEXT_DAYS, _LATER) if days else (_THE_SAME_DAY, _HOURS))


def _habit_nats(usual: Habit, soon: int) -> float:
    """Return evidence from habit: real repeats speak against, a regular who never repeats and new amounts speak for."""
    if usual.repeats > 1 and usual.repeats >= usual.visits / 2:
        return _TWO_SEATS
    repeats = (usual.repeats + 0.1) / (usual.visits + 4) / 0.02
    share = (usual.equal + 0.3) / (usual.payments + 4) / 0.1
    known = _REGULAR[soon] if usual.visits >= _KNOWN else 0.0
    return float(_REPEATS * np.log(repeats) + _USUAL_AMOUNT[soon] * np.log(share)) + known


def _price_nats(scene: Scene, row: int) -> float:
    """Return what the amount itself says: prices are paid twice by chance, odd sums hardly ever."""
    digits, like_a_price = digits_of(int(scene.view.amount[row]), str(scene.view.column("currency")[row]))
    place = min(digits, len(_ROUND)) - 1
    return _ROUND[place] + (_ENDS_LIKE_A_PRICE[place] if like_a_price else 0.0)


def _at_night(scene: Scene, first: int, second: int) -> bool:
    """Tell whether the second charge alone was made between midnight and five."""
    view = scene.view
    known = view.has_time[first] and view.has_time[second]
    hours = [int(view.wall[row] // 3600 % 24) for row in (first, second)]
    return bool(known and hours[1] < _MORNING <= hours[0])


def _reasons(gap: int, usual: Habit, order: str, *, timed: bool) -> tuple[Reason, ...]:
    reasons = [Reason("same_order", {})] if order == "same" else []
    reasons.append(gap_reason(gap, timed=timed))
    if usual.visits:
        code = "repeats" if usual.repeats else "never_repeats"
        reasons.append(Reason(code, {"repeats": usual.repeats, "visits": usual.visits}))
    return tuple(reasons)
