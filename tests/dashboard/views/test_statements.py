"""The grid of months and the list of files."""

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from dashboard.i18n import words
from dashboard.playbooks.model import LOCALES
from dashboard.views.parts import grid, scanning, watched
from detect.context import Context
from ingest.ledger import Ledger
from tests.dashboard.views.visiting import read, visit

COLUMNS = (
    "statement_id", "account", "person", "currency", "first", "last", "exported_at", "filtered", "check_status", "check_note",
    "printed_period", "opening", "closing",
)  # fmt: skip


def context(*statements: tuple[str, str, str, str]) -> Context:
    """Return a context of statements: account, first, last, check."""
    rows = [
        (number, account, "me", "CNY", first, last, "", None, check, "", True, None, None)
        for number, (account, first, last, check) in enumerate(statements)
    ]
    return Context(statements=pd.DataFrame(rows, columns=list(COLUMNS)))


def test_a_month_is_proven_only_where_all_of_it_adds_up() -> None:
    known = context(
        ("a", "2026-01-01", "2026-01-31", "agrees"),
        ("a", "2026-02-01", "2026-02-28", "agrees"),
        ("a", "2026-02-10", "2026-02-20", "not_checkable"),
        ("a", "2026-03-01", "2026-03-15", "agrees"),
        ("a", "2026-05-01", "2026-05-31", "off"),
    )
    found = grid.states(known, dt.date(2026, 6, 3))
    assert dict(zip(found["month"], found["sign"], strict=True)) == {
        "2026-01": "agrees",
        "2026-02": "unproven",
        "2026-03": "partly",
        "2026-04": "missing",
        "2026-05": "off",
        "2026-06": "missing",
    }


@pytest.mark.parametrize("locale", LOCALES)
def test_the_grid_says_every_cell_in_words_too(locale: str) -> None:
    known = context(("a<b>", "2026-01-01", "2026-01-31", "agrees"))
    drawn = grid.grid(known, words(locale), dt.date(2026, 2, 2))
    month = words(locale)("page.month.m01", year="2026")
    said = words(locale)("page.grid.cell", month=month, state=words(locale)("page.grid.agrees"))
    assert f'aria-label="{said}"' in drawn
    assert "a&lt;b&gt;" in drawn
    assert all(sign in grid.legend(words(locale)) for sign in grid.SIGNS.values())


def test_the_grid_begins_where_anything_was_seen() -> None:
    known = context(("a", "2026-01-01", "2026-01-31", "agrees"), ("b", "2026-02-01", "2026-02-28", "agrees"))
    drawn = grid.grid(known, words("en"), dt.date(2026, 11, 2))
    assert [name in drawn for name in ("January 2026", "February 2026", "March 2026")] == [True, True, False]
    assert drawn.index("February 2026") < drawn.index("January 2026")


def test_gaps_are_told_only_up_to_the_last_day_seen() -> None:
    known = context(
        ("a", "2026-01-01", "2026-01-31", "agrees"),
        ("a", "2026-03-01", "2026-03-15", "agrees"),
        ("b", "2026-02-01", "2026-02-28", "off"),
    )
    first, second = watched.watched(known, dt.date(2026, 6, 3))
    assert (first.until, first.gaps) == (dt.date(2026, 3, 15), (("2026-02", "missing"),))
    assert (second.until, second.gaps) == (dt.date(2026, 2, 28), (("2026-02", "off"),))


@pytest.mark.parametrize("locale", LOCALES)
def test_every_file_stands_there_with_its_statements(looked_at: Path, locale: str) -> None:
    said = read(visit("statements", locale))
    with Ledger(looked_at) as ledger:
        for name in ledger.files()["name"]:
            assert name in said
        for account in ledger.accounts()["label"]:
            assert account in said


def test_a_file_taken_out_is_gone_and_the_rest_is_checked_anew(lived: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scans: list[str] = []
    monkeypatch.setattr(scanning, "scan", lambda *_: scans.append("scan"))
    app = visit("statements", "en")
    app.button(key="undo-2").click().run()
    with Ledger(lived) as ledger:
        assert 2 in ledger.files()["file_id"].tolist()
    app.button(key="undo-yes-2").click().run()
    assert not app.exception
    with Ledger(lived) as ledger:
        assert 2 not in ledger.files()["file_id"].tolist()
    assert scans == ["scan"]
