"""Pairs of rows that might be one charge made twice, and everything an export says about each.

Three ways to come together: the same merchant and amount on one account, days apart at most; nearly the same amount
(a hold beside its charge, a charge presented again); the same amount at one merchant on two accounts within the hour.
"""

import math
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from benchmarks.oracle.export import Seen, merchants
from benchmarks.simulator import NATURAL, WORLDS, Life, days

SAME, NEAR, ELSEWHERE = 0, 1, 2
_DAYS: Final = 6
_HOLD: Final = 1.26  # of the charge
_HOUR: Final = 4_500  # seconds between two ways of paying
_UNKNOWN: Final = -1.0  # no time of day
_CATEGORIES: Final = (
    "", "breakfast", "lunch", "restaurant", "coffee", "tea", "convenience", "vending", "fruit", "groceries", "delivery",
    "online", "clothes", "parking", "fuel", "laundry", "pharmacy", "hair", "cinema", "scenic", "games", "hospital",
    "supermarket", "hotel", "local_food", "furniture", "baby", "gift", "toll", "taxi", "bike", "transit", "subscription",
    "bill", "instalments", "rail", "flight", "rental",
)  # fmt: skip
_CODE: Final = {name: n for n, name in enumerate(_CATEGORIES)}
FEATURES: Final = (
    "way", "account", "category", "gap", "days", "order", "hour", "ratio", "foreign", "said", "method", "refunded",
    "taken_back", "amount", "round", "equal_rows", "rows", "close_pairs", "chain", "month_before", "same_time", "seen_before",
    "both_paid",
)  # fmt: skip


class Pair(NamedTuple):
    """Two rows, the earlier one first, and what speaks about them in the order of FEATURES."""

    one: Seen
    other: Seen
    features: tuple[float, ...]


def pairs(life: Life, rows: list[Seen]) -> list[Pair]:
    """Return every candidate in an export."""
    return list(_Export(life.person.world.country, rows).pairs())


class _Export:
    def __init__(self, country: str, rows: list[Seen]) -> None:
        self.known = merchants(country, rows)
        self.held = tuple(map(WORLDS[country].on_card, NATURAL.duplicates.hold_fixed))
        self.out = [row for row in rows if row.amount < 0 and row.kind not in ("top_up", "repayment", "withdrawal")]
        self.equal: defaultdict[tuple[str, str, int], list[Seen]] = defaultdict(list)
        self.party: defaultdict[tuple[str, str], list[Seen]] = defaultdict(list)
        for row in self.out:
            self.equal[row.account, row.party, row.amount].append(row)
            self.party[row.account, row.party].append(row)
        self.days_equal = {key: [row.day for row in group] for key, group in self.equal.items()}
        self.days_party = {key: [row.day for row in group] for key, group in self.party.items()}
        self.back: Counter[tuple[str, str, int]] = Counter()
        for row in rows:
            if row.amount > 0:
                self.back[row.account, row.party, row.amount] += 1
        self.close = {key: _close(group) for key, group in self.equal.items()}
        self.habit: Counter[tuple[str, str]] = Counter()
        for (account, party, _), count in self.close.items():
            self.habit[account, party] += count

    def pairs(self) -> Iterator[Pair]:
        for group in self.equal.values():
            for one, other in pairwise(group):
                if other.day - one.day <= _DAYS:
                    yield self._pair(SAME, one, other)
        for one, other in self._near():
            yield self._pair(NEAR, one, other)
        for one, other in self._elsewhere():
            yield self._pair(ELSEWHERE, one, other)

    def _near(self) -> Iterable[tuple[Seen, Seen]]:
        for group in self.party.values():
            if group[0].kind_of_account == "wallet":
                continue
            for n, one in enumerate(group):
                for other in group[n + 1 :]:
                    if other.day - one.day > _DAYS:
                        break
                    if one.amount != other.amount and _alike(one.amount, other.amount, self.held):
                        yield one, other

    def _elsewhere(self) -> Iterable[tuple[Seen, Seen]]:
        by_amount: defaultdict[tuple[int, str], list[Seen]] = defaultdict(list)
        for row in self.out:
            by_amount[row.amount, self.known[row.party][0]].append(row)
        for group in by_amount.values():
            for n, one in enumerate(group):
                for other in group[n + 1 :]:
                    if other.day - one.day > 3:
                        break
                    if (one.account, one.party) != (other.account, other.party) and _within_the_hour(one, other):
                        yield one, other

    def _pair(self, way: int, one: Seen, other: Seen) -> Pair:
        key, party = (one.account, one.party, one.amount), (one.account, one.party)
        equal, timed = self.equal[key], one.second >= 0 and other.second >= 0
        gap = float((other.day - one.day) * days.DAY + other.second - one.second) if timed else _UNKNOWN
        days_equal, days_party = self.days_equal[key], self.days_party[party]
        return Pair(
            one,
            other,
            (
                way,
                {"wallet": 0, "debit": 1, "credit_card": 2}[one.kind_of_account],
                _CODE.get(self.known[one.party][1], 0),
                gap,
                other.day - one.day,
                _order(one, other),
                other.second / days.HOUR if other.second >= 0 else _UNKNOWN,
                other.amount / one.amount,
                2.0 * bool(one.foreign) + bool(other.foreign),
                one.said == other.said,
                one.method == other.method,
                (one.state != "posted") + (other.state != "posted"),
                self.back[one.account, one.party, -one.amount] + self.back[other.account, other.party, -other.amount],
                math.log(-one.amount),
                _roundness(one.amount),
                len(equal),
                len(self.party[party]),
                self.habit[party],
                _between(days_equal, one.day - 1, one.day + 1),
                _between(days_equal, one.day - 36, one.day - 25),
                abs(other.second - one.second) if timed and other.day != one.day else _UNKNOWN,
                bisect_left(days_equal, one.day) / len(equal),
                _between(days_party, other.day - 1, other.day + 1),
            ),
        )


def _between(sorted_days: list[int], first: int, last: int) -> int:
    """Return how many of the days lie from `first` to `last`."""
    return bisect_right(sorted_days, last) - bisect_left(sorted_days, first)


def _alike(one: int, other: int, held: tuple[int, ...]) -> bool:
    """Tell whether one may be the hold of the other, or the same charge with a fee or a rate of another day."""
    return -one in held or 1 / _HOLD < other / one < _HOLD


def _within_the_hour(one: Seen, other: Seen) -> bool:
    if one.second < 0 or other.second < 0:
        return other.day - one.day <= (3 if "credit_card" in (one.kind_of_account, other.kind_of_account) else 0)
    return (other.day - one.day) * days.DAY + other.second - one.second <= _HOUR


def _close(group: list[Seen]) -> int:
    return sum(other.day - one.day <= 1 for one, other in pairwise(group))


def _order(one: Seen, other: Seen) -> int:
    """Return 0 where no order number is printed, 1 for the same, 2 for two, 3 for one alone."""
    if not one.order and not other.order:
        return 0
    if not one.order or not other.order:
        return 3
    return 1 if one.order == other.order else 2


def _roundness(amount: int) -> int:
    return next((n for n, step in ((4, 100_000), (3, 10_000), (2, 1_000), (1, 100)) if amount % step == 0), 0)
