"""A refund is missing only where somebody promised it and the statement that would show it covers the whole wait."""

import datetime as dt

import pytest

from detect.finding import Finding
from detect.scan import ScanResult
from tests.detect.ledgers import ALIPAY, AS_OF, BANK, CARD_8705, Row, context_of, found, row, scanned

BOUGHT, PROMISED = "2026-03-02T12:00:00", "2026-03-04T10:00:00"


def refunds(
    *rows: Row, accounts: tuple[str, ...] = (ALIPAY, BANK), as_of: dt.date = AS_OF, last: str = "2026-06-30"
) -> list[Finding]:
    return found(result(*rows, accounts=accounts, as_of=as_of, last=last), "missing_refund")


def result(
    *rows: Row, accounts: tuple[str, ...] = (ALIPAY, BANK), as_of: dt.date = AS_OF, last: str = "2026-06-30"
) -> ScanResult:
    return scanned(rows, context_of(accounts, last=last), as_of)


def bought(amount: int = -3_993, promised: int = 3_993, method: str = CARD_8705, **cells: str) -> Row:
    return row(
        BOUGHT, amount, txn_id="bought", order_reference="T1", method=method, refunded_amount=promised,
        status="refunded" if promised else "posted", **cells,
    )  # fmt: skip


def wallets_word(amount: int = 3_993, when: str = PROMISED, **cells: str) -> Row:
    return row(when, amount, txn_id="back", order_reference="T1", method=CARD_8705, **cells)


def debit(amount: int = -3_993, when: str = "2026-03-02T12:00:04") -> Row:
    return row(when, amount, "支付宝-示例商店", account=BANK)


def credit(amount: int = 3_993, when: str = "2026-03-06T09:00:00", txn_id: str = "credit") -> Row:
    return row(when, amount, "支付宝-示例商店", account=BANK, txn_id=txn_id)


# -- missing -----------------------------------------------------------------------------------------------------------


def test_a_refund_sent_to_a_card_that_never_shows_it_is_missing() -> None:
    (finding,) = refunds(bought(), debit(), wallets_word())
    assert finding.rows == ("bought", "back")
    assert (finding.amount, finding.severity) == (3_993, "high")
    assert finding.facts["to"] == BANK
    assert finding.facts["due"] == "2026-03-13"
    assert [reason.code for reason in finding.reasons] == ["no_credit_on_card", "days_late"]


def test_an_order_that_says_refunded_without_a_refund_in_the_wallet_is_missing() -> None:
    (finding,) = refunds(bought(method="零钱"), accounts=(ALIPAY,))
    assert finding.rows == ("bought",)
    assert [reason.code for reason in finding.reasons] == ["closed_without_refund", "days_late"]


def test_what_came_back_in_part_leaves_the_rest_missing() -> None:
    part = wallets_word(1_000) | {"method": "余额"}
    (finding,) = refunds(bought(promised=3_993, method="余额"), part, accounts=(ALIPAY,))
    assert finding.amount == 2_993


def test_a_promise_is_the_same_subject_on_every_day() -> None:
    early = refunds(bought(), debit(), wallets_word(), as_of=dt.date(2026, 4, 1))
    late = refunds(bought(), debit(), wallets_word())
    assert early[0].subject == late[0].subject == "promise:bought"


def test_it_is_a_notice_first_and_firm_a_week_later() -> None:
    severities = [
        refunds(bought(), debit(), wallets_word(), as_of=day)[0].severity for day in (dt.date(2026, 3, 17), AS_OF)
    ]
    assert severities == ["medium", "high"]


# -- not missing -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("when", ["2026-03-04T10:01:00", "2026-03-06T09:00:00", "2026-03-25T09:00:00"])
def test_a_credit_on_the_card_settles_it_also_late(when: str) -> None:
    told = result(bought(), debit(), wallets_word(), credit(when=when))
    assert found(told, "missing_refund") == []
    assert "credit" in {identity for one in told.resolved for identity in one.rows}


def test_nothing_is_said_before_the_limit_has_passed() -> None:
    assert refunds(bought(), debit(), wallets_word(), as_of=dt.date(2026, 3, 12)) == []


def test_nothing_is_said_of_days_the_cards_statement_does_not_cover() -> None:
    assert refunds(bought(), debit(), wallets_word(), last="2026-03-10") == []


def test_nothing_is_said_of_a_card_without_statements() -> None:
    assert refunds(bought(), wallets_word(), accounts=(ALIPAY,)) == []


def test_a_payment_cancelled_before_it_reached_the_card_needs_no_credit() -> None:
    told = result(bought(), wallets_word(when="2026-03-02T20:00:00"))
    assert found(told, "missing_refund") == []
    assert ("never_debited") in {one.reason.code for one in told.resolved}


def test_one_credit_for_several_refunds_settles_them_all() -> None:
    rows = [
        bought(), debit(), wallets_word(),
        row("2026-03-02T12:05:00", -2_000, txn_id="bought2", order_reference="T2", method=CARD_8705, refunded_amount=2_000),
        debit(-2_000, "2026-03-02T12:05:03"),
        row("2026-03-04T10:00:30", 2_000, txn_id="back2", order_reference="T2", method=CARD_8705),
        credit(5_993),
    ]  # fmt: skip
    assert refunds(*rows) == []


def test_parts_that_sum_to_the_promise_keep_it() -> None:
    parts = [
        row(f"2026-03-0{day}T10:00:00", amount, method="余额") for day, amount in ((3, 1_000), (4, 2_000), (5, 993))
    ]
    assert refunds(bought(method="余额", promised=3_993) | {"order_reference": ""}, *parts, accounts=(ALIPAY,)) == []


def test_a_refund_to_the_wallets_own_money_needs_no_card() -> None:
    assert refunds(bought(method="余额"), wallets_word() | {"method": "余额"}, accounts=(ALIPAY,)) == []


def test_a_bank_statement_alone_promises_nothing() -> None:
    assert refunds(debit(), debit(when="2026-04-02T12:00:00"), accounts=(BANK,)) == []


def test_an_order_closed_before_anything_was_paid_promises_nothing() -> None:
    assert refunds(bought(promised=0) | {"moved": False, "status": "closed"}, accounts=(ALIPAY,)) == []
