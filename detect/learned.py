"""What a person's answers to "was it you?" teach about their own alerts.

Three things, each with a prior so strong that one answer moves little, and none of them ever makes a theft ordinary:

* A payee that was called the person's own is expected, up to half as much again as was paid there, for a year and a bit; unless a
  later answer called a payment there stolen. What is like it raises no alert (`like_own`), before the answer either; the surprise
  on which the alert budget is spent is less from the answer on, because the budget has to see how loud the past was.
* Evidence that keeps raising alerts about the person's own payments weighs less for that person: of a feature, the
  share it had in thefts speaks for it, the share in alerts that were none against it. Only the balance among features
  changes, not how loud they are together, or the alert budget would be spent on less than it allows.
* A pattern is believed by how often it was right for this person.

The alert budget is spent anew on the changed surprise, so what is damped makes room for what is not.
"""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

import numpy as np

from detect.finding import Reason
from detect.scene import Scene, Signal
from detect.suspicion import Suspicion

KEPT_DAYS: Final = 400
EXPECTED: Final = -8.0  # nats for a payment like those that were called one's own
_MORE: Final = 1.5  # of the largest such payment
_WORTH: Final = 8.0  # answers that the weight of a feature is worth by itself
_PATTERN_WORTH: Final = 3.0
_CLEARLY: Final = 0.9  # what is worth telling
_FIXED: Final = ("payee", "pattern", "episode", "expected")  # not weighed by answers as a feature
_EPOCH: Final = dt.date(1970, 1, 1)


class Answered(NamedTuple):
    """One answered alert about unauthorised payments: person code, row positions, whether it was theft, day since 1970."""

    person: int
    rows: tuple[int, ...]
    theft: bool
    day: int


@dataclass(frozen=True, slots=True)
class Payee:
    """A payee that is expected: merchant code, up to which amount (minor units), between which days of answers and memory (since 1970)."""

    merchant: int
    most: int
    since: int
    until: int


def answered(scene: Scene) -> list[Answered]:
    """Return the alerts about unauthorised payments that the person called their own or stolen, in order of their ids."""
    given = scene.view.context.answers
    given = given[(given["kind"] == "unauthorized") & given["answer"].isin(("mine", "not_mine"))]
    found = []
    for _, rows in given.groupby("alert_id", sort=True):
        at = tuple(sorted(scene.view.position[row] for row in rows["txn_id"] if row in scene.view.position))
        if at:
            day = (dt.date.fromisoformat(str(rows["answered_on"].iloc[0])) - _EPOCH).days
            theft = str(rows["answer"].iloc[0]) == "not_mine"
            found.append(Answered(int(scene.view.person[at[0]]), at, theft, day))
    return found


def believed(scene: Scene, signals: list[Signal]) -> list[Signal]:
    """Return the signals with the nats that their pattern has earned with the person they are about."""
    weights = _pattern_weights(signals, answered(scene))
    return [
        replace(signal, nats=signal.nats * weights[key]) if key in weights else signal
        for signal in signals
        for key in [(int(scene.view.person[signal.positions[0]]), signal.reason.code)]
    ]


