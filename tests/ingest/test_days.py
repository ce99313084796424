import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.days import Day, Period, dated, read_day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("03 FEB", Day(None, 2, 3)), ("3-Feb-26", Day(2026, 2, 3)), ("05 Agt 2026", Day(2026, 8, 5)), ("31 Des 2025", Day(2025, 12, 31)),
        ("March 12, 2022", Day(2022, 3, 12)), ("02/07", Day(None, 7, 2)), ("01/01/26", Day(2026, 1, 1)), ("23.06.2025", Day(2025, 6, 23)),
        ("2026年1月5日", Day(2026, 1, 5)), ("20260105", Day(2026, 1, 5)), ("29/02", Day(None, 2, 29)),
    ],
)  # fmt: skip
def test_days_are_read_as_banks_print_them(text: str, day: Day) -> None:
    assert read_day(text) == day


@pytest.mark.parametrize(
    "text", ["", "12.50", "32/01", "30 FEB", "05 Foo 2026", "1,234.00", "31/02", "Total 5", "2026-13-01"]
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert read_day(text) is None


@given(st.dates(dt.date(2001, 1, 1), dt.date(2099, 1, 1)), st.integers(0, 300), st.integers(0, 300))
def test_a_day_of_a_period_gets_its_year_over_new_year_too(first: dt.date, length: int, inside: int) -> None:
    period = Period(first, first + dt.timedelta(days=length))
    day = first + dt.timedelta(days=min(inside, length))
    assert dated(Day(None, day.month, day.day), period) == day


@given(st.dates(dt.date(2001, 1, 1), dt.date(2099, 1, 1)), st.integers(0, 340))
def test_a_day_before_a_statement_gets_the_year_that_ends_with_it(last: dt.date, before: int) -> None:
    day = last - dt.timedelta(days=before)
    assert dated(Day(None, day.month, day.day), Period(None, last)) == day


def test_a_day_that_does_not_exist_in_its_year_is_no_date() -> None:
    assert dated(Day(None, 2, 29), Period(dt.date(2025, 2, 1), dt.date(2025, 2, 28))) != dt.date(2025, 2, 28)
    assert dated(Day(2025, 2, 29), None) is None
    assert dated(Day(None, 2, 3), None) is None
