"""Before an account is closed: what its statements show as still open, and nothing of other accounts."""

import datetime as dt

import pandas as pd

from detect.closure import KINDS, OpenEnd, open_ends
from detect.context import Context
from tests.detect.ledgers import ALIPAY, BANK, CARD, WECHAT, Row, context_of, frame_of, row

AS_OF = dt.date(2026, 6, 30)


def ends(account: str, *rows: Row, context: Context | None = None, as_of: dt.date = AS_OF) -> list[OpenEnd]:
    found = open_ends(frame_of(rows), context or context_of(), "me", account, as_of)
    order = [KINDS.index(one.kind) for one in found]
    assert order == sorted(order)
    return [one for one in found if one.kind != "until"]


def test_money_that_is_left_is_told_with_its_day() -> None:
    rows = [
        row("2026-06-01", 50_000, account=ALIPAY, balance=50_000),
        row("2026-06-20", -8_000, account=ALIPAY, balance=42_000),
    ]
    assert ends(ALIPAY, *rows) == [OpenEnd("balance", 42_000, "CNY", "2026-06-20", rows=("r1",))]
    assert ends(WECHAT, *rows) == []


def test_an_empty_account_and_one_that_prints_no_balance_have_none() -> None:
    assert ends(ALIPAY, row("2026-06-20", -8_000, account=ALIPAY, balance=0)) == []
    assert ends(ALIPAY, row("2026-06-20", -8_000, account=ALIPAY)) == []


def test_a_card_below_zero_still_wants_money() -> None:
    (owed,) = ends(CARD, row("2026-06-20", -8_000, account=CARD, balance=-31_000))
    assert (owed.kind, owed.amount, owed.currency) == ("owed", 31_000, "USD")
    (left,) = ends(BANK, row("2026-06-20", -8_000, account=BANK, balance=31_000))
    assert left.kind == "balance"


def test_a_promised_refund_is_open_until_it_lands() -> None:
    promise = pd.DataFrame(
        [("p1", "me", 3_990, "CNY", "示例商店", "2026-06-25", "2026-07-10", "r0")],
        columns=["promise_id", "person", "amount", "currency", "merchant", "made_on", "due", "txn_id"],
    )
    bought = row("2026-06-20T10:00", -3_990, "示例商店", ALIPAY)
    (refund,) = ends(ALIPAY, bought, context=context_of(promises=promise))
    assert (refund.kind, refund.amount, refund.day) == ("refund", 3_990, "2026-07-10")
    assert ends(WECHAT, bought, context=context_of(promises=promise)) == []


def test_what_is_pending_is_open_unless_it_is_long_forgotten() -> None:
    (pending,) = ends(ALIPAY, row("2026-06-29", -1_000, "示例酒店", ALIPAY, status="pending", moved=False))
    assert (pending.kind, pending.amount, pending.name) == ("pending", 1_000, "示例酒店")
    assert ends(ALIPAY, row("2026-01-29", -1_000, "示例酒店", ALIPAY, status="pending", moved=False)) == []


def test_what_the_credit_line_paid_lately_is_summed() -> None:
    rows = [row(f"2026-06-{day}", -2_000, account=ALIPAY, method="花呗") for day in (10, 20)]
    (used,) = ends(ALIPAY, *rows, row("2026-06-21", -700, account=ALIPAY, method="余额"))
    assert (used.kind, used.amount, used.name, used.rows) == ("on_credit", 4_000, "花呗", ("r0", "r1"))
    assert ends(ALIPAY, row("2026-01-10", -2_000, account=ALIPAY, method="花呗")) == []


def test_a_running_subscription_is_told_with_its_next_day() -> None:
    months = [row(f"2026-0{month}-05T03:00", -1_500, "示例视频会员", ALIPAY) for month in range(1, 7)]
    other = [row(f"2026-06-{day}T12:00", -2_310 - day, "示例超市", ALIPAY) for day in (3, 11, 20, 28)]
    (regular,) = [one for one in ends(ALIPAY, *months, *other) if one.kind == "regular"]
    assert (regular.amount, regular.name, regular.day) == (1_500, "示例视频会员", "2026-07-06")


def test_how_far_the_statements_reach_is_told_first_and_nothing_later_is_seen() -> None:
    rows = [
        row("2026-06-01", 50_000, account=ALIPAY, balance=50_000),
        row("2026-06-20", -8_000, account=ALIPAY, balance=42_000),
    ]
    found = open_ends(frame_of(rows), context_of(last="2026-06-25"), "me", ALIPAY, dt.date(2026, 6, 10))
    assert (found[0].kind, found[0].day) == ("until", "2026-06-25")
    assert [one.amount for one in found if one.kind == "balance"] == [50_000]


def test_an_account_that_nobody_imported_has_nothing_to_say() -> None:
    assert open_ends(frame_of([row("2026-06-01", -5, account=ALIPAY)]), context_of(), "me", "none", AS_OF) == ()
