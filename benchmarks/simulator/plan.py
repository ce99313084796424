"""Turning points of the period, decided before any day is lived: trips, moves, rises. They bend the habits themselves."""

import datetime as dt
from dataclasses import dataclass

from benchmarks.simulator import days
from benchmarks.simulator.parameters import HardNegatives
from benchmarks.simulator.streams import Stream
from benchmarks.simulator.worlds import World


@dataclass(frozen=True, slots=True)
class Trip:
    """Some days away from home."""

    first: int
    length: int
    abroad: bool
    city: str

    @property
    def last(self) -> int:
        """Return the last day."""
        return self.first + self.length - 1


@dataclass(frozen=True, slots=True)
class Plan:
    """Day numbers on which life changes; 0 means that it does not."""

    trips: tuple[Trip, ...]
    moving: int
    rent_rise: int
    commute: int
    baby: int
    yearly: int
    gifts: int
    tax: int

    @property
    def away(self) -> frozenset[int]:
        """Return the days not spent at home."""
        return frozenset(day for trip in self.trips for day in range(trip.first, trip.last + 1))


def make_plan(stream: Stream, parameters: HardNegatives, world: World, first: int, last: int) -> Plan:
    """Draw the turning points of a period."""
    years = (last - first + 1) / 365.25
    rates = dict(parameters.per_year)

    def times(family: str) -> int:
        least = 2 if parameters.at_least and family == "H-trip" else parameters.at_least
        return max(least, stream.count(rates[family] * years))

    def once(family: str, low: float, high: float) -> int:
        wanted = times(family) > 0
        day = stream.whole(first + int((last - first) * low), first + int((last - first) * high))
        return day if wanted else 0

    trips: list[Trip] = []
    for n in range(times("H-trip")):
        # The first two trips of a life with everything in it are one at home and one abroad.
        abroad = n == 1 if parameters.at_least and n < 2 else stream.chance(parameters.abroad)
        for _ in range(20):  # two trips do not overlap; a short period may have no room for the second
            length = stream.whole(*parameters.trip_days)
            begin = stream.whole(first + min(20, (last - first) // 4), max(first + 1, last - length - 8))
            trip = Trip(begin, length, abroad, stream.pick(world.cities))
            if not any(trip.first <= other.last + 2 and other.first <= trip.last + 2 for other in trips):
                trips.append(trip)
                break
    return Plan(
        trips=tuple(sorted(trips, key=lambda trip: trip.first)),
        moving=once("H-moving", 0.42, 0.7),
        rent_rise=once("H-rent", 0.15, 0.35),
        commute=once("H-commute", 0.35, 0.8),
        baby=once("H-baby", 0.3, 0.85),
        yearly=once("H-yearly", 0.1, 0.9),
        gifts=_before_feast(world.feasts, first, last) if times("H-gifts") else 0,
        tax=once("H-tax", 0.4, 0.95),
    )


def _before_feast(feasts: tuple[str, ...], first: int, last: int) -> int:
    """Return a day about a week before the feast of presents if the period has one, else its middle."""
    for iso in feasts:
        day = days.number(dt.date.fromisoformat(iso))
        if first <= day <= last - 12:
            return day
    return (first + last) // 2
