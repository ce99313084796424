"""One number for how much speaks against a payment: evidence added up, the forest's view, and pattern rules.

Surprise is in nats. The weights are a logistic regression over four development sets that no reported figure uses,
rounded, and held down where a set's own names had earned them; those of currencies and of money at shops just met were set later, on tuning
people (docs/BENCHMARKS.md). The manner of a payment weighs one, beyond what one payment in five has. The size is the middle of its
three levels, so that one odd level cannot carry a row, or the merchant's where as much was paid there before. A payee
that is of no use to a thief speaks for the person; one who serves people to their face does so at home.

Thefts come in episodes: what other payments of the account's last days have beyond `ODD` adds to each payment's own, and
at most doubles it, so that the lunch between two thefts stays a lunch.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from detect.causal import window
from detect.context import Settings
from detect.features import Features
from detect.finding import Reason
from detect.forest import forest_scores
from detect.manners import MANNERS
from detect.memo import Memo
from detect.payments import SETTLED

SIZES: Final = ("amount_account", "amount_category", "amount_merchant")
WEIGHTS: Final = {
    "spend_day": 2.5,
    "spend_hour": 1.0,
    "hour": 2.0,
    "spend_new": 1.0,
    "burst": 0.7,
    "new_merchant": 3.0,
    "new_category": 0.5,
    "new_country": 2.0,
    "new_currency": 2.0,
    "spend_week": 0.0,  # the forest asks it; detect/features.py says why it is not added up
}
MANNER_FROM: Final = 1.6  # nats, one payment in five, from which the manner of a payment counts
SIZE_WEIGHT: Final = 2.0
PAYEE: Final = {"useless": -30.0, "served": -6.0, "liquid": 4.0, "": 0.0}
PERSONAL: Final = ("hour", "payee")  # what is usual for the person in an account that has no habits yet
FOREST_WEIGHT: Final = 12.0
FOREST_USUAL: Final = 0.45  # isolation score of an ordinary row; rows without a forest count as ordinary

BESIDE: Final = ("spend_day", "spend_hour", "burst", "episode")  # what lies around a payment, not in it

ODD: Final = 18.0  # nats from which a payment makes those around it odder
EPISODE_WEIGHT: Final = 0.3
EPISODE_MOST: Final = 20.0
_PARTS: Final = 1024.0  # of a nat

# Surprise to score: half at the surprise that a person's rows exceed about once a month.
_MIDDLE: Final = 20.0
_SCALE: Final = 4.0


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Surprise of the scored rows, parallel to `features.positions`.

    parts: what each feature adds, in nats, nothing where it is not known what is usual; their sum is `surprise` (float64).
    cold: bool, the person or the account has too little history for the forest and for usual values.
    learned: what the person's answers changed, in codes and facts.
    """

    features: Features
    parts: pd.DataFrame
    surprise: np.ndarray
    cold: np.ndarray
    learned: tuple[Reason, ...] = ()


def suspicion(
    features: Features, normal: np.ndarray, patterns: np.ndarray, settings: Settings, memo: Memo | None = None
) -> Suspicion:
    """Add up evidence, forest and patterns.

    Args:
        features: of the scored rows.
        normal: bool, rows the forest may learn from.
        patterns: float64, nats that pattern rules add to each row.
        settings: of the forest.
        memo: of forests' scores.
    """
    evidence = features.evidence
    isolation = forest_scores(features, normal, settings, memo)
    new = np.isnan(isolation)
    cold = new | features.young
    middle = np.sort(evidence[list(SIZES)].to_numpy(), axis=1)[:, 1]
    parts = {"amount": SIZE_WEIGHT * np.minimum(middle, evidence["amount_merchant"].to_numpy())}
    parts |= {name: weight * evidence[name].to_numpy() for name, weight in WEIGHTS.items()}
    parts |= {name: np.maximum(evidence[name].to_numpy() - MANNER_FROM, 0.0) for name in ("merchant_share", *MANNERS)}
    parts["forest"] = FOREST_WEIGHT * (isolation - FOREST_USUAL)
    parts["payee"] = np.array([PAYEE[kind] for kind in features.payee])
    parts["pattern"] = patterns
    for name, part in parts.items():
        unknown = new if name in PERSONAL else cold
        parts[name] = part if name == "pattern" else np.where(unknown, 0.0, part)
    alone = np.asarray(pd.DataFrame(parts).sum(axis=1))
    parts["episode"] = _episode(features, np.where(cold, 0.0, alone))
    frame = pd.DataFrame(parts)
    return Suspicion(features, frame, frame.sum(axis=1).to_numpy(), cold)


def _episode(features: Features, alone: np.ndarray) -> np.ndarray:
    """Return what the other odd payments of the account's last three days add to each payment (nats)."""
    odd = np.floor(np.maximum(alone - ODD, 0.0) * _PARTS)  # whole numbers, which add up the same in any order
    others = (window(features.account, features.when, odd, SETTLED) - odd) / _PARTS
    return np.asarray(np.minimum(EPISODE_WEIGHT * others, np.clip(alone, 0.0, EPISODE_MOST)))


def score_of(surprise: np.ndarray | float) -> np.ndarray:
    """Return the score 0..1 of a surprise: monotone, and the same scale for every person."""
    return np.asarray(1.0 / (1.0 + np.exp(-(np.asarray(surprise, dtype=np.float64) - _MIDDLE) / _SCALE)))


def odd_beside(suspicion: Suspicion, member: int) -> int:
    """Return how many other payments of the account's last three days made a payment odder: `member` counts among the scored rows, by moment."""
    features = suspicion.features
    first, last = np.searchsorted(features.when, [features.when[member] - SETTLED, features.when[member]], side="right")
    near = np.arange(first, last)
    near = near[(features.account[near] == features.account[member]) & (near != member) & ~suspicion.cold[near]]
    alone = suspicion.surprise[near] - suspicion.parts["episode"].to_numpy()[near]
    return int(np.count_nonzero(alone > ODD))
