"""Patterns that speak against payments: card tests, sprees, drains. Their look-alikes say nothing."""

from types import ModuleType

import pytest

from detect.rules import card_testing, drain, loan, newcomers, spree, strangers
from tests.detect.ledgers import BANK, CARD, Row, row, scene_of, visits

LUNCHES = visits(40, [-2_500, -2_800, -3_150], "示例面馆")
GROCERIES = visits(40, [-5_410, -7_725, -4_190], "EXAMPLE GROCER", account=CARD)


def spoken(module: ModuleType, *rows: Row) -> dict[str, set[str]]:
    """Return the reason codes and the ids they speak of."""
    scene = scene_of([cells | {"txn_id": cells.get("txn_id", f"n{n:03d}")} for n, cells in enumerate(rows)])
    said: dict[str, set[str]] = {}
    for signal in module.signals(scene):
        said.setdefault(signal.reason.code, set()).update(str(scene.view.txn_ids[n]) for n in signal.positions)
    return said


# -- card testing ------------------------------------------------------------------------------------------------------


def test_a_tiny_charge_at_a_new_shop_and_then_a_large_one_is_a_test() -> None:
    rows = [
        row("2026-05-04T20:00:00", -120, "QX GOODS", CARD, txn_id="tiny"),
        row("2026-05-06T11:00:00", -41_000, "ZETA MARKET", CARD, txn_id="large"),
    ]
    assert spoken(card_testing, *GROCERIES, *rows) == {"card_testing": {"tiny", "large"}}


def test_the_large_one_may_be_at_the_tested_shop() -> None:
    rows = [
        row("2026-05-04T20:00:00", -120, "QX GOODS", CARD, txn_id="tiny"),
        row("2026-05-04T20:40:00", -41_000, "QX GOODS", CARD, txn_id="large"),
    ]
    assert spoken(card_testing, *GROCERIES, *rows) == {"card_testing": {"tiny", "large"}}


def test_a_small_subscription_or_fare_makes_a_tiny_charge_at_a_new_shop_no_more_usual() -> None:
    fares = visits(40, [-150, -200], "EXAMPLE BUS", account=CARD, every=2)
    rows = [
        row("2026-05-04T20:00:00", -120, "QX GOODS", CARD, txn_id="t"),
        row("2026-05-06T11:00:00", -41_000, "ZETA", CARD, txn_id="z"),
    ]
    assert spoken(card_testing, *GROCERIES, *fares, *rows) == {"card_testing": {"t", "z"}}


def test_of_several_charges_after_a_test_the_largest_is_meant_and_none_where_one_is_served() -> None:
    rows = [
        row("2026-05-04T20:00:00", -120, "QX GOODS", CARD, txn_id="t"),
        row("2026-05-05T12:00:00", -3_900, "EXAMPLE RESTAURANT", CARD),
        row("2026-05-06T11:00:00", -9_000, "QX GOODS", CARD, txn_id="q"),
    ]
    assert spoken(card_testing, *GROCERIES, *rows) == {"card_testing": {"t", "q"}}


def test_three_tiny_charges_at_three_new_shops_within_the_hour_speak_by_themselves() -> None:
    rows = [
        row(f"2026-05-04T20:{n}0:00", -100 - n, f"NEW SHOP {name}", CARD, txn_id=f"t{n}")
        for n, name in enumerate("ABC")
    ]
    assert spoken(card_testing, *GROCERIES, *rows) == {"tiny_run": {"t0", "t1", "t2"}}


@pytest.mark.parametrize(
    "rows",
    [
        [row("2026-05-04T20:00:00", -120, "QX GOODS", CARD)],
        [row("2026-05-04T20:00:00", -120, "QX GOODS", CARD), row("2026-05-30T20:00:00", -41_000, "ZETA", CARD)],
        [row("2026-05-04T20:00:00", -120, "QX GOODS", CARD), row("2026-05-05T20:00:00", -900, "ZETA", CARD)],
        [row("2026-05-04T20:00:00", -120, "EXAMPLE GROCER", CARD), row("2026-05-05T20:00:00", -41_000, "ZETA", CARD)],
        [row("2026-05-04T20:00:00", -120, "QX GOODS", CARD), row("2026-05-05T20:00:00", -41_000, "ZETA", BANK)],
    ],
    ids=["nothing follows", "weeks later", "nothing large", "a shop that is known", "another account"],
)
def test_a_small_charge_alone_is_no_test(rows: list[Row]) -> None:
    assert spoken(card_testing, *GROCERIES, *rows) == {}


