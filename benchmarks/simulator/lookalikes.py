"""Innocent pairs N1-N14 (DETECTION §5e) beyond those that the ordinary days bring by themselves.

Transit (N2) and subscriptions (N8) are labelled where they are lived; N12 are the wallet and bank views of one
payment, N13 rows that overlapping exports repeat.
"""

from collections.abc import Callable
from dataclasses import replace

from benchmarks.simulator import between, days
from benchmarks.simulator.diary import BALANCE, OUTSIDE, Diary, Event, Posting
from benchmarks.simulator.incidents.refunds import give_back
from benchmarks.simulator.person import CARD, DEBIT, SECOND, WALLET, Party
from benchmarks.simulator.streams import Stream, rounded

_MACHINES = (
    ("vending", (200, 250, 300, 350, 500)),
    ("parking", (500, 800, 1_000)),
    ("laundry", (300, 400, 500)),
    ("toll", (500, 1_000, 1_500)),
    ("games", (600, 1_200, 3_000)),
)
_VOID = "VOID AUTHORIZATION"


def plant(diary: Diary, friends: list[Party]) -> None:
    """Add every family of look-alike at its rate."""
    stream, rates = diary.stream("lookalikes"), diary.parameters.lookalikes
    _second_cups(diary, stream)
    _tickets(diary, stream)
    for per_year, add in (
        (rates.machines, _machine),
        (rates.split_shipments, _split_shipment),
        (rates.family_orders, _family_order),
        (rates.holds, _hold),
        (rates.adjustments, _adjustment),
        (rates.instalments, _instalments),
        (rates.reorders, _reorder),
        (rates.conversions, _conversion),
    ):
        _repeat(diary, stream, per_year, add)
    for _ in range(diary.how_many(stream, rates.splits, rates.at_least)):
        _split_bill(diary, stream, friends)


def _repeat(diary: Diary, stream: Stream, per_year: float, add: Callable[[Diary, Stream], None]) -> None:
    for _ in range(diary.how_many(stream, per_year, diary.parameters.lookalikes.at_least)):
        add(diary, stream)


def _label(diary: Diary, family: str, group: list[Event]) -> None:
    diary.label("lookalike", family, [("one", event) for event in group])


def _wallet(diary: Diary, stream: Stream) -> str:
    return stream.pick(diary.person.world.pockets)


def _second_cups(diary: Diary, stream: Stream) -> None:
    """N1: a second cup, or a round for two."""
    rates = diary.parameters.lookalikes
    cups = diary.free(lambda event: event.party.category in ("coffee", "tea"))
    chosen = [cup for cup in cups if stream.chance(rates.second_coffee)]
    if rates.at_least and not chosen:
        chosen = cups[:1]
    for cup in chosen:
        later = int(stream.uniform(*rates.second_coffee_minutes) * days.MINUTE)
        _label(diary, "N1", [cup, diary.again(cup, cup.at + later)])


def _machine(diary: Diary, stream: Stream) -> None:
    """N3: two to five equal small payments within minutes."""
    category, prices = stream.pick(_MACHINES)
    party, price = diary.shop(stream, category, diary.person.city), diary.cost(stream.pick(prices))
    at, wallet, group = diary.moment(stream, margin=1), _wallet(diary, stream), []
    for _ in range(stream.whole(2, 5)):
        group.append(diary.add(at, "purchase", party, -price, wallet, source=DEBIT))
        at += stream.whole(15, 600)
    _label(diary, "N3", group)


def _split_shipment(diary: Diary, stream: Stream) -> None:
    """N4: one order charged parcel by parcel, a quarter of the time in equal parts."""
    count, at = stream.whole(2, 4), diary.moment(stream, 9, 23)
    abroad = stream.chance(0.4)
    party = diary.shop(stream, "foreign_online" if abroad else "online", diary.person.city)
    part = diary.price(stream.whole(12, 90) * 100 - stream.pick((0, 1, 10)), CARD if abroad else WALLET)
    equal, group = stream.chance(diary.parameters.lookalikes.split_equal), []
    for _ in range(count):
        amount = part if equal else diary.exact(part * stream.uniform(0.4, 1.8))
        group.append(
            diary.add(at, "purchase", party, -amount, CARD if abroad else WALLET, source="" if abroad else DEBIT)
        )
        at += int(stream.uniform(0, 6 * days.DAY / count))
    _label(diary, "N4", group)


def _tickets(diary: Diary, stream: Stream) -> None:
    """N5: the same ticket for a companion, in an order of its own, within five minutes."""
    rates = diary.parameters.lookalikes
    tickets = diary.free(lambda event: event.party.category in ("cinema", "scenic"))
    chosen = [ticket for ticket in tickets if stream.chance(rates.tickets)]
    for ticket in chosen:
        group = [ticket]
        for _ in range(stream.weighted(((1, 0.7), (2, 0.2), (3, 0.1)))):
            group.append(diary.again(ticket, group[-1].at + stream.whole(15, 95)))
        _label(diary, "N5", group)


def _family_order(diary: Diary, stream: Stream) -> None:
    """N5: the same present for each grandchild."""
    party, amount = diary.shop(stream, "gift", diary.person.city), diary.cost(stream.whole(30, 200) * 100)
    at, wallet, group = diary.moment(stream, margin=1), _wallet(diary, stream), []
    for _ in range(stream.whole(2, 5)):
        group.append(diary.add(at, "purchase", party, -amount, wallet, source=DEBIT))
        at += stream.whole(20, 70)
    _label(diary, "N5", group)


