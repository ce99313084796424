"""The scan is a pure function of ledger, context, day and settings."""

import datetime as dt
import random
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from detect.context import Context, Settings
from detect.finding import KINDS, Finding
from detect.scan import ScanResult, scan
from ingest.schema import empty
from tests.detect.ledgers import ALIPAY, AS_OF, WECHAT, Row, context_of, found, frame_of, row, scanned, visits


def life() -> list[Row]:
    """Return a year of lunches, groceries and coffees with a theft at night in May."""
    rows = [
        *visits(60, [-2_500, -2_800, -3_150], "示例面馆"),
        *visits(50, [-8_810, -12_340, -9_925, -15_070], "示例超市", hour=18, every=7),
        *visits(70, [-1_600, -1_990], "示例咖啡", hour=9, every=5),
    ]
    rows += [row(f"2026-05-20T03:1{n}:00", -98_000, "示例卡券商行", order_reference=f"T{n}") for n in range(4)]
    return [cells | {"txn_id": f"t{n:04d}"} for n, cells in enumerate(rows)]


@pytest.fixture(scope="module")
def result() -> ScanResult:
    return scanned(life())


def same(one: ScanResult, other: ScanResult) -> bool:
    assert one.findings == other.findings
    assert one.resolved == other.resolved
    for name in ("scores", "links", "coverage"):
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name))
    return one.cold_start == other.cold_start


def test_a_theft_at_night_is_one_alert_with_all_its_rows(result: ScanResult) -> None:
    (finding,) = found(result, "unauthorized")
    stolen = {cells["txn_id"] for cells in life() if cells["counterparty"] == "示例卡券商行"}
    assert set(finding.rows) == stolen
    assert finding.severity == "high"
    assert finding.amount == 4 * 98_000
    assert {"spree", "hour"} & {reason.code for reason in finding.reasons}


def test_the_tests_days_before_a_theft_are_told_with_it() -> None:
    tests = [row(f"2026-05-1{5 + n}T14:2{n}:00", -100 - n, f"试刷商店{n}", txn_id=f"test{n}") for n in range(2)]
    large = row("2026-05-20T14:00:00", -680_000, "某某奢品行", txn_id="large")
    quiet = [cells for cells in life() if cells["counterparty"] != "示例卡券商行"]
    (finding,) = found(scanned([*quiet, *tests, large]), "unauthorized")
    assert finding.rows == ("test0", "test1", "large")
    assert (finding.amount, finding.facts["first"]) == (680_201, "2026-05-15")


def test_an_ordinary_year_raises_nothing() -> None:
    assert scanned([cells for cells in life() if cells["counterparty"] != "示例卡券商行"]).findings == ()


def test_the_same_scan_twice_says_the_same(result: ScanResult) -> None:
    assert same(scanned(life()), result)


def test_the_order_of_rows_never_matters(result: ScanResult) -> None:
    frame, chance = frame_of(life()), random.Random(3)
    shuffled = frame.iloc[chance.sample(range(len(frame)), len(frame))]
    assert same(scan(shuffled, context_of(), AS_OF, Settings()), result)


def test_the_scan_changes_nothing_it_was_given() -> None:
    frame, context = frame_of(life()), context_of()
    before = frame.copy(deep=True), context.statements.copy(), context.accounts.copy()
    scan(frame, context, AS_OF, Settings())
    pd.testing.assert_frame_equal(frame, before[0])
    pd.testing.assert_frame_equal(context.statements, before[1])
    pd.testing.assert_frame_equal(context.accounts, before[2])


def test_rows_booked_later_are_invisible() -> None:
    early = [cells for cells in life() if cells["booked_at"] < pd.Timestamp("2026-02-01")]
    day = dt.date(2026, 1, 31)
    assert same(scanned(life(), as_of=day), scanned(early, as_of=day))


def test_scores_of_the_past_do_not_change_when_rows_come_after_it() -> None:
    """Each score comes from strictly earlier rows; the last month is left out because its model is the same block."""
    day = dt.date(2026, 3, 31)
    then, now = (result.scores.set_index("txn_id")["score"] for result in (scanned(life(), as_of=day), scanned(life())))
    pd.testing.assert_series_equal(now[then.index], then)


def test_every_row_that_moved_money_out_has_a_score_or_a_reason(result: ScanResult) -> None:
    scores = result.scores
    assert set(scores["txn_id"]) == {cells["txn_id"] for cells in life()}
    assert ((scores["reason"] == "") == scores["score"].notna()).all()
    assert scores["score"].dropna().between(0, 1).all()


