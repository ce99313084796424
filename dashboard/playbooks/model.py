"""The library as it lies in the files: tables of facts, topics, packs. Nothing here has a language yet.

Facts are gathered, not promised. Every row says where it comes from (`Proof`); a row that nobody could confirm is
shown with a mark, never stands alone, and never moves a date later.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

LOCALES: Final = ("zh", "en", "id")
HELP: Final = "help"
GENERIC: Final = "ZZ"  # everywhere else; its tables are also in reach of every other pack
SECTIONS: Final = ("fit", "now", "today", "week", "evidence", "say", "refused", "law", "never")
INSTITUTIONS: Final = ("wallet", "bank", "lender", "merchant", "privacy", "crime", "court")
STATUSES: Final = ("S1", "S2", "G", "own")  # official text, secondary page, general knowledge, our own advice
URGENCIES: Final = ("emergency", "soon", "routine")


@dataclass(frozen=True, slots=True)
class Proof:
    """Where a row comes from. `conflict` says which source disagrees."""

    status: str
    confidence: str  # H, M, L
    source: str
    checked: date  # the day the row was gathered
    conflict: str = ""

    @property
    def verified(self) -> bool:
        """Tell whether the row may stand without the mark."""
        return self.status != "G" and self.confidence == "H" and not self.conflict


@dataclass(frozen=True, slots=True)
class Clock:
    """A span that starts with an event and ends with something lost or due."""

    id: str
    who: str  # user, provider, merchant, regulator
    anchor: str  # the event it starts from
    length: int
    unit: str
    bound: str  # latest: act before it ends; earliest: before its end is too early; during: holds while it runs
    kind: str  # legal, scheme, contract, guideline, practical
    situations: tuple[str, ...]
    fact: str
    version_by: str  # transaction (liability) or anchor (handling time): which day picks the version of the rule
    proof: Proof
    valid_from: date | None = None
    valid_to: date | None = None
    met_by: tuple[
        str, ...
    ] = ()  # the person's acts (`case_anchors.ACTS`) or steps (`step.ID`); of others `case_ends.ENDS`


@dataclass(frozen=True, slots=True)
class Way:
    """One way to reach somebody: a number, a site, or words that live in the language files under `words`.

    A way with a purpose is shown only where a reference names it: `{contact:cn.alipay/freeze}`. A plain reference
    asks for help, so that nobody who only traces a refund is led to freeze an account.
    """

    kind: str  # phone, sms, chat, site, mail, app, place
    proof: Proof
    value: str = ""
    words: str = ""
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to turn to, and how to see that it is really them."""

    id: str
    role: str
    verify: str
    proof: Proof
    ways: tuple[Way, ...] = ()
    supervisor: str = ""


@dataclass(frozen=True, slots=True)
class LawPoint:
    """One fact of law or scheme rules; `title` names the text it stands in, `place` the spot in it."""

    id: str
    title: str
    proof: Proof
    cite: str = "plain"
    place: str = ""
    number: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount or a share that prose may name by reference."""

    id: str
    amount: str
    unit: str  # ISO 4217, percent or times
    fact: str


@dataclass(frozen=True, slots=True)
class Body:
    """An office one can complain to."""

    id: str
    contacts: tuple[str, ...]
    clocks: tuple[str, ...]
    after: tuple[str, ...] = ()  # offices of the same ladder that have to be asked before


@dataclass(frozen=True, slots=True)
class Added:
    """A step of a pack: after which step it comes, or `section` where it opens one."""

    id: str
    after: str
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wiring:
    """What a pack does to one topic."""

    added: tuple[Added, ...] = ()
    moved: tuple[Added, ...] = ()
    dropped: tuple[str, ...] = ()
    shown: Mapping[str, tuple[str, ...]] | None = None  # step id -> references, before the step's own
    below: Mapping[str, tuple[str, ...]] | None = None  # step id -> references, after the step's own


@dataclass(frozen=True, slots=True)
class Pack:
    """One jurisdiction."""

    id: str
    file: str
    covers: tuple[str, ...]  # ISO 3166 codes this pack speaks for
    last_reviewed: date
    stale_after_days: int
    reviewed_by: str
    ladder: Mapping[str, tuple[str, ...]]
    bodies: Mapping[str, Body]
    law: Mapping[str, LawPoint]
    figures: Mapping[str, Figure]
    clocks: Mapping[str, Clock]
    contacts: Mapping[str, Contact]
    wiring: Mapping[str, Wiring]


@dataclass(frozen=True, slots=True)
class StepText:
    """A step in one language: paragraphs, and references it carries without printing them."""

    id: str
    title: str
    text: str
    refs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicText:
    """One topic in one language."""

    topic: str
    locale: str
    file: str
    title: str
    lead: str
    urgency: str
    version: int
    last_reviewed: date
    stale_after_days: int
    reviewed_by: str
    sections: Mapping[str, tuple[StepText, ...]]
