"""Pairing: the rows of two sources, one to one and in order, by amount and day, the better evidence first.

A bank prints the day of booking in one format and the day of value in the other, so a day may differ by one; which way it usually
differs is learned from the rows themselves, or a coffee a day would be paired with the one of the day before.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np

from detect.causal import codes
from detect.links.source import Source
from detect.view import DAY, View

_LAGS: Final = (0, 1, -1)
_REACH: Final = 5  # days beyond what the other source shows, where its day of booking and of value differ most
_USUAL: Final = 0.5  # of the pairs have a lag that may then be trusted where one source ends
_LEAST: Final = 4  # characters of a reference that means one row
_NOWHERE: Final = -(1 << 40)  # a day that no row has


class Pairs(NamedTuple):
    """Positions that are one row each, in the first and in the second source."""

    ours: np.ndarray
    theirs: np.ndarray

    def __len__(self) -> int:
        """Count the pairs."""
        return len(self.ours)


class _Step(NamedTuple):
    """One way of comparing days: the day of each row of the view on our side, and on theirs."""

    ours: np.ndarray
    theirs: np.ndarray


def paired(view: View, one: Source, other: Source) -> Pairs:
    """Pair the rows of two sources on the days that both show."""
    ours = one.rows[other.shows(view.day[one.rows], within=_REACH)]
    theirs = other.rows[one.shows(view.day[other.rows], within=_REACH)]
    steps = _steps(view, ours, theirs)
    found = _Found(view, ours, theirs)
    moved = view.moved & (view.amount != 0)
    for wanted in (moved, np.ones(len(view), dtype=bool)):  # what moved no money is paired last
        for evidence in found.evidence():
            for step in steps:
                found.sweep(step, evidence, wanted)
    return _inside(view, found.pairs(), one, other)


def nearly(view: View, ours: np.ndarray, theirs: np.ndarray, shift: int = 0) -> int:
    """Count rows with a partner of the same amount and day, or so many days later: quick, and to judge chance by."""
    return max(_spoken(view, ours, theirs, step, shift) for step in _ways(view))


def net(view: View) -> np.ndarray:
    """Return what each row changes the balance by: some formats print the fee apart."""
    return np.asarray(view.amount + view.column("fee"))


class _Found:
    """The pairs so far, and what is still free."""

    def __init__(self, view: View, ours: np.ndarray, theirs: np.ndarray) -> None:
        self.view, self.ours, self.theirs = view, ours, theirs
        self.net = net(view)
        self._taken = np.zeros(len(view), dtype=bool)
        self._lefts: list[np.ndarray] = []
        self._rights: list[np.ndarray] = []

    def evidence(self) -> Iterator[tuple[np.ndarray, np.ndarray] | None]:
        """Yield what must agree besides amount and day, with the rows that have it: reference, balance, shop, nothing."""
        reference = self.view.column("reference")
        yield reference, np.array([len(text) >= _LEAST for text in reference], dtype=bool)
        balance = self.view.frame["balance"]
        yield balance.fillna(0).to_numpy(dtype=np.int64), balance.notna().to_numpy()
        yield self.view.merchant, self.view.column("merchant") != ""
        yield None

    def sweep(self, step: _Step, evidence: tuple[np.ndarray, np.ndarray] | None, wanted: np.ndarray) -> None:
        """Pair what is free and agrees."""
        usable = wanted & ~self._taken if evidence is None else wanted & ~self._taken & evidence[1]
        ours, theirs = self.ours[usable[self.ours]], self.theirs[usable[self.theirs]]
        if not len(ours) or not len(theirs):
            return
        columns = [(self.net[ours], self.net[theirs]), (step.ours[ours], step.theirs[theirs])]
        if evidence is not None:
            columns.append((evidence[0][ours], evidence[0][theirs]))
        key = _joined(*columns)
        left, right = _pair_up(ours, key[: len(ours)], theirs, key[len(ours) :])
        self._taken[left] = self._taken[right] = True
        self._lefts.append(left)
        self._rights.append(right)

    def pairs(self) -> Pairs:
        """Return all pairs, by our row."""
        if not self._lefts:
            return Pairs(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))
        left, right = np.concatenate(self._lefts), np.concatenate(self._rights)
        order = np.argsort(left, kind="stable")
        return Pairs(left[order], right[order])


def _steps(view: View, ours: np.ndarray, theirs: np.ndarray) -> list[_Step]:
    """Return the ways of comparing days that rows speak for, the one with most of them first."""
    steps = _ways(view)
    spoken = [_spoken(view, ours, theirs, step) for step in steps]
    return [steps[n] for n in sorted(range(len(steps)), key=lambda n: (-spoken[n], n)) if spoken[n]]


def _ways(view: View) -> list[_Step]:
    """Return all ways of comparing days."""
    booked = view.day
    steps = [_Step(booked + lag, booked) for lag in _LAGS]
    if view.frame["value_on"].notna().any():
        value = _value_days(view)
        steps += [_Step(one, other) for one, other in ((value, booked), (booked, value), (value, value))]
    return steps


def _spoken(view: View, ours: np.ndarray, theirs: np.ndarray, step: _Step, shift: int = 0) -> int:
    """Count the rows that have a partner by one way of comparing days."""
    amount = net(view)
    key = _joined((amount[ours], amount[theirs]), (step.ours[ours] + shift, step.theirs[theirs]))
    return len(_pair_up(ours, key[: len(ours)], theirs, key[len(ours) :])[0])


def _value_days(view: View) -> np.ndarray:
    """Return the value date in days since 1970; rows without one get a day of their own that nothing shares."""
    value = view.frame["value_on"]
    known = value.notna().to_numpy()
    seconds = value.fillna(view.frame["booked_at"]).to_numpy().astype("datetime64[s]").astype(np.int64)
    return np.where(known, seconds // DAY, _NOWHERE - np.arange(len(view)))


def _inside(view: View, pairs: Pairs, one: Source, other: Source) -> Pairs:
    """Drop pairs of which one side lies where the other source shows nothing, unless the days usually differ that way."""
    if not len(pairs):
        return pairs
    inside = other.shows(view.day[pairs.ours]) & one.shows(view.day[pairs.theirs])
    lag = view.day[pairs.theirs] - view.day[pairs.ours]
    lags, counts = np.unique(lag[inside], return_counts=True)
    usual = lags[counts > _USUAL * inside.sum()]
    kept = inside | np.isin(lag, usual)
    return Pairs(pairs.ours[kept], pairs.theirs[kept])


def _joined(*columns: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    """Return int64 codes of the rows of both sides, ours first."""
    return codes(*(np.concatenate(sides) for sides in columns))


def _pair_up(
    left: np.ndarray, left_key: np.ndarray, right: np.ndarray, right_key: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Pair positions with equal int keys one to one, first with first: among rows nothing tells apart, any pairing is as true."""
    ours, theirs = _ranked(left, left_key), _ranked(right, right_key)
    base = 1 + max(int(ours.nth.max(initial=0)), int(theirs.nth.max(initial=0)))
    _, one, other = np.intersect1d(
        ours.key * base + ours.nth, theirs.key * base + theirs.nth, assume_unique=True, return_indices=True
    )
    return ours.positions[one], theirs.positions[other]


class _Ranked(NamedTuple):
    """Positions by key, with their number among those of their key."""

    positions: np.ndarray
    key: np.ndarray
    nth: np.ndarray


def _ranked(positions: np.ndarray, key: np.ndarray) -> _Ranked:
    order = np.lexsort((positions, key))
    ordered = key[order].astype(np.int64)
    first = np.searchsorted(ordered, ordered, side="left")
    return _Ranked(positions[order], ordered, np.arange(len(ordered)) - first)