def test_the_stolen_rows_score_above_all_others(result: ScanResult) -> None:
    scores = result.scores.set_index("txn_id")["score"]
    stolen = [cells["txn_id"] for cells in life() if cells["counterparty"] == "示例卡券商行"]
    assert scores[stolen].min() > scores.drop(stolen).max()


def test_the_seed_of_the_forest_moves_scores_a_little_and_findings_not_at_all(result: ScanResult) -> None:
    for seed in (1, 2, 3):
        other = scanned(life(), seed=seed)
        assert [finding.rows for finding in other.findings] == [finding.rows for finding in result.findings]
        assert np.nanmax(np.abs(other.scores["score"] - result.scores["score"])) < 0.25


def test_a_row_stands_in_one_finding_only() -> None:
    rows = life()
    rows[-1] = rows[-1] | {"order_reference": "T0"}
    rows[-2] = rows[-2] | {"order_reference": "T0"}
    seen = [identity for finding in scanned(rows).findings for identity in finding.rows]
    assert len(seen) == len(set(seen))


@pytest.mark.parametrize(
    "frame", [empty(), frame_of([row("2026-03-01", 500, kind="income")])], ids=["no rows", "no payments"]
)
def test_a_ledger_without_payments_is_scanned(frame: pd.DataFrame) -> None:
    assert scan(frame, Context(), AS_OF, Settings()).findings == ()


def test_a_short_history_says_so_and_only_clear_patterns_speak() -> None:
    few = [*life()[:10], *(cells for cells in life() if cells["counterparty"] == "示例卡券商行")]
    result = scanned(few)
    assert result.cold_start == (ALIPAY,)
    assert set(result.scores["reason"]) == {"cold_start"}


def test_people_are_scored_apart(result: ScanResult) -> None:
    others = [
        cells | {"person": "you", "txn_id": f"y{n}"} for n, cells in enumerate(visits(80, [-500_000], "另一家商店"))
    ]
    context = context_of()
    twice = pd.concat([context.accounts, context.accounts.assign(person="you")])
    both = scanned([*life(), *others], replace(context, accounts=twice))
    mine = both.scores.set_index("txn_id")["score"][[cells["txn_id"] for cells in life()]]
    pd.testing.assert_series_equal(mine, result.scores.set_index("txn_id")["score"][mine.index])


def test_an_account_seen_for_the_first_time_raises_alerts_of_its_last_three_months_only() -> None:
    """Counted from the last day its statements cover: people upload statements that are months old."""
    september, statements = dt.date(2026, 9, 30), context_of(last="2026-09-30")
    assert found(scanned(life(), statements, september), "unauthorized") == []
    assert found(scanned(life(), statements, september, since=dt.date(2026, 1, 1)), "unauthorized")
    assert found(scanned(life(), context_of(last="2026-06-30"), september), "unauthorized")


def test_what_was_history_at_the_first_scan_stays_history() -> None:
    context = replace(context_of(), scanned={("me", ALIPAY): dt.date(2026, 10, 1)})
    assert found(scanned(life(), context), "unauthorized") == []


def test_theft_mode_speaks_sooner() -> None:
    quiet = [cells if cells["counterparty"] != "示例卡券商行" else cells | {"amount": -9_000} for cells in life()]
    watched = scanned(quiet, incident=dt.date(2026, 5, 1))
    usual = scanned(quiet)
    assert len(found(watched, "unauthorized")) >= len(found(usual, "unauthorized"))


def test_months_without_a_statement_are_missing_from_coverage() -> None:
    states = scanned(life(), context_of((ALIPAY, WECHAT), last="2026-04-30")).coverage
    assert states.set_index(["account", "month"])["state"].to_dict()[ALIPAY, "2026-05"] == "missing"
    assert set(states["account"]) == {ALIPAY, WECHAT}


def test_a_finding_keeps_to_the_closed_lists() -> None:
    cells = {
        "severity": "high",
        "score": 0.5,
        "amount": 1,
        "currency": "CNY",
        "person": "me",
        "account": "a",
        "rows": ("r",),
    }
    assert Finding(kind=KINDS[0], **cells).kind == KINDS[0]  # type: ignore[arg-type]
    for wrong in ({"kind": "theft"}, {"kind": "duplicate", "severity": "severe"}, {"kind": "duplicate", "score": 1.5}):
        with pytest.raises(ValueError, match="not a finding"):
            Finding(**({"kind": "duplicate"} | cells | wrong))  # type: ignore[arg-type]
