"""Charged twice: the same shop took the same amount again, and nothing innocent explains it.

Each pair of equal charges is weighed in nats for and against: how close in time, the merchant's order numbers, what
kind of shop it is, how often this person really pays there twice, and whether the amount is one of the shop's price
points. A wallet row and its card row are one payment (a mirror) and never get here; neither do charges already
given back, and rows that two files may both show.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from detect.causal import codes
from detect.finding import Fact, Finding, Reason
from detect.rules.repeats import repeat_prone
from detect.scene import Resolution, Scene
from detect.view import DAY

DAYS: Final = 3  # replays of a merchant's whole day come one to three days later
_PRIOR: Final = -3.0
_RAISE: Final = 0.0  # nats from which a pair is a finding
_HIGH: Final = 3.0

# Seconds up to which a gap is worth these nats. Retries after a time-out come within a quarter of an hour.
_GAPS: Final = ((60, 6.0), (120, 5.0), (300, 4.0), (900, 3.0), (3600, 0.0), (6 * 3600, -1.5), (DAY, -2.0))
_LATER_DAY: Final = -1.0
_SAME_DAY_UNTIMED: Final = 1.0
_SAME_ORDER: Final = 5.0
_OTHER_ORDER: Final = -2.5
_OTHER_ACCOUNT: Final = 2.0
_PRONE: Final = -6.0


@dataclass(frozen=True, slots=True)
class _Pair:
    first: int
    second: int
    gap: int  # seconds, or whole days where times are not known
    timed: bool
    nats: float
    same_order: bool
    visits: int
    repeats: int


def find(scene: Scene) -> list[Finding]:
    """Return one finding for each group of charges that may be one charge taken several times."""
    view = scene.view
    rows = _candidates(scene)
    same = codes(view.merchant[rows], view.amount[rows])
    order = np.lexsort((view.when[rows], same))
    pairs = [
        pair
        for group in np.split(order, np.flatnonzero(np.diff(same[order])) + 1)
        if len(group) > 1
        for pair in _pairs(scene, rows[group])
    ]
    reversed_ = _reversed(scene)
    findings = []
    for chain in _chains([pair for pair in pairs if pair.nats >= _RAISE]):
        back = [pair for pair in chain if pair.first in reversed_ or pair.second in reversed_]
        if back:
            identities = tuple(str(view.txn_ids[n]) for n in _members(chain))
            scene.resolved.append(Resolution("duplicate", identities, Reason("reversed", {})))
        else:
            findings.append(_finding(scene, chain))
    return findings


def _candidates(scene: Scene) -> np.ndarray:
    """Return the payments that can be charged twice: money of some size to a named shop, seen by one file for sure."""
    view = scene.view
    doubtful = set(view.context.overlaps["txn_id"]) | set(view.context.overlaps["overlap_of"])
    sure = np.array([identity not in doubtful for identity in view.txn_ids[scene.payments]], dtype=bool)
    named = view.column("merchant")[scene.payments] != ""
    payment = np.isin(view.column("kind")[scene.payments], ("payment", "transfer", "fee"))
    mine = scene.answered("mine")[scene.payments]
    return np.asarray(scene.payments[sure & named & payment & ~mine])


def _pairs(scene: Scene, group: np.ndarray) -> list[_Pair]:
    """Weigh neighbouring equal charges of one shop."""
    view = scene.view
    days = view.day[group]
    pairs = []
    for first, second in zip(group[:-1].tolist(), group[1:].tolist(), strict=True):
        if view.day[second] - view.day[first] <= DAYS:
            pairs.append(_weighed(scene, first, second, days))
    return pairs


def _weighed(scene: Scene, first: int, second: int, equal_days: np.ndarray) -> _Pair:
    view = scene.view
    timed = bool(view.has_time[first] and view.has_time[second])
    days = int(view.day[second] - view.day[first])
    gap = int(view.when[second] - view.when[first]) if timed else days
    orders = view.column("order_reference")
    same_order = bool(orders[first]) and orders[first] == orders[second]
    other_order = bool(orders[first]) and bool(orders[second]) and not same_order
    visits, repeats, share = _habit(scene, first, equal_days)
    nats = _PRIOR + _gap_nats(gap, days, timed=timed)
    nats += _SAME_ORDER if same_order else _OTHER_ORDER if other_order else 0.0
    nats += _OTHER_ACCOUNT if view.account[first] != view.account[second] and timed and gap <= 3600 else 0.0
    prone = repeat_prone(
        f"{view.column('counterparty')[first]} {view.column('description')[first]} {view.column('category')[first]}"
    )
    nats += _PRONE if prone and not same_order else 0.0
    if not same_order:
        nats += _habit_nats(visits, repeats, share, timed=timed, gap=gap)
    return _Pair(first, second, gap, timed, nats, same_order, visits, repeats)


def _gap_nats(gap: int, days: int, *, timed: bool) -> float:
    if not timed:
        return _SAME_DAY_UNTIMED if days == 0 else _LATER_DAY
    return next((nats for seconds, nats in _GAPS if gap <= seconds), _LATER_DAY)


def _habit(scene: Scene, row: int, equal_days: np.ndarray) -> tuple[int, int, float]:
    """Return the person's habit at a shop on other days: visits, equal amounts twice on a day, share of this amount."""
    day = scene.view.day[row]
    others = equal_days[np.abs(equal_days - day) > DAYS]
    _, counts = np.unique(others, return_counts=True)
    shop = scene.shop_days(int(scene.view.merchant[row]))
    elsewhen = shop[np.abs(shop - day) > DAYS]
    visits = len(np.unique(elsewhen))
    return visits, int((counts > 1).sum()), len(others) / len(elsewhen) if len(elsewhen) else 0.0


