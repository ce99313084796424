"""Around the day of a theft every suspicious row is listed in time order with what it adds up to, and no ordinary one."""

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from detect.incident import AHEAD, BACK, Incident
from tests.detect.ledgers import (
    ALIPAY,
    BANK,
    CARD,
    CARD_8705,
    Row,
    answered,
    context_of,
    found,
    frame_of,
    row,
    scanned,
    visits,
)

ON = dt.date(2026, 5, 20)
STRANGER, SHOP = "示例卡券商行", "示例网店"


def life() -> list[Row]:
    """Return a year of lunches, groceries and coffees, some of them on the day of the theft."""
    rows = [
        *visits(60, [-2_500, -2_800, -3_150], "示例面馆"),
        *visits(50, [-8_810, -12_340, -9_925, -15_070], "示例超市", hour=18, every=7),
        *visits(70, [-1_600, -1_990], "示例咖啡", hour=9, every=5),
        row("2026-05-20T18:20:00", -9_925, "示例超市"),
        row("2026-05-20T12:10:00", -2_500, "示例面馆"),
    ]
    return [cells | {"txn_id": f"o{n:04d}"} for n, cells in enumerate(rows)]


def theft() -> list[Row]:
    """Return a small payment to a stranger in the night, large ones after it, and one at yet another shop by day."""
    return [
        row("2026-05-20T03:11:00", -100, STRANGER, txn_id="a"),
        row("2026-05-20T03:14:00", -98_000, STRANGER, txn_id="b"),
        row("2026-05-20T03:19:00", -97_000, "示例充值店", txn_id="c", status="pending"),
        row("2026-05-21T14:00:00", -20_000, SHOP, txn_id="d"),
    ]


def look(*rows: Row, on: dt.date = ON, **more: Any) -> Incident:
    result = scanned([*life(), *rows], incident=on, **more)
    assert result.incident is not None
    return result.incident


def codes(seen: Incident) -> dict[str, set[str]]:
    return {step.txn_id: {reason.code for reason in step.reasons} for step in seen.steps}


@pytest.fixture(scope="module")
def seen() -> Incident:
    return look(*theft())


def test_a_theft_is_listed_in_time_order_and_the_groceries_of_the_day_are_not(seen: Incident) -> None:
    assert [step.txn_id for step in seen.steps] == ["a", "b", "c", "d"]
    assert (seen.first, seen.last, seen.payments) == ("2026-05-20", "2026-05-21", 4)


def test_every_row_says_why(seen: Incident) -> None:
    why = codes(seen)
    assert why["a"] >= {"new_merchant", "night", "many_in_hour"}
    assert why["b"] >= {"new_again", "small_then_large", "night"}
    assert "new_merchant" in why["d"]
    assert not {"night", "many_in_hour"} & why["d"]
    assert all(why.values())
    facts = {reason.code: reason.facts for reason in seen.steps[1].reasons}
    assert facts["night"] == {"time": "03:14", "times": 0, "payments": facts["night"]["payments"]}
    assert facts["small_then_large"] == {"first_amount": 100, "second_amount": 98_000, "currency": "CNY"}


def test_the_total_runs_and_ends_at_the_sum(seen: Incident) -> None:
    assert [step.total["CNY"] for step in seen.steps] == [100, 98_100, 195_100, 215_100]
    assert (seen.out, seen.pending, seen.back) == ({"CNY": 215_100}, {"CNY": 97_000}, {})


def test_nothing_is_listed_in_ordinary_days() -> None:
    quiet = look()
    assert (quiet.steps, quiet.accounts, quiet.out, quiet.first) == ((), (), {}, "")


def test_an_ordinary_day_with_a_first_shop_lists_that_alone() -> None:
    assert codes(look(row("2026-05-19T15:00:00", -3_000, SHOP, txn_id="x"))).keys() == {"x"}


