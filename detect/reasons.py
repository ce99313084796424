"""Why a payment stands out: the patterns it is part of and the features that weigh most, with the plain numbers behind them."""

from typing import Final

import numpy as np
import pandas as pd

from detect.figures import Figures, Scored, figures
from detect.finding import Reason
from detect.forest import isolating
from detect.scene import Scene
from detect.suspicion import MANNER_FROM, ODD, SIZES, Suspicion

_SHOWN: Final = 1.5  # nats from which a feature is a reason


def reasons_for(scene: Scene, suspicion: Suspicion, member: int) -> list[Reason]:
    """Return what speaks against one scored row: `member` counts among the scored rows."""
    rows = suspicion.features.positions[[member]]
    odd = bool(suspicion.surprise[member] >= ODD)
    return [*pattern_reasons(scene, rows), *feature_reasons(scene, suspicion, member, rows, needed=odd)]


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


def feature_reasons(
    scene: Scene, suspicion: Suspicion, member: int, told: np.ndarray, *, needed: bool = True
) -> list[Reason]:
    """Return the features that weigh most, with the plain numbers behind them; `told` are the rows that are spoken of.

    What its own numbers do not bear out is left out, unless a reason is `needed` and no other is left.
    """
    weighty = weighing(scene, suspicion, member)
    shown = _told(Scored(scene, suspicion, member), [name for name in weighty if name != "episode" or len(told) == 1])
    clear = {name: found.facts for name, found in shown.items() if found.clear}
    for narrow in ("spend_hour", "spend_week"):
        if "spend_day" in clear:
            clear.pop(narrow, None)
    if weighty and not clear and needed and not pattern_reasons(scene, told):
        clear = {name: found.facts for name, found in list(shown.items())[:1]} or {"whole": {}}
    position = int(suspicion.features.positions[member])
    return [
        _new_payee(scene, position, told) if name == "new_merchant" else Reason(name, facts)
        for name, facts in clear.items()
    ]


def weighing(scene: Scene, suspicion: Suspicion, member: int) -> list[str]:
    """Return the features that weigh enough to be reasons, whatever can be said of them, the weightiest first."""
    parts = _weighed(scene, suspicion, member).sort_values(ascending=False, kind="stable")
    return [str(name) for name, nats in parts.items() if nats >= _SHOWN]


def _told(row: Scored, names: list[str]) -> dict[str, Figures]:
    """Return those of some features of which something true can be said, with their numbers."""
    found = {name: figures(row, name) for name in names}
    return {name: told for name, told in found.items() if told is not None}


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
