"""The points of law a letter rests on: those of its place that are verified, speak of the account and fit what was confirmed."""

import datetime as dt
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from dashboard.i18n import words
from dashboard.letters.kinds import Letter, first_letter
from dashboard.playbooks.library import library
from dashboard.playbooks.model import LawPoint

_FILE: Final = Path(__file__).with_name("basis.toml")
Table = Mapping[str, Mapping[str, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Ground:
    """What decides whether a point of law can be cited.

    Args:
        place: the pack's id.
        topic: of the case: letters that follow up rest on what its first letter rested on.
        kind: of the account; empty where not known.
        party: whom the letter goes to, or about whom it is: provider or merchant.
        paid_on: the day of the earliest payment, which picks the version of a rule; None where there is none.
        confirmed: ids of the facts that the person confirmed.
    """

    place: str
    topic: str
    kind: str
    party: str
    paid_on: dt.date | None
    confirmed: Collection[str]


@cache
def table() -> tuple[Mapping[str, Table], Table]:
    """Return which points each letter rests on by place, and the conditions of points: kinds, parties, facts."""
    read = tomllib.loads(_FILE.read_text("utf-8"))
    letters = read.pop("letters")
    return letters, read


def cited(letter: Letter, ground: Ground) -> tuple[str, ...]:
    """Return the ids of the points that a letter cites, the weightiest first."""
    letters, conditions = table()
    names = (first_letter(ground.topic), letter.name) if letter.follows else (letter.name,)
    wished = dict.fromkeys(point for name in names for point in letters.get(name, {}).get(ground.place, ()))
    return tuple(point for point in wished if _holds(point, ground, conditions))


def law_lines(points: Collection[str], place: str, locale: str) -> tuple[str, ...]:
    """Return points of law as a letter says them, a line each: where just that stands, and what it says."""
    speaker, said, stands = library().speaker(place, locale), words(locale), table()[1]["stands"]
    return tuple(
        said(
            "letter.law_line",
            title=speaker.law(point, " / ".join(stands.get(point, ()))).title,
            says=speaker.text(said(f"letter.law.{point}")),
        )
        for point in points
    )


def _holds(point: str, ground: Ground, conditions: Table) -> bool:
    row = library().packs[ground.place].law[point]
    wanted = (("kinds", {ground.kind}), ("parties", {ground.party}), ("facts", set(ground.confirmed)))
    return (
        row.proof.verified
        and _in_force(row, ground.paid_on)
        and all(not (need := conditions[name].get(point)) or bool(have.intersection(need)) for name, have in wanted)
    )


def _in_force(row: LawPoint, paid_on: dt.date | None) -> bool:
    """Tell whether this version holds for the payment; where there is no payment, only a rule without an end does."""
    if paid_on is None:
        return row.valid_from is None and row.valid_to is None
    return (row.valid_from or dt.date.min) <= paid_on <= (row.valid_to or dt.date.max)


def every_point() -> Iterator[tuple[str, str, str]]:
    """Yield letter, place and point of the whole table, for those who check it."""
    for letter, places in table()[0].items():
        for place, points in places.items():
            yield from ((letter, place, point) for point in points)
