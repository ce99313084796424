"""Payments the person may not have made: the forest, the evidence and the patterns together, one alert an episode."""

import datetime as dt
from typing import Final

import numpy as np

from detect.finding import Finding
from detect.learned import like_own
from detect.limits import limits
from detect.reasons import feature_reasons, pattern_reasons
from detect.scene import Scene
from detect.suspicion import BESIDE, Suspicion, score_of
from detect.told import Told, settled
from detect.view import DAY

EPISODE: Final = 3 * DAY  # suspicious payments closer together than this are one story
DRAWN_IN: Final = 6.0  # nats below the threshold at which a payment near an episode belongs to it
NEAR: Final = DAY // 2
OF_ITS_OWN: Final = (
    4.0  # nats that a payment needs besides what went on around it: the coffee on the day of a theft is a coffee
)
_REASONS: Final = 5

# What a large purchase of one's own, and what is bought beside it, have as well.
ALSO_MINE: Final = ("amount", "spend_day", "spend_hour", "spend_week", "round_amount", "drain", "episode")
# When an alert presses (docs/BENCHMARKS.md, "Act now"): chosen on simulated people that no reported figure uses.
HIGH: Final = 40.0  # nats of surprise
STRANGE: Final = 14.0  # nats of them that are about something else
CLEAR: Final = 22.0  # nats of patterns, which need no more
SEVERE: Final = ("card_testing", "drain_new_payee", "loan_paid_out", "spree")  # patterns of an account in other hands
_LIKELY: Final = 0.98  # score from which a payment presses while the person watches for a theft


def find(scene: Scene) -> list[Finding]:
    """Return one finding for each episode of payments above the person's own threshold."""
    if scene.suspicion is None:
        return []
    findings = []
    mine = scene.answered("mine") | like_own(scene)
    for person in np.unique(scene.suspicion.features.person):
        findings += _of_person(scene, scene.suspicion, int(person), mine)
    scene.resolved += settled(scene, mine)
    return findings


def _of_person(scene: Scene, suspicion: Suspicion, person: int, own_payments: np.ndarray) -> list[Finding]:
    view = scene.view
    own = np.flatnonzero(suspicion.features.person == person)
    rows = suspicion.features.positions[own]
    surprise, when = suspicion.surprise[own], view.when[rows]
    limit = limits(scene, suspicion, own)
    mine = own_payments[rows]
    recent = view.day[rows] >= _since(scene, rows)
    itself = surprise - suspicion.parts.iloc[own][list(BESIDE)].sum(axis=1).to_numpy()
    flagged = (surprise >= limit) & (itself >= OF_ITS_OWN) & ~mine & recent
    stories: list[np.ndarray] = []
    for episode in _episodes(when, flagged):
        near = (when >= when[episode[0]] - NEAR) & (when <= when[episode[-1]] + NEAR) & ~mine
        drawn = np.flatnonzero(near & (surprise >= limit - DRAWN_IN) & (itself >= OF_ITS_OWN))
        members = np.union1d(episode, drawn)
        stories = _joined(stories, np.union1d(members, _told_along(scene, rows, members, ~mine & recent)))
    told = Told.of(scene, rows, ~mine)
    for before in told.stories:
        if any(np.isin(before, story).any() for story in stories):
            stories = _joined(stories, before)
    heavy = [int(max(flagged[story].sum(), told.grave[story].sum())) for story in stories]
    return [_finding(scene, suspicion, own[story], count) for story, count in zip(stories, heavy, strict=True)]


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


def _finding(scene: Scene, suspicion: Suspicion, members: np.ndarray, heavy: int) -> Finding:
    """Return a story; `members` count among the scored rows, and `heavy` of them lie above the threshold or were told as severe."""
    view = scene.view
    rows = suspicion.features.positions[members]
    stake, currency = _stake(scene, rows)
    worst = int(members[np.argmax(suspicion.surprise[members])])
    reasons = [*pattern_reasons(scene, rows), *feature_reasons(scene, suspicion, worst, rows)]
    if len(rows) > 1:
        reasons = [reason for reason in reasons if reason.code != "episode"]  # the alert shows its neighbours itself
    reasons = reasons[:_REASONS]
    severe = heavy >= 3 or any(reason.code in SEVERE for reason in reasons)
    score = float(score_of(suspicion.surprise[worst]))
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
    but patterns, the severe and the clear ones.
    """
    rows = suspicion.features.positions[members]
    if scene.answered("not_mine")[rows].any():
        return True
    surprise, parts = suspicion.surprise[members], suspicion.parts.iloc[members]
    if scene.view.settings.incident is not None:
        return severe or float(score_of(surprise.max())) >= _LIKELY
    clear = float(parts["pattern"].max()) >= CLEAR
    if suspicion.cold[members].all():
        return severe or clear
    strange = surprise - parts[list(ALSO_MINE)].sum(axis=1).to_numpy()
    return clear or (surprise.max() >= HIGH and strange.max() >= STRANGE)


def _stake(scene: Scene, rows: np.ndarray) -> tuple[int, str]:
    """Return the sum of the episode in the currency that most of its money is in."""
    currency = scene.view.column("currency")[rows]
    sums = {code: int(-scene.view.amount[rows][currency == code].sum()) for code in sorted(set(currency))}
    largest = max(sums, key=lambda code: sums[code])
    return sums[largest], str(largest)
