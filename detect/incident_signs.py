"""What makes a row suspicious once somebody says that an account was in other hands: plain signs, each against the time before.

Alerts spend a budget of false alarms; here the person has asked to look hard, so every sign counts by itself. All are
measured against the person's payments before the window, so that a long theft does not make itself usual.
"""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from detect.causal import Timeline, window
from detect.features import HOUR
from detect.finding import Fact, Reason
from detect.payees import payee_kind
from detect.payments import SETTLED
from detect.rules.loan import loans_drawn
from detect.scene import Scene
from detect.typical import typical_payment

NIGHT: Final = (23, 6)  # from and up to this hour of the wall clock
SELDOM: Final = 0.1  # share of earlier payments up to which the night is no habit
BURST: Final = 3  # payments within an hour, and more than ever before
MORE: Final = 1.5  # of the largest payment at a known payee that is ordinary still
GROWTH: Final = 10  # times a small first payment to a new payee
_QUIET: Final = ("repayment", "exchange", "hold", "interest", "adjustment", "fee")  # no thief's choice
# What wallets and banks print when somebody comes in from elsewhere or changes the locks.
_DEVICE: Final = re.compile(
    r"""新设备|陌生设备|异常设备|更换设备|换绑|新手机登[录陆]|异地登[录陆]|异常登[录陆]|他人登[录陆]|重置(?:登录|支付)?密码|修改(?:登录|支付)密码|
        \bnew\ (?:device|log-?in|sign-?in)\b|\bunrecogni[sz]ed\ (?:device|log-?in|sign-?in)\b|\b(?:logged|signed)\ in\ from\b|
        \bpassword\ (?:was\ )?(?:reset|changed)\b|\bsim\ ?swap\b|\bneues\ ger(?:ä|ae)t\b|
        \bperangkat\ baru\b|\bganti\ perangkat\b|\blogin\ baru\b|\bkata\ sandi\ (?:di(?:ubah|ganti)|baru)\b""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True)
class Signs:
    """Looks for signs among the rows from day `first` to day `last` (since 1970, both included)."""

    scene: Scene
    first: int
    last: int

    def found(self) -> dict[int, list[Reason]]:
        """Return the reasons against each position that has any."""
        reasons: dict[int, list[Reason]] = defaultdict(list)
        for sign in (self._new_payees, self._nights, self._bursts, self._devices, self._loans):
            for position, reason in sign():
                reasons[position].append(reason)
        return reasons

    @cached_property
    def leaving(self) -> np.ndarray:
        """Positions of money that left for somebody else or a place unknown, each seen once, also while it is pending."""
        view, links = self.scene.view, self.scene.links
        waits = (view.amount < 0) & (view.column("status") == "pending")
        between = [links.claimed(kind, side) for kind in ("transfer", "exchange") for side in ("left", "right")]
        known = np.logical_or.reduce([self.scene.shadow, *between, np.isin(view.column("kind"), _QUIET)])
        return np.flatnonzero((view.moved_out | waits) & ~known)

    @cached_property
    def young(self) -> frozenset[int]:
        """Codes of persons with so few payments before the window that nothing is known to be new or rare for them."""
        view = self.scene.view
        earlier = Counter(view.person[self._before].tolist())
        people = np.unique(view.person[self.inside]).tolist()
        return frozenset(one for one in people if earlier[one] < view.settings.minimum_rows)

    @cached_property
    def inside(self) -> np.ndarray:
        """Positions of money that left in the window."""
        day = self.scene.view.day[self.leaving]
        return np.asarray(self.leaving[(day >= self.first) & (day <= self.last)])

    @cached_property
    def _before(self) -> np.ndarray:
        return np.asarray(self.leaving[self.scene.view.day[self.leaving] < self.first])

    def ordinary(self, position: int) -> bool:
        """Tell whether a payment went to a payee known before the window, and was not much more than was paid there."""
        view = self.scene.view
        return -int(view.amount[position]) <= MORE * self._shops.get(int(view.merchant[position]), 0)

    def _known(self, position: int) -> bool:
        return int(self.scene.view.merchant[position]) in self._shops

    @cached_property
    def _shops(self) -> dict[int, int]:
        """The largest payment at each merchant before the window."""
        view, most = self.scene.view, dict[int, int]()
        for shop, amount in zip(view.merchant[self._before].tolist(), view.amount[self._before].tolist(), strict=True):
            most[shop] = max(most.get(shop, 0), -amount)
        return most

    def _judged(self) -> list[int]:
        """Return positions in the window of persons whose earlier life is known."""
        person = self.scene.view.person
        return [row for row in self.inside.tolist() if int(person[row]) not in self.young]

    def _new_payees(self) -> list[tuple[int, Reason]]:
        """Return first payments, those that follow to the same payee within days, and large ones after a small one."""
        view, found = self.scene.view, []
        for row, start in self._newcomers():
            facts: dict[str, Fact] = {"merchant": str(view.column("counterparty")[row])}
            if start == row:
                found.append((row, Reason("new_merchant", facts)))
            else:
                found.append((row, Reason("new_again", {**facts, "since": str(view.date(start))})))
                found += self._grown(start, row)
        return [(row, reason) for row, reason in found if row not in self.harmless]

    def _newcomers(self) -> list[tuple[int, int]]:
        """Return (payment, first payment to its payee) for payees first paid in the window, as long as they are new."""
        view, found = self.scene.view, []
        began: dict[int, int] = {}
        for row in self._judged():
            if view.column("merchant")[row] and not self._known(row):
                start = began.setdefault(int(view.merchant[row]), row)
                if view.when[row] - view.when[start] <= SETTLED:
                    found.append((row, start))
        return found

    @cached_property
    def harmless(self) -> frozenset[int]:
        """Payments to new payees that are of little use to a thief: a tax office, a hospital, where one eats or is served."""
        words = self.scene.view.words
        return frozenset(row for row, _ in self._newcomers() if payee_kind(words[row]) in ("useless", "served"))

    def _grown(self, start: int, row: int) -> list[tuple[int, Reason]]:
        view = self.scene.view
        small, large, currency = -int(view.amount[start]), -int(view.amount[row]), str(view.column("currency")[row])
        if small > typical_payment(currency) or large < GROWTH * small:
            return []
        facts: dict[str, Fact] = {"first_amount": small, "second_amount": large, "currency": currency}
        return [(row, Reason("small_then_large", facts))]

    def _nights(self) -> list[tuple[int, Reason]]:
        """Return payments at night of people who hardly ever pay then."""
        view, found = self.scene.view, []
        timed = self._before[view.has_time[self._before]]
        earlier = Counter(view.person[timed].tolist())
        nights = Counter(view.person[timed[self._at_night(timed)]].tolist())
        for row in self._judged():
            who = int(view.person[row])
            seldom = earlier[who] >= view.settings.minimum_rows and nights[who] <= SELDOM * earlier[who]
            if seldom and view.has_time[row] and self._at_night(np.array([row]))[0]:
                clock = f"{int(view.wall[row]) // HOUR % 24:02d}:{int(view.wall[row]) // 60 % 60:02d}"
                found.append((row, Reason("night", {"time": clock, "times": nights[who], "payments": earlier[who]})))
        return found

    def _at_night(self, rows: np.ndarray) -> np.ndarray:
        hour = self.scene.view.wall[rows] // HOUR % 24
        return np.asarray((hour >= NIGHT[0]) | (hour < NIGHT[1]))

    def _bursts(self) -> list[tuple[int, Reason]]:
        """Return payments of an hour that held more of them than any hour before; a known shop's single one stays out."""
        view = self.scene.view
        timed = self.leaving[view.has_time[self.leaving]]
        if not len(timed):
            return []
        person, when = view.person[timed], view.when[timed]
        run = window(person, when, np.ones(len(timed)), HOUR).astype(np.int64)
        record = np.zeros(int(person.max()) + 1, dtype=np.int64)
        before = view.day[timed] < self.first
        np.maximum.at(record, person[before], run[before])
        timeline, judged = Timeline(person, when), set(self._judged())
        most: dict[int, tuple[int, int]] = {}
        for n in np.flatnonzero(~before & (run >= np.maximum(BURST, record[person] + 1))).tolist():
            members = [int(timed[other]) for other in timeline.around(n, HOUR - 1, 0).tolist()]
            shops = Counter(int(view.merchant[one]) for one in members)
            for one in judged.intersection(members):
                if not self._known(one) or shops[int(view.merchant[one])] > 1:
                    most[one] = max(most.get(one, (0, 0)), (int(run[n]), int(record[person[n]])))
        return [
            (row, Reason("many_in_hour", {"times": times, "most": before})) for row, (times, before) in most.items()
        ]

    def _devices(self) -> list[tuple[int, Reason]]:
        """Return rows, payments or not, in which the statement itself speaks of a new device or changed locks."""
        view = self.scene.view
        days = np.flatnonzero((view.day >= self.first) & (view.day <= self.last))
        hits = ((row, _DEVICE.search(view.words[row])) for row in days.tolist())
        return [(row, Reason("device_words", {"said": hit.group()})) for row, hit in hits if hit]

    def _loans(self) -> list[tuple[int, Reason]]:
        """Return loans that were drawn in the window."""
        view = self.scene.view
        return [
            (
                row,
                Reason("loan_drawn", {"amount": int(view.amount[row]), "currency": str(view.column("currency")[row])}),
            )
            for row in loans_drawn(view)
            if self.first <= view.day[row] <= self.last
        ]
