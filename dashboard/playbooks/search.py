"""Finding the playbook for what somebody types: their own words, in any order, without a space between Chinese ones."""

import re
from collections.abc import Iterable
from typing import Final

from dashboard.playbooks.library import library
from dashboard.playbooks.model import TopicText

_REFERENCE: Final = re.compile(r"\{[^}]*\}")  # `{clock:own-freeze}` and the like are no words
_CHINESE: Final = re.compile(r"[\u3400-\u9fff]+")
_WORD: Final = re.compile(r"[^\W_]+")
_WEIGHTS: Final = (8, 4, 3, 1)  # of the title, the lead, a step's title, anything else
_ENOUGH: Final = 0.5  # share of the words that must be there


def search(text: str, locale: str) -> tuple[str, ...]:
    """Return the topics that speak of what was typed, the best first; all of them, in the library's order, for nothing.

    >>> search("charged twice", "en")[0], search("被扣了两次", "zh")[0]
    ('duplicate-charge', 'duplicate-charge')
    """
    wanted, topics = terms(text), library().topics
    if not wanted:
        return tuple(topics)
    scores = {topic: _score(wanted, texts[locale]) for topic, texts in topics.items()}
    return tuple(sorted((topic for topic in topics if scores[topic]), key=lambda topic: -scores[topic]))


def terms(text: str) -> tuple[str, ...]:
    """Return what is looked for: words by their spelling, Chinese by every two characters that stand together.

    >>> terms("Refund 退款没到"), terms("款")
    (('refund', '退款', '款没', '没到'), ('款',))
    """
    found: dict[str, None] = {}
    for piece in _WORD.findall(text.casefold()):
        rest = _CHINESE.sub(" ", piece).split()
        pairs = (run[at : at + 2] for run in _CHINESE.findall(piece) for at in range(max(1, len(run) - 1)))
        found |= dict.fromkeys([*rest, *pairs])
    return tuple(found)


def _score(wanted: tuple[str, ...], topic: TopicText) -> float:
    """Return how well a topic fits: each word counts by the best place it stands in; 0 where too few stand anywhere."""
    steps = [step for section in topic.sections.values() for step in section]
    places = (
        [topic.title], [topic.lead], [step.title for step in steps], [_REFERENCE.sub(" ", step.text) for step in steps],
    )  # fmt: skip
    plain = [" ".join(texts).casefold() for texts in places]
    found = [weight for term in wanted if (weight := _best(term, plain))]
    return sum(found) / len(wanted) if len(found) >= _ENOUGH * len(wanted) else 0.0


def _best(term: str, places: Iterable[str]) -> int:
    """Return the weight of the best place a term stands in; a Latin word must begin one there."""
    pattern = re.compile(re.escape(term) if _CHINESE.match(term) else rf"\b{re.escape(term)}")
    return next((weight for weight, place in zip(_WEIGHTS, places, strict=True) if pattern.search(place)), 0)
