"""What comes by the calendar: pay, rent, bills, subscriptions, interest."""

from benchmarks.simulator import catalogue, days
from benchmarks.simulator.diary import FUND, OUTSIDE, Diary, Event
from benchmarks.simulator.person import CARD, DEBIT, WALLET, Party
from benchmarks.simulator.plan import Plan
from benchmarks.simulator.streams import Stream, rounded

_FUND = Party("余额宝", "fund", goods="余额宝-收益发放")


def pay_and_be_paid(diary: Diary, plan: Plan) -> None:
    """Write down everything regular."""
    months = days.month_starts(diary.first, diary.last)
    _salary(diary, months)
    _rent(diary, plan, months)
    _bills(diary, months)
    _subscriptions(diary)
    _interest(diary, months)


def _inside(diary: Diary, day: int) -> bool:
    return diary.first <= day <= diary.last


def _salary(diary: Diary, months: list[int]) -> None:
    stream, person = diary.stream("salary"), diary.person
    for start in months:
        day = days.in_month(start, person.salary_day)
        while not days.is_business_day(day, person.world.country):
            day -= 1
        if _inside(diary, day):
            amount = diary.exact(person.salary * stream.uniform(0.97, 1.04))
            at = day * days.DAY + int(stream.uniform(9.5, 16) * days.HOUR)
            diary.add(at, "salary", diary.names.places["employer"], amount, DEBIT, source=OUTSIDE)


def _rent(diary: Diary, plan: Plan, months: list[int]) -> None:
    """Pay the landlord by bank transfer; a rise, or another flat, changes the amount from a month on (H-rent)."""
    stream, person = diary.stream("rent"), diary.person
    rent, raised = person.rent, rounded(person.rent * stream.uniform(1.06, 1.16), 5_000)
    after_move = rounded(person.rent * stream.uniform(1.05, 1.5), 10_000)
    landlord, next_landlord = (catalogue.person_party(name, stream) for name in diary.names.landlords[:2])
    first_raised: Event | None = None
    for start in months:
        day = days.in_month(start, person.rent_day)
        if not _inside(diary, day):
            continue
        moved, risen = bool(plan.moving) and day >= plan.moving, bool(plan.rent_rise) and day >= plan.rent_rise
        amount = after_move if moved else raised if risen else rent
        at = day * days.DAY + int(stream.uniform(9, 21) * days.HOUR)
        paid = diary.add(
            at,
            "transfer_out",
            next_landlord if moved else landlord,
            -amount,
            DEBIT,
            source=OUTSIDE,
            goods=diary.names.words["rent"],
        )
        if risen and not moved and first_raised is None:
            first_raised = paid
    if first_raised is not None:
        diary.label("hard_negative", "H-rent", [("payment", first_raised)])


def _bills(diary: Diary, months: list[int]) -> None:
    stream = diary.stream("bills")
    for bill in diary.person.world.bills:
        wallet = stream.pick(diary.person.world.pockets)
        usual, offset = rounded(stream.lognormal(bill.median, 0.2), bill.step), stream.whole(0, bill.months - 1)
        for n, start in enumerate(months):
            day = days.in_month(start, bill.day) + stream.whole(0, 2)
            amount = rounded(stream.lognormal(usual, bill.sigma), bill.step)
            at = day * days.DAY + int(stream.uniform(8, 21) * days.HOUR)
            if n % bill.months == offset and _inside(diary, day):
                diary.add(at, "purchase", diary.names.bills[bill.category], -amount, wallet)


def _subscriptions(diary: Diary) -> None:
    """Charge subscriptions every month, some for two seats (N8)."""
    stream, person, rates = diary.stream("subscriptions"), diary.person, diary.parameters.lookalikes
    names = stream.bulk.permutation(diary.names.subscriptions).tolist()
    plans = [
        (Party(diary.names.member.format(name), "subscription", goods=diary.names.words["monthly"]), stream.pick(person.world.subscriptions), stream.pick(person.world.pockets))
        for name in names[: stream.whole(*rates.subscriptions)]
    ]  # fmt: skip
    plans += [
        (diary.shop(stream, "foreign_subscription"), stream.pick(person.world.foreign_subscriptions), CARD)
        for _ in range(stream.whole(*rates.foreign_subscriptions))
    ]
    family = 0 if rates.at_least or stream.chance(rates.family_seats) else -1
    for n, (party, price, account) in enumerate(plans):
        charges = _charges(diary, stream, party, price, account, seats=2 if n == family else 1)
        if len(charges) > 1:
            diary.label("lookalike", "N8", [("charge", charge) for charge in charges])


def _charges(diary: Diary, stream: Stream, party: Party, price: int, account: str, *, seats: int) -> list[Event]:
    day, charges = diary.first + stream.whole(0, 27), []
    hour = stream.uniform(6, 22)
    while day <= diary.last:
        for seat in range(seats):
            at = day * days.DAY + int(hour * days.HOUR) + stream.whole(0, 300) + seat * stream.whole(1, 40)
            charges.append(diary.add(at, "purchase", party, -price, account))
        day += stream.whole(30, 31) + stream.pick((0, 0, 0, 0, 1, -1)) * stream.whole(0, 2)
    return charges


def _interest(diary: Diary, months: list[int]) -> None:
    """Book the bank's interest each quarter and, for owners of a fund who see it, the fund's every day."""
    stream, person = diary.stream("interest"), diary.person
    for start in months:
        day = days.in_month(start, 21)
        if days.date(day).month % 3 == 0 and _inside(diary, day):
            diary.add(day * days.DAY + 2 * days.HOUR + stream.whole(0, 900), "interest", diary.names.places["bank"], diary.cost(stream.whole(180, 900)), DEBIT, source=OUTSIDE)  # fmt: skip
    if person.daily_interest:
        level = stream.uniform(40, 160)
        for day in range(diary.first, diary.last + 1):
            level = max(20.0, level * stream.normal(1.0, 0.03))
            at = day * days.DAY + 4 * days.HOUR + stream.whole(0, 7_200)
            goods = f"余额宝-{days.date(day - 1):%Y.%m.%d}-收益发放"
            diary.add(at, "interest", _FUND, round(level), WALLET, source=FUND, goods=goods)
