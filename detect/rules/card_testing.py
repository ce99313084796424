"""Card testing: tiny charges at shops never seen before, to learn whether a card works; then large ones.

Card schemes describe one to five charges of next to nothing within minutes, then something large within a week, all on
the same card and at shops that are new. A tiny charge tells nothing to somebody who tries such charges all the time, so
only amounts count that this account rarely pays at a shop for the first time; a small subscription makes nothing usual. Several tiny charges at several new shops within the hour speak even
before the large one comes.
"""

from collections import defaultdict
from typing import Final

import numpy as np

from detect.causal import Timeline, past
from detect.counting import earlier_at_least
from detect.finding import Fact, Reason
from detect.payees import gains
from detect.scene import Scene, Signal
from detect.texts import asked
from detect.view import DAY
from ingest.money import DIGITS

TINY: Final = {"CNY": 5.0, "IDR": 15_000.0, "JPY": 200.0, "INR": 100.0}
TINY_ELSEWHERE: Final = 2.0
RARE: Final = 0.03  # share of the account's payments that are as small, and the first at their shop
FEW: Final = 1.0  # so many make nothing usual
SIMILAR: Final = 2.0  # an earlier charge of up to twice this one was "as small"
TIMES: Final = 20
FOLLOW: Final = 7 * DAY
ENOUGH: Final = 8  # payments before which nothing is known to be rare
RUN: Final = 3600
SHOPS: Final = 3  # new ones with a tiny charge within the hour
_SMALL_NATS: Final = 6.0
_LARGE_NATS: Final = 8.0
_SHOP_NATS: Final = 8.0  # for each further shop
_SAME_NATS: Final = 6.0  # where the shop that took the large charge had tested it too
_RUN_NATS: Final = 16.0


def signals(scene: Scene) -> list[Signal]:
    """Return a signal for every test that a large charge followed, and for every run of tests."""
    if not len(scene.payments):
        return []
    tests = _Tests(scene)
    return [*tests.followed(), *tests.runs()]


def _tiny(currency: str) -> float:
    """Return the largest amount, in minor units, that tries whether a card works."""
    return float(TINY.get(currency, TINY_ELSEWHERE) * 10 ** DIGITS.get(currency, 2))


class _Tests:
    """The tiny charges of one scan that may be tests, among all payments."""

    def __init__(self, scene: Scene) -> None:
        view, rows = scene.view, scene.payments
        self.rows, self.when, self.shop = rows, view.when[rows], view.merchant[rows]
        account = view.account[rows]
        self.amount = -view.amount[rows].astype(np.float64)
        self.currency = view.column("currency")[rows]
        self.new_shop = past(self.shop, self.when, self.amount, counted=scene.known[rows]).rows == 0
        before = past(account, self.when, self.amount, DAY)  # a run of tests must not make itself usual
        first = np.where(self.new_shop, self.amount, np.inf)
        smaller = before.rows - earlier_at_least(account, self.when, first, SIMILAR * self.amount + 1, DAY)
        self.tiny = self.amount <= asked(self.currency, _tiny, np.float64)
        rare = (before.rows >= ENOUGH) & (smaller <= FEW + RARE * before.rows)
        self.gains = gains(view.words[rows])
        self.test = self.tiny & rare & self.new_shop
        self.timeline = Timeline(account, self.when)

    def followed(self) -> list[Signal]:
        """Return signals for tests with a large charge within days at a shop that is new since, and for that charge.

        Of several large ones the largest is meant; every further shop where it was tested before speaks as well.
        """
        tests: dict[int, list[int]] = defaultdict(list)
        for n in np.flatnonzero(self.test).tolist():
            after = self.timeline.around(n, 0, FOLLOW)
            since = self.new_shop[after] | np.isin(self.shop[after], self.shop[after[self.new_shop[after]]])
            hits = after[since & self.gains[after] & ~self.tiny[after] & (self.amount[after] >= TIMES * self.amount[n])]
            if len(hits):
                tests[int(hits[np.argmax(self.amount[hits])])].append(n)
        found = []
        for target, before in tests.items():
            reason = Reason("card_testing", self._facts(before[0], target))
            found += [Signal((int(self.rows[n]),), _SMALL_NATS, reason) for n in before]
            shops = min(len(np.unique(self.shop[before])), SHOPS)
            nats = _LARGE_NATS + _SHOP_NATS * (shops - 1)
            nats += _SAME_NATS if self.shop[target] in self.shop[before] else 0.0
            found.append(Signal((int(self.rows[target]),), nats, reason, also=tuple(self.rows[before].tolist())))
        return found

    def _facts(self, test: int, target: int) -> dict[str, Fact]:
        return {
            "tested": int(self.amount[test]),
            "taken": int(self.amount[target]),
            "hours": round(float(self.when[target] - self.when[test]) / 3600, 1),
            "currency": str(self.currency[test]),
        }

    def runs(self) -> list[Signal]:
        """Return a signal for each run of tests at several shops."""
        found: list[Signal] = []
        taken: set[int] = set()
        for n in np.flatnonzero(self.test).tolist():
            near = self.timeline.around(n, 0, RUN)
            run = near[self.test[near]]
            shops = len(np.unique(self.shop[run]))
            if shops >= SHOPS and n not in taken:
                taken |= set(run.tolist())
                facts: dict[str, Fact] = {"times": len(run), "shops": shops}
                found.append(Signal(tuple(self.rows[run].tolist()), _RUN_NATS, Reason("tiny_run", facts)))
        return found
