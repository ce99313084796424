"""The playbook library: read once, asked by topic, place and language.

>>> playbook("refund-missing", "CN", "en").title
'A refund that has not arrived'
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Final

from dashboard.playbooks.model import GENERIC, LOCALES, URGENCIES
from dashboard.playbooks.shelf import Shelf
from dashboard.playbooks.shown import Playbook
from ingest.errors import UnknownName

ROOT: Final = Path(__file__).parent

# Alert kind -> topic: the table of the architecture. A gap in the statements asks for an import, not for a playbook.
KIND_TOPICS: Final[Mapping[str, str | None]] = {
    "unauthorized": "unauthorised-charge",
    "duplicate": "duplicate-charge",
    "missing_refund": "refund-missing",
    "failed_but_debited": "payment-failed-debited",
    "missing_top_up": "topup-missing",
    "new_recurring": "wrong-charge",
    "price_rise": "wrong-charge",
    "charged_after_cancel": "wrong-charge",
    "unexpected_fee": "wrong-charge",
    "statement_gap": None,
}
SEVERE_TOPICS: Final = {"unauthorized": "account-theft"}


@dataclass(frozen=True, slots=True)
class TopicInfo:
    """One topic of the library, as `walletwatch playbooks` lists it."""

    topic: str
    locales: tuple[str, ...]
    jurisdictions: tuple[str, ...]
    last_reviewed: date


def catalogue() -> tuple[TopicInfo, ...]:
    """List every topic, what cannot wait first."""
    shelf = library()
    oldest_pack = min(pack.last_reviewed for pack in shelf.packs.values())
    return tuple(
        TopicInfo(topic, LOCALES, tuple(sorted(shelf.packs)), min(texts["en"].last_reviewed, oldest_pack))
        for topic, texts in sorted(shelf.topics.items(), key=lambda named: URGENCIES.index(named[1]["en"].urgency))
    )


def playbook(topic: str, jurisdiction: str = GENERIC, locale: str = "en", *, today: date | None = None) -> Playbook:
    """Return a playbook in one language for one place; a place without a pack gets the generic one.

    Raises:
        UnknownName: there is no such topic, or not in this language.
    """
    shelf = library()
    if topic not in shelf.topics or locale not in LOCALES:
        raise UnknownName(what="playbook", name=topic, command="playbooks")
    return shelf.playbook(topic, jurisdiction, locale, today or datetime.now(tz=UTC).date())


def topic_for(kind: str, *, severe: bool = False) -> str | None:
    """Return the topic an alert kind leads to; `severe` means several rows, a drain, a loan drawn or theft mode."""
    return SEVERE_TOPICS.get(kind, KIND_TOPICS[kind]) if severe else KIND_TOPICS[kind]


@cache
def library() -> Shelf:
    """Return the shipped library, read once."""
    return Shelf(ROOT)
