"""The isolation forest: one person's ordinary life, learned as it goes on.

What counts is the score; higher is stranger. Labels are never asked for: pyod's default contamination flags a tenth of pure
noise. A scan asks the compiled trees themselves; `detect.detector` offers the same forest through pyod's interface.
"""

from collections.abc import Callable
from functools import cache, partial
from typing import Final

import numpy as np

from detect.context import Settings
from detect.features import Features, blocks
from detect.isolation import Trees, cut_off, grow, isolation
from detect.memo import Memo
from detect.recipe import learned_digests, scored_digest

GROWTH: Final = (
    1.25  # learn anew when there is a quarter more to learn from; every month would cost much and teach little
)

MOST: Final = 20_000  # newest rows of a person to learn from: people change, and trees see a sample anyway

Lesson = tuple[np.ndarray, list[np.ndarray]]  # rows to learn from; rows to score with it, by month


def forest_scores(features: Features, normal: np.ndarray, settings: Settings, memo: Memo | None = None) -> np.ndarray:
    """Score every calendar month of every person by a forest that saw only earlier months.

    Args:
        features: evidence of the scored rows.
        normal: bool, rows the forest may learn from (not those the person called fraud).
        settings: minimum_rows, trees, samples, seed.
        memo: scores of months; a forest is grown only where those of one of its months are not in it.

    Returns:
        float64, the mean isolation score 2^(-E[h]/c) of Liu, Ting and Zhou (2008), about 0.4 for ordinary rows and
        towards 1 for strange ones; NaN where the person has fewer than `minimum_rows` earlier rows.
    """
    matrix = features.evidence.to_numpy(dtype=np.float64)
    order = np.lexsort((features.month, features.person))
    scores = np.full(len(order), np.nan)
    memo, lessons = memo or Memo(), _lessons(features, order, normal, settings)
    digests = learned_digests(matrix, [learned for learned, _ in lessons], settings)
    for (learned, months), digest in zip(lessons, digests, strict=True):
        forest = cache(partial(_grown, matrix, learned, settings))
        for month in months:
            now = matrix[month]
            scores[month] = memo.scores(scored_digest(digest, now), len(now), partial(_isolation, forest, now))
    return scores


def _lessons(features: Features, order: np.ndarray, normal: np.ndarray, settings: Settings) -> list[Lesson]:
    """Return what is learned and what is scored by it: months share a forest until the history has grown enough."""
    lessons: list[Lesson] = []
    last_first, learned_size = -1, 0
    for start, stop, first in blocks(features.person[order], features.month[order]):
        before = order[first:start]
        learned = before[normal[before]]
        if len(learned) < settings.minimum_rows:
            continue
        if first != last_first or len(learned) >= GROWTH * learned_size:
            lessons.append((learned, []))
            last_first, learned_size = first, len(learned)
        lessons[-1][1].append(order[start:stop])
    return lessons


def isolating(features: Features, normal: np.ndarray, settings: Settings, member: int) -> dict[str, float]:
    """Return the bits by which each feature set one scored row (a number among them) apart; empty where no forest scored it.

    Its forest is grown again from the same rows and the same seed, which costs less than keeping all of them. Other
    arguments as for `forest_scores`.
    """
    matrix = features.evidence.to_numpy(dtype=np.float64)
    own = np.flatnonzero(features.person == features.person[member])
    order = own[np.argsort(features.month[own], kind="stable")]
    for learned, months in _lessons(features, order, normal, settings):
        if any(member in month for month in months):
            bits = cut_off(_grown(matrix, learned, settings), matrix[member])
            return dict(zip(features.evidence.columns, bits.tolist(), strict=True))
    return {}


def _isolation(forest: Callable[[], Trees], now: np.ndarray) -> np.ndarray:
    return isolation(forest(), now)


def _grown(matrix: np.ndarray, learned: np.ndarray, settings: Settings) -> Trees:
    return grow(matrix[learned[-MOST:]], settings.trees, settings.samples, settings.seed)
