"""One person, ready to be measured: exports as bytes, and the truth about their lines."""

from dataclasses import dataclass
from typing import Any, Final

from benchmarks.simulator.formats import FORMATS, given, twins, usual
from benchmarks.simulator.life import Life, simulate
from benchmarks.simulator.parameters import NATURAL, Parameters
from benchmarks.simulator.person import Person

# app: what most people download. second, minute, day: every account at that precision. wallet, bank: of these alone.
# twins: as app, with every account in a second format where its institution has one.
KINDS: Final = ("app", "second", "minute", "day", "wallet", "bank", "twins")
_PRECISE: Final = {"second": "canonical", "minute": "canonical_minute", "day": "canonical_day"}


@dataclass(frozen=True, slots=True)
class Made:
    """A person's exports by file name, and the truth about them (see `truth.py`; lines count from 1)."""

    life: Life
    exports: dict[str, bytes]
    truth: dict[str, Any]


def make(
    seed: int, country: str = "CN", kind: str = "app", *, months: int = 12, preset: Parameters = NATURAL,
    split: str = "whole",
) -> Made:  # fmt: skip
    """Invent a person of a country and export what they did. The same arguments give the same bytes."""
    life = simulate(seed, months=months, preset=preset, country=country)
    exports, truth = life.written(formats_of(life.person, kind), split)
    return Made(life, exports, truth)


def formats_of(person: Person, kind: str) -> tuple[str, ...]:
    """Return the formats of a kind of export, where this person's institutions have them."""
    if kind in _PRECISE:
        return (_PRECISE[kind],)
    if kind == "twins":
        both = {*usual(person), *twins(person)}
        return tuple(name for name in given(person) if name in both)
    if kind in ("wallet", "bank"):
        return tuple(name for name in usual(person) if (_account_kind(person, name) == "wallet") == (kind == "wallet"))
    if kind != "app":
        raise ValueError(f"{kind} is not one of {', '.join(KINDS)}")
    return usual(person)


def _account_kind(person: Person, name: str) -> str:
    owned = {account.key: account.kind for account in person.accounts}
    return next(owned[key] for key in FORMATS[name].accounts if key in owned)
