"""Innocent stretches that look like theft (DETECTION §5g): trips, moves, big bills, presents, a first child."""

from dataclasses import replace

from benchmarks.simulator import between, catalogue, days, purchases
from benchmarks.simulator.diary import OUTSIDE, Diary, Event
from benchmarks.simulator.person import CARD, DEBIT, SECOND, WALLET, Party
from benchmarks.simulator.plan import Plan, Trip
from benchmarks.simulator.streams import Stream, rounded
from benchmarks.simulator.worlds import Habit, Ticket

_LOCAL = (
    Habit("local_food", 2.4, 2.4, (8.5, 12.3, 18.7), 0.8, Ticket((1000, 1500, 2000, 2800, 3800), 0.4, 3600, 0.7, 10), shops=6, explore=0.7),
    Habit("scenic", 0.8, 0.8, (10.5,), 1.0, Ticket((4000, 6000, 8000, 12000), 0.9, 6000, 0.4, 100), shops=3, explore=0.6),
    Habit("gift", 0.5, 0.5, (16.0,), 1.5, Ticket(median=9800, sigma=0.6, step=100), shops=2, explore=0.5),
)  # fmt: skip


def live_through(diary: Diary, plan: Plan, friends: list[Party]) -> None:
    """Write down what the turning points of the plan cost."""
    for trip in plan.trips:
        _travel(diary, trip)
    stream = diary.stream("hard_negatives")
    if plan.moving:
        _move_home(diary, stream, plan.moving)
    if plan.yearly:
        _big_bill(diary, stream, plan.yearly)
    if plan.gifts:
        _gift_season(diary, stream, plan.gifts, friends)
    if plan.commute:
        _new_commute(diary, plan.commute)
    if plan.tax:
        at = plan.tax * days.DAY + int(stream.uniform(9, 22) * days.HOUR)
        _label(
            diary,
            "H-tax",
            [
                diary.add(
                    at,
                    "purchase",
                    diary.names.places["tax"],
                    -diary.cost(rounded(stream.lognormal(280_000, 0.7), 1)),
                    diary.person.world.pockets[0],
                    source=DEBIT,
                )
            ],
        )
    if plan.baby:
        _first_month(diary, stream, plan.baby)


def _at_home(diary: Diary, habit: Habit) -> Habit:
    """Return a habit of China at the country's prices."""
    cost, ticket = diary.cost, habit.ticket
    there = replace(ticket, points=tuple(map(cost, ticket.points)), median=cost(ticket.median), step=cost(ticket.step))
    return replace(habit, ticket=there)


def _label(diary: Diary, family: str, group: list[Event]) -> None:
    if group:
        diary.label(
            "hard_negative", family, [("payment", event) for event in sorted(group, key=lambda event: event.at)]
        )


def _travel(diary: Diary, trip: Trip) -> None:
    """Fares, a bed and a stranger's shops; abroad, everything on the foreign card."""
    stream = diary.stream("trips")
    days_away = list(range(trip.first, trip.last + 1))
    habits = diary.person.world.abroad_habits if trip.abroad else [_at_home(diary, habit) for habit in _LOCAL]
    group = [diary.events[n] for habit in habits for n in purchases.live(diary, habit, days_away, city=trip.city)]
    leave = trip.first * days.DAY + 7 * days.HOUR
    booked = leave - stream.whole(3, 16) * days.DAY
    fare = diary.cost(stream.whole(1_800, 5_600) * 100 if trip.abroad else stream.whole(12, 62) * 1_000 + 550)
    party = diary.names.places["flight"] if trip.abroad or stream.chance(0.3) else diary.names.places["rail"]
    group += [
        diary.add(at, "purchase", party, -fare, WALLET, source=DEBIT)
        for at in (booked, booked + stream.whole(40, 600))  # there and back
    ]
    arrival = leave + stream.whole(5, 12) * days.HOUR
    if trip.abroad:
        amount = diary.price(stream.whole(60, 140) * 100, CARD) * (trip.length - 1)
        inn = diary.shop(stream, "abroad_hotel")
        group.append(diary.add(arrival, "purchase", inn, -amount, CARD, foreign=diary.abroad(inn, amount)))
    else:
        amount = diary.cost(stream.whole(180, 480) * 100) * (trip.length - 1)
        group.append(
            diary.add(
                arrival,
                "purchase",
                diary.shop(stream, "hotel", trip.city),
                -amount,
                stream.pick((WALLET, DEBIT)),
                source=DEBIT,
            )
        )
    _label(diary, "H-trip", group)


