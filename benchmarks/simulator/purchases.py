"""Everyday shopping: each habit drawn for the whole period at once."""

import numpy as np

from benchmarks.simulator import catalogue, days
from benchmarks.simulator.diary import OUTSIDE, Diary
from benchmarks.simulator.person import SECOND, WALLET, Shop
from benchmarks.simulator.plan import Plan
from benchmarks.simulator.streams import Stream, rounded
from benchmarks.simulator.worlds import Habit, Ticket

_NEAR_HOME = ("breakfast", "fruit", "groceries", "convenience", "laundry", "hair", "pharmacy", "tea")
_NEAR_WORK = ("lunch", "coffee", "vending")
_ONLINE = ("online", "clothes")


def shop_as_usual(diary: Diary, plan: Plan) -> None:
    """Write down every habitual purchase at home."""
    world = diary.person.world
    for habit in (*world.habits, *world.foreign_habits):
        if habit.needs_car and not diary.person.car:
            continue
        turn = plan.moving if habit.category in _NEAR_HOME else plan.commute if habit.category in _NEAR_WORK else 0
        live(diary, habit, _days_at_home(diary, plan), turn=turn)
    _order_and_drop(diary)


def _order_and_drop(diary: Diary) -> None:
    """Some orders are cancelled before they are paid for; Alipay lists them all the same."""
    stream, share = diary.stream("unpaid"), diary.parameters.wallets.unpaid_orders
    for event in list(diary.events):
        if event.party.category in _ONLINE and event.account == WALLET and stream.chance(share):
            diary.add(event.at - stream.whole(60, 3_000), "unpaid", event.party, event.amount, WALLET, source=OUTSIDE)


def _days_at_home(diary: Diary, plan: Plan) -> list[int]:
    away = plan.away
    return [day for day in range(diary.first, diary.last + 1) if day not in away]


def live(diary: Diary, habit: Habit, on: list[int], *, turn: int = 0, city: str = "") -> list[int]:
    """Buy as `habit` says on the given days; from day `turn` on at other favourite shops. Return the event numbers."""
    stream, person = diary.stream(f"habit:{habit.category}"), diary.person
    workdays = np.array([days.is_business_day(day, person.world.country) for day in on])
    rates = np.where(workdays, habit.workday, habit.weekend) * person.appetite.get(habit.category, 1.0)
    when = np.repeat(np.array(on, dtype=np.int64), stream.bulk.poisson(rates))
    hours = stream.bulk.choice(habit.hours, len(when)) + habit.spread * stream.bulk.standard_normal(len(when))
    seconds = (np.clip(hours, 5.0, 23.95) * days.HOUR).astype(np.int64)
    shops = _shops(diary, stream, habit, when, turn, city or person.city)
    amounts = prices(stream, habit.ticket, shops)
    accounts = _accounts(diary, stream, habit, len(when))
    first = len(diary.events)
    for at, shop, amount, account in zip((when * days.DAY + seconds).tolist(), shops, amounts, accounts, strict=True):
        diary.add(at, "purchase", shop.party, -amount, account, foreign=diary.abroad(shop.party, amount))
    return list(range(first, len(diary.events)))


def _shops(diary: Diary, stream: Stream, habit: Habit, when: np.ndarray, turn: int, city: str) -> list[Shop]:
    """Choose a shop for each purchase: a favourite, the first one most often, or now and then a new one."""
    legal = diary.parameters.wallets.legal_name
    eras = [
        [catalogue.shop(diary.names, stream, habit, city, legal) for _ in range(habit.shops)]
        for _ in range(2 if turn else 1)
    ]
    weights = 1 / np.arange(1, habit.shops + 1)
    favourite = stream.bulk.choice(habit.shops, len(when), p=weights / weights.sum())
    new = stream.bulk.random(len(when)) < habit.explore
    later = (when >= turn) & (turn > 0)
    return [
        catalogue.shop(diary.names, stream, habit, city, legal) if explored else eras[int(moved)][which]
        for which, explored, moved in zip(favourite.tolist(), new.tolist(), later.tolist(), strict=True)
    ]


def prices(stream: Stream, ticket: Ticket, shops: list[Shop]) -> list[int]:
    """Return what each purchase costs: a price of the shop's list, the usual one most often, or a free amount."""
    fixed = (stream.bulk.random(len(shops)) < ticket.point_share).tolist()
    place = (stream.bulk.random(len(shops)) ** 2).tolist()
    factor = np.exp(ticket.sigma * stream.bulk.standard_normal(len(shops))).tolist()
    return [
        shop.prices[int(where * len(shop.prices))]
        if by_list and shop.prices
        else rounded(shop.median * by, ticket.step)
        for shop, by_list, where, by in zip(shops, fixed, place, factor, strict=True)
    ]


def _accounts(diary: Diary, stream: Stream, habit: Habit, count: int) -> list[str]:
    if habit.account:
        return [habit.account] * count
    online, draws = habit.category in _ONLINE, stream.bulk.random(count)
    ways = diary.person.world.ways
    if ways:
        shares = np.cumsum([by_web if online else everyday for _, everyday, by_web in ways])
        return [ways[n][0] for n in np.searchsorted(shares / shares[-1], draws, side="right").tolist()]
    first = 0.85 if online else diary.person.first_wallet
    return [WALLET if draw < first else SECOND for draw in draws.tolist()]
