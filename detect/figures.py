"""The plain numbers behind each feature, and whether they bear out what its sentence says.

A feature weighs by how rare it is; the sentence beside it speaks of money, hours and days, which must not deny it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final, NamedTuple

import numpy as np

from detect.finding import Fact
from detect.scene import Scene
from detect.suspicion import Suspicion, odd_beside
from detect.usual import never_at, typical, usual_day

_HARDLY: Final = 3.0  # nats: all hours no more usual than this one hold a twentieth of the person's payments
_MUCH: Final = 1.5  # times what is usual
_OF_BALANCE: Final = 30  # percent
_RARELY: Final = 5  # visits
_SILENT: Final = 7 * 24  # hours


class Figures(NamedTuple):
    """What a reason prints, and whether that is enough to tell it beside others."""

    facts: dict[str, Fact]
    clear: bool = True


@dataclass(frozen=True, slots=True)
class Scored:
    """One scored row: `member` counts among the scored rows."""

    scene: Scene
    suspicion: Suspicion
    member: int

    @property
    def position(self) -> int:
        """Its row in the view."""
        return int(self.suspicion.features.positions[self.member])

    @property
    def paid(self) -> int:
        """Minor units, unsigned."""
        return -int(self.scene.view.amount[self.position])

    def printed(self, column: str) -> str:
        """Return what its row prints in a column."""
        return str(self.scene.view.column(column)[self.position])

    def spent(self, name: str) -> int:
        """Return a sum of the features' facts (minor units)."""
        return int(self.suspicion.features.facts[name].iloc[self.member])


def figures(row: Scored, name: str) -> Figures | None:
    """Return what the reason of a feature prints; None where its sentence would not be true."""
    return _FIGURES[name](row) if name in _FIGURES else Figures({})


def _amount(row: Scored) -> Figures | None:
    usual = typical(row.scene, row.position)
    times = round(row.paid / usual.amount, 1) if usual else 0.0
    if usual is None or times <= 1:
        return None
    payee: dict[str, Fact] = {"merchant": row.printed("counterparty")} if usual.there else {}
    return Figures(
        {"typical": usual.amount, "times": times, "currency": row.printed("currency"), **payee}, times >= _MUCH
    )


def _spent(row: Scored, *, name: str, days: int) -> Figures | None:
    a_day, spent = usual_day(row.scene, row.position), row.spent(name)
    if a_day is None or spent <= days * a_day:
        return None
    facts: dict[str, Fact] = {"spent": spent, "usual": days * a_day, "currency": row.printed("currency")}
    return Figures(facts, spent >= _MUCH * days * a_day)


def _spent_new(row: Scored) -> Figures:
    return Figures({"spent": row.spent("spend_new"), "currency": row.printed("currency")})


def _hour(row: Scored) -> Figures | None:
    second = int(row.scene.view.wall[row.position])
    rare = bool(row.suspicion.features.evidence["hour"].iloc[row.member] >= _HARDLY)
    if not rare and not never_at(row.scene, row.position):
        return None  # it weighs from the rarer half of all payments on
    return Figures({"time": f"{second // 3600 % 24:02d}:{second // 60 % 60:02d}"})


def _silence(row: Scored) -> Figures:
    hours = int(24 * row.suspicion.features.facts["silent"].iloc[row.member])
    return Figures({"hours": hours}, hours >= _SILENT)


def _visits(row: Scored) -> Figures:
    view = row.scene.view
    shop = row.scene.shop_rows(int(view.merchant[row.position]))
    before = int(np.count_nonzero(view.when[shop] < view.when[row.position]))
    return Figures({"merchant": row.printed("counterparty"), "visits": before}, before <= _RARELY)


def _gone(row: Scored) -> Figures:
    left = int(row.scene.view.frame["balance"].iloc[row.position])
    percent = round(100 * row.paid / (left + row.paid))
    return Figures({"percent": percent}, percent >= _OF_BALANCE)


_FIGURES: Final[dict[str, Callable[[Scored], Figures | None]]] = {
    "amount": _amount,
    "spend_day": partial(_spent, name="spend_day", days=1),
    "spend_hour": partial(_spent, name="spend_hour", days=1),  # an hour with more than a day's money in it
    "spend_week": partial(_spent, name="spend_week", days=7),
    "spend_new": _spent_new,
    "hour": _hour,
    "gap": _silence,
    "merchant_share": _visits,
    "drain": _gone,
    "episode": lambda row: Figures({"times": odd_beside(row.suspicion, row.member)}),
    "weekday": lambda row: Figures({"weekday": str(row.scene.view.date(row.position))}),
    "new_method": lambda row: Figures({"method": row.printed("method")}),
    "new_country": lambda row: Figures({"country": row.printed("country")}),
    "new_currency": lambda row: Figures({"currency": str(row.suspicion.features.currency[row.member])}),
}
