"""The commute: equal fares minutes and hours apart, the commonest innocent pair there is (N2)."""

from collections import Counter

from benchmarks.simulator import days
from benchmarks.simulator.diary import Diary, Event
from benchmarks.simulator.parameters import Transit
from benchmarks.simulator.plan import Plan
from benchmarks.simulator.streams import Stream, rounded


def commute(diary: Diary, plan: Plan) -> None:
    """Tap through every working day at home, and label the equal fares of each day."""
    stream, person, transit = diary.stream("transit"), diary.person, diary.parameters.transit
    away, taps_of_week = plan.away, Counter[int]()
    other_fare = stream.pick([fare for fare in person.world.fares if fare != person.fare])
    for day in range(diary.first, diary.last + 1):
        if day in away or not days.is_business_day(day, person.world.country) or not stream.chance(transit.commuting):
            continue
        fare = other_fare if plan.commute and day >= plan.commute else person.fare
        week, taps = (day + 3) // 7, []
        for at in _taps(stream, transit, day):
            capped = taps_of_week[week] >= transit.cap_taps
            taps_of_week[week] += 1
            taps.append(_tap(diary, at, rounded(fare * transit.cap_price, person.world.coin) if capped else fare))
        _label_equal(diary, taps)


def _taps(stream: Stream, transit: Transit, day: int) -> list[int]:
    """Return the seconds of a day's taps: out, back, each perhaps with a transfer, and perhaps an errand at noon."""
    out = day * days.DAY + int(stream.normal(8.1, 0.25) * days.HOUR)
    back = out + int(stream.uniform(*transit.stay_hours) * days.HOUR)
    starts = [out, back]
    if stream.chance(transit.midday):
        noon = out + int(stream.uniform(3.5, 4.5) * days.HOUR)
        starts += [noon, noon + stream.whole(50, 90) * days.MINUTE]
    transfers = [
        at + int(max(3.0, stream.normal(*transit.transfer_minutes)) * days.MINUTE)
        for at in starts
        if stream.chance(transit.transfer)
    ]
    return sorted(starts + transfers[: 6 - len(starts)])


def _tap(diary: Diary, at: int, fare: int) -> Event:
    party = diary.names.places["bus" if diary.person.fare == diary.person.world.fares[0] else "metro"]
    return diary.add(at, "purchase", party, -fare, diary.person.transit_wallet)


def _label_equal(diary: Diary, taps: list[Event]) -> None:
    equal = Counter(tap.amount for tap in taps)
    group = [tap for tap in taps if equal[tap.amount] > 1]
    if group:
        diary.label("lookalike", "N2", [("tap", tap) for tap in group])
