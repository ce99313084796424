"""Charged twice: a charge came again, and nothing innocent explains it.

The ways it happens are weighed in `detect.twice`, each pair in log odds. A wallet row and its card row are one payment
(a mirror) and never get here; neither do charges already given back, rows that two files may both show, and money
sent to friends, who get equal shares all the time.
"""

from typing import Final

import numpy as np

from detect.finding import Fact, Finding, Reason
from detect.rules.repeats import to_people
from detect.scene import Resolution, Scene
from detect.texts import asked
from detect.twice import ways
from detect.twice.pair import Pair
from detect.twice.taught import Taught

_RAISE: Final = -0.7  # log odds from which a pair is told: one in three is right
_MEDIUM: Final = 0.5
_HIGH: Final = 3.0
_LONG_CHAIN: Final = -1.5  # for each charge beyond the second: presents, seats and machines come in rows


def find(scene: Scene) -> list[Finding]:
    """Return one finding for each group of charges that may be one charge taken several times."""
    rows = _candidates(scene)
    taught = Taught.of(scene)
    pairs = [taught.weighed(scene, pair) for way in ways() for pair in way.pairs(scene, rows)]
    findings = []
    for chain in _chains(_strongest([pair for pair in pairs if not taught.is_settled(pair)])):
        members = _members(chain)
        if scene.given_back & set(members):
            identities = tuple(str(scene.view.txn_ids[n]) for n in members)
            scene.resolved.append(Resolution("duplicate", identities, Reason("reversed", {})))
        elif _odds(chain) >= _RAISE:
            findings.append(_finding(scene, chain, members))
    return findings


def _candidates(scene: Scene) -> np.ndarray:
    """Return the payments that can be charged twice: money to a named shop, seen by one file for sure."""
    view = scene.view
    doubtful = set(view.context.overlaps["txn_id"]) | set(view.context.overlaps["overlap_of"])
    rows = scene.payments
    sure = np.array([identity not in doubtful for identity in view.txn_ids[rows].tolist()], dtype=bool)
    named = view.column("merchant")[rows] != ""
    charge = np.isin(view.column("kind")[rows], ("payment", "fee"))
    friend = np.isin(view.merchant[rows], _friends(scene))
    sent = asked(view.words[rows], to_people)
    return np.asarray(rows[sure & named & charge & ~friend & ~sent])


def _friends(scene: Scene) -> np.ndarray:
    """Return the merchant codes of those who also send money: people, among whom equal shares come and go."""
    view = scene.view
    sent = view.moved & (view.amount > 0) & np.isin(view.column("kind"), ("income", "transfer"))
    return np.unique(view.merchant[sent & (view.column("merchant") != "")])


def _strongest(pairs: list[Pair]) -> list[Pair]:
    """Return the pairs worth telling, each once, by its strongest way."""
    best: dict[tuple[int, int], Pair] = {}
    for pair in sorted(pairs, key=lambda pair: -pair.nats):
        best.setdefault((pair.first, pair.second), pair)
    return sorted((pair for pair in best.values() if pair.nats >= _RAISE), key=lambda pair: (pair.first, pair.second))


def _chains(pairs: list[Pair]) -> list[list[Pair]]:
    """Join pairs that share a row."""
    chains: dict[int, list[Pair]] = {}
    for pair in pairs:
        joined = [pair]
        for chain in {id(chain): chain for row in (pair.first, pair.second) if (chain := chains.get(row))}.values():
            joined += chain
        for member in joined:
            chains[member.first] = chains[member.second] = joined
    return list({id(chain): chain for chain in chains.values()}.values())


def _members(chain: list[Pair]) -> list[int]:
    return sorted({row for pair in chain for row in (pair.first, pair.second)})


def _odds(chain: list[Pair]) -> float:
    """Return the log odds of a chain: its strongest pair; long rows without a common order number speak against."""
    best = max(chain, key=lambda pair: pair.nats)
    return best.nats if best.same_order else best.nats + _LONG_CHAIN * (len(_members(chain)) - 2)


def _finding(scene: Scene, chain: list[Pair], members: list[int]) -> Finding:
    view = scene.view
    best = max(chain, key=lambda pair: pair.nats)
    odds = _odds(chain)
    extra = {pair.too_much for pair in chain}
    facts: dict[str, Fact] = {
        "times": len(members),
        "merchant": str(view.column("counterparty")[best.first]),
        "same_order": best.same_order,
    }
    facts |= {"gap_seconds": best.gap} if best.timed else {"gap_days": best.gap}
    for reason in best.reasons:
        if reason.code in ("repeats", "never_repeats"):
            facts |= reason.facts
    return Finding(
        kind="duplicate",
        severity="high" if odds >= _HIGH else "medium" if odds >= _MEDIUM else "low",
        score=round(float(1.0 / (1.0 + np.exp(-odds))), 4),
        amount=int(-view.amount[sorted(extra)].sum()),
        currency=str(view.column("currency")[best.first]),
        person=str(view.column("person")[best.first]),
        account=str(view.column("account")[best.first]),
        rows=tuple(str(view.txn_ids[n]) for n in members),
        facts=facts,
        reasons=best.reasons,
    )
