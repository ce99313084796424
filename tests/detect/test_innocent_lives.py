"""What looks like theft and is life: a new home, a yearly bill, presents, a higher rent, something dear at a known shop.

Whole scans at the default budget. The person is no clockwork: hours and sums go by the dice, and a few large sums were paid before. A theft in the
same life is found, or silence would prove nothing.
"""

import datetime as dt
import random
from dataclasses import replace

import pytest

from tests.detect.ledgers import ALIPAY, BANK, CARD, Row, answered, context_of, found, row, scanned, visits

MARKET, LUNCH, COFFEE, RENT = "示例超市", "示例面馆", "示例咖啡", "某房东 房租"


def rents(amounts: list[int]) -> list[Row]:
    """Return a rent on the first of each month from July 2025 on."""
    months = [f"{2025 + (6 + n) // 12}-{(6 + n) % 12 + 1:02d}" for n in range(len(amounts))]
    return [
        row(f"{month}-01T09:10:00", amount, RENT, BANK, kind="transfer")
        for month, amount in zip(months, amounts, strict=True)
    ]


def ordinary(seed: int = 5) -> list[Row]:
    """Return a year by the dice: lunches, coffee, markets, clothes, electronics, a phone, and now and then a shop never seen before."""
    dice, rows = random.Random(seed), []

    def pay(day: dt.date, hours: tuple[float, float], low: int, high: int, name: str, account: str = ALIPAY) -> None:
        at = dt.datetime.combine(day, dt.time()) + dt.timedelta(minutes=round(60 * dice.uniform(*hours)))
        rows.append(row(at.isoformat(), -dice.randrange(low, high, 10), name, account, currency="CNY"))

    for day in (dt.date(2025, 7, 1) + dt.timedelta(n) for n in range(365)):
        weekend = day.weekday() > 4
        if not weekend or dice.random() < 0.5:
            pay(day, (11.5, 13.5), 1_800, 4_200, dice.choice((LUNCH, "示例快餐", "示例拉面馆")))
        if dice.random() < 0.4:
            pay(day, (8, 10.5), 1_200, 2_600, COFFEE)
        if dice.random() < (0.6 if weekend else 0.3):
            pay(day, (10, 21), 3_000, 22_000, dice.choice((MARKET, "示例菜市场")))
        if dice.random() < (0.2 if weekend else 0.05):
            pay(day, (10, 22), 6_000, 60_000, dice.choice(("示例服饰旗舰店", "示例百货", "示例书店")))
        if dice.random() < 0.04:
            pay(day, (10, 22), 2_000, 30_000, f"小店第{day.toordinal()}号")
        if dice.random() < 0.025:
            pay(day, (12, 22), 20_000, 90_000, "示例数码电器", CARD)
        if day.day == 5:
            pay(day, (9, 20), 9_900, 12_900, "示例移动 话费")
    return rows


LARGE = [
    row("2025-08-15T20:00:00", -156_000, "示例旅行 机票"),
    row("2025-08-28T16:00:00", -118_000, "山城示例酒店"),
    row("2025-08-28T19:00:00", -21_000, "山城火锅"),
    row("2025-09-20T15:00:00", -259_900, "示例数码电器", CARD, currency="CNY"),
    row("2025-10-11T11:00:00", -180_000, "示例口腔诊所"),
    row("2025-11-11T21:00:00", -129_900, "示例家具城"),
    row("2025-12-24T18:00:00", -88_000, "示例百货"),
    row("2026-01-12T14:00:00", -320_000, "示例健身房 年卡"),
]
ORDINARY = [*ordinary(), *LARGE]
PAID = [-300_000] * 12

NEW_HOME = [
    row("2026-04-25T15:30:00", -450_000, "某新房东 房租押金", BANK, kind="transfer"),
    row("2026-04-27T10:00:00", -68_000, "示例搬家公司"),
    row("2026-04-27T19:20:00", -129_900, "示例家具城"),
    row("2026-04-28T18:10:00", -21_500, "示例五金建材"),
    row("2026-04-29T20:00:00", -36_000, "示例宽带 物业费"),
]
YEARLY = [
    row("2026-05-11T14:00:00", -236_000, "示例财产保险公司"),
    row("2026-05-20T10:00:00", -98_000, "国家税务总局某市税务局"),
]
PRESENTS = [
    row("2026-02-10T14:20:00", -32_800, "示例玩具店"),
    row("2026-02-10T16:00:00", -29_900, "示例礼品店"),
    row("2026-02-11T19:40:00", -45_900, "示例服饰旗舰店"),
    row("2026-02-12T20:10:00", -26_800, "示例茶庄"),
    row("2026-02-13T12:30:00", -18_800, "示例糕点"),
]
DEAR = [row("2026-05-09T20:20:00", -269_900, "示例数码电器", CARD, currency="CNY")]
THEFT = [row(f"2026-05-20T03:1{n}:00", -98_000, "某某卡券商行") for n in range(3)]


