"""Money the bank took for a wallet that does not know of it: payments that failed, top-ups and withdrawals that did not arrive."""

import datetime as dt
from typing import Any

import pytest

from detect.scan import ScanResult
from tests.detect.ledgers import (
    ALIPAY,
    BANK,
    CARD_8705,
    GIRO,
    PAYPAL,
    STATEMENT,
    Row,
    answered,
    context_of,
    found,
    row,
    scanned,
)

LOST = "2026-05-06"


def german(name: str, when: str, cents: int, identity: str, *, wallet: bool = True) -> list[Row]:
    """Return a payment by PayPal, and the direct debit in whose remark a German bank names the shop."""
    remark = f"PP.4711.PP . {name}, Ihr Einkauf bei {name}"
    bank = row(when, -cents, "PayPal Europe S.a.r.l.", GIRO, txn_id=f"b{identity}", description=remark)
    shop = row(f"{when}T12:00:00", -cents, name, PAYPAL, txn_id=f"w{identity}", method="Bank Account")
    return [shop, bank] if wallet else [bank]


def mirrored(count: int = 12, every: int = 7) -> list[Row]:
    """Return payments that wallet and bank both show."""
    rows = []
    for n in range(count):
        day = dt.date(2026, 2, 3) + dt.timedelta(days=every * n)
        rows.append(row(f"{day}T12:00:00", -2_000 - n, f"店铺{n}", ALIPAY, txn_id=f"w{n}", method=CARD_8705))
        rows.append(row(f"{day}T12:00:03", -2_000 - n, f"支付宝-店铺{n}", BANK, txn_id=f"b{n}"))
    return rows


def debit(amount: int = -9_900, name: str = "支付宝-迪卡侬", when: str = f"{LOST}T10:00:00", **cells: Any) -> Row:
    return row(when, amount, name, BANK, txn_id="debit", **cells)


def result(*rows: Row, known: list[Row] | None = None, **context: Any) -> ScanResult:
    table = context_of((ALIPAY, BANK), **context)
    return scanned([*(mirrored() if known is None else known), *rows], table)


def kinds(outcome: ScanResult) -> list[str]:
    return [finding.kind for finding in outcome.findings if finding.kind in ("failed_but_debited", "missing_top_up")]


def statements(**differs: Any) -> Any:
    table = context_of((ALIPAY, BANK)).statements
    for name, value in differs.items():
        table.loc[table["account"] == ALIPAY, name] = value
    return table[STATEMENT]


def test_a_debit_that_the_wallet_does_not_know_is_told() -> None:
    (finding,) = found(result(debit()), "failed_but_debited")
    assert (finding.rows, finding.amount, finding.severity) == (("debit",), 9_900, "high")
    assert [reason.code for reason in finding.reasons] == ["wallet_does_not_show", "not_given_back"]
    assert finding.facts["mirrors"] == 12


def test_a_payment_that_the_wallet_calls_failed_is_shown_beside_the_debit() -> None:
    failed = row(f"{LOST}T09:59:58", -9_900, "迪卡侬", txn_id="failed", status="failed", moved=False)
    (finding,) = found(result(debit(), failed), "failed_but_debited")
    assert finding.rows == ("debit", "failed")
    assert finding.reasons[0].code == "wallet_says_failed"


def test_a_direct_debit_of_the_wallet_names_the_shop_that_its_remark_names() -> None:
    days = (dt.date(2026, 2, 3) + dt.timedelta(days=7 * n) for n in range(12))
    rows = [cells for n, day in enumerate(days) for cells in german(f"LADEN{n}", str(day), 2_000 + n, str(n))]
    lost = german("FEHLKAUF", LOST, 2_500, "lost", wallet=False)
    (finding,) = found(scanned([*rows, *lost], context_of((PAYPAL, GIRO))), "failed_but_debited")
    assert (finding.rows, finding.facts["merchant"]) == (("blost",), "FEHLKAUF")


def test_a_debit_that_came_back_is_settled() -> None:
    back = row("2026-05-07T08:00:00", 9_900, "支付宝-退款", BANK, txn_id="back", kind="refund")
    outcome = result(debit(), back)
    assert kinds(outcome) == []
    settled = [one.rows for one in outcome.resolved if one.kind == "failed_but_debited" and one.closes == "evidence"]
    assert settled == [("debit", "back")]


@pytest.mark.parametrize(
    "case",
    [
        {"known": mirrored(3)},  # too few mirrors to trust the wallet's export
        {"statements_table": statements(filtered=True)},
        {"statements_table": statements(check_status="off", check_note='["totals_off", {}]')},
        {"statements_table": statements(last="2026-05-01")},  # the wallet's export ends before
        {"statements_table": statements(check_status="not_checkable")},  # and twelve mirrors prove nothing alone
    ],
)
def test_nothing_is_told_where_the_wallets_export_proves_nothing(case: dict[str, Any]) -> None:
    assert kinds(result(debit(), **case)) == []


