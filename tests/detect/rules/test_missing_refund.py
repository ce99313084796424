"""A refund is missing only where somebody promised it and the statement that would show it covers the whole wait."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from detect.calendar import workdays_of
from detect.finding import Finding
from detect.promises.listing import expected
from detect.scan import ScanResult
from tests.detect.ledgers import ALIPAY, AS_OF, BANK, CARD_8705, WECHAT, Row, context_of, found, frame_of, row, scanned

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


# -- what else became of it --------------------------------------------------------------------------------------------


def told(
    amount: int = 3_990, merchant: str = "迪卡侬", made: str = "2026-03-02", due: str = "2026-03-20", txn_id: str = ""
) -> pd.DataFrame:
    values = ("p1", "me", amount, "CNY", merchant, made, due, txn_id)
    names = ("promise_id", "person", "amount", "currency", "merchant", "made_on", "due", "txn_id")
    return pd.DataFrame([dict(zip(names, values, strict=True))])


def promised(*rows: Row, last: str = "2026-06-30", **cells: Any) -> ScanResult:
    return scanned(
        [row("2026-02-20", -100, "便利店", BANK), *rows], context_of((BANK,), last=last, promises=told(**cells))
    )


def test_a_credit_that_is_too_small_is_told_with_what_is_missing() -> None:
    (finding,) = refunds(bought(), debit(), wallets_word(), credit(3_000))
    assert (finding.amount, finding.facts["received"]) == (993, 3_000)
    assert [reason.code for reason in finding.reasons] == ["short"]
    assert finding.rows == ("bought", "back", "credit")


def test_a_second_debit_instead_of_the_credit_costs_the_money_twice() -> None:
    (finding,) = refunds(bought(), debit(), wallets_word(), debit(when="2026-03-06T09:00:00"))
    assert finding.amount == 2 * 3_993
    assert [reason.code for reason in finding.reasons] == ["wrong_sign"]


def test_a_later_purchase_of_the_same_amount_is_no_second_debit() -> None:
    again = row("2026-03-06T08:59:57", -3_993, txn_id="again", order_reference="T2", method=CARD_8705)
    assert not refunds(bought(), debit(), wallets_word(), credit(), again, debit(when="2026-03-06T09:00:00"))


def test_a_promise_to_the_person_is_missing_after_its_day() -> None:
    (finding,) = found(promised(), "missing_refund")
    assert (finding.amount, finding.subject, finding.rows) == (3_990, "promise:p1", ())
    assert [reason.code for reason in finding.reasons] == ["promised_to_you", "days_late"]


def test_a_promise_to_the_person_is_kept_by_a_credit_of_the_shop_or_by_parts_that_sum_to_it() -> None:
    whole = row("2026-03-11", 3_990, "迪卡侬上海店", BANK)
    parts = [row("2026-03-11", 1_990, "迪卡侬", BANK), row("2026-03-12", 2_000, "迪卡侬", BANK)]
    for result_ in (promised(whole), promised(*parts)):
        assert not found(result_, "missing_refund")
        assert [one.subject for one in result_.resolved if one.kind == "missing_refund"] == ["promise:p1"]


def test_a_promise_to_the_person_is_not_kept_by_another_shop_and_not_missing_before_the_statement() -> None:
    assert found(promised(row("2026-03-11", 3_990, "宜家", BANK)), "missing_refund")
    assert not found(promised(last="2026-03-10"), "missing_refund")


def test_two_promises_of_one_shop_need_two_credits() -> None:
    both = pd.concat([told(), told().assign(promise_id="p2", made_on="2026-03-03")], ignore_index=True)
    rows = [row("2026-02-20", -100, "便利店", BANK), row("2026-03-11", 3_990, "迪卡侬", BANK)]
    (finding,) = found(scanned(rows, context_of((BANK,), promises=both)), "missing_refund")
    assert finding.subject == "promise:p2"


def test_holidays_give_the_bank_more_days() -> None:
    rows = [row("2026-02-12T12:00:00", -3_993, txn_id="bought", order_reference="T1", method=CARD_8705, refunded_amount=3_993, status="refunded"), row("2026-02-12T12:00:04", -3_993, "支付宝-示例商店", account=BANK), wallets_word(when="2026-02-13T10:00:00")]  # fmt: skip
    (weekdays,) = found(scanned(rows, context_of((ALIPAY, BANK))), "missing_refund")
    china = context_of((ALIPAY, BANK), workdays=lambda country: workdays_of(country, 2026, 2026))
    (festive,) = found(scanned(rows, china), "missing_refund")
    assert (weekdays.facts["due"], festive.facts["due"]) == ("2026-02-24", "2026-03-02")


@pytest.mark.parametrize(("home", "due"), [("CN", "2026-03-02"), ("", "2026-02-24")])
def test_where_an_account_does_not_say_its_country_the_holidays_are_those_of_the_person(home: str, due: str) -> None:
    rows = [row("2026-02-12T12:00:00", -3_993, txn_id="bought", order_reference="T1", method=CARD_8705, refunded_amount=3_993, status="refunded"), row("2026-02-12T12:00:04", -3_993, "支付宝-示例商店", account=BANK), wallets_word(when="2026-02-13T10:00:00")]  # fmt: skip
    known = context_of((ALIPAY, BANK), workdays=lambda country: workdays_of(country, 2026, 2026))
    silent = replace(known, accounts=known.accounts.assign(country=""), home=home)
    (found_,) = found(scanned(rows, silent), "missing_refund")
    assert found_.facts["due"] == due
    abroad = replace(known, home="DE")  # what an account says itself goes before
    assert found(scanned(rows, abroad), "missing_refund")[0].facts["due"] == "2026-03-02"


def test_a_refund_that_stays_pending_is_told_when_it_is_late() -> None:
    rows = [
        row(BOUGHT, -3_993, txn_id="bought"),
        row(PROMISED, 3_993, txn_id="back", status="pending", moved=False),
    ]
    (finding,) = refunds(*rows, accounts=(ALIPAY,))
    assert finding.facts["state"] in ("late", "overdue")
    assert [reason.code for reason in finding.reasons] == ["still_pending", "days_late"]


# -- credits that may be taken back --------------------------------------------------------------------------------------


def disputed(when: str, amount: int, txn_id: str, words: str = "PROVISIONAL CREDIT DISPUTE") -> Row:
    kind = "adjustment" if amount > 0 else "payment"
    return row(when, amount, words, account=BANK, txn_id=txn_id, kind=kind)


PROVISIONAL = disputed("2026-03-10T09:00:00", 3_993, "for_now")


def promised_states(*rows: Row, as_of: dt.date = AS_OF) -> list[tuple[str, int]]:
    view = frame_of(rows)
    return [(one.state, one.received) for one in expected(view, context_of((ALIPAY, BANK)), as_of)]


def test_a_provisional_credit_is_neither_missing_nor_the_end() -> None:
    rows = (bought(), debit(), wallets_word(), PROVISIONAL)
    assert refunds(*rows, as_of=dt.date(2026, 4, 20)) == []
    assert promised_states(*rows, as_of=dt.date(2026, 4, 20)) == [("provisional", 3_993)]
    assert not [one for one in result(*rows, as_of=dt.date(2026, 4, 20)).resolved if one.kind == "missing_refund"]


def test_a_provisional_credit_that_nobody_took_back_for_months_is_money_back() -> None:
    rows = (bought(), debit(), wallets_word(), PROVISIONAL)
    late = dt.date(2026, 7, 20)
    assert promised_states(*rows, as_of=late) == [("landed", 3_993)]


def test_a_provisional_credit_that_was_taken_back_opens_it_again() -> None:
    back = disputed("2026-05-02T09:00:00", -3_993, "gone", "PROVISIONAL CREDIT REVERSAL")
    (finding,) = refunds(bought(), debit(), wallets_word(), PROVISIONAL, back)
    assert finding.rows == ("bought", "back", "for_now", "gone")
    assert (finding.amount, finding.facts["state"]) == (3_993, "taken_back")
    assert [(reason.code, reason.facts["on"]) for reason in finding.reasons] == [("taken_back", "2026-05-02")]


def test_an_ordinary_purchase_of_the_same_amount_takes_nothing_back() -> None:
    again = row("2026-05-02T09:00:00", -3_993, "OTHER SHOP", account=BANK, txn_id="other")
    assert refunds(bought(), debit(), wallets_word(), PROVISIONAL, again, as_of=dt.date(2026, 5, 20)) == []


def test_a_double_charge_is_not_settled_by_a_credit_that_may_be_taken_back() -> None:
    charged = [
        row(f"2026-03-02T12:0{n}:00", -12_930, "EXAMPLE GRILL", account=BANK, order_reference="T1", txn_id=f"c{n}")
        for n in range(2)
    ]
    words = "EXAMPLE GRILL PROVISIONAL CREDIT"
    for_now = row("2026-03-12T09:00:00", 12_930, "EXAMPLE GRILL", account=BANK, txn_id="r", description=words)
    for_good = for_now | {"description": "REFUND"}
    assert found(result(*charged, for_now, as_of=dt.date(2026, 4, 1)), "duplicate")
    assert not found(result(*charged, for_good, as_of=dt.date(2026, 4, 1)), "duplicate")


# -- a wallet that prints where its refunds went ----------------------------------------------------------------------------


def card_purchase(n: int, *, passed_on: bool, arrives: bool) -> list[Row]:
    """Return a purchase with a wallet that took the money from a card, its refund in the wallet, and what the bank shows."""
    day, number = f"2026-0{n}-05", f"K{n}"
    taken = {"kind": "top_up", "related_reference": number, "account": WECHAT}
    rows = [
        row(f"{day}T12:00:00", -2_500 - n, "示例书店", account=WECHAT, txn_id=f"p{n}", reference=number),
        row(f"{day}T12:00:00", 2_500 + n, "", txn_id=f"f{n}", **taken),
        row(f"{day}T12:00:03", -2_500 - n, "财付通-示例书店", account=BANK, txn_id=f"b{n}"),
        row(
            f"2026-0{n}-07T12:00:00",
            2_500 + n,
            "示例书店",
            account=WECHAT,
            txn_id=f"r{n}",
            reference=f"R{n}",
            related_reference=number,
        ),
    ]
    if passed_on:
        rows.append(
            row(
                f"2026-0{n}-07T12:00:00",
                -2_500 - n,
                "",
                account=WECHAT,
                txn_id=f"w{n}",
                kind="withdrawal",
                related_reference=f"R{n}",
            )
        )
    if arrives:
        rows.append(row(f"2026-0{n}-08T09:00:00", 2_500 + n, "财付通-示例书店", account=BANK, txn_id=f"c{n}"))
    return rows


def test_a_refund_that_the_wallet_kept_in_its_balance_is_not_awaited_on_the_card() -> None:
    usual = [cells for n in (1, 2, 3) for cells in card_purchase(n, passed_on=True, arrives=True)]
    kept = card_purchase(4, passed_on=False, arrives=False)
    lost = card_purchase(4, passed_on=True, arrives=False)
    assert refunds(*usual, *kept, accounts=(WECHAT, BANK)) == []
    assert [finding.rows[0] for finding in refunds(*usual, *lost, accounts=(WECHAT, BANK))] == ["p4"]
