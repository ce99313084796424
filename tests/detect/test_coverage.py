"""Which days an account's unfiltered statements show without a hole."""

import datetime as dt

import pandas as pd
import pytest

from detect.coverage import Covered
from tests.detect.ledgers import ALIPAY, STATEMENT


def covered(*periods: tuple[str, str, bool]) -> Covered:
    rows = [
        (n, ALIPAY, "me", "CNY", first, last, "", filtered, "agrees", "", True, None, None)
        for n, (first, last, filtered) in enumerate(periods)
    ]
    return Covered.of(pd.DataFrame(rows, columns=STATEMENT))


def shown(watched: Covered, first: str, last: str) -> bool:
    return watched.through("me", ALIPAY, dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize(
    ("first", "last", "whole"),
    [
        ("2026-01-01", "2026-03-31", True),
        ("2026-01-15", "2026-02-15", True),
        ("2025-12-31", "2026-01-05", False),
        ("2026-03-31", "2026-04-01", False),
        ("2026-05-10", "2026-05-20", True),
        ("2026-03-20", "2026-05-20", False),
    ],
)
def test_statements_that_follow_or_overlap_each_other_show_all_days_together(
    first: str, last: str, whole: bool
) -> None:
    watched = covered(
        ("2026-01-01", "2026-01-31", False),
        ("2026-02-01", "2026-03-10", False),
        ("2026-03-05", "2026-03-31", False),
        ("2026-05-01", "2026-05-31", False),
    )
    assert shown(watched, first, last) is whole


def test_a_filtered_statement_shows_no_day_whole() -> None:
    assert not shown(covered(("2026-01-01", "2026-01-31", True)), "2026-01-10", "2026-01-11")


def test_no_day_at_all_is_always_shown() -> None:
    assert shown(covered(), "2026-01-02", "2026-01-01")
