"""Money out over time: each payment once, in bars that fit the span, on the ground of what was seen."""

import datetime as dt

import pandas as pd
import pytest

from dashboard.charts import spending
from dashboard.i18n import words

LINKS = pd.DataFrame(columns=["kind", "left", "right", "decision"])
FIRST = dt.date(2026, 3, 4)  # a Wednesday


def frame(*rows: tuple[str, int, int, str]) -> pd.DataFrame:
    """Return a ledger frame of rows: id, days after the first, amount, kind."""
    return pd.DataFrame(
        {
            "txn_id": [row[0] for row in rows],
            "booked_at": [pd.Timestamp(FIRST) + pd.Timedelta(days=row[1], hours=9) for row in rows],
            "amount": [row[2] for row in rows],
            "kind": [row[3] for row in rows],
            "currency": ["CNY"] * len(rows),
            "moved": [True] * len(rows),
        }
    )


def bars(rows: pd.DataFrame, links: pd.DataFrame = LINKS) -> list[tuple[int, int, int]]:
    found = spending.spending(rows, links)
    assert found is not None
    return [((row.day - FIRST).days, (row.ends - row.day).days, row.out) for row in found.bars.itertuples()]


def test_a_payment_seen_twice_counts_once_and_own_money_does_not() -> None:
    rows = frame(("a", 0, -100, "payment"), ("b", 0, -100, "payment"), ("c", 1, -50, "top_up"), ("d", 1, 70, "refund"))
    links = pd.DataFrame([("mirror", "a", "b", "found")], columns=LINKS.columns)
    assert bars(rows, links) == [(0, 1, 100)]
    assert bars(rows, links.assign(decision="rejected")) == [(0, 1, 200)]


def test_money_sent_to_somebody_went_out_and_between_own_accounts_it_did_not() -> None:
    rows = frame(("a", 0, -100, "payment"), ("b", 1, -900, "transfer"), ("c", 2, -50, "transfer"))
    links = pd.DataFrame([("transfer", "c", "d", "found")], columns=LINKS.columns)
    assert bars(rows, links) == [(0, 1, 100), (1, 1, 900)]


@pytest.mark.parametrize(
    ("span", "expected"),
    [(3, [(0, 1, 100), (3, 1, 7)]), (200, [(-2, 7, 100), (194, 7, 7)]), (1000, [(-3, 31, 100), (973, 30, 7)])],
)
def test_bars_are_days_weeks_or_months_by_the_span(span: int, expected: list[tuple[int, int, int]]) -> None:
    assert bars(frame(("a", 0, -100, "payment"), ("b", span, -7, "payment"))) == expected


def test_without_payments_there_is_nothing_to_draw() -> None:
    assert spending.spending(frame(("a", 0, 100, "refund")), LINKS) is None


def test_the_ground_is_where_every_account_was_seen() -> None:
    rows = [
        ("a", "2026-01", "covered"),
        ("b", "2026-01", "partly"),
        ("a", "2026-02", "covered"),
        ("a", "2026-03", "off"),
    ]
    coverage = pd.DataFrame(rows, columns=["account", "month", "state"])
    assert spending.ground(coverage) == [(dt.date(2026, 2, 1), dt.date(2026, 4, 1))]


def test_the_chart_holds_ground_bars_and_the_marks_inside_it() -> None:
    found = spending.spending(frame(("a", 0, -100, "payment"), ("b", 9, -70, "payment")), LINKS)
    assert found is not None
    marks = [spending.Mark(FIRST, "one"), spending.Mark(FIRST - dt.timedelta(days=99), "long ago")]
    covered = [(FIRST - dt.timedelta(days=300), FIRST + dt.timedelta(days=2))]
    drawn = spending.chart(found, covered, marks, words("zh"), dark=False).to_dict()
    assert sorted(len(rows) for rows in drawn["datasets"].values()) == [1, 1, 2]
    bars_drawn = drawn["layer"][1]["encoding"]
    assert {"x", "x2", "y", "y2"} <= set(bars_drawn)  # from nothing up, not a dash at the height of the amount
    assert (found.first, found.last) == (FIRST, FIRST + dt.timedelta(days=9))


def test_marks_that_would_lie_on_one_another_are_one_sign_with_their_numbers() -> None:
    days = (-40, 0, 2, 50, 139)
    marks = [spending.Mark(FIRST + dt.timedelta(days=day), f"on {day}") for day in days]
    drawn = spending.signs(marks, FIRST, FIRST + dt.timedelta(days=140))
    assert [((day - FIRST).days, numbers, said) for day, numbers, said in drawn] == [
        (0, "2–3", "on 0\non 2"),
        (50, "4", "on 50"),
        (139, "5", "on 139"),
    ]
