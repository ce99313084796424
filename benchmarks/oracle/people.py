"""People to learn from and people to be judged on: their candidate pairs, and which of them are one charge made twice."""

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final

import numpy as np

from benchmarks.oracle.export import KINDS, Seen, seen
from benchmarks.oracle.pairs import FEATURES, Pair, pairs
from benchmarks.simulator import NATURAL, Life, simulate
from benchmarks.simulator.parameters import Parameters

COUNTRIES: Final = ("CN", "US", "ID", "DE")
EACH: Final = 3.0  # double charges of every family planted in a person's year; their weight takes that back
TRUE, INNOCENT, EITHER = 1, 0, -1  # either: theft that charges twice, a refund booked as a charge


@dataclass
class Sheet:
    """Candidates of many people for one kind of export; arrays run in parallel, one item a pair.

    person, one, other: numbers of the person and of its rows. truth: TRUE, INNOCENT or EITHER. label: index into `labels` of
    the double charge, -1 for none. labels: (person, family) of every double charge that the export shows.
    """

    features: list[tuple[float, ...]] = field(default_factory=list)
    person: list[int] = field(default_factory=list)
    one: list[int] = field(default_factory=list)
    other: list[int] = field(default_factory=list)
    truth: list[int] = field(default_factory=list)
    label: list[int] = field(default_factory=list)
    labels: list[tuple[int, str]] = field(default_factory=list)

    def add(self, more: "Sheet") -> None:
        """Append another sheet."""
        shift = len(self.labels)
        for name in ("features", "person", "one", "other", "truth", "labels"):
            getattr(self, name).extend(getattr(more, name))
        self.label += [label + shift if label >= 0 else -1 for label in more.label]

    def matrix(self) -> np.ndarray:
        """Return the features, one row a pair."""
        return np.array(self.features, dtype=float).reshape(-1, len(FEATURES))


def crowded() -> Parameters:
    """Return the natural world with double charges of every family `EACH` times a year."""
    twice = NATURAL.duplicates
    equal = tuple((family, 1 / len(twice.shares)) for family, _ in twice.shares)
    return replace(NATURAL, duplicates=replace(twice, per_year=EACH * len(equal), shares=equal))


def sheets(seeds: Sequence[int], country: str, pool: Executor) -> dict[str, Sheet]:
    """Return the candidates of the people of these seeds, by kind of export."""
    found = {kind: Sheet() for kind in KINDS}
    for of_one in pool.map(partial(_person, country=country), seeds, chunksize=4):
        for kind, sheet in of_one.items():
            found[kind].add(sheet)
    return found


def _person(seed: int, country: str) -> dict[str, Sheet]:
    life = simulate(seed, preset=crowded(), country=country)
    return {kind: _sheet(seed, life, seen(life, kind)) for kind in KINDS}


def _sheet(seed: int, life: Life, rows: list[Seen]) -> Sheet:
    sheet, found = Sheet(), pairs(life, rows)
    visible = {row.id.event for row in rows}
    doubled, either = _doubled(life, visible, seed, sheet)
    number = {row.id: n for n, row in enumerate(rows)}
    for pair in found:
        events = pair.one.id.event, pair.other.id.event
        label = next((doubled[n, m] for n, m in (events, events[::-1]) if (n, m) in doubled), -1)
        sheet.features.append(pair.features)
        sheet.person.append(seed)
        sheet.one.append(number[pair.one.id])
        sheet.other.append(number[pair.other.id])
        sheet.label.append(label)
        sheet.truth.append(TRUE if label >= 0 else EITHER if _is_either(pair, either) else INNOCENT)
    return sheet


def _doubled(
    life: Life, visible: set[int], seed: int, sheet: Sheet
) -> tuple[dict[tuple[int, int], int], dict[int, str]]:
    """Return the double charge of every pair of events that is one, and the events that may rightly be called so."""
    doubled: dict[tuple[int, int], int] = {}
    either: dict[int, str] = {}
    for label in life.truth.labels:
        numbers = [number for _, number in label.members]
        if label.kind == "duplicate" and visible.issuperset(numbers):
            sheet.labels.append((seed, label.family))
            doubled |= {(one, other): len(sheet.labels) - 1 for one in numbers for other in numbers if one != other}
        elif "duplicate" in label.also or label.kind == "duplicate":
            either |= dict.fromkeys(numbers, label.id)
    return doubled, either


def _is_either(pair: Pair, either: dict[int, str]) -> bool:
    return pair.one.id.event in either or pair.other.id.event in either


def natural_weight(family: str, times: float = 1.0) -> float:
    """Return what one planted double charge of a family counts for at so many times the natural rate."""
    return times * NATURAL.duplicates.per_year * dict(NATURAL.duplicates.shares)[family] / EACH


def weights(sheet: Sheet, times: float = 1.0) -> np.ndarray:
    """Return what each pair counts for at so many times the natural rate of double charges."""
    return np.array([
        natural_weight(sheet.labels[label][1], times) if label >= 0 else float(truth == INNOCENT)
        for label, truth in zip(sheet.label, sheet.truth, strict=True)
    ])  # fmt: skip
