"""Regular charges: a new one, one that went up, one that went on after cancelling; and the bills and habits that are none of it."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pandas as pd
import pytest

from detect.finding import Finding
from detect.rules import unexpected_fee
from tests.detect.ledgers import ALIPAY, CARD, Row, answered, context_of, found, row, scanned, scene_of

NAME = "星河视频会员"
LATER = row("2026-06-29T12:00:00", -100)


def monthly(
    amounts: Sequence[int], name: str = NAME, *, first: str = "2025-10-05T03:00:00", every: int = 30, **cells: Any
) -> list[Row]:
    """Return charges at a beat, the last amounts repeated as given."""
    start = pd.Timestamp(first)
    return [
        row((start + dt.timedelta(days=every * n)).isoformat(), amount, name, **cells)
        for n, amount in enumerate(amounts)
    ]


def rises(rows: Sequence[Row], **frames: object) -> list[Finding]:
    return found(scanned(rows, context_of(**frames)), "price_rise")  # type: ignore[arg-type]


def series(rows: Sequence[Row]) -> list[tuple[int, int, list[int]]]:
    """Return of each series its beat, how many charges it has, and the steps of its price."""
    return [(one.beat, len(one.rows), [level.price for level in one.levels]) for one in scene_of([*rows, LATER]).series]


def cancelled(day: str, price: int = 1_500, name: str = NAME, currency: str = "CNY") -> pd.DataFrame:
    values = ("s1", "me", name.casefold(), currency, price, day)
    names = ("subscription_id", "person", "merchant", "currency", "price", "cancelled_on")
    return pd.DataFrame([dict(zip(names, values, strict=True))])


# -- the series themselves ----------------------------------------------------------------------------------------------

WEEKS, MONTHS = "2026-02-02T03:00:00", "2026-02-04T03:00:00"


@pytest.mark.parametrize(("week", "month"), [(-799, -1_999), (-1_299, -799)])
@pytest.mark.parametrize("start", ["2026-02-02", "2026-02-03", "2026-02-04", "2026-02-06", "2026-02-08"])
def test_a_week_and_a_month_at_two_prices_are_two_series(week: int, month: int, start: str) -> None:
    both = [*monthly([week] * 15, every=7, first=WEEKS), *monthly([month] * 4, first=f"{start}T03:00:00")]
    assert sorted(series(both)) == [(7, 15, [-week]), (30, 4, [-month])]


def test_two_months_half_a_month_apart_are_two_series() -> None:
    both = [*monthly([-799] * 5), *monthly([-1_299] * 5, first="2025-10-20T03:00:00")]
    assert series(both) == [(30, 5, [799]), (30, 5, [1_299])]


def test_a_week_whose_price_rises_beside_a_month_stays_one_series() -> None:
    both = [*monthly([-799] * 8 + [-999] * 8, every=7, first=WEEKS), *monthly([-1_999] * 4, first=MONTHS)]
    assert sorted(series(both)) == [(7, 16, [799, 999]), (30, 4, [1_999])]


@pytest.mark.parametrize(
    "amounts",
    [[-1_500] * 5 + [-1_900] * 4, [-1_900] * 5 + [-1_500] * 4, [-1_500] * 3 + [-1_900] * 3 + [-1_500] * 3],
    ids=["rises", "falls", "rises and falls back"],
)
def test_a_price_that_changes_along_one_beat_is_one_series(amounts: list[int]) -> None:
    ((beat, charges, _),) = series(monthly(amounts))
    assert (beat, charges) == (30, 9)


def test_a_price_that_rises_over_a_pause_is_one_series() -> None:
    paused = [*monthly([-1_500] * 5, first="2025-07-05T03:00:00"), *monthly([-1_900] * 4, first="2026-02-05T03:00:00")]
    assert series(paused) == [(30, 9, [1_500, 1_900])]


# -- price_rise --------------------------------------------------------------------------------------------------------


def test_a_price_that_went_up_is_told_with_both_prices_and_the_extra_a_year() -> None:
    (finding,) = rises(monthly([-1_500] * 6 + [-1_900] * 3))
    assert (finding.facts["old_price"], finding.facts["new_price"]) == (1_500, 1_900)
    assert finding.facts["since"] == "2026-04-03"
    assert finding.facts["extra_year"] == round(400 * 365 / 30)
    assert finding.amount == 3 * 400
    assert finding.severity == "low"


def test_the_first_charge_at_the_new_price_is_enough() -> None:
    (finding,) = rises(monthly([-1_500] * 8 + [-1_900]))
    assert len(finding.rows) == 1


@pytest.mark.parametrize(
    "amounts",
    [
        [-1_500] * 9,
        [-1_900] * 6 + [-1_500] * 3,  # went down
        [-13_500, -14_200, -9_900, -12_000, -15_500, -13_100, -12_800, -14_000, -16_000],  # a meter
        [-1_500] * 6 + [-1_510] * 3,  # rounding
        [-1_500, -1_500] + [-1_900] * 7,  # hardly a price before
        [-1_500] * 6 + [-9_900] * 3,  # another thing
    ],
)
def test_what_is_no_rise_is_not_told(amounts: list[int]) -> None:
    assert not rises(monthly(amounts))


def test_a_rate_that_moves_is_no_rise() -> None:
    wobbling = [-1_099, -1_104, -1_088, -1_121, -1_093, -1_118, -1_124, -1_131, -1_127]
    converted = [row(r["booked_at"].isoformat(), r["amount"], r["counterparty"], CARD, original_amount=-999, original_currency="EUR") for r in monthly(wobbling)]  # fmt: skip
    assert not rises(converted)
    assert not rises([{**r, "original_amount": pd.NA, "original_currency": ""} for r in converted])


def test_a_rise_is_seen_before_conversion() -> None:
    charges = [-1_099, -1_104, -1_088, -1_121, -1_093, -1_118, -1_424, -1_431, -1_427]
    original = [-999] * 6 + [-1_299] * 3
    rows = [row(r["booked_at"].isoformat(), r["amount"], NAME, CARD, original_amount=o, original_currency="EUR") for r, o in zip(monthly(charges), original, strict=True)]  # fmt: skip
    (finding,) = rises(rows)
    assert finding.facts["new_price"] == pytest.approx(1_427, abs=2)


def test_a_rise_at_a_payee_who_sells_other_things_is_seen() -> None:
    other = monthly([-3_990, -12_900, -800, -4_520, -9_900], first="2025-10-11T20:00:00", every=41)
    (finding,) = rises([*monthly([-1_500] * 5 + [-1_900] * 4), *other])
    assert finding.facts["old_price"] == 1_500


def test_a_rise_the_person_knows_of_or_of_a_series_that_ended_is_not_told() -> None:
    rows = monthly([-1_500] * 6 + [-1_900] * 3)
    assert not rises(rows, answers=answered("mine", "r6"))
    assert not rises([*monthly([-1_500] * 4 + [-1_900], first="2025-07-05T03:00:00"), row("2026-06-29T12:00:00", -100)])


# -- charged_after_cancel ----------------------------------------------------------------------------------------------


def after(rows: Sequence[Row], day: str, **cells: object) -> list[Finding]:
    return found(scanned(rows, context_of(cancellations=cancelled(day, **cells))), "charged_after_cancel")  # type: ignore[arg-type]


def test_charges_after_the_day_of_cancelling_are_told_together() -> None:
    (finding,) = after(monthly([-1_500] * 9), "2026-04-20")
    assert finding.amount == 2 * 1_500
    assert finding.rows == ("r7", "r8")
    assert finding.severity == "high"
    assert finding.subject == "cancelled:s1"


def test_a_charge_before_the_day_or_on_it_is_none() -> None:
    assert not after(monthly([-1_500] * 9), "2026-06-02")
    assert not after([row("2026-05-04", -1_500, NAME, CARD)], "2026-05-02", currency="USD")  # booked two days later


def test_another_purchase_at_the_payee_is_none() -> None:
    assert not after([*monthly([-1_500] * 6), row("2026-05-20T20:00:00", -9_900, NAME)], "2026-04-20")


def test_a_charge_that_was_given_back_closes_it() -> None:
    rows = [*monthly([-1_500] * 8), row("2026-05-06T09:00:00", 1_500, NAME, txn_id="back")]
    result = scanned(rows, context_of(cancellations=cancelled("2026-04-20")))
    assert not found(result, "charged_after_cancel")
    assert "charged_after_cancel" in {one.kind for one in result.resolved}


# -- new_recurring -----------------------------------------------------------------------------------------------------


def new(rows: Sequence[Row]) -> list[Finding]:
    known = [row("2025-07-02T12:00:00", -2_000, "便利店")]
    return found(scanned([*known, *rows]), "new_recurring")


def test_a_third_equal_charge_by_somebody_new_is_told() -> None:
    (finding,) = new(monthly([-1_500] * 3, "极光会员", first="2026-03-02T03:00:00"))
    assert finding.facts["times"] == 3
    assert not new(monthly([-1_500] * 2, "极光会员", first="2026-03-02T03:00:00"))


def test_a_trial_that_became_a_subscription_is_told_at_the_second_full_charge() -> None:
    (finding,) = new(monthly([-100, -4_900, -4_900], "极光会员", first="2026-03-02T03:00:00"))
    assert [reason.code for reason in finding.reasons] == ["regular", "trial"]
    assert finding.amount == 9_900


def test_two_regular_charges_of_one_payee_are_both_told_unless_it_sells_other_things_too() -> None:
    membership = monthly([-799] * 5, "极光会员", first="2026-02-02T03:00:00")
    lessons = monthly([-1_299] * 9, "极光会员", first="2026-02-18T03:00:00", every=7)
    assert sorted(str(finding.facts["usual_days"]) for finding in new([*membership, *lessons])) == ["30", "7"]
    assert not new([*membership, *lessons, row("2026-03-02T12:00:00", -4_950, "极光会员")])


def test_a_membership_that_was_taken_out_twice_is_told_twice() -> None:
    twice = [
        *monthly([-799] * 4, "极光会员", first="2026-02-02T03:00:00"),
        *monthly([-799] * 4, "极光会员", first="2026-02-11T03:00:00"),
    ]
    assert [finding.facts["usual_days"] for finding in new(twice)] == [30, 30]


def test_what_was_there_when_the_statements_begin_is_not_new() -> None:
    assert not new(monthly([-1_500] * 9, "极光会员", first="2025-07-10T03:00:00"))


def test_habits_bills_and_instalments_are_no_new_subscriptions() -> None:
    assert not new(monthly([-1_500] * 4, "城东咖啡", first="2026-02-02T09:00:00"))
    assert not new(monthly([-9_000] * 4, "分期商城", first="2026-02-02T09:00:00", description="商品分期-第1/12期"))
    assert not new(monthly([-13_500, -14_200, -9_900, -12_000], "城市燃气服务", first="2026-02-02T09:00:00"))


def test_weekly_charges_that_a_bank_books_unevenly_are_regular() -> None:
    days = ("2026-02-05", "2026-02-12", "2026-02-20", "2026-02-27", "2026-03-08")
    (finding,) = new([row(day, -1_490, "FITPASS MEMBER", CARD) for day in ("2025-11-01",)] + [row(day, -1_490, "GLOWPASS MEMBER", CARD) for day in days])  # fmt: skip
    assert finding.facts["merchant"] == "GLOWPASS MEMBER"


def test_regular_charges_for_game_points_are_told_and_the_usual_top_up_of_a_phone_is_not() -> None:
    assert new(monthly([-2_980] * 4, "示例充值中心", first="2026-02-02T04:00:00", description="连续包月"))
    assert not new(monthly([-5_000] * 4, "中国移动", first="2026-02-02T09:00:00", description="话费充值"))


# -- unexpected_fee ----------------------------------------------------------------------------------------------------


def fees(rows: Sequence[Row]) -> list[Finding]:
    known = [row("2025-07-02", -2_000, "DELI", CARD)]
    return unexpected_fee.find(scene_of([*known, *rows]))


def fee(when: str, amount: int = -350, name: str = "FOREIGN TRANSACTION FEE") -> Row:
    return row(when, amount, name, CARD, kind="fee")


def test_drips_of_a_year_are_summed_up() -> None:
    (finding,) = fees([fee("2025-11-03"), fee("2026-01-09", -420), fee("2026-05-02", -290)])
    assert finding.amount == 1_060
    assert finding.facts["fee"] == "foreign"
    assert finding.subject == f"fees:me:{CARD}:foreign"


def test_one_small_fee_is_not_worth_a_word() -> None:
    assert not fees([fee("2026-05-02", -90)])


def test_a_first_fee_that_is_worth_something_is_told() -> None:
    (finding,) = fees([fee("2026-05-02", -3_500, "OVERDRAFT FEE")])
    assert finding.facts["fee"] == "overdraft"


def test_a_yearly_fee_that_came_last_year_too_is_expected() -> None:
    yearly = [fee("2025-06-20", -9_500, "ANNUAL MEMBERSHIP FEE"), fee("2026-06-20", -9_500, "ANNUAL MEMBERSHIP FEE")]
    assert not fees([row("2025-03-01", -2_000, "DELI", CARD), *yearly])


def test_a_cafe_is_no_fee() -> None:
    assert not fees([row(f"2026-0{n}-02", -1_450, "COFFEE FEEL GOOD", CARD) for n in range(1, 6)])


def test_a_fee_beside_the_amount_counts() -> None:
    rows = [row(f"2026-0{n}-02", -10_000, "SHOP", CARD, fee=400, original_currency="EUR") for n in (2, 3, 4)]
    (finding,) = fees(rows)
    assert (finding.amount, finding.facts["fee"]) == (1_200, "foreign")


def test_a_conversion_dearer_than_the_other_accounts_is_a_markup() -> None:
    def paid(day: int, amount: int, account: str) -> Row:
        cells = {"original_amount": -10_000, "original_currency": "EUR", "currency": "CNY"}
        return row(f"2026-05-{day:02d}", amount, f"SHOP {day}", account, **cells)

    fair = [paid(day, -78_000, CARD) for day in (3, 4, 5)]
    dear = [paid(day, -81_000, ALIPAY) for day in (3, 4, 5)]
    (finding,) = fees([row("2025-07-02", -100, "A", ALIPAY), *fair, *dear])
    assert (finding.account, finding.facts["fee"], finding.amount) == (ALIPAY, "markup", 3 * 3_000)
