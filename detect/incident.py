"""Account-theft mode: every suspicious row around a day, in time order, with what it adds up to and what to freeze first.

A look, not an alert: nothing here opens or closes anything. What a scan would tell anyhow stands in it beside rows that
would be too little for an alert by themselves (see detect.incident_signs).
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np

from detect.finding import Reason
from detect.incident_signs import Signs
from detect.limits import above
from detect.reasons import reasons_for, weighing
from detect.scene import Scene
from detect.suspicion import score_of
from detect.typical import typical_payment

BACK: Final = 14  # days looked at before the day: thieves try first, and people notice late
AHEAD: Final = 30  # and after it: later rows are alerts of their own, if anything
# What is said of a payment to a payee that is known or harmless, and tells nothing: its day, its hour (the night has a
# sign of its own), that such a payee is new or rare, a round sum, what it left of a balance.
_IDLE: Final = (
    "spend_day", "spend_hour", "spend_new", "episode", "burst", "hour", "new_merchant", "new_again", "new_category",
    "spend_week", "merchant_share", "weekday", "gap", "round_amount", "to_a_person", "drain",
)  # fmt: skip
_EPOCH: Final = dt.date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Step:
    """One suspicious row.

    score: 0..1, None where the row is not scored.
    out: whether its money left, or is about to: a loan that came in and a mere remark are steps, too.
    total: minor units that left so far in each currency, this row included.
    """

    txn_id: str
    score: float | None
    out: bool
    reasons: tuple[Reason, ...]
    total: dict[str, int]


@dataclass(frozen=True, slots=True)
class Touched:
    """An account that the rows touched, in one currency; sums in minor units, unsigned.

    out: what left it. through: what it paid for rows of another account, a card behind a wallet. pending: what of `out` may
    still be stopped. back: what came back so far. methods: the funding sources that its rows name.
    """

    person: str
    account: str
    currency: str
    payments: int
    first: str
    last: str
    out: int
    through: int
    pending: int
    back: int
    methods: tuple[str, ...]

    @property
    def at_risk(self) -> int:
        """Money that left by this account and is not back."""
        return max(self.out + self.through - self.back, 0)


@dataclass(frozen=True, slots=True)
class Incident:
    """What may have happened around a day.

    on: the day. first_day, last_day: the days looked at. steps: by time. accounts: what to freeze first, by money at risk.
    out, pending, back: minor units by currency. first, last: days of the first and the last step, empty where there is none.
    young: persons with too little before that for first times and nights to mean anything.
    left_out: first payments that are not listed, because their payees are of little use to a thief.
    """

    on: dt.date
    first_day: dt.date
    last_day: dt.date
    steps: tuple[Step, ...]
    accounts: tuple[Touched, ...]
    out: dict[str, int]
    pending: dict[str, int]
    back: dict[str, int]
    first: str
    last: str
    young: tuple[str, ...]
    left_out: int

    @property
    def payments(self) -> int:
        """Count the steps by which money left."""
        return sum(step.out for step in self.steps)


def incident(scene: Scene, on: dt.date) -> Incident:
    """Look around a day.

    Args:
        scene: weighed, and the rules have found what they find.
        on: the day on which the account may have come into other hands.
    """
    first_day, last_day = on - dt.timedelta(BACK), min(on + dt.timedelta(AHEAD), scene.view.as_of)
    signs = Signs(scene, (first_day - _EPOCH).days, (last_day - _EPOCH).days)
    reasons = _reasons(scene, signs)
    rows = sorted(reasons)  # positions are in the order of time
    money = _Money(scene, rows, frozenset(signs.leaving.tolist()))
    people = {int(code): str(name) for code, name in zip(scene.view.person, scene.view.column("person"), strict=True)}
    return Incident(
        on, first_day, last_day,
        steps=tuple(money.steps(reasons)),
        accounts=money.accounts(),
        out=_sums(scene, money.out), pending=_sums(scene, money.pending),
        back=_sums(scene, [row for paid in money.out for row in money.returned(paid)]),
        first=str(scene.view.date(rows[0])) if rows else "",
        last=str(scene.view.date(rows[-1])) if rows else "",
        young=tuple(sorted(people[code] for code in signs.young)),
        left_out=len(signs.harmless.difference(rows)),
    )  # fmt: skip


def _reasons(scene: Scene, signs: Signs) -> dict[int, list[Reason]]:
    """Return the reasons of every suspicious position: plain signs, patterns, and what weighs enough for an alert here."""
    found = signs.found()
    view, inside = scene.view, set(signs.inside.tolist())
    alerted = {view.position[row] for one in scene.findings if one.kind == "unauthorized" for row in one.rows}
    stolen, mine = scene.answered("not_mine"), scene.answered("mine")
    if scene.suspicion is not None:
        heavy = above(scene)
        signalled = {row for signal in scene.signals for row in signal.positions}
        for member, row in enumerate(scene.suspicion.features.positions.tolist()):
            if row in inside and (heavy[member] or row in alerted or row in signalled):
                quiet = signs.ordinary(row) or row in signs.harmless
                if row in found or row in signalled or not quiet or _speaks(weighing(scene, scene.suspicion, member)):
                    more = reasons_for(scene, scene.suspicion, member)
                    found[row] = _distinct([*found.get(row, []), *more]) or [Reason("beside", {})]
    for row in inside & set(np.flatnonzero(stolen).tolist()):
        found.setdefault(row, []).insert(0, Reason("said_not_mine", {}))
    return {row: reasons for row, reasons in found.items() if not mine[row]}


def _speaks(features: Iterable[str]) -> bool:
    """Tell whether any feature is about the payment itself and not about what else happened on its day."""
    return any(name not in _IDLE for name in features)


def _distinct(reasons: Iterable[Reason]) -> list[Reason]:
    """Return each kind of reason once; the night with its figures says more than the hour."""
    once: dict[str, Reason] = {}
    for reason in reasons:
        once.setdefault(reason.code, reason)
    return [reason for code, reason in once.items() if code != "hour" or "night" not in once]


def _sums(scene: Scene, rows: Iterable[int]) -> dict[str, int]:
    """Return unsigned sums by currency."""
    sums: Counter[str] = Counter()
    for row in rows:
        sums[str(scene.view.column("currency")[row])] += abs(int(scene.view.amount[row]))
    return dict(sorted(sums.items()))


@dataclass(frozen=True)
class _Money:
    """The money of the listed rows (positions, by time); `leaving` are all rows by which money leaves."""

    scene: Scene
    rows: list[int]
    leaving: frozenset[int]

    @property
    def out(self) -> list[int]:
        return [row for row in self.rows if row in self.leaving]

    @property
    def pending(self) -> list[int]:
        status = self.scene.view.column("status")
        return [row for row in self.out if status[row] == "pending"]

    def returned(self, row: int) -> list[int]:
        """Return the credits that gave a payment back, as far as they have landed."""
        status = self.scene.view.column("status")
        given = self.scene.links.rights("refund").get(row, [])
        return [one for one in given if status[one] not in ("pending", "failed") and self.scene.view.moved[one]]

    def steps(self, reasons: dict[int, list[Reason]]) -> Iterable[Step]:
        """Yield the rows with the running total."""
        view, total = self.scene.view, Counter[str]()
        scores = _scores(self.scene)
        for row in self.rows:
            leaves = row in self.leaving
            if leaves:
                total[str(view.column("currency")[row])] -= int(view.amount[row])
            score = scores.get(row)
            yield Step(
                str(view.txn_ids[row]), score, leaves, tuple(_distinct(reasons[row])), dict(sorted(total.items()))
            )

    def accounts(self) -> tuple[Touched, ...]:
        """Return the accounts by money at risk; amounts of several currencies compare by what a small payment is in each."""
        own: dict[tuple[str, str, str], list[int]] = {}
        behind: dict[tuple[str, str, str], list[tuple[int, int]]] = {}
        for row in self.out:
            own.setdefault(self._purse(row), []).append(row)
            for kind in ("mirror", "funding"):
                for card in self.scene.links.rights(kind).get(row, []):
                    behind.setdefault(self._purse(card), []).append((card, row))
        found = [self._touched(purse, own.get(purse, []), behind.get(purse, [])) for purse in {**own, **behind}]
        return tuple(
            sorted(found, key=lambda one: (-one.at_risk / typical_payment(one.currency), one.person, one.account))
        )

    def _purse(self, row: int) -> tuple[str, str, str]:
        view = self.scene.view
        return str(view.column("person")[row]), str(view.column("account")[row]), str(view.column("currency")[row])

    def _touched(self, purse: tuple[str, str, str], own: list[int], behind: list[tuple[int, int]]) -> Touched:
        """Sum up one account: its own listed rows, and (its row, the wallet's row) where it paid for another account's."""
        view, cards = self.scene.view, [card for card, _ in behind]
        rows, waits = sorted({*own, *cards}), set(self.pending)
        paid = [*own, *(wallet for _, wallet in behind)]
        methods = dict.fromkeys(str(view.column("method")[row]) for row in own)
        return Touched(
            *purse,
            payments=len(rows),
            first=str(view.date(rows[0])),
            last=str(view.date(rows[-1])),
            out=-int(view.amount[own].sum()) if own else 0,
            through=-int(view.amount[cards].sum()) if cards else 0,
            pending=-sum(int(view.amount[row]) for row in own if row in waits),
            back=sum(int(view.amount[one]) for row in paid for one in self.returned(row)),
            methods=tuple(method for method in methods if method),
        )


def _scores(scene: Scene) -> dict[int, float]:
    """Return the score of every scored position."""
    if scene.suspicion is None:
        return {}
    warm = ~scene.suspicion.cold
    positions = scene.suspicion.features.positions[warm].tolist()
    return dict(zip(positions, np.round(score_of(scene.suspicion.surprise[warm]), 4).tolist(), strict=True))
