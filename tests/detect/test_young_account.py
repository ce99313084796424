"""An account seen for days only has no habits to differ from, however well its owner is known elsewhere."""

import datetime as dt

import pandas as pd
import pytest

from detect.scan import ScanResult
from tests.detect.ledgers import ALIPAY, WECHAT, Row, context_of, found, row, scanned, visits

SHOPS = ("示例数码城", "示例家电城", "示例珠宝行", "示例手机店")


def wallet(first: str) -> list[Row]:
    """Return a year of another wallet's lunches, and two days of a wallet with large payments at new shops."""
    day = dt.date.fromisoformat(first)
    odd = [
        row(f"{day + dt.timedelta(n // 2)}T21:0{n}:00", -180_000 - n, shop, WECHAT, txn_id=f"x{n}")
        for n, shop in enumerate(SHOPS)
    ]
    return [*visits(300, [-2_500, -2_800, -3_150], "示例面馆", every=1), *odd]


def look(rows: list[Row], since: str) -> ScanResult:
    """Scan with statements of the second wallet that begin on a day."""
    statements = context_of((ALIPAY, WECHAT)).statements
    statements.loc[statements["account"] == WECHAT, "first"] = since
    named = [{"txn_id": f"t{n:04d}"} | cells for n, cells in enumerate(rows)]
    context = context_of((ALIPAY, WECHAT), statements_table=statements)
    return scanned(named, context, since=dt.date(2026, 1, 1))


def reasons(result: ScanResult) -> pd.Series:
    return result.scores.set_index("txn_id")["reason"]


def test_payments_of_an_account_seen_for_two_days_are_not_compared_with_another_accounts_habits() -> None:
    result = look(wallet("2026-05-10"), "2026-05-10")
    assert found(result, "unauthorized") == []
    assert set(reasons(result)[["x0", "x1", "x2", "x3"]]) == {"cold_start"}
    assert result.cold_start == (WECHAT,)


def test_an_account_whose_statements_show_months_without_payments_is_known_to_be_quiet() -> None:
    result = look(wallet("2026-05-10"), "2025-07-01")
    (alert,) = found(result, "unauthorized")
    assert {"x0", "x1", "x2", "x3"} >= set(alert.rows) > set()
    assert set(reasons(result)[["x0", "x1", "x2", "x3"]]) == {""}


def test_the_other_account_is_watched_as_before() -> None:
    odd = row("2026-05-12T03:00:00", -300_000, "示例珠宝行二店", txn_id="y")
    result = look([*wallet("2026-05-10"), odd], "2026-05-10")
    assert [alert.rows for alert in found(result, "unauthorized")] == [("y",)]


def test_what_needs_no_habits_is_told_in_a_young_account_too() -> None:
    spree = [row(f"2026-05-11T02:{10 + n}:00", -10_000, "卡券充值中心", WECHAT, txn_id=f"s{n}") for n in range(5)]
    tests = [row(f"2026-05-11T02:0{n}:00", -100, f"示例网店{n}", WECHAT, txn_id=f"c{n}") for n in range(4)]
    result = look([*wallet("2026-05-10"), *tests, *spree], "2026-05-10")
    assert {"s0", "s4"} <= {name for alert in found(result, "unauthorized") for name in alert.rows}


FIRST_MONTH = [
    row(f"2026-05-{day:02d}T12:{day}:00", -2_500 - 10 * day, f"示例面馆{'甲乙丙'[day % 3]}") for day in range(1, 29)
]
LOAN = row("2026-05-20T02:10:00", 500_000, "借呗", kind="income", description="借呗放款")


@pytest.mark.parametrize(
    "theft",
    [
        [row(f"2026-05-20T12:0{n}:00", -50_000, "某某卡券商行", txn_id=f"x{n}") for n in range(5)],
        [row(f"2026-05-20T03:0{n}:00", -10_000, "某某卡券商行", txn_id=f"x{n}") for n in range(3)],
        [LOAN, row("2026-05-20T02:30:00", -480_000, "某某数码", txn_id="x0")],
        [row("2026-05-20T02:30:00", -480_000, "某某", kind="transfer", txn_id="x0")],
    ],
    ids=["five game codes", "three in the small hours", "a loan paid on", "all that is there to a stranger"],
)
def test_clear_patterns_are_told_and_press_in_the_first_month_of_all(theft: list[Row]) -> None:
    rows = [{"txn_id": f"t{n:04d}"} | cells for n, cells in enumerate([*FIRST_MONTH, *theft])]
    (alert,) = found(scanned(rows, since=dt.date(2026, 5, 1)), "unauthorized")
    assert set(alert.rows) == {cells["txn_id"] for cells in theft if "txn_id" in cells}
    assert alert.severity == "high"


@pytest.mark.parametrize(
    "life",
    [
        [row(f"2026-05-20T20:0{n}:00", -3_000, "示例网络 点券充值") for n in range(3)],
        [row(f"2026-05-20T12:0{n}:00", -9_800, "示例茶庄 礼盒") for n in range(5)],
        [row("2026-05-02T09:00:00", -350_000, "某房东 房租", kind="transfer")],
        [row(f"2026-05-20T1{n}:00:00", -9_000 - n, f"示例商店{'子丑寅卯辰'[n]}") for n in range(5)],
        [LOAN, row("2026-05-20T12:00:00", -480_000, "示例医院")],
    ],
    ids=["game points in the evening", "five presents", "a rent", "a day of shopping", "a loan for the hospital"],
)
def test_what_people_do_in_a_first_month_raises_nothing(life: list[Row]) -> None:
    rows = [{"txn_id": f"t{n:04d}"} | cells for n, cells in enumerate([*FIRST_MONTH, *life])]
    assert found(scanned(rows, since=dt.date(2026, 5, 1)), "unauthorized") == []