@pytest.mark.parametrize(
    ("when", "listed"),
    [(ON - dt.timedelta(BACK), True), (ON - dt.timedelta(BACK + 1), False), (ON + dt.timedelta(AHEAD), True),
     (ON + dt.timedelta(AHEAD + 1), False)],
)  # fmt: skip
def test_rows_outside_of_the_window_are_not_listed(when: dt.date, listed: bool) -> None:
    payment = row(f"{when}T15:00:00", -30_000, SHOP, txn_id="x")
    later = dt.date(2026, 9, 30)
    seen = look(payment, as_of=later, context=context_of(last=str(later)))
    assert ("x" in codes(seen)) is listed
    assert (seen.first_day, seen.last_day) == (ON - dt.timedelta(BACK), ON + dt.timedelta(AHEAD))


def test_a_payee_known_before_the_window_is_no_first_time() -> None:
    before = row("2026-03-01T15:00:00", -3_000, SHOP)
    assert codes(look(before, row("2026-05-20T15:00:00", -3_000, SHOP, txn_id="x"))) == {}


def test_a_new_payee_stays_new_for_days_and_no_longer() -> None:
    days = ("2026-05-08", "2026-05-10", "2026-05-23")
    why = codes(look(*(row(f"{day}T15:00:00", -3_000, SHOP, txn_id=day) for day in days)))
    assert why.keys() == {"2026-05-08", "2026-05-10"}
    assert "new_merchant" in why["2026-05-08"]
    assert "new_again" in why["2026-05-10"]


@pytest.mark.parametrize("name", ["示例市税务局", "示例小馆餐厅", "Example Dental Clinic"])
def test_whom_no_thief_would_pay_is_not_listed_but_counted(name: str) -> None:
    seen = look(row("2026-05-20T12:30:00", -1_000, name, txn_id="x"))
    assert (codes(seen), seen.left_out) == ({}, 1)


def test_somebody_awake_at_night_is_not_suspicious_for_it() -> None:
    nights = visits(40, [-1_500, -1_800], "示例夜宵", hour=3, every=8)
    why = codes(look(*nights, row("2026-05-20T03:14:00", -1_500, "示例夜宵", txn_id="x")))
    assert "x" not in why


def test_more_payments_within_an_hour_than_ever_are_listed_with_a_known_shop_left_out() -> None:
    burst = [row(f"2026-05-20T15:0{n}:00", -2_500 - n, "示例面馆", txn_id=f"x{n}") for n in range(3)]
    why = codes(look(*burst, row("2026-05-20T15:04:00", -9_925, "示例超市", txn_id="groceries")))
    assert {name for name, said in why.items() if "many_in_hour" in said} == {"x0", "x1", "x2"}
    habit = [row(f"{day}T15:0{n}:00", -2_500, "示例面馆") for day in ("2026-01-05", "2026-02-09") for n in range(5)]
    assert not any("many_in_hour" in said for said in codes(look(*habit, *burst)).values())


@pytest.mark.parametrize(
    "said", ["新设备绑卡验证", "异地登录提醒", "Sign-in from a New Device", "Perangkat baru ditambahkan"]
)
def test_the_statements_own_words_of_a_new_device_are_listed_even_without_money(said: str) -> None:
    notice = row("2026-05-19T20:00:00", 0, "示例银行", txn_id="x", description=said, kind="adjustment", moved=False)
    seen = look(notice)
    assert codes(seen) == {"x": {"device_words"}}
    assert (seen.steps[0].out, seen.steps[0].total, seen.payments) == (False, {}, 0)
    assert str(seen.steps[0].reasons[0].facts["said"]) in said


def test_buying_a_device_is_no_sign() -> None:
    bought = row("2026-05-20T12:00:00", -2_500, "示例面馆", description="new devices for the kitchen", txn_id="x")
    assert codes(look(bought)) == {}


def test_a_loan_is_listed_and_is_no_money_out() -> None:
    loan = row("2026-05-20T03:05:00", 500_000, "借呗", kind="loan", description="借呗放款", txn_id="loan")
    seen = look(loan, *theft())
    assert codes(seen)["loan"] == {"loan_drawn"}
    assert seen.steps[0].txn_id == "loan"
    assert seen.out == {"CNY": 215_100}


