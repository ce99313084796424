"""Payments the person may not have made: the forest, the evidence and the patterns together, one alert an episode."""

import datetime as dt
from typing import Final

import numpy as np
import pandas as pd

from detect.finding import Finding, Reason
from detect.forest import isolating
from detect.limits import limits
from detect.scene import Scene
from detect.suspicion import SIZES, Suspicion, odd_beside, score_of
from detect.view import DAY

EPISODE: Final = 3 * DAY  # suspicious payments closer together than this are one story
DRAWN_IN: Final = 6.0  # nats below the threshold at which a payment near an episode belongs to it
NEAR: Final = DAY // 2
_SHOWN: Final = 1.5  # nats from which a feature is a reason
_RARE: Final = 1.6  # nats of evidence, one payment in five, from which a feature shares in what the forest says
_REASONS: Final = 5

# What a large purchase of one's own, and what is bought beside it, have as well.
ALSO_MINE: Final = ("amount", "spend_day", "spend_hour", "episode")
# When an alert presses (docs/BENCHMARKS.md, "Act now"): chosen on simulated people that no reported figure uses.
HIGH: Final = 40.0  # nats of surprise
STRANGE: Final = 14.0  # nats of them that are about something else
CLEAR: Final = 22.0  # nats of patterns, which need no more
_LIKELY: Final = 0.98  # score from which a payment presses while the person watches for a theft


def find(scene: Scene) -> list[Finding]:
    """Return one finding for each episode of payments above the person's own threshold."""
    if scene.suspicion is None:
        return []
    findings = []
    for person in np.unique(scene.suspicion.features.person):
        findings += _of_person(scene, scene.suspicion, int(person))
    return findings


def _of_person(scene: Scene, suspicion: Suspicion, person: int) -> list[Finding]:
    view = scene.view
    own = np.flatnonzero(suspicion.features.person == person)
    rows = suspicion.features.positions[own]
    surprise, when = suspicion.surprise[own], view.when[rows]
    limit = limits(scene, suspicion, own)
    mine = scene.answered("mine")[rows]
    recent = view.day[rows] >= _since(scene, rows)
    flagged = (surprise >= limit) & ~mine & recent
    stories: list[np.ndarray] = []
    for episode in _episodes(when, flagged):
        near = (when >= when[episode[0]] - NEAR) & (when <= when[episode[-1]] + NEAR) & ~mine
        drawn = np.flatnonzero(near & (surprise >= limit - DRAWN_IN) & (surprise > 0))
        members = np.union1d(episode, drawn)
        stories = _joined(stories, np.union1d(members, _told_along(scene, rows, members, ~mine & recent)))
    return [_finding(scene, suspicion, own[members], own[members[flagged[members]]]) for members in stories]


def _joined(stories: list[np.ndarray], story: np.ndarray) -> list[np.ndarray]:
    """Return the stories with one more, which takes in those that it shares payments with."""
    apart = [one for one in stories if not np.isin(one, story).any()]
    shared = [one for one in stories if np.isin(one, story).any()]
    return [*apart, np.unique(np.concatenate([*shared, story]))]


def _told_along(scene: Scene, rows: np.ndarray, members: np.ndarray, may: np.ndarray) -> np.ndarray:
    """Return the payments that patterns tell together with those of an episode, such as the tests before a theft; only where they `may` be told."""
    inside = set(rows[members].tolist())
    also = [row for signal in scene.signals if signal.also and inside & set(signal.positions) for row in signal.also]
    return np.flatnonzero(np.isin(rows, np.array(also, dtype=np.int64)) & may)


def _since(scene: Scene, rows: np.ndarray) -> np.ndarray:
    """Return for each row the first day (since 1970) on which its account raises alerts: older days are history for good."""
    view = scene.view
    settings = view.settings
    if settings.since is not None or settings.incident is not None:
        start = settings.since or settings.incident
        return np.full(len(rows), _number(start) if start else 0)
    covered, scanned = scene.covered, view.context.scanned
    owners = list(zip(view.column("person")[rows], view.column("account")[rows], strict=True))
    anchors = {
        owner: scanned.get(owner) or min(covered.until(*owner) or view.as_of, view.as_of) for owner in set(owners)
    }
    return np.array([_number(anchors[owner]) - settings.first_look_days for owner in owners], dtype=np.int64)


def _number(day: dt.date) -> int:
    return (day - dt.date(1970, 1, 1)).days


def _episodes(when: np.ndarray, flagged: np.ndarray) -> list[np.ndarray]:
    """Group flagged rows that are closer together than an episode."""
    hits = np.flatnonzero(flagged)
    return np.split(hits, np.flatnonzero(np.diff(when[hits]) > EPISODE) + 1) if len(hits) else []


def _finding(scene: Scene, suspicion: Suspicion, members: np.ndarray, flagged: np.ndarray) -> Finding:
    """Return a story; `members` and those of them that lie above the threshold count among the scored rows."""
    view = scene.view
    rows = suspicion.features.positions[members]
    stake, currency = _stake(scene, rows)
    worst = int(members[np.argmax(suspicion.surprise[members])])
    reasons = [*_pattern_reasons(scene, rows), *_feature_reasons(scene, suspicion, worst, rows)]
    if len(rows) > 1:
        reasons = [reason for reason in reasons if reason.code != "episode"]  # the alert shows its neighbours itself
    reasons = reasons[:_REASONS]
    severe = len(flagged) >= 3 or any(reason.code in ("card_testing", "drain_new_payee", "spree") for reason in reasons)
    score = float(score_of(suspicion.surprise[flagged].max()))
    pressing = _presses(scene, suspicion, members, severe=severe)
    position = int(suspicion.features.positions[worst])
    return Finding(
        kind="unauthorized",
        severity="high" if pressing else "medium" if severe or score >= 0.7 else "low",
        score=round(score, 4),
        amount=stake,
        currency=currency,
        person=str(view.column("person")[position]),
        account=str(view.column("account")[position]),
        rows=tuple(view.txn_ids[rows].tolist()),
        facts={
            "payments": int(np.count_nonzero(view.column("currency")[rows] == currency)),
            "first": str(view.date(int(rows[0]))),
            "last": str(view.date(int(rows[-1]))),
            "worst": str(view.txn_ids[position]),
            "severe": severe,
        },
        reasons=tuple(reasons),
    )