def _move_home(diary: Diary, stream: Stream, day: int) -> None:
    """Deposit, movers and furniture within two weeks; the neighbourhood's shops change by themselves."""
    at, rent = day * days.DAY + 10 * days.HOUR, diary.person.rent
    owner = catalogue.person_party(diary.names.landlords[2], stream)
    group = [
        diary.add(
            at - 3 * days.DAY,
            "transfer_out",
            owner,
            -rounded(rent * 3.3, 10_000),
            DEBIT,
            source=OUTSIDE,
            goods=diary.names.words["deposit"],
        ),
        diary.add(
            at,
            "purchase",
            diary.names.places["moving"],
            -diary.cost(stream.whole(40, 140) * 1_000),
            SECOND,
            source=DEBIT,
        ),
    ]
    for _ in range(stream.whole(3, 7)):
        party, later = diary.shop(stream, "furniture", diary.person.city), stream.uniform(0.1, 14) * days.DAY
        group.append(
            diary.add(
                at + int(later),
                "purchase",
                party,
                -diary.cost(rounded(stream.lognormal(68_000, 0.8), 100)),
                WALLET,
                source=DEBIT,
            )
        )
    _label(diary, "H-moving", group)


def _big_bill(diary: Diary, stream: Stream, day: int) -> None:
    at, wallet = (
        day * days.DAY + int(stream.uniform(9, 21) * days.HOUR),
        stream.pick((diary.person.world.pockets[0], DEBIT)),
    )
    amount = diary.cost(rounded(stream.lognormal(480_000, 0.4), 100))
    source = DEBIT if wallet == WALLET else ""
    _label(
        diary, "H-yearly", [diary.add(at, "purchase", diary.names.places["insurance"], -amount, wallet, source=source)]
    )


def _gift_season(diary: Diary, stream: Stream, day: int, friends: list[Party]) -> None:
    """The weeks around the new year: presents, and red packets to everybody."""
    group = []
    for _ in range(stream.whole(4, 8)):
        at = (day + stream.whole(0, 6)) * days.DAY + int(stream.uniform(9, 22) * days.HOUR)
        party = diary.shop(stream, "gift", diary.person.city)
        group.append(
            diary.add(
                at,
                "purchase",
                party,
                -diary.cost(stream.whole(9, 60) * 1_000),
                stream.pick(diary.person.world.pockets),
                source=DEBIT,
            )
        )
    for _ in range(stream.whole(8, 18)):
        at = (day + stream.whole(6, 11)) * days.DAY + int(stream.uniform(9, 23.5) * days.HOUR)
        sent = between.move(
            diary, "packet_out", at, stream.pick(friends), stream.pick((6_600, 8_800, 10_000, 16_800, 20_000)), SECOND
        )
        sent.source = DEBIT
        group.append(sent)
    _label(diary, "H-gifts", group)


def _new_commute(diary: Diary, day: int) -> None:
    """The first fortnight of a new way to work: new fares, new shops for lunch and coffee."""
    low, high = day * days.DAY, (day + 14) * days.DAY
    group = [
        event
        for event in diary.events
        if low <= event.at < high
        and event.party.category in ("transit", "lunch", "coffee")
        and event.kind == "purchase"
    ]
    if group:  # the days stay ordinary: incidents may still fall on them
        diary.label("hard_negative", "H-commute", [("payment", event) for event in group], claim=False)


def _first_month(diary: Diary, stream: Stream, day: int) -> None:
    """A baby: many shops never seen before, week after week."""
    habit = Habit("baby", 0.9, 1.1, (11.0, 20.0), 1.5, Ticket(median=16_800, sigma=0.7, step=100), shops=3, explore=0.4)
    numbers = purchases.live(diary, _at_home(diary, habit), list(range(day, min(day + 30, diary.last + 1))))
    group = [diary.events[n] for n in numbers]
    at = day * days.DAY + 9 * days.HOUR
    hospital = diary.shop(stream, "hospital", diary.person.city)
    group.append(diary.add(at, "purchase", hospital, -diary.cost(stream.whole(40, 120) * 10_000), DEBIT))
    _label(diary, "H-baby", group)