def test_tiny_charges_tell_nothing_where_they_are_usual() -> None:
    fares = [row(f"2026-0{1 + n // 20}-{1 + n % 20:02d}T08:00:00", -150, f"STALL {n}", CARD) for n in range(40)]
    rows = [row("2026-05-04T20:00:00", -120, "QX GOODS", CARD), row("2026-05-06T11:00:00", -41_000, "ZETA", CARD)]
    assert spoken(card_testing, *GROCERIES, *fares, *rows) == {}


# -- spree -------------------------------------------------------------------------------------------------------------


def again(name: str, count: int, amount: int = -9_800) -> list[Row]:
    return [row(f"2026-05-04T03:{10 + 3 * n}:00", amount, name, txn_id=f"s{n}") for n in range(count)]


@pytest.mark.parametrize("name", ["示例商城", "示例点券充值中心", "EXAMPLE GIFT CARD"])
def test_the_same_again_and_again_at_a_new_shop_is_a_spree(name: str) -> None:
    assert spoken(spree, *LUNCHES, *again(name, 4)) == {"spree": {"s0", "s1", "s2", "s3"}}


def test_two_are_no_spree() -> None:
    assert spoken(spree, *LUNCHES, *again("示例商城", 2)) == {}


@pytest.mark.parametrize("name", ["示例自助洗衣", "示例自动售货机", "示例高速通行费"])
def test_machines_are_no_spree(name: str) -> None:
    assert spoken(spree, *LUNCHES, *again(name, 4, -300)) == {}


def test_what_one_does_all_the_time_is_no_spree() -> None:
    assert spoken(spree, *visits(30, [-9_800], "示例商城"), *again("示例商城", 4)) == {}


# -- drain -------------------------------------------------------------------------------------------------------------


def sent(amount: int, name: str = "**甲", **cells: object) -> Row:
    return row("2026-05-04T03:10:00", amount, name, BANK, txn_id="out", **({"kind": "transfer"} | cells))


PAID = visits(30, [-12_000, -8_000], "示例超市", account=BANK)


def test_most_of_the_balance_sent_to_somebody_new_is_a_drain() -> None:
    assert spoken(drain, *PAID, sent(-1_120_000, balance=180_000)) == {"drain_new_payee": {"out"}}


def test_without_a_balance_three_times_the_largest_payment_ever_is_a_drain() -> None:
    assert spoken(drain, *PAID, sent(-40_000)) == {"drain_new_payee": {"out"}}


@pytest.mark.parametrize(
    "out",
    [
        sent(-20_000, balance=980_000), sent(-13_000), sent(-1_120_000, "示例超市", balance=180_000),
        sent(-1_120_000, "国家金库", balance=180_000, kind="payment"), sent(-600_000, "示例酒店", balance=80_000, kind="payment"),
    ],
    ids=["a small share", "no record", "somebody known", "taxes", "a hotel"],
)  # fmt: skip
def test_other_money_sent_is_no_drain(out: Row) -> None:
    assert spoken(drain, *PAID, out) == {}


# -- newcomers ---------------------------------------------------------------------------------------------------------


def around(*names: str, day: str = "2026-05-04", amount: int = -9_000) -> list[Row]:
    return [row(f"{day}T1{n}:00:00", amount, name, CARD, txn_id=f"w{n}") for n, name in enumerate(names)]


def test_several_new_shops_within_a_day_speak_from_the_second_on() -> None:
    assert spoken(newcomers, *GROCERIES, *around("ALPHA MARKET", "BETA GOODS", "GAMMA ONLINE")) == {
        "newcomers": {"w1", "w2"}
    }


@pytest.mark.parametrize(
    "rows",
    [
        around("ALPHA MARKET"),
        [*around("ALPHA MARKET"), *around("BETA GOODS", day="2026-05-09")],
        around("ALPHA MARKET", "BETA GOODS", amount=-300),
        around("EXAMPLE HOTEL", "EXAMPLE RESTAURANT", "EXAMPLE MUSEUM"),
        around("EXAMPLE GROCER", "EXAMPLE GROCER"),
    ],
    ids=["one", "days apart", "small sums", "a day on a journey", "a shop that is known"],
)
def test_other_shopping_says_nothing(rows: list[Row]) -> None:
    assert spoken(newcomers, *GROCERIES, *[cells | {"txn_id": f"x{n}"} for n, cells in enumerate(rows)]) == {}


