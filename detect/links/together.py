"""The sources of one account put together, from the richest down.

Each next one gives the rows that are not there yet, from days that only it shows, and what has no partner on a day that both
show. Nothing is dropped from the ledger.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from detect.links.pairing import Pairs, paired
from detect.links.source import Source
from detect.links.twins import OneAccount, Reading, Twin, Twins
from detect.view import View

_NEAR = (0, 1, -1)  # days


def put_together(view: View, group: list[Source], settled: np.ndarray, parted: set[frozenset[int]]) -> Twins:
    """Return what becomes of sources that are one account.

    Args:
        view: their rows.
        group: the sources, two or more.
        settled: positions of rows whose twin the person named.
        parted: pairs of positions that the person said are not one.
    """
    first, *others = sorted(group, key=lambda source: source.richness(view), reverse=True)
    counted = Reading(first.account, first.importer)
    found = Twins(moved={(one.person, one.account, one.currency, one.importer): counted for one in others})
    whole = _without(first, settled)
    for other in others:
        step = _step(view, whole, _without(other, settled), parted)
        account = OneAccount(
            first.person, first.currency, counted, Reading(other.account, other.importer), len(step.pairs), step.alone
        )
        found = replace(
            found, pairs=(*found.pairs, *step.pairs), accounts=(*found.accounts, account), doubtful=(*found.doubtful, *step.doubtful)
        )  # fmt: skip
        whole = step.whole
    return found


class _Step(NamedTuple):
    """One more source put to the others: what it shows too, what only one side shows, and all rows so far."""

    pairs: list[Twin]
    alone: tuple[str, ...]
    doubtful: list[tuple[str, str]]
    whole: Source


def _step(view: View, whole: Source, other: Source, parted: set[frozenset[int]]) -> _Step:
    pairs = _kept(paired(view, whole, other), parted)
    ours, theirs = _alone(view, whole, other, pairs.ours), _alone(view, other, whole, pairs.theirs)
    left = other.rows[~np.isin(other.rows, pairs.theirs)]
    return _Step(
        twins_of(view, pairs, "one_account"),
        tuple(_ids(view, np.sort(np.concatenate((ours, theirs))))),
        [(str(view.txn_ids[row]), str(view.txn_ids[like])) for row, like in _alike(view, whole, theirs) if frozenset((row, like)) not in parted],
        replace(whole, rows=np.sort(np.concatenate((whole.rows, left))), days=np.union1d(whole.days, other.days)),
    )  # fmt: skip


def _without(source: Source, rows: np.ndarray) -> Source:
    return replace(source, rows=source.rows[~np.isin(source.rows, rows)])


def _kept(pairs: Pairs, parted: set[frozenset[int]]) -> Pairs:
    """Leave out the pairs that the person took apart."""
    if not parted:
        return pairs
    kept = np.array(
        [frozenset(pair) not in parted for pair in zip(pairs.ours.tolist(), pairs.theirs.tolist(), strict=True)],
        dtype=bool,
    )
    return Pairs(pairs.ours[kept], pairs.theirs[kept])


def _alone(view: View, one: Source, other: Source, met: np.ndarray) -> np.ndarray:
    """Return rows of a source that moved money on a day the other shows, and have no partner there."""
    rows = one.rows[view.moved[one.rows] & (view.amount[one.rows] != 0)]
    rows = rows[other.shows(view.day[rows])]
    return np.asarray(rows[~np.isin(rows, met)])


def _alike(view: View, whole: Source, alone: np.ndarray) -> Iterator[tuple[int, int]]:
    """Yield rows without a partner, each with a row of the same amount and day that may be another view of it."""
    if not len(alone):
        return
    there = {(int(view.amount[row]), int(view.day[row])): int(row) for row in whole.rows.tolist()}
    for row in alone.tolist():
        near = (there.get((int(view.amount[row]), int(view.day[row]) + lag)) for lag in _NEAR)
        like = next((found for found in near if found is not None), None)
        if like is not None:
            yield row, like


def twins_of(view: View, pairs: Pairs, basis: str) -> list[Twin]:
    """Return pairs of rows as twins; the first of each is counted."""
    lag = view.day[pairs.theirs] - view.day[pairs.ours]
    ours, theirs = _ids(view, pairs.ours), _ids(view, pairs.theirs)
    return [Twin(one, other, basis, int(days)) for one, other, days in zip(ours, theirs, lag.tolist(), strict=True)]


def _ids(view: View, positions: np.ndarray) -> Iterator[str]:
    return (str(identity) for identity in view.txn_ids[positions])
