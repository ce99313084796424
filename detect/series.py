"""Series: what one payee takes again and again at a beat, and the steps of its price.

Subscriptions, memberships, instalments, bills. A payee who takes only such charges is one series, whatever they cost, unless two
prices with a beat each run side by side. At a payee who sells other things as well, charges of one price that keep a beat are one,
and go on where the next price takes over a beat later. Prices are compared before conversion where the statement prints that, because rates wobble and prices do not.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from detect.cadence import CADENCES, cadence
from detect.causal import runs
from detect.interleaved import interleaved
from detect.view import View

CHARGES: Final = 3
_WOBBLE: Final = 0.04  # of the price: what a day's rate changes
_CENT: Final = 0.004  # rounding
_STEADY: Final = 0.5  # share of charges that cost what the one before did; below it, a meter runs
_STITCHED: Final = (0.34, 3.0)  # of the old price: what a new price of the same thing may be


@dataclass(frozen=True, slots=True)
class Level:
    """A price and for how long it was asked: in minor units of the charges' currency, `first` counts in the series' rows."""

    price: int
    first: int
    charges: int


@dataclass(frozen=True, slots=True)
class Series:
    """Charges of one payee at a beat, by moment.

    rows: positions in the view.
    beat: usual days from one to the next.
    levels: of the price, by time; of a metered series they mean little.
    metered: the amount changes as often as not.
    alone: the payee took nothing but regular charges from this person in this currency: these, or those of other series as well.
    """

    rows: np.ndarray
    beat: int
    levels: tuple[Level, ...]
    metered: bool
    alone: bool

    @property
    def price(self) -> int:
        """Return the price asked last."""
        return self.levels[-1].price


def find_series(view: View, rows: np.ndarray) -> tuple[Series, ...]:
    """Return every series among payments at `rows`, in order of their first charges."""
    named = rows[(view.column("merchant")[rows] != "") & np.isin(view.column("kind")[rows], ("payment", "fee"))]
    order = np.lexsort((view.when[named], view.merchant[named]))
    ordered = named[order]
    found: list[Series] = []
    original = view.frame["original_amount"].to_numpy(dtype=np.float64, na_value=np.nan)
    for group in runs(ordered, view.merchant[ordered], CHARGES):
        found += _of_payee(view, group, _prices(view, group, original[group]))
    return tuple(sorted(found, key=lambda series: int(series.rows[0])))


def _of_payee(view: View, group: np.ndarray, price: np.ndarray) -> Iterator[Series]:
    """Yield the series of one payee: all charges together, unless prices that run side by side keep beats of their own; else those of one price."""
    days = view.day[group]
    later = np.diff(days) > 1
    once = 1 + int(np.count_nonzero(later))
    beat = cadence(days[np.concatenate(([True], later))]) if once > 1 and once / len(days) >= 0.8 else 0
    streams = [part for members in _same_price(view, group, price) for part in _beating(days, members)]
    beats = [(members, steady) for members in streams if (steady := cadence(days[members]))]
    regular = _stitched(view, group, price, beats)
    alone = sum(len(members) for members, _ in regular) == len(group)
    if beat and not (alone and _side_by_side(days, regular, beat)):
        yield _series(group, price, beat, alone=True)
        return
    for members, steady in regular:
        yield _series(group[members], price[members], steady, alone=alone)


def _prices(view: View, group: np.ndarray, original: np.ndarray) -> np.ndarray:
    """Return what each charge cost (float64): before conversion where all of them print one currency, else as booked."""
    booked = np.asarray(np.abs(view.amount[group]), dtype=np.float64)
    named = set(view.column("original_currency")[group].tolist())
    if len(named) > 1 or named == {""} or np.isnan(original).any() or not original[-1]:
        return booked
    return np.asarray(np.abs(original) * (booked[-1] / abs(float(original[-1]))))


def _same_price(view: View, group: np.ndarray, price: np.ndarray) -> list[np.ndarray]:
    """Return the members of each exact price charged often enough, by account."""
    key = view.account[group].astype(np.int64) * (1 << 44) + np.round(price).astype(np.int64)  # no price has 13 digits
    order = np.argsort(key, kind="stable")
    return runs(order, key[order], CHARGES)


def _beating(days: np.ndarray, members: np.ndarray) -> list[np.ndarray]:
    """Return charges of one price as they are, or parted where two beats hold what one does not."""
    parts = None if cadence(days[members]) else interleaved(days[members])
    return [members[part] for part in parts] if parts else [members]


def _stitched(
    view: View, group: np.ndarray, price: np.ndarray, streams: list[tuple[np.ndarray, int]]
) -> list[tuple[np.ndarray, int]]:
    """Join streams of one payee where the next price takes over a beat after the last charge at the old one."""
    waiting = sorted(streams, key=lambda stream: int(stream[0][0]))
    joined: list[tuple[np.ndarray, int]] = []
    for members, beat in waiting:
        for n, (before, usual) in enumerate(joined):
            step = int(view.day[group[members[0]]] - view.day[group[before[-1]]])
            ratio = price[members[0]] / max(price[before[-1]], 1.0)
            if _same_beat(step, usual) and _same_beat(beat, usual) and _STITCHED[0] <= ratio <= _STITCHED[1]:
                joined[n] = (np.concatenate((before, members)), usual)
                break
        else:
            joined.append((members, beat))
    return joined


def _side_by_side(days: np.ndarray, streams: list[tuple[np.ndarray, int]], beat: int) -> bool:
    """Tell whether streams that hold all charges overlap in time, and keep their beats at least as well as all charges together keep `beat`."""
    spans = sorted((int(days[members[0]]), int(days[members[-1]])) for members, _ in streams)
    overlap = any(first <= last for (_, last), (first, _) in pairwise(spans))
    apart = [_same_beat(step, steady) for members, steady in streams for step in np.diff(days[members]).tolist()]
    together = [_same_beat(step, beat) for step in np.diff(days).tolist()]
    return overlap and sum(apart) * len(together) >= sum(together) * len(apart)


def _same_beat(days: int, beat: int) -> bool:
    """Tell whether a distance is of the kind of a beat."""
    return any(low <= days <= high and low <= beat <= high for low, high in CADENCES)


def _series(rows: np.ndarray, price: np.ndarray, beat: int, *, alone: bool) -> Series:
    equal = np.abs(np.diff(price)) <= _CENT * price[:-1] + 0.5
    wobbles = not equal.any() and bool((np.abs(np.diff(price)) <= _WOBBLE * price[:-1]).all())
    levels = _levels(price, _WOBBLE if wobbles else _CENT)
    metered = len(levels) > 2 and equal.mean() < _STEADY and not wobbles
    return Series(rows, beat, levels, metered, alone)


def _levels(price: np.ndarray, tolerance: float) -> tuple[Level, ...]:
    """Return the runs of one price; a charge within the tolerance of the run's first belongs to it."""
    first, found, prices = 0, [], price.tolist()
    for n in range(1, len(prices) + 1):
        if n == len(prices) or abs(prices[n] - prices[first]) > tolerance * prices[first] + 0.5:
            found.append(Level(round(prices[n - 1]), first, n - first))
            first = n
    return tuple(found)