def _habit_nats(visits: int, repeats: int, share: float, *, timed: bool, gap: int) -> float:
    """Return evidence from habit: real repeats speak against, a regular who never repeats and odd amounts speak for."""
    rate = (repeats + 0.3) / (visits + 4.0)
    nats = float(np.clip(-np.log(rate / 0.06), -5.0, 1.5))
    if visits >= 3 and share < 0.1:
        nats += 2.0  # an amount the shop never took before, twice: hardly two separate purchases
    elif share > 0.5 and not (timed and gap <= 900):
        nats -= 2.0  # the shop's one price: a fare, a coffee, a seat
    return nats


def _reversed(scene: Scene) -> set[int]:
    """Return payments that were given back in full."""
    amount = scene.view.amount
    return {left for left, rights in scene.links.rights("refund").items() if amount[rights].sum() >= -amount[left]}


def _chains(pairs: list[_Pair]) -> list[list[_Pair]]:
    """Join pairs that share a row."""
    chains: list[list[_Pair]] = []
    ending: dict[int, list[_Pair]] = {}
    for pair in pairs:
        chain = ending.pop(pair.first, None)
        if chain is None:
            chain = []
            chains.append(chain)
        chain.append(pair)
        ending[pair.second] = chain
    return chains


def _members(chain: list[_Pair]) -> list[int]:
    return [chain[0].first, *(pair.second for pair in chain)]


def _finding(scene: Scene, chain: list[_Pair]) -> Finding:
    view = scene.view
    members = _members(chain)
    best = max(chain, key=lambda pair: pair.nats)
    score = 1.0 / (1.0 + np.exp(-best.nats))
    amount = int(-view.amount[members[0]])
    facts: dict[str, Fact] = {
        "times": len(members),
        "merchant": str(view.column("counterparty")[members[0]]),
        "same_order": best.same_order,
        "visits": best.visits,
        "repeats": best.repeats,
    }
    facts |= {"gap_seconds": best.gap} if best.timed else {"gap_days": best.gap}
    return Finding(
        kind="duplicate",
        severity="high" if best.nats >= _HIGH else "medium",
        score=round(float(score), 4),
        amount=amount * (len(members) - 1),
        currency=str(view.column("currency")[members[0]]),
        person=str(view.column("person")[members[0]]),
        account=str(view.column("account")[members[0]]),
        rows=tuple(str(view.txn_ids[n]) for n in members),
        facts=facts,
        reasons=tuple(_reasons(best)),
    )


def _reasons(pair: _Pair) -> list[Reason]:
    reasons = [Reason("same_order", {})] if pair.same_order else []
    reasons.append(
        Reason("gap_seconds", {"seconds": pair.gap})
        if pair.timed and pair.gap < DAY
        else Reason("gap_days", {"days": pair.gap if not pair.timed else pair.gap // DAY})
    )
    if pair.visits:
        reasons.append(Reason("repeats", {"repeats": pair.repeats, "visits": pair.visits}))
    return reasons