def test_who_goes_somewhere_new_every_day_tells_nothing_by_it() -> None:
    """As in the first statement of somebody's life with the card: every shop is new then."""
    wanderer = [
        row(
            f"2026-04-{day:02d}T1{n}:00:00",
            -9_000,
            f"PLACE {chr(64 + day % 26)}{chr(64 + day // 26)}{chr(64 + n)}XYZ",
            CARD,
            txn_id=f"n{day}{n}",
        )
        for day in range(1, 29)
        for n in range(2)
    ]
    told = spoken(newcomers, *wanderer, *around("ALPHA MARKET", "BETA GOODS", "GAMMA ONLINE"))
    assert not told.get("newcomers", set()) - {"w2"}  # three of them were never seen, two a day always


# -- a loan paid out ---------------------------------------------------------------------------------------------------

BORROWED = row("2026-05-04T02:10:00", 500_000, "借呗", kind="income", description="借呗放款", txn_id="loan")


def test_a_loan_that_goes_to_somebody_new_within_two_days_speaks_against_the_payments() -> None:
    rows = [
        row("2026-05-04T02:20:00", -300_000, "某某数码", txn_id="a"),
        row("2026-05-05T01:00:00", -180_000, "某某卡券", txn_id="b"),
    ]
    assert spoken(loan, *LUNCHES, BORROWED, *rows) == {"loan_paid_out": {"a", "b"}}


def test_a_loan_that_goes_to_one_new_payee_in_parts_speaks_against_all_of_them() -> None:
    rows = [row(f"2026-05-04T02:2{n}:00", -150_000, "某某数码", txn_id=f"p{n}") for n in range(3)]
    assert spoken(loan, *LUNCHES, BORROWED, *rows) == {"loan_paid_out": {"p0", "p1", "p2"}}


@pytest.mark.parametrize(
    "rows",
    [
        [row("2026-05-04T02:20:00", -30_000, "某某数码")],
        [row("2026-05-08T02:20:00", -480_000, "某某数码")],
        [row("2026-05-04T12:20:00", -480_000, "示例面馆")],
        [row("2026-05-04T12:20:00", -480_000, "市第一人民医院")],
        [row("2026-05-03T12:20:00", -480_000, "某某数码")],
    ],
    ids=["little of it", "days later", "where one always pays", "a hospital", "before the loan"],
)
def test_borrowing_for_a_purpose_says_nothing(rows: list[Row]) -> None:
    assert spoken(loan, *LUNCHES, BORROWED, *rows) == {}


def test_money_that_is_no_loan_says_nothing() -> None:
    salary = row("2026-05-04T02:10:00", 500_000, "示例公司", kind="income", description="工资")
    assert spoken(loan, *LUNCHES, salary, row("2026-05-04T12:20:00", -480_000, "某某数码")) == {}


# -- strangers ---------------------------------------------------------------------------------------------------------

SHOPPED: tuple[tuple[str, int], ...] = (("05-04", -1_740), ("05-05", -2_560), ("05-05", -1_690), ("05-06", -2_660))


def at(*shops: str) -> list[Row]:
    return [
        row(f"2026-{day}", amount, shop, CARD, txn_id=f"s{n}")
        for n, ((day, amount), shop) in enumerate(zip(SHOPPED, shops, strict=True))
    ]


def test_payments_of_three_days_at_shops_just_met_are_told_from_the_third_on() -> None:
    rows = at("ALPHA ONLINE", "BETA GOODS", "ALPHA ONLINE", "GAMMA INTL")
    assert spoken(strangers, *GROCERIES, *rows) == {"strangers": {"s1", "s2", "s3"}}  # a day's rows come together


@pytest.mark.parametrize(
    "rows",
    [
        at("ALPHA ONLINE", "EXAMPLE GROCER", "EXAMPLE GROCER", "BETA GOODS"),
        at("EXAMPLE HOTEL", "BETA RESTAURANT", "GAMMA MUSEUM", "DELTA AIRLINE"),
    ],
    ids=["mostly where one always goes", "a journey"],
)
def test_what_is_known_or_served_is_no_stranger(rows: list[Row]) -> None:
    assert spoken(strangers, *GROCERIES, *rows) == {}


def test_somebody_who_always_tries_new_shops_has_no_strangers() -> None:
    tried = [row(f"2026-{1 + n // 56:02d}-{1 + n % 28:02d}", -2_000, f"STALL {n}", CARD) for n in range(200)]
    assert spoken(strangers, *tried, *at("ALPHA ONLINE", "BETA GOODS", "ALPHA ONLINE", "GAMMA INTL")) == {}
