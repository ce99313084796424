"""What only the person knows of a payment, and which rules hold for it: how it was paid, where, and how it was bought. Pure.

An answer is a fact of the log. It brings words that situations of clocks ask for, and takes away what the kind of account
only lets one suppose: a transfer was no payment by card. `other` also means "I do not know", and changes nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from detect.clocks import MAYBE_CARD, Instrument, Matter
from detect.finding import Fact

SCHEME: Final = "card_scheme"  # the fact that names a card's network
SCHEMES: Final = ("visa", "mastercard")  # whose rules the packs know
OTHER: Final = "other"
_CARD: Final = frozenset({"card", "credit-card", "pos", MAYBE_CARD})


@dataclass(frozen=True, slots=True)
class Answer:
    """The words that an answer brings, and those that it rules out."""

    brings: frozenset[str] = frozenset()
    rules_out: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Trait:
    """A fact to ask for, and its answers; it is not asked about the troubles `unless`."""

    fact: str
    answers: Mapping[str, Answer]
    unless: frozenset[str] = frozenset()

    @property
    def words(self) -> frozenset[str]:
        """Every word that an answer may bring."""
        return frozenset().union(*(answer.brings for answer in self.answers.values()))


def _brings(*words: str) -> Answer:
    return Answer(frozenset(words))


def _no_card(*words: str) -> Answer:
    return Answer(frozenset(words), _CARD)


# A purchase by debit card counts as one at a point of sale also where it was made online or by phone (US-06, IN-03).
PAID_BY: Final = Trait(
    "paid_by",
    {
        "card": _brings("card", "pos"), "uk_transfer": _no_card("faster-payments"), "direct_debit": _no_card("direct-debit"),
        "upi_person": _no_card("upi-p2p"), "upi_shop": _no_card("upi-p2m"), "atm": _brings("atm"), OTHER: Answer(),
    },
)  # fmt: skip
TRAITS: Final = (
    PAID_BY,
    Trait("bought", {"distance": _brings("online", "return"), OTHER: Answer()}),
    Trait("paid_where", {"abroad": _brings("foreign", "cross-border"), "to_abroad": _brings("cross-border"), OTHER: Answer()}),
    # A new account gives the bank more time (US-05, US-06), counted from when money first came in; it was opened before that,
    # and whoever is in doubt keeps the shorter time.
    Trait("account_age", {"new": _brings("new"), OTHER: Answer()}),
    # who turned to an office about a theft or a payment that failed did not complain of a shop
    Trait("office", {"market": _brings("merchant"), OTHER: Answer()}, frozenset({"unauthorised", "scam", "failed", "top-up"})),
)  # fmt: skip


def as_told(matter: Matter, said: Mapping[str, Fact]) -> Matter:
    """Return a matter as the answers of a case make it; without answers, the same.

    A word may be a trouble of its own (`direct-debit`) or what an instrument must be (`online`).
    """
    answers = [trait.answers[name] for trait in TRAITS if (name := str(said.get(trait.fact, ""))) in trait.answers]
    brought = frozenset().union(*(answer.brings for answer in answers))
    less = frozenset().union(*(answer.rules_out for answer in answers))
    instrument = replace(matter.instrument, more=matter.instrument.more | brought, less=less)
    if no_card(said):
        return replace(matter, troubles=matter.troubles | brought, instrument=replace(instrument, scheme=""))
    return replace(
        matter, troubles=matter.troubles | brought, instrument=with_scheme(instrument, str(said.get(SCHEME, "")))
    )


def no_card(said: Mapping[str, Fact]) -> bool:
    """Tell whether the person said that no card was used."""
    answer = PAID_BY.answers.get(str(said.get(PAID_BY.fact, "")))
    return answer is not None and bool(answer.rules_out)


def with_scheme(instrument: Instrument, scheme: str) -> Instrument:
    """Return what was paid with under a card network's rules; under none where it has none of `SCHEMES`."""
    return replace(instrument, scheme=scheme) if scheme in SCHEMES else instrument
