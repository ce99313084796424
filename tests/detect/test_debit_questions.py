"""Debits for a wallet that no statement can settle: asked, few and grouped, and what becomes of the answers."""

import dataclasses
import datetime as dt
from typing import Any

import pandas as pd
import pytest

from detect.debit_questions import DebitQuestion
from detect.scan import ScanResult
from detect.wallet_proof import FEW, REASONS
from tests.detect.ledgers import ALIPAY, BANK, STATEMENT, Row, answered, context_of, found, row, scanned
from tests.detect.rules.test_wallet_debits import debit as lost
from tests.detect.rules.test_wallet_debits import given_back, kinds, mirrored, result, statements


def debit(**cells: Any) -> Row:
    """Return a debit in which nothing else is strange."""
    return lost(**{"amount": -2_500, **cells})


def said(answer: str, *rows: str) -> pd.DataFrame:
    return pd.DataFrame({"txn_id": list(rows), "answer": answer})


def spans(*days: tuple[str, str], **differs: Any) -> pd.DataFrame:
    """Return the bank's year and the wallet's statements of some days."""
    table = context_of((ALIPAY, BANK)).statements
    wallet, bank = table[table["account"] == ALIPAY], table[table["account"] == BANK]
    parts = [wallet.assign(first=first, last=last, **differs) for first, last in days]
    return pd.concat([bank, *parts], ignore_index=True)[STATEMENT]


def asked(outcome: ScanResult) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    return [(one.rows, one.why) for one in outcome.debits]


HOLE = spans(("2025-07-01", "2026-05-01"), ("2026-05-20", "2026-06-30"))
UNSURE: dict[str, dict[str, Any]] = {
    "filtered": {"statements_table": statements(filtered=True)},
    "not_covered": {"statements_table": HOLE},
    "off": {"statements_table": statements(check_status="off", check_note='["totals_off", {}]')},
    "not_shown": {"known": mirrored(3)},
    "unproven": {"statements_table": statements(check_status="not_checkable")},
}


def test_a_proven_debit_is_told_and_not_asked() -> None:
    outcome = result(debit())
    assert kinds(outcome) == ["failed_but_debited"]
    assert outcome.debits == ()


@pytest.mark.parametrize("why", UNSURE)
def test_what_the_export_cannot_prove_is_asked_with_the_reason(why: str) -> None:
    outcome = result(debit(), **UNSURE[why])
    assert kinds(outcome) == []
    (question,) = outcome.debits
    assert (question.rows, question.why, question.amount) == (("debit",), (why,), 2_500)
    assert (question.person, question.account, question.wallet) == ("me", BANK, ALIPAY)


def strange(*days: int) -> list[Row]:
    first = dt.date(2026, 5, 6)
    return [
        row(f"{first + dt.timedelta(days=day)}T10:00:00", -4_000 - day, "支付宝-某店", BANK, txn_id=f"s{day}")
        for day in days
    ]


def test_several_of_one_card_and_wallet_are_one_question() -> None:
    outcome = result(*strange(0, 9, 30), known=mirrored(70, every=2))
    (question,) = outcome.debits
    assert (question.rows, question.why) == (("s0", "s9", "s30"), ("several",))
    assert question.amount == 3 * 4_000 + 39
    assert kinds(outcome) == []


def test_reasons_are_told_in_their_order_and_none_twice() -> None:
    table = spans(("2025-07-01", "2026-05-01"), ("2026-05-20", "2026-06-30"), check_status="not_checkable")
    (question,) = result(*strange(0, 20), statements_table=table).debits
    assert question.why == ("not_covered", "unproven")
    assert list(question.why) == sorted(question.why, key=REASONS.index)


def test_a_payment_given_back_is_not_asked_about() -> None:
    outcome = result(*given_back("2026-05-06", 2_500, "x"), known=mirrored(3))
    assert outcome.debits == ()


def test_another_persons_wallet_asks_nothing_of_this_persons_bank() -> None:
    table = context_of((ALIPAY, BANK))
    accounts = table.accounts.assign(person=["other" if label == ALIPAY else "me" for label in table.accounts["label"]])
    assert scanned([*mirrored(3), debit()], dataclasses.replace(table, accounts=accounts)).debits == ()


def test_a_wallet_without_any_statement_is_not_asked_about() -> None:
    bank_only = context_of((ALIPAY, BANK)).statements.query("account == @BANK")
    assert result(debit(), statements_table=bank_only).debits == ()
    assert scanned([debit(), *strange(1)], context_of((BANK,))).debits == ()


def test_days_before_the_wallets_first_statement_are_not_asked_about() -> None:
    assert result(debit(), statements_table=spans(("2026-05-10", "2026-06-30"))).debits == ()


@pytest.mark.parametrize("begins", ["2026-05-04", "2026-05-05", "2026-05-06"])
def test_a_booking_of_the_first_days_of_a_statement_may_be_of_the_days_before(begins: str) -> None:
    for table in (spans((begins, "2026-06-30")), spans(("2025-07-01", "2026-04-20"), (begins, "2026-06-30"))):
        outcome = result(debit(), statements_table=table)
        assert (outcome.debits, kinds(outcome)) == ((), [])


