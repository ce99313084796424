"""Why a payment stands out: the patterns it is part of and the features that weigh most, with the plain numbers behind them."""

from collections.abc import Callable
from typing import Any, Final

import numpy as np
import pandas as pd

from detect.features import HOUR
from detect.finding import Fact, Reason
from detect.forest import isolating
from detect.scene import Scene
from detect.suspicion import MANNER_FROM, SIZES, Suspicion, odd_beside

_SHOWN: Final = 1.5  # nats from which a feature is a reason


def reasons_for(scene: Scene, suspicion: Suspicion, member: int) -> list[Reason]:
    """Return what speaks against one scored row: `member` counts among the scored rows."""
    rows = suspicion.features.positions[[member]]
    return [*pattern_reasons(scene, rows), *feature_reasons(scene, suspicion, member, rows)]


def pattern_reasons(scene: Scene, rows: np.ndarray) -> list[Reason]:
    """Return the patterns that some rows are part of, each with the figures of the row by which it had happened most often."""
    inside = set(rows.tolist())
    seen: dict[str, Reason] = {}
    for signal in scene.signals:
        if inside & set(signal.positions):
            before = seen.get(signal.reason.code)
            if before is None or _times(signal.reason) > _times(before):
                seen[signal.reason.code] = signal.reason
    return list(seen.values())


def _times(reason: Reason) -> int:
    times = reason.facts.get("times")
    return times if isinstance(times, int) else 0


def feature_reasons(scene: Scene, suspicion: Suspicion, member: int, told: np.ndarray) -> list[Reason]:
    """Return the features that weigh most, with the plain numbers behind them; `told` are the rows that are spoken of."""
    parts = _weighed(scene, suspicion, member).sort_values(ascending=False, kind="stable")
    shown = [str(name) for name, nats in parts.items() if nats >= _SHOWN]
    numbers = _printed(scene, suspicion, member) | _spent(scene, suspicion, member)
    for name in ("spend_day", "spend_hour", "spend_week"):
        if name in shown and len(shown) > 1 and numbers[name]["spent"] <= numbers[name]["usual"]:
            shown.remove(name)  # rare enough to count, yet it would read as its own denial
    for narrow in ("spend_hour", "spend_week"):
        if "spend_day" in shown and narrow in shown:
            shown.remove(narrow)
    numbers |= {name: _COUNTED[name](scene, suspicion, member) for name in shown if name in _COUNTED}
    position = int(suspicion.features.positions[member])
    return [
        _new_payee(scene, position, told) if name == "new_merchant" else Reason(name, {**numbers.get(name, {})})
        for name in shown
    ]


def _spent(scene: Scene, suspicion: Suspicion, member: int) -> dict[str, dict[str, Any]]:
    """Return what was spent (minor units) beside what is usual, for each feature that is about it."""
    facts, position = suspicion.features.facts.iloc[member], int(suspicion.features.positions[member])
    currency = {"currency": str(scene.view.column("currency")[position])}
    usual = {"spend_day": 1, "spend_hour": 1, "spend_week": 7}
    spent = {
        name: {"spent": int(facts[name]), "usual": int(days * facts["usual_day"])} | currency
        for name, days in usual.items()
    }
    typical = {"typical": int(facts["typical"]), "times": round(float(facts["times"]), 1)}
    return spent | {"amount": typical | currency, "spend_new": {"spent": int(facts["spend_new"])} | currency}


def _printed(scene: Scene, suspicion: Suspicion, member: int) -> dict[str, dict[str, Any]]:
    """Return what a row prints of each feature that is about its time, its means or its place."""
    view, position = scene.view, int(suspicion.features.positions[member])
    return {
        "hour": {"time": _clock(int(view.wall[position]))},
        "weekday": {"weekday": str(view.date(position))},
        "new_method": {"method": str(view.column("method")[position])},
        "new_country": {"country": str(view.column("country")[position])},
        "new_currency": {"currency": str(suspicion.features.currency[member])},
    }


def _beside(_scene: Scene, suspicion: Suspicion, member: int) -> dict[str, Fact]:
    return {"times": odd_beside(suspicion, member)}


def _silence(_scene: Scene, suspicion: Suspicion, member: int) -> dict[str, Fact]:
    """Return the hours since the account's payment before; there is one where the silence is evidence."""
    features = suspicion.features
    before = features.when[:member][features.account[:member] == features.account[member]]
    return {"hours": int(features.when[member] - before.max()) // HOUR}


def _visits(scene: Scene, suspicion: Suspicion, member: int) -> dict[str, Fact]:
    view, position = scene.view, int(suspicion.features.positions[member])
    shop = scene.shop_rows(int(view.merchant[position]))
    before = int(np.count_nonzero(view.when[shop] < view.when[position]))
    return {"merchant": str(view.column("counterparty")[position]), "visits": before}


def _gone(scene: Scene, suspicion: Suspicion, member: int) -> dict[str, Fact]:
    position = int(suspicion.features.positions[member])
    paid, left = -int(scene.view.amount[position]), int(scene.view.frame["balance"].iloc[position])
    return {"percent": round(100 * paid / (left + paid))}


# What has to be looked up among other rows is looked up only for what is shown.
_COUNTED: Final[dict[str, Callable[[Scene, Suspicion, int], dict[str, Fact]]]] = {
    "episode": _beside, "gap": _silence, "merchant_share": _visits, "drain": _gone,
}  # fmt: skip


def _new_payee(scene: Scene, position: int, told: np.ndarray) -> Reason:
    """Return that a payee is new, or since when it has been paid, where nothing made it known and its first payment is not among those told."""
    view = scene.view
    name, first = str(view.column("counterparty")[position]), int(scene.shop_rows(int(view.merchant[position]))[0])
    if first in (position, *told.tolist()):
        return Reason("new_merchant", {"merchant": name})
    return Reason("new_again", {"merchant": name, "since": str(view.date(first))})


def _weighed(scene: Scene, suspicion: Suspicion, member: int) -> "pd.Series[float]":
    """Return the nats of each feature, with what the forest adds shared out by what set the row apart there.

    Only features that are rare for this payment (one in five) have a share: a cut that leaves it among the ordinary is no reason.
    """
    row = suspicion.parts.iloc[member]
    parts = row.drop(["forest", "pattern", "payee", "expected"], errors="ignore")
    if row["forest"] <= 0:
        return parts
    normal = scene.known[suspicion.features.positions]
    bits = isolating(suspicion.features, normal, scene.view.settings, member)
    evidence = suspicion.features.evidence.iloc[member]
    shares = {name: part for name, part in bits.items() if evidence[name] >= MANNER_FROM}
    bits_of_all = sum(shares.values())
    if not bits_of_all:
        return parts  # no cut of a rare feature met this payment
    for name, part in shares.items():
        parts["amount" if name in SIZES else name] += row["forest"] * part / bits_of_all
    return parts


def _clock(second: int) -> str:
    return f"{second // 3600 % 24:02d}:{second // 60 % 60:02d}"
