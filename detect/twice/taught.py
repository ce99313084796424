"""What a person's answers say of equal charges: these were two purchases, those were one, and so are the next at that shop.

Whoever parks twice every day says so once. What was said counts for a year and a bit, then it has to be said again:
shops and habits change.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from detect.finding import Fact, Reason
from detect.scene import Scene
from detect.twice.pair import Pair

_KEPT_DAYS: Final = 400
_WORTH: Final = 10.0  # one "two purchases" outweighs ten unanswered pairs: e to the 2.4 against
_EPOCH: Final = dt.date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Taught:
    """Answers to alerts of double charges.

    settled: pairs of positions that one answer called two purchases, of any kind of alert: never told again.
    apart, together: for each merchant code the days (since 1970) on which the person said "two purchases" and "one too many".
    """

    settled: frozenset[frozenset[int]]
    apart: dict[int, list[int]]
    together: dict[int, list[int]]

    @classmethod
    def of(cls, scene: Scene) -> "Taught":
        """Read the answers of the scan's context."""
        said: dict[str, dict[int, list[int]]] = {"mine": {}, "not_mine": {}}
        settled: set[frozenset[int]] = set()
        for _, rows in scene.view.context.answers.groupby("alert_id", sort=True):
            answer, kind = str(rows["answer"].iloc[0]), str(rows["kind"].iloc[0])
            positions = [at for row in rows["txn_id"] if (at := scene.view.position.get(row)) is not None]
            if answer == "mine":
                settled.update(frozenset((one, two)) for one in positions for two in positions if one < two)
            if kind == "duplicate" and answer in said:
                day = (dt.date.fromisoformat(str(rows["answered_on"].iloc[0])) - _EPOCH).days
                for merchant in {int(scene.view.merchant[at]) for at in positions}:
                    said[answer].setdefault(merchant, []).append(day)
        return cls(frozenset(settled), said["mine"], said["not_mine"])

    def is_settled(self, pair: Pair) -> bool:
        """Tell whether the person already called both charges theirs."""
        return frozenset((pair.first, pair.second)) in self.settled

    def weighed(self, scene: Scene, pair: Pair) -> Pair:
        """Return a pair with the evidence in what was said of others at its shop."""
        if not (self.apart or self.together):
            return pair
        merchant, day = int(scene.view.merchant[pair.first]), int(scene.view.day[pair.second])
        apart, together = (_fresh(said.get(merchant, ()), day) for said in (self.apart, self.together))
        nats = _nats(together, apart)
        return replace(pair, nats=pair.nats + nats) if nats else pair

    def lessons(self, scene: Scene) -> list[Reason]:
        """Return at which shops equal charges need stronger or weaker signs than before, and until when; by name."""
        day, names = (scene.view.as_of - _EPOCH).days, scene.view.column("counterparty")
        told = []
        for merchant in {*self.apart, *self.together}:
            apart, together = (_fresh(said.get(merchant, ()), day) for said in (self.apart, self.together))
            nats = _nats(together, apart)
            last = max(*self.apart.get(merchant, ()), *self.together.get(merchant, ()), 0)
            paid = scene.shop_rows(merchant)
            if nats and len(paid):
                until = str(_EPOCH + dt.timedelta(last + _KEPT_DAYS))
                facts: dict[str, Fact] = {"merchant": str(names[paid[-1]]), "until": until}
                told.append(Reason("charges_apart" if nats < 0 else "charges_together", facts))
        return sorted(told, key=lambda one: (one.code, str(one.facts["merchant"])))


def _fresh(days: Sequence[int], day: int) -> int:
    """Count the answers that still speak for a pair of a day."""
    return sum(day <= said + _KEPT_DAYS for said in days)


def _nats(together: int, apart: int) -> float:
    return float(np.log1p(_WORTH * together) - np.log1p(_WORTH * apart))