def kinds(*rows: Row, rent: list[int] | None = None) -> list[str]:
    """Return who was paid in each alert about payments that may not be the person's."""
    every = [{"txn_id": f"t{n:04d}"} | cells for n, cells in enumerate([*ORDINARY, *rents(rent or PAID), *rows])]
    names = {cells["txn_id"]: cells["counterparty"] for cells in every}
    result = scanned(every, since=dt.date(2026, 2, 1))
    return [" ".join(names[one] for one in alert.rows) for alert in found(result, "unauthorized")]


@pytest.mark.parametrize(
    "rows",
    [NEW_HOME, YEARLY, PRESENTS, DEAR],
    ids=[
        "a new home",
        "yearly bills",
        "presents",
        "as dear as once before at a known shop",
    ],
)
def test_what_people_do_now_and_then_raises_nothing(rows: list[Row]) -> None:
    assert kinds(*rows) == []


@pytest.mark.parametrize(
    ("rows", "severity"),
    [
        ([row("2026-05-09T20:20:00", -399_900, "示例数码电器", CARD, currency="CNY")], "medium"),
        ([row("2026-05-11T14:00:00", -486_000, "示例财产保险公司")], "medium"),
        ([row("2026-05-20T03:10:00", -298_000, "某某卡券商行")], "high"),
        (THEFT, "high"),
    ],
    ids=["dearer than ever at a known shop", "a first insurance", "one stolen sum", "a theft"],
)
def test_unusual_money_alone_is_asked_about_and_presses_nobody(rows: list[Row], severity: str) -> None:
    """In a calm life, where nothing large was ever paid before but the rent."""
    every = [{"txn_id": f"t{n:04d}"} | cells for n, cells in enumerate([*ordinary(), *rents(PAID), *rows])]
    (alert,) = found(scanned(every, since=dt.date(2026, 2, 1)), "unauthorized")
    assert alert.severity == severity


def test_what_is_called_stolen_presses_however_little_is_strange_about_it() -> None:
    dear = row("2026-05-09T20:20:00", -399_900, "示例数码电器", CARD, currency="CNY", txn_id="dear")
    every = [{"txn_id": f"t{n:04d}"} | cells for n, cells in enumerate([*ordinary(), *rents(PAID), dear])]
    said = answered("not_mine", "dear", kind="unauthorized")
    result = scanned(every, replace(context_of((ALIPAY, BANK, CARD)), answers=said), since=dt.date(2026, 2, 1))
    assert [alert.severity for alert in found(result, "unauthorized")] == ["high"]


def test_a_higher_rent_raises_nothing() -> None:
    assert kinds(rent=[*PAID[:9], -345_000, -345_000, -345_000]) == []


def test_the_coffee_and_the_groceries_of_the_day_of_a_theft_are_not_in_its_alert() -> None:
    """Whoever lives by the clock is odd all day when much money goes: the day's sum is not a coffee's."""
    life = [
        *visits(300, [-2_530, -2_890, -3_140], LUNCH, every=1),
        *visits(100, [-1_500, -1_800], COFFEE, every=3, hour=9),
        *visits(50, [-9_100, -12_300], MARKET, every=7, hour=18),
    ]
    theft = row("2026-05-20T15:12:00", -300_000, "某某", kind="transfer", txn_id="theft")
    day = [
        row("2026-05-20T15:40:00", -1_500, COFFEE),
        row("2026-05-20T16:20:00", -2_800, LUNCH),
        row("2026-05-20T18:30:00", -9_100, MARKET),
    ]
    every = [{"txn_id": f"t{n:04d}"} | cells for n, cells in enumerate([*life, theft, *day])]
    (alert,) = found(scanned(every, since=dt.date(2026, 2, 1)), "unauthorized")
    assert (alert.rows, alert.amount) == (("theft",), 300_000)


@pytest.mark.parametrize("price", [-280_000, -300_000])
def test_a_rent_that_is_not_called_one_may_stay_and_rise(price: int) -> None:
    rent = [
        cells | {"counterparty": "Example Homes", "amount": cells["amount"]}
        for cells in rents([-250_000] * 9 + [price] * 3)
    ]
    every = [{"txn_id": f"t{n:04d}"} | cells for n, cells in enumerate([*ordinary(), *LARGE, *rent])]
    assert found(scanned(every, since=dt.date(2026, 2, 1)), "unauthorized") == []


def test_a_theft_in_the_same_life_is_found() -> None:
    (alert,) = kinds(*THEFT)
    assert alert == " ".join(["某某卡券商行"] * 3)
