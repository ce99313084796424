"""The same amount at the same shop again: a form sent twice, a retry after a time-out, a day's batch posted again.

How close in time, the merchant's order numbers, what kind of shop it is, how often this person pays equal amounts there
anyway, and whether the amount is a price decide, each with its weight. Weights are fitted (logistic regression) on simulated people
of four countries and every kind of export (seeds 1000 to 1014), with innocent pairs as often as in life and double charges four times as often.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from detect.causal import codes
from detect.daily import DaysOf
from detect.finding import Reason
from detect.rules.repeats import one_each, repeat_prone, second_helping
from detect.scene import Scene
from detect.texts import asked
from detect.twice.chance import equal_by_chance
from detect.twice.pair import Pair, digits_of, gap_reason

DAYS: Final = 3  # replays of a merchant's whole day come one to three days later
_PRIOR: Final = -3.5
_UNKNOWN, _SAME, _OTHER = range(3)
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
_BY_CHANCE: Final = 100.0  # years until a shop posts a day again: what chance makes equal every year is chance
_NIGHT: Final = 1.4  # batches run at night, people do not: times the logarithm of how rarely this account pays at night
_MORNING: Final = 5
_NUMBERED: Final = 0.8  # of an account's payments
_KNOWN: Final = 3


def pairs(scene: Scene, rows: np.ndarray) -> list[Pair]:
    """Weigh neighbouring equal charges of one shop and account."""
    beside = _Neighbours.of(scene, rows)
    nats = _nats(scene, beside, _Usual.of(scene))
    columns = (
        beside.first, beside.second, beside.gap, beside.days, beside.timed, nats, beside.order, beside.visits, beside.repeats,
    )  # fmt: skip
    return [
        Pair(first, second, gap, timed, said, _reasons(gap, days, visits, repeats, order, timed=timed), order == _SAME)
        for first, second, gap, days, timed, said, order, visits, repeats in zip(
            *(column.tolist() for column in columns), strict=True
        )
    ]


@dataclass(frozen=True, slots=True)
class _Neighbours:
    """Columns about pairs of equal charges, each the next one after the other, at most `DAYS` apart.

    first, second: positions. gap: seconds where both times are known (timed), else days. days: between them.
    order: _SAME, _OTHER or _UNKNOWN order number. numbered: one of them has such a number.
    Of the person's other days at the shop: visits, the days; payments, all of them; equal, those of this amount; repeats, days
    on which equal amounts were paid twice.
    """

    first: np.ndarray
    second: np.ndarray
    gap: np.ndarray
    timed: np.ndarray
    days: np.ndarray
    order: np.ndarray
    numbered: np.ndarray
    visits: np.ndarray
    payments: np.ndarray
    equal: np.ndarray
    repeats: np.ndarray

    @classmethod
    def of(cls, scene: Scene, rows: np.ndarray) -> "_Neighbours":
        view = scene.view
        key = codes(view.merchant[rows], view.account[rows], view.amount[rows])
        by_key = np.lexsort((view.when[rows], key))
        ordered, group = rows[by_key], key[by_key]
        near = (group[1:] == group[:-1]) & (np.diff(view.day[ordered]) <= DAYS)
        first, second, group = ordered[:-1][near], ordered[1:][near], group[1:][near]
        timed, days = view.has_time[first] & view.has_time[second], view.day[second] - view.day[first]
        one, other = view.order_number[first], view.order_number[second]
        equal, _, repeats = DaysOf(key, view.day[rows]).outside(group, view.day[first], DAYS)
        shop = DaysOf(view.merchant[scene.payments], view.day[scene.payments])
        payments, visits, _ = shop.outside(view.merchant[first], view.day[first], DAYS)
        return cls(
            first=first, second=second, gap=np.where(timed, view.when[second] - view.when[first], days), timed=timed, days=days,
            order=np.where((one != "") & (one == other), _SAME, np.where((one != "") & (other != ""), _OTHER, _UNKNOWN)),
            numbered=(one != "") | (other != ""), visits=visits, payments=payments, equal=equal, repeats=repeats,
        )  # fmt: skip


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
        numbered = rows[view.order_number[rows] != ""]
        every, clocked, late, known = (
            np.bincount(view.account[part], minlength=accounts) for part in (rows, timed, nightly, numbered)
        )
        asleep = _NIGHT * (-np.log((late + 1) / (clocked + 20)) - 2.0)
        return cls(asleep, known > _NUMBERED * every)


def _nats(scene: Scene, beside: _Neighbours, on_account: _Usual) -> np.ndarray:
    """Return the log odds (float64) of each pair that it is one charge made twice."""
    account, said = scene.view.account[beside.second], scene.view.words[beside.first]
    nats, soon = _gap_nats(beside)
    nats = nats + _PRIOR
    helping = np.where(asked(said, second_helping), np.array(_HELPING)[soon], 0.0)
    numbers = np.where(on_account.numbered[account] & ~beside.numbered, _NO_ORDER, 0.0)
    weighed = nats + _price_nats(scene, beside.first)
    weighed = weighed + (_habit_nats(beside, soon) + helping)
    weighed = weighed + np.where(asked(said, _is_prone), _PRONE, 0.0)
    chance = equal_by_chance(scene, beside.first, DAYS)
    weighed = weighed - np.where(beside.days != 0, np.log1p(_BY_CHANCE * chance), 0.0)
    weighed = weighed + np.where((beside.days != 0) & _at_night(scene, beside), on_account.asleep[account], 0.0)
    weighed = weighed + np.where(beside.order == _OTHER, np.array(_OTHER_ORDER)[soon], numbers)
    return np.where(beside.order == _SAME, nats + _SAME_ORDER, weighed)


def _is_prone(words: str) -> bool:
    return repeat_prone(words) or one_each(words)


def _gap_nats(beside: _Neighbours) -> tuple[np.ndarray, np.ndarray]:
    """Return what the time between two charges says, and how soon it is."""
    later = beside.days != 0
    nats, soon = np.where(later, _NEXT_DAYS, _THE_SAME_DAY), np.where(later, _LATER, _HOURS)
    for seconds, said, near in reversed(_GAPS):
        nats, soon = (np.where(beside.gap <= seconds, one, other) for one, other in ((said, nats), (near, soon)))
    apart = np.array(_DAYS_APART)[np.where(beside.timed, 0, beside.days)]
    return np.where(beside.timed, nats, apart), np.where(beside.timed, soon, np.where(later, _LATER, _SAME_DAY))


def _habit_nats(beside: _Neighbours, soon: np.ndarray) -> np.ndarray:
    """Return evidence from habit: real repeats speak against, a regular who never repeats and new amounts speak for."""
    seats = (beside.repeats > 1) & (beside.repeats >= beside.visits / 2)
    repeats = (beside.repeats + 0.1) / (beside.visits + 4) / 0.02
    share = (beside.equal + 0.3) / (beside.payments + 4) / 0.1
    known = np.where(beside.visits >= _KNOWN, np.array(_REGULAR)[soon], 0.0)
    nats = (_REPEATS * np.log(repeats) + np.array(_USUAL_AMOUNT)[soon] * np.log(share)) + known
    return np.where(seats, _TWO_SEATS, nats)


def _price_nats(scene: Scene, rows: np.ndarray) -> np.ndarray:
    """Return what the amounts themselves say: prices are paid twice by chance, odd sums hardly ever."""
    amount, currency = scene.view.amount[rows], scene.view.column("currency")[rows]
    _, first, each = np.unique(codes(amount, currency), return_index=True, return_inverse=True)
    distinct = [_price(int(amount[n]), str(currency[n])) for n in first.tolist()]
    return np.asarray(np.array(distinct, dtype=np.float64)[each])


def _price(amount: int, currency: str) -> float:
    digits, like_a_price = digits_of(amount, currency)
    place = min(digits, len(_ROUND)) - 1
    return _ROUND[place] + (_ENDS_LIKE_A_PRICE[place] if like_a_price else 0.0)


def _at_night(scene: Scene, beside: _Neighbours) -> np.ndarray:
    """Tell of each pair whether the second charge alone was made between midnight and five."""
    before, after = (scene.view.wall[rows] // 3600 % 24 for rows in (beside.first, beside.second))
    return np.asarray(beside.timed & (after < _MORNING) & (before >= _MORNING))


def _reasons(gap: int, days: int, visits: int, repeats: int, order: int, *, timed: bool) -> tuple[Reason, ...]:
    reasons = [Reason("same_order", {})] if order == _SAME else []
    reasons.append(gap_reason(gap, days, timed=timed))
    if visits:
        reasons.append(Reason("repeats" if repeats else "never_repeats", {"repeats": repeats, "visits": visits}))
    return tuple(reasons)