def test_a_statement_still_to_come_is_waited_for() -> None:
    table = spans(("2025-07-01", "2026-06-05"))
    assert result(debit(when="2026-06-10T10:00:00"), statements_table=table).debits == ()
    late = scanned([*mirrored(), debit(when="2026-06-10T10:00:00")], context_of((ALIPAY, BANK), statements_table=table, last="2026-08-01"), as_of=dt.date(2026, 8, 1))  # fmt: skip
    assert asked(late) == [(("debit",), ("not_covered",))]


def test_many_debits_without_a_statement_are_a_missing_statement_and_no_question() -> None:
    assert len(result(*strange(*range(FEW)), statements_table=HOLE).debits) == 1
    assert result(*strange(*range(FEW + 1)), statements_table=HOLE).debits == ()


def test_what_is_an_alert_anyway_is_not_asked_as_well() -> None:
    outcome = result(lost(amount=-99_000), known=mirrored(20))
    assert result(lost(amount=-99_000), statements_table=UNSURE["off"]["statements_table"]).debits == ()
    assert [finding.rows for finding in outcome.findings] == [("debit",)]


def test_the_last_days_are_given_time() -> None:
    assert result(debit(when="2026-06-27T10:00:00"), known=mirrored(3)).debits == ()


def test_what_the_person_has_spoken_of_is_not_asked() -> None:
    for answer in ("mine", "not_mine"):
        assert result(debit(), known=mirrored(3), answers=answered(answer, "debit")).debits == ()


# -- answers -----------------------------------------------------------------------------------------------------


def test_a_payment_the_person_knows_is_neither_asked_nor_told() -> None:
    for case in ({}, {"known": mirrored(3)}):
        outcome = result(debit(), debit_answers=said("known", "debit"), **case)
        assert (outcome.debits, kinds(outcome)) == ((), [])


@pytest.mark.parametrize("why", UNSURE)
def test_a_payment_the_person_does_not_know_is_an_alert_that_says_what_is_not_proven(why: str) -> None:
    outcome = result(debit(), debit_answers=said("unknown", "debit"), **UNSURE[why])
    (finding,) = found(outcome, "failed_but_debited")
    assert outcome.debits == ()
    assert (finding.rows, finding.amount, finding.severity) == (("debit",), 2_500, "medium")
    assert (finding.facts["asked"], finding.facts["why"]) == (True, why)
    codes = [reason.code for reason in finding.reasons]
    assert codes == ["you_do_not_know", f"proves_nothing_{why}", "not_given_back"]


def test_a_top_up_the_person_does_not_know_is_missing() -> None:
    outcome = result(debit(name="支付宝-余额充值"), known=mirrored(3), debit_answers=said("unknown", "debit"))
    assert kinds(outcome) == ["missing_top_up"]


def test_the_answer_holds_where_nothing_would_be_asked_any_more() -> None:
    answers = said("unknown", "s0")
    outcome = result(*strange(*range(FEW + 2)), statements_table=HOLE, debit_answers=answers)
    assert [finding.rows for finding in found(outcome, "failed_but_debited")] == [("s0",)]
    before = result(debit(), statements_table=spans(("2026-05-10", "2026-06-30")), debit_answers=said("unknown", "debit"))  # fmt: skip
    assert kinds(before) == ["failed_but_debited"]


def test_what_came_back_settles_the_answer() -> None:
    outcome = result(*given_back("2026-05-06", 2_500, "x"), known=mirrored(3), debit_answers=said("unknown", "xout"))
    assert kinds(outcome) == []
    assert ("xout", "xin") in [one.rows for one in outcome.resolved if one.kind == "failed_but_debited"]


def test_a_wallet_that_shows_the_payment_after_all_explains_it() -> None:
    shown = row("2026-05-06T10:00:00", -2_500, "迪卡侬", ALIPAY, txn_id="late", method="招商银行储蓄卡(8705)")
    outcome = result(debit(), shown, known=mirrored(3), debit_answers=said("unknown", "debit"))
    assert (outcome.debits, kinds(outcome)) == ((), [])
    (explained,) = (one for one in outcome.resolved if one.kind == "failed_but_debited" and "debit" in one.rows)
    assert explained.closes == "explained"


def test_another_wallet_on_the_card_ends_all_questions_of_the_two_and_all_certainty() -> None:
    known = mirrored(70, every=2)
    assert kinds(result(debit(), known=known)) == ["failed_but_debited"]
    outcome = result(*strange(-60), debit(), known=known, debit_answers=said("other_wallet", "s-60"))
    assert (outcome.debits, kinds(outcome)) == ((), [])


def test_another_wallet_does_not_explain_what_this_wallet_calls_failed() -> None:
    failed = row("2026-05-06T09:59:58", -2_500, "迪卡侬", txn_id="failed", status="failed", moved=False)
    outcome = result(*strange(-60), debit(), failed, debit_answers=said("other_wallet", "s-60"))
    assert [finding.rows for finding in found(outcome, "failed_but_debited")] == [("debit", "failed")]


def test_what_the_person_was_unsure_of_stands_apart_from_what_is_new() -> None:
    outcome = result(*strange(0, 9, 30), known=mirrored(3), debit_answers=said("unsure", "s0", "s9"))
    assert [rows for rows, _ in asked(outcome)] == [("s0", "s9"), ("s30",)]


def test_a_question_is_known_by_its_rows() -> None:
    one = DebitQuestion("me", BANK, ALIPAY, "CNY", ("several",), 1, ("a", "b"))
    assert one.question_id == dataclasses.replace(one, why=("off",), amount=2).question_id
    assert one.question_id != dataclasses.replace(one, rows=("a", "b", "c")).question_id