def _hold(diary: Diary, stream: Stream) -> None:
    """N6: a deposit held and released beside the real charge; or a hold of 1.00 that is voided when the amount posts."""
    at = diary.moment(stream, 9, 20)
    if stream.chance(0.5) and diary.person.world.deposits:
        deposit, used = diary.cost(9_900), diary.cost(stream.whole(2, 12) * 100)
        back = at + stream.whole(20, 300) * days.MINUTE
        held = diary.add(at, "hold", diary.names.places["rental"], -deposit, WALLET, source=BALANCE)
        released = diary.add(back, "release", diary.names.places["rental"], deposit, WALLET, source=BALANCE)
        _label(
            diary,
            "N6",
            [
                held,
                released,
                diary.add(back + 2, "purchase", diary.names.places["rental"], -used, WALLET, source=DEBIT),
            ],
        )
        return
    party = diary.shop(stream, stream.pick(("foreign_online", "foreign_booking")))
    one = diary.price(100, CARD)
    held = _posted(diary, at, party, -one, 1)
    voided = _posted(diary, at, Party(party.name, party.category, goods=_VOID), one, stream.whole(2, 6))
    _label(
        diary,
        "N6",
        [
            held,
            voided,
            _posted(diary, at + 60, party, -diary.price(stream.whole(900, 9_000), CARD), stream.whole(1, 7)),
        ],
    )


def _posted(diary: Diary, at: int, party: Party, amount: int, later: int, foreign: str = "") -> Event:
    """Write down a booking on the foreign card that many days later."""
    posting = Posting((days.day_of(at) + later) * days.DAY + 3 * days.HOUR, amount)
    kind = "purchase" if amount < 0 else "adjustment"
    return diary.add(at, kind, party, amount, CARD, source=OUTSIDE, postings=(posting,), foreign=foreign)


def _adjustment(diary: Diary, stream: Stream) -> None:
    """N7: a surcharge or toll of 10-25 % paid after the ride or meal."""
    rides = diary.free(
        lambda event: event.party.category in ("taxi", "restaurant") and event.amount < -diary.cost(1_000), margin=4
    )
    if rides:
        ride = stream.pick(rides)
        extra = rounded(ride.amount * -stream.uniform(0.1, 0.25), diary.person.world.coin)
        at = ride.at + int(stream.weighted(((stream.uniform(0.1, 2), 0.7), (stream.uniform(5, 72), 0.3))) * days.HOUR)
        _label(diary, "N7", [ride, diary.again(ride, at, amount=-extra)])


def _instalments(diary: Diary, stream: Stream) -> None:
    """N9: equal parts every month, or every fortnight where there are four; the last one carries the rounding."""
    count = stream.pick(diary.parameters.lookalikes.instalment_counts)
    total, gap = diary.cost(stream.whole(600, 6_000) * 100), 14 if count == 4 else 30
    part, day, group = diary.exact(total // count), diary.first + stream.whole(5, 60), []
    for n in range(count):
        if day > diary.last:
            break
        amount = part if n < count - 1 else total - part * (count - 1)
        at = day * days.DAY + int(stream.uniform(8, 10) * days.HOUR)
        goods = diary.names.words["part"].format(n + 1, count)
        group.append(
            diary.add(at, "purchase", diary.names.places["instalments"], -amount, WALLET, source=DEBIT, goods=goods)
        )
        day += gap + (n % 2 if gap == 30 else 0)
    if len(group) > 1:
        _label(diary, "N9", group)


def _reorder(diary: Diary, stream: Stream) -> None:
    """N10: bought, sent back, bought again in another size."""
    found = diary.free(lambda event: event.party.category == "clothes" and not event.promises, margin=12)
    if found:
        bought = stream.pick(found)
        refund = give_back(diary, stream, bought, bought.at + stream.whole(6, 120) * days.HOUR)
        again = diary.again(bought, bought.at + stream.whole(8, 240) * days.HOUR)
        _label(diary, "N10", [bought, refund, again])


def _split_bill(diary: Diary, stream: Stream, friends: list[Party]) -> None:
    """N11: equal shares to several friends, or the same red packet to one friend again."""
    at, count = diary.moment(stream, 11, 23, margin=1), stream.whole(2, 4)
    kind = stream.pick(("send", "packet_out"))
    amount = stream.pick((2_000, 5_000, 6_600, 8_800, 10_000)) if kind == "packet_out" else stream.whole(15, 120) * 100
    receivers = [stream.pick(friends)] * count if stream.chance(0.4) else friends[:count]
    group = []
    for friend in receivers:
        sent = between.move(diary, kind, at, friend, amount, SECOND)
        sent.source = DEBIT
        group.append(sent)
        at += stream.whole(8, 240)
    _label(diary, "N11", group)


def _conversion(diary: Diary, stream: Stream) -> None:
    """N14: booked in the shop's conversion first, then in the card's own; the first one is taken back."""
    at, party = diary.moment(stream, 9, 20), diary.shop(stream, stream.pick(("foreign_online", "foreign_booking")))
    amount = diary.price(stream.whole(1_500, 22_000), CARD)
    other = diary.exact(amount * (1 + stream.uniform(0.01, 0.04)))
    foreign = diary.abroad(replace(party, country="GB" if diary.person.world.country == "DE" else "DE"), amount)
    first = _posted(diary, at, party, -other, 1, foreign)
    back = _posted(diary, at, Party(party.name, party.category, goods=_VOID), other, stream.whole(2, 3))
    _label(diary, "N14", [first, back, _posted(diary, at, party, -amount, stream.whole(2, 3), foreign)])
