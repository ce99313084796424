"""Days of the past that statements show: holes between them do not thin out what a person spends a day."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from detect.covered_days import covered_days, watched_days
from detect.payments import Payments
from tests.detect.ledgers import ALIPAY, STATEMENT, WECHAT, Row, context_of, row, scene_of


def statements(*spans: tuple[str, str, str]) -> pd.DataFrame:
    """Return statements: account, first and last day."""
    table = context_of((ALIPAY,)).statements
    parts = [table.assign(account=account, first=first, last=last) for account, first, last in spans]
    return pd.concat(parts, ignore_index=True)[STATEMENT] if parts else table.iloc[:0]


def shown(days: list[str], *spans: tuple[str, str, str]) -> list[float]:
    rows = [row(f"{day}T12:00:00", -100, account=ALIPAY, txn_id=f"t{n:02d}") for n, day in enumerate(days)]
    scene = scene_of(rows, context_of((ALIPAY, WECHAT), statements_table=statements(*spans)))
    positions = np.arange(len(rows))
    return [float(each) for each in covered_days(scene.view, positions, np.zeros(len(rows), dtype=np.int64))]


DAYS = ["2026-01-01", "2026-01-11", "2026-03-01", "2026-03-06"]


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([(ALIPAY, "2026-01-01", "2026-06-30")], [0, 10, 59, 64]),
        ([(ALIPAY, "2026-01-01", "2026-01-11"), (ALIPAY, "2026-03-01", "2026-03-31")], [0, 10, 11, 16]),
        ([(ALIPAY, "2026-01-01", "2026-01-20"), (ALIPAY, "2026-01-10", "2026-01-11"), (ALIPAY, "2026-03-01", "2026-03-31")], [0, 10, 20, 25]),
        ([], [0, 10, 59, 64]),
        ([(WECHAT, "2026-01-01", "2026-01-02")], [0, 10, 59, 64]),
    ],
)  # fmt: skip
def test_only_days_that_a_statement_shows_count(spans: list[tuple[str, str, str]], expected: list[float]) -> None:
    days = shown(DAYS, *spans)
    assert [round(each) for each in days] == expected


def test_a_later_statement_changes_no_earlier_count() -> None:
    early = [(ALIPAY, "2026-01-01", "2026-01-11"), (ALIPAY, "2026-03-01", "2026-03-31")]
    assert shown(DAYS, *early) == shown(DAYS, *early, (ALIPAY, "2026-04-15", "2026-06-30"))


def usual_day(*spans: tuple[str, str, str]) -> float:
    """Return what the person usually spends a day, at the end of a month in each of two years far apart."""
    rows: list[Row] = []
    for account, year in ((WECHAT, 2022), (ALIPAY, 2026)):
        for n in range(30):
            when = dt.datetime(year, 4, 1, 12) + dt.timedelta(days=n)  # noqa: DTZ001  (wall time)
            rows.append(row(when.isoformat(), -10_000, f"店{n}", account, txn_id=f"{year}{n:02d}"))
    scene = scene_of(rows, context_of((ALIPAY, WECHAT), statements_table=statements(*spans)))
    return float(Payments.of(scene.view, scene.payments).usual_day[-1])


def test_years_without_statements_do_not_make_a_usual_day_cheap() -> None:
    both = usual_day((WECHAT, "2022-04-01", "2022-04-30"), (ALIPAY, "2026-04-01", "2026-04-30"))
    assert 9_000 < both < 11_000
    assert usual_day((WECHAT, "2022-04-01", "2022-04-30"), (ALIPAY, "2022-05-01", "2026-04-30")) < 1_000


def watched(days: list[str], *spans: tuple[str, str, str]) -> list[int]:
    rows = [row(f"{day}T00:00:00", -100, account=ALIPAY, txn_id=f"t{n:02d}") for n, day in enumerate(days)]
    scene = scene_of(rows, context_of((ALIPAY, WECHAT), statements_table=statements(*spans)))
    return [round(float(each)) for each in watched_days(scene.view, np.arange(len(rows)))]


def test_an_account_is_watched_from_the_first_day_that_a_statement_shows() -> None:
    assert watched(DAYS[1:], (ALIPAY, "2026-01-01", "2026-06-30")) == [10, 59, 64]
    assert watched(DAYS[1:], (WECHAT, "2025-01-01", "2026-06-30")) == [0, 49, 54]


def test_a_row_before_all_statements_begins_the_watch() -> None:
    assert watched(DAYS, (ALIPAY, "2026-02-01", "2026-06-30")) == [0, 10, 59, 64]
