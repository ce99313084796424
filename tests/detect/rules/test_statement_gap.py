import datetime as dt
from collections.abc import Sequence
from typing import Any

import pandas as pd
import pytest

from detect.alert import meet
from detect.context import Context
from detect.coverage import coverage
from detect.finding import Finding
from detect.scan import ScanResult
from ingest.notes import note
from tests.detect.ledgers import ALIPAY, BANK, STATEMENT, Row, context_of, found, row, scanned

AS_OF = dt.date(2026, 6, 30)


def statement(first: str, last: str, account: str = BANK, **cells: Any) -> dict[str, Any]:
    return {
        "account": account, "person": "me", "currency": "CNY", "first": first, "last": last, "exported_at": "", "filtered": None,
        "check_status": "agrees", "check_note": "", "printed_period": True, "opening": None, "closing": None, **cells,
    }  # fmt: skip


def context(*statements: dict[str, Any]) -> Context:
    table = [{"statement_id": n, **cells} for n, cells in enumerate(statements)]
    return context_of(statements_table=pd.DataFrame(table, columns=STATEMENT))


ROWS = [row("2026-01-10", -1000, account=BANK, statement_id=0), row("2026-04-10", -1000, account=BANK, statement_id=1)]


def looked(*statements: dict[str, Any], rows: Sequence[Row] = ROWS) -> ScanResult:
    return scanned(rows, context(*statements), AS_OF)


def gaps(*statements: dict[str, Any], rows: Sequence[Row] = ROWS) -> list[tuple[str, str, str, int]]:
    """Return reason, first day, last day and amount of each finding."""
    return [said(finding) for finding in found(looked(*statements, rows=rows), "statement_gap")]


def said(finding: Finding) -> tuple[str, str, str, int]:
    return finding.reasons[0].code, str(finding.facts["first"]), str(finding.facts["last"]), finding.amount


def test_the_days_between_two_statements_are_a_gap() -> None:
    assert gaps(statement("2026-01-01", "2026-01-31"), statement("2026-03-01", "2026-03-31")) == [
        ("days_uncovered", "2026-02-01", "2026-02-28", 0)
    ]


@pytest.mark.parametrize(
    "statements",
    [
        [statement("2026-01-01", "2026-01-31"), statement("2026-02-01", "2026-03-31")],  # one follows the other
        [statement("2026-01-01", "2026-03-31"), statement("2026-02-01", "2026-02-28")],  # one inside the other
        [statement("2026-01-01", "2026-02-15"), statement("2026-02-01", "2026-03-31")],  # they overlap
        [statement("2026-01-01", "2026-01-31")],  # the rest is merely not there yet
        [statement("2026-01-01", "2026-01-31"), statement("2026-03-01", "2026-03-31", ALIPAY)],  # of two accounts
        [statement("2026-01-01", "2026-01-31"), statement("2027-03-01", "2027-03-31")],  # later than the scan
    ],
)
def test_statements_without_a_hole_are_none(statements: list[dict[str, Any]]) -> None:
    assert gaps(*statements) == []


def test_a_filtered_export_fills_no_hole() -> None:
    filtered = statement("2026-02-01", "2026-02-28", filtered=1)
    assert len(gaps(statement("2026-01-01", "2026-01-31"), filtered, statement("2026-03-01", "2026-03-31"))) == 1


def test_balances_that_connect_prove_that_nothing_moved_in_between() -> None:
    first = statement("2026-01-01", "2026-01-31", opening=0, closing=5000)
    assert gaps(first, statement("2026-03-01", "2026-03-31", opening=5000, closing=1)) == []
    states = coverage(
        context(first, statement("2026-03-01", "2026-03-31", opening=5000, closing=1)), dt.date(2026, 3, 31)
    )
    assert set(states["state"]) == {"covered"}


def test_two_zero_balances_prove_nothing() -> None:
    first = statement("2026-01-01", "2026-01-31", opening=0, closing=0)
    assert len(gaps(first, statement("2026-03-01", "2026-03-31", opening=0, closing=1))) == 1


def test_a_balance_that_jumps_between_adjoining_statements_is_a_gap_with_its_amount() -> None:
    first = statement("2026-01-01", "2026-01-31", opening=0, closing=5000)
    second = statement("2026-02-01", "2026-02-28", opening=3800, closing=1)
    assert gaps(first, second) == [("balance_jumps", "2026-01-31", "2026-02-01", 1200)]


def test_balances_of_two_currencies_are_not_compared() -> None:
    first = statement("2026-01-01", "2026-01-31", opening=0, closing=5000)
    second = statement("2026-02-01", "2026-02-28", currency="USD", opening=3800, closing=1)
    assert gaps(first, second) == []


def test_without_printed_periods_only_a_long_silence_is_a_gap() -> None:
    guess: dict[str, Any] = {"printed_period": False}
    assert gaps(statement("2026-01-03", "2026-01-30", **guess), statement("2026-02-20", "2026-03-20", **guess)) == []
    assert (
        len(gaps(statement("2026-01-03", "2026-01-30", **guess), statement("2026-04-20", "2026-05-20", **guess))) == 1
    )


def test_an_account_that_is_often_silent_may_be_silent_for_long() -> None:
    guess: dict[str, Any] = {"printed_period": False}
    rows = [row(day, -1000, account=BANK, statement_id=0) for day in ("2025-07-01", "2025-09-15", "2026-01-30")]
    assert (
        gaps(statement("2025-07-01", "2026-01-30", **guess), statement("2026-04-20", "2026-05-20", **guess), rows=rows)
        == []
    )


def test_a_statement_whose_balances_do_not_follow_is_a_gap() -> None:
    off: dict[str, Any] = {
        "check_status": "off",
        "check_note": note("balance_off", difference="-12.50", line=7).dumps(),
    }
    assert gaps(statement("2026-01-01", "2026-01-31", **off)) == [("balance_off", "2026-01-01", "2026-01-31", 1250)]
    off["check_note"] = note("closing_off", read="100.00", printed="87.50").dumps()
    assert gaps(statement("2026-01-01", "2026-01-31", **off)) == [("balance_off", "2026-01-01", "2026-01-31", 1250)]


def test_sums_that_a_wallet_itself_calls_unreliable_are_no_gap() -> None:
    off = {
        "check_status": "off",
        "check_note": note("totals_off", what="outflow", printed="1", read="2", difference="1").dumps(),
    }
    assert gaps(statement("2026-01-01", "2026-01-31", **off)) == []


def test_a_gap_closes_when_its_statement_comes() -> None:
    first, last = statement("2026-01-01", "2026-01-31"), statement("2026-03-01", "2026-03-31")
    before = looked(first, last)
    alerts = meet([], before.findings, before.resolved, set(), "2026-06-30")
    again = meet(alerts, before.findings, before.resolved, set(), "2026-07-01")
    assert [(alert.kind, alert.state) for alert in again] == [("statement_gap", "open")]
    after = looked(first, statement("2026-02-01", "2026-02-28"), last)
    (alert,) = meet(again, after.findings, after.resolved, set(), "2026-07-02")
    assert (alert.state, alert.closed_by) == ("closed", "evidence")