def _pattern_weights(signals: list[Signal], alerts: list[Answered]) -> dict[tuple[int, str], float]:
    """Return what each pattern (person code, reason code) that spoke in an answered alert weighs."""
    counts: dict[tuple[int, str], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for alert in alerts:
        for code in {signal.reason.code for signal in signals if set(signal.positions) & set(alert.rows)}:
            counts[alert.person, code][alert.theft] += 1
    return {key: _weight(mine, theft, _PATTERN_WORTH) for key, (mine, theft) in counts.items()}


def learn(scene: Scene, suspicion: Suspicion) -> Suspicion:
    """Return the suspicion with features weighed by the person's answers, and expected payees expected."""
    alerts = answered(scene)
    if not alerts:
        return suspicion
    parts = suspicion.parts.copy()
    member = {int(row): n for n, row in enumerate(suspicion.features.positions)}
    for person in {alert.person for alert in alerts}:
        own = suspicion.features.person == person
        for name, weight in _weights([alert for alert in alerts if alert.person == person], suspicion, member).items():
            parts.loc[own, name] *= weight
    parts["expected"] = _expected(scene, suspicion, expected_payees(scene))
    surprise = parts.sum(axis=1).to_numpy()
    return replace(suspicion, parts=parts, surprise=surprise, learned=tuple(_lessons(scene, suspicion, alerts)))


def _weights(alerts: list[Answered], suspicion: Suspicion, member: dict[int, int]) -> dict[str, float]:
    """Return what each feature weighs for a person, 1 where nothing was learned."""
    mine: dict[str, float] = defaultdict(float)
    theft: dict[str, float] = defaultdict(float)
    for alert in alerts:
        scored = [member[row] for row in alert.rows if row in member]
        if not scored:
            continue
        worst = max(scored, key=lambda n: (suspicion.surprise[n], -n))
        said = suspicion.parts.iloc[worst].drop(list(_FIXED), errors="ignore").clip(lower=0.0)
        total = float(said.sum())
        for name, nats in said.items():
            (theft if alert.theft else mine)[str(name)] += float(nats) / total if total else 0.0
    weights = {name: _weight(mine[name], theft[name], _WORTH) for name in [*mine, *theft]}
    told = sum(mine[name] + theft[name] for name in weights)
    kept = sum((mine[name] + theft[name]) * weight for name, weight in weights.items())
    return {name: weight * told / kept for name, weight in weights.items()} if kept else {}


def _weight(mine: float, theft: float, worth: float) -> float:
    return (worth + theft) / (worth + theft + mine)


def expected_payees(scene: Scene) -> list[Payee]:
    """Return the payees that the person's answers made expected, by merchant code."""
    mine: dict[int, tuple[int, int, int]] = {}  # most, first and last day of the answers
    stolen: dict[int, int] = {}
    for alert in answered(scene):
        for row in alert.rows:
            merchant, amount = int(scene.view.merchant[row]), int(-scene.view.amount[row])
            if not scene.view.column("merchant")[row]:
                continue
            if alert.theft:
                stolen[merchant] = max(stolen.get(merchant, alert.day), alert.day)
            else:
                most, first, day = mine.get(merchant, (0, alert.day, alert.day))
                mine[merchant] = max(most, amount), min(first, alert.day), max(day, alert.day)
    return [
        Payee(merchant, int(_MORE * most), first, day + KEPT_DAYS)
        for merchant, (most, first, day) in sorted(mine.items())
        if stolen.get(merchant, day - 1) < day
    ]


def _expected(scene: Scene, suspicion: Suspicion, payees: list[Payee]) -> np.ndarray:
    """Return the nats (float64, parallel to the scored rows) that expected payees take away; from what was called stolen, none."""
    view, rows = scene.view, suspicion.features.positions
    nats = np.zeros(len(rows))
    for payee in payees:
        nats[_alike(scene, payee, rows) & (view.day[rows] >= payee.since)] = EXPECTED
    nats[scene.answered("not_mine")[rows]] = 0.0
    return nats


def _alike(scene: Scene, payee: Payee, rows: np.ndarray) -> np.ndarray:
    view = scene.view
    paid = (view.merchant[rows] == payee.merchant) & (-view.amount[rows] <= payee.most)
    return np.asarray(paid & (view.day[rows] <= payee.until))


def like_own(scene: Scene) -> np.ndarray:
    """Return which rows (bool) are like payments that the person called their own, whichever came first, and that they do not doubt.

    The same again within minutes is another thing: so a known payee is emptied into, too. All other patterns are about strangers.
    """
    result, rows = np.zeros(len(scene.view), dtype=bool), scene.payments
    for payee in expected_payees(scene):
        result[rows[_alike(scene, payee, rows)]] = True
    result[[row for signal in scene.signals if signal.reason.code == "spree" for row in signal.positions]] = False
    return np.asarray(result & ~scene.answered("not_mine", "unsure"))


def _lessons(scene: Scene, suspicion: Suspicion, alerts: list[Answered]) -> list[Reason]:
    """Return what was learned and still holds, for people: payees that are expected, and features and patterns that weigh clearly less."""
    view = scene.view
    names = {int(view.merchant[row]): str(view.column("counterparty")[row]) for row in scene.payments}
    told = [
        Reason("expected_payee", {"merchant": names[payee.merchant], "until": str(_EPOCH + dt.timedelta(payee.until))})
        for payee in expected_payees(scene)
        if payee.merchant in names and _EPOCH + dt.timedelta(payee.until) >= view.as_of
    ]
    member = {int(row): n for n, row in enumerate(suspicion.features.positions)}
    patterns = _pattern_weights(scene.signals, alerts)
    for person in sorted({alert.person for alert in alerts}):
        weights = _weights([alert for alert in alerts if alert.person == person], suspicion, member)
        weights |= {code: weight for (whose, code), weight in patterns.items() if whose == person}
        told += [
            Reason("weighs_less", {"feature": name, "percent": round(100 * weight)})
            for name, weight in sorted(weights.items())
            if weight <= _CLEARLY
        ]
    return told