def test_money_back_so_far_is_told_apart() -> None:
    back = row("2026-05-23T10:00:00", 98_000, STRANGER, txn_id="back", order_reference="T1", kind="refund")
    rows = [cells | ({"order_reference": "T1"} if cells["txn_id"] == "b" else {}) for cells in theft()]
    seen = look(*rows, back)
    assert seen.back == {"CNY": 98_000}
    assert [(one.account, one.out, one.back, one.at_risk) for one in seen.accounts] == [
        (ALIPAY, 215_100, 98_000, 117_100)
    ]


def test_the_card_behind_the_wallet_is_to_be_frozen_too_and_counts_once_in_the_sum() -> None:
    wallet = row("2026-05-20T03:14:00", -98_000, STRANGER, txn_id="w", method=CARD_8705)
    card = row("2026-05-20T03:14:05", -98_000, f"支付宝-{STRANGER}", BANK, txn_id="card")
    seen = look(wallet, card)
    assert [step.txn_id for step in seen.steps] == ["w"]
    assert {(one.account, one.out, one.through) for one in seen.accounts} == {(ALIPAY, 98_000, 0), (BANK, 0, 98_000)}
    assert seen.out == {"CNY": 98_000}
    assert next(one for one in seen.accounts if one.account == ALIPAY).methods == (CARD_8705,)


def test_currencies_are_never_added_and_the_account_with_most_at_risk_stands_first() -> None:
    habit = visits(40, [-1_200, -1_500], "Example Deli", account=CARD, every=8)
    abroad = row("2026-05-20T20:00:00", -180_000, "Example Gift Cards", CARD, txn_id="usd")
    seen = look(*theft(), *habit, abroad)
    assert seen.out == {"CNY": 215_100, "USD": 180_000}
    assert [one.account for one in seen.accounts] == [CARD, ALIPAY]  # 1,800 dollars are more than 2,151 yuan
    assert dict(seen.steps[-1].total) == {"CNY": 215_100, "USD": 180_000}


def test_what_the_person_called_theirs_is_not_listed_and_what_they_called_stolen_is() -> None:
    said = pd.concat([answered("mine", "d", kind="unauthorized"), answered("not_mine", "o0180", kind="unauthorized")])
    why = codes(look(*theft(), context=context_of(answers=said)))
    assert "d" not in why
    assert "said_not_mine" in why["o0180"]


def test_money_between_own_accounts_is_not_listed() -> None:
    away = row(
        "2026-05-20T10:00:00", -400_000, "转账", BANK, txn_id="away", kind="transfer", description="转账至支付宝"
    )
    here = row("2026-05-20T10:00:20", 400_000, "银行卡转入", txn_id="here", kind="top_up", method=CARD_8705)
    result = scanned([*life(), away, here], incident=ON)
    assert "transfer" in set(result.links["kind"])
    assert result.incident is not None
    assert codes(result.incident) == {}


def test_without_a_past_nothing_is_called_new_and_it_says_so() -> None:
    young = [cells for cells in life() if cells["booked_at"] >= pd.Timestamp("2026-05-04")]
    result = scanned([*young, row("2026-05-21T14:00:00", -20_000, SHOP, txn_id="d")], incident=ON)
    assert result.incident is not None
    assert result.incident.young == ("me",)
    assert codes(result.incident) == {}


def test_every_row_of_an_alert_is_listed_but_the_ordinary_ones_of_its_day() -> None:
    result = scanned([*life(), *theft()], incident=ON)
    rows = {identity for finding in found(result, "unauthorized") for identity in finding.rows}
    assert result.incident is not None
    assert len(rows) >= 3
    assert {identity for identity in rows if not identity.startswith("o")} <= codes(result.incident).keys()


def test_without_the_mode_there_is_no_timeline_and_with_it_the_alerts_are_those_of_the_mode() -> None:
    assert scanned([*life(), *theft()]).incident is None


def test_the_order_of_rows_in_the_ledger_never_matters(seen: Incident) -> None:
    assert look(*reversed(theft())) == seen


def test_an_empty_ledger_has_an_empty_timeline() -> None:
    result = scanned([row("2025-01-01T10:00:00", -1_000)], incident=ON)
    assert result.incident is not None
    assert (result.incident.steps, len(frame_of(life())) > 0) == ((), True)
