"""One month looked at closely: which days nobody saw, and which statements touch it."""

import datetime as dt
from pathlib import Path

import pytest

from dashboard.i18n import words
from dashboard.playbooks.model import LOCALES
from dashboard.views import desk
from dashboard.views.parts import grid, month_told
from detect.coverage import spans_of
from ingest.ledger import Ledger
from ingest.source import Source
from tests.dashboard.views.test_statements import broken, context
from tests.dashboard.views.visiting import read, visit

D = dt.date


def spans(*periods: tuple[str, str]) -> list[object]:
    table = context(*(("a", first, last, "agrees") for first, last in periods)).statements
    return list(spans_of(list(table.itertuples()))["me", "a"])


@pytest.mark.parametrize(
    ("periods", "gaps"),
    [
        ([("2026-05-01", "2026-05-31")], []),
        ([("2026-04-01", "2026-05-10"), ("2026-05-21", "2026-06-30")], [(D(2026, 5, 11), D(2026, 5, 20))]),
        ([("2026-05-10", "2026-05-20")], [(D(2026, 5, 21), D(2026, 5, 31))]),
        ([("2026-03-01", "2026-03-31"), ("2026-06-01", "2026-06-30")], [(D(2026, 5, 1), D(2026, 5, 31))]),
        ([("2026-04-01", "2026-05-15"), ("2026-05-05", "2026-05-31")], []),
    ],
)
def test_days_that_no_statement_shows_are_named(periods: list[tuple[str, str]], gaps: list[tuple[D, D]]) -> None:
    assert month_told.unseen(spans(*periods), D(2026, 5, 1), D(2026, 5, 31)) == gaps  # type: ignore[arg-type]


def test_what_has_something_to_say_comes_first_and_the_newest_before_the_older() -> None:
    known = context(
        ("a", "2026-03-01", "2026-03-31", "agrees"),
        ("a", "2026-04-01", "2026-04-30", "off"),
        ("a", "2026-05-01", "2026-05-31", "agrees"),
    )
    found = month_told.cells(grid.states(known, D(2026, 7, 1)))
    assert [(month, sign) for _, _, month, sign in found] == [
        ("2026-04", "off"), ("2026-05", "agrees"), ("2026-03", "agrees"),
    ]  # fmt: skip


@pytest.mark.parametrize("locale", LOCALES)
def test_a_chosen_month_says_where_it_is_off(empty: Path, monkeypatch: pytest.MonkeyPatch, locale: str) -> None:
    monkeypatch.setattr(desk, "today", lambda: D(2026, 7, 3))
    with Ledger(empty) as ledger:
        ledger.import_source(Source("june.csv", broken()))
    app = visit("statements", locale)
    box = app.selectbox(key="month-closer")
    box.select_index(1).run()
    said, speaks = read(app), words(locale)
    assert speaks("statements.month.off") in said
    assert said.count("Shop 3") > read(visit("statements", locale)).count("Shop 3")