def _presses(scene: Scene, suspicion: Suspicion, members: np.ndarray, *, severe: bool) -> bool:
    """Tell whether an episode is more than unusual money: clear patterns, or much else that is strange about it.

    Also one that the person calls stolen; while they watch for a theft, whatever is likely; and in accounts too young for anything
    but patterns, the severe ones.
    """
    rows = suspicion.features.positions[members]
    if scene.answered("not_mine")[rows].any():
        return True
    surprise, parts = suspicion.surprise[members], suspicion.parts.iloc[members]
    if scene.view.settings.incident is not None:
        return severe or float(score_of(surprise.max())) >= _LIKELY
    if suspicion.cold[members].all():
        return severe
    strange = surprise - parts[list(ALSO_MINE)].sum(axis=1).to_numpy()
    return float(parts["pattern"].max()) >= CLEAR or (surprise.max() >= HIGH and strange.max() >= STRANGE)


def _stake(scene: Scene, rows: np.ndarray) -> tuple[int, str]:
    """Return the sum of the episode in the currency that most of its money is in."""
    currency = scene.view.column("currency")[rows]
    sums = {code: int(-scene.view.amount[rows][currency == code].sum()) for code in sorted(set(currency))}
    largest = max(sums, key=lambda code: sums[code])
    return sums[largest], str(largest)


def reasons_for(scene: Scene, suspicion: Suspicion, member: int) -> list[Reason]:
    """Return what speaks against one scored row: `member` counts among the scored rows."""
    rows = suspicion.features.positions[[member]]
    return [*_pattern_reasons(scene, rows), *_feature_reasons(scene, suspicion, member, rows)]


def _pattern_reasons(scene: Scene, rows: np.ndarray) -> list[Reason]:
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


def _feature_reasons(scene: Scene, suspicion: Suspicion, member: int, told: np.ndarray) -> list[Reason]:
    """Return the features that weigh most, with the plain numbers behind them; `told` are the rows that are spoken of."""
    parts = _weighed(scene, suspicion, member).sort_values(ascending=False, kind="stable")
    facts = suspicion.features.facts.iloc[member]
    position = int(suspicion.features.positions[member])
    view = scene.view
    currency = str(view.column("currency")[position])
    numbers: dict[str, dict[str, str | int | float | bool | list[str] | list[int] | None]] = {
        "amount": {"typical": int(facts["typical"]), "times": round(float(facts["times"]), 1), "currency": currency},
        "spend_day": {"spent": int(facts["spend_day"]), "usual": int(facts["usual_day"]), "currency": currency},
        "spend_hour": {"spent": int(facts["spend_hour"]), "usual": int(facts["usual_day"]), "currency": currency},
        "hour": {"time": _clock(int(view.wall[position]))},
        "new_country": {"country": str(view.column("country")[position])},
        "new_currency": {"currency": str(suspicion.features.currency[member])},
        "spend_new": {"spent": int(facts["spend_new"]), "currency": currency},
    }
    shown = [str(name) for name, nats in parts.items() if nats >= _SHOWN]
    if "episode" in shown:
        numbers["episode"] = {"times": odd_beside(suspicion, member)}
    for name in ("spend_day", "spend_hour"):
        if name in shown and len(shown) > 1 and facts[name] <= facts["usual_day"]:
            shown.remove(name)  # rare enough to count, yet it would read as its own denial
    if "spend_day" in shown and "spend_hour" in shown:
        shown.remove("spend_hour")
    return [
        _new_payee(scene, position, told) if name == "new_merchant" else Reason(name, numbers.get(name, {}))
        for name in shown
    ]


def _new_payee(scene: Scene, position: int, told: np.ndarray) -> Reason:
    """Return that a payee is new, or since when it has been paid, where nothing made it known and its first payment is not among those told."""
    view = scene.view
    name, first = str(view.column("counterparty")[position]), int(scene.shop_rows(int(view.merchant[position]))[0])
    if first in (position, *told.tolist()):
        return Reason("new_merchant", {"merchant": name})
    return Reason("new_again", {"merchant": name, "since": str(view.date(first))})


def _weighed(scene: Scene, suspicion: Suspicion, member: int) -> "pd.Series[float]":
    """Return the nats of each feature, with what the forest adds shared out by what set the row apart there.

    Only features that are rare for this payment have a share: a cut that leaves it among the ordinary is no reason.
    """
    row = suspicion.parts.iloc[member]
    parts = row.drop(["forest", "pattern", "payee", "expected"], errors="ignore")
    if row["forest"] <= 0:
        return parts
    normal = scene.known[suspicion.features.positions]
    bits = isolating(suspicion.features, normal, scene.view.settings, member)
    evidence = suspicion.features.evidence.iloc[member]
    shares = {name: part for name, part in bits.items() if evidence[name] >= _RARE}
    bits_of_all = sum(shares.values())
    if not bits_of_all:
        return parts  # no cut of a rare feature met this payment
    for name, part in shares.items():
        parts["amount" if name in SIZES else name] += row["forest"] * part / bits_of_all
    return parts


def _clock(second: int) -> str:
    return f"{second // 3600 % 24:02d}:{second // 60 % 60:02d}"