def test_many_mirrors_prove_an_export_whose_totals_cannot_be_checked() -> None:
    unchecked = statements(check_status="not_checkable")
    rows = [row(f"2025-{m:02d}-{d:02d}T12:00:00", -1_000 - m - d, f"摊{m}{d}", ALIPAY, txn_id=f"x{m}{d}", method=CARD_8705) for m in (9, 10, 11) for d in (3, 9, 21)]  # fmt: skip
    rows += [row(f"2025-{m:02d}-{d:02d}T12:00:02", -1_000 - m - d, f"支付宝-摊{m}{d}", BANK, txn_id=f"y{m}{d}") for m in (9, 10, 11) for d in (3, 9, 21)]  # fmt: skip
    assert kinds(result(debit(), *rows, statements_table=unchecked)) == ["failed_but_debited"]


def test_a_card_used_directly_or_for_another_wallet_is_none() -> None:
    assert kinds(result(debit(name="迪卡侬"))) == []
    assert kinds(result(debit(name="财付通-迪卡侬"))) == []  # WeChat has no export here


def test_the_last_days_are_given_time() -> None:
    assert kinds(result(debit(when="2026-06-27T10:00:00"))) == []


def test_a_debit_that_the_person_knows_is_not_told() -> None:
    assert kinds(result(debit(), answers=answered("mine", "debit"))) == []


def test_a_top_up_that_the_wallet_does_not_show_is_missing() -> None:
    (finding,) = found(result(debit(name="支付宝-余额充值")), "missing_top_up")
    assert (finding.rows, finding.amount) == (("debit",), 9_900)


def test_a_top_up_that_arrives_a_day_later_is_none() -> None:
    arrived = row("2026-05-07T09:00:00", 9_900, "余额充值", ALIPAY, txn_id="in", kind="top_up")
    assert kinds(result(debit(name="支付宝-余额充值", kind="top_up"), arrived)) == []


def withdrawal(when: str, name: str, amount: int = -30_000) -> Row:
    return row(when, amount, "提现", ALIPAY, txn_id=name, kind="withdrawal", method="余额")


def into_bank(when: str, name: str, amount: int = 30_000) -> Row:
    return row(when, amount, "支付宝-提现", BANK, txn_id=name, kind="transfer")


def test_a_withdrawal_that_the_bank_never_shows_is_missing() -> None:
    arrived = [
        cells
        for n, day in enumerate(("2026-01-05", "2026-02-05", "2026-03-05"))
        for cells in (withdrawal(f"{day}T10:00:00", f"o{n}"), into_bank(f"{day}T10:02:00", f"i{n}"))
    ]
    (finding,) = found(result(*arrived, withdrawal("2026-05-06T10:00:00", "lost")), "missing_top_up")
    assert (finding.rows, finding.facts["to"]) == (("lost",), BANK)
    assert kinds(result(*arrived)) == []
    assert (
        kinds(result(*arrived[:2], withdrawal("2026-05-06T10:00:00", "lost"))) == []
    )  # it went there only once before


def given_back(when: str, amount: int, name: str) -> list[Row]:
    """Return a debit that the wallet does not know and the credit of the next day that gives it back."""
    later = dt.date.fromisoformat(when) + dt.timedelta(days=1)
    return [
        row(f"{when}T10:00:00", -amount, "支付宝-迪卡侬", BANK, txn_id=f"{name}out"),
        row(f"{later}T10:00:00", amount, "支付宝-退款", BANK, txn_id=f"{name}in", kind="refund"),
    ]


def test_what_came_back_or_is_called_failed_does_not_silence_another_debit() -> None:
    back = [*given_back("2026-04-02", 5_500, "x"), *given_back("2026-05-12", 7_700, "y")]
    failed = [
        row("2026-04-20T09:59:58", -3_300, "示例店", txn_id="f", status="failed", moved=False),
        row("2026-04-20T10:00:00", -3_300, "支付宝-示例店", BANK, txn_id="g"),
    ]
    told = {finding.rows for finding in found(result(debit(), *back, *failed), "failed_but_debited")}
    assert told == {("debit",), ("g", "f")}


@pytest.mark.parametrize(("days", "expected"), [([], 1), ([20], 2), ([20, 40], 0), ([-120, -150], 1)])
def test_several_within_months_are_somebody_elses_wallet_but_old_faults_silence_no_new_one(
    days: list[int], expected: int
) -> None:
    others = []
    for day in days:
        when = dt.date.fromisoformat(LOST) + dt.timedelta(days=day)
        others.append(row(f"{when}T10:00:00", -4_000 - day, "支付宝-某店", BANK, txn_id=f"o{day}"))
    told = found(result(debit(), *others, known=mirrored(70, every=2)), "failed_but_debited")
    assert len([finding for finding in told if finding.rows == ("debit",)]) == min(expected, 1)
    assert len(told) >= expected
