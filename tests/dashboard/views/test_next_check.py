"""The next check and what the last one found stand on the first page."""

import datetime as dt
from pathlib import Path

import pytest

from dashboard.i18n import words
from dashboard.schedule.keep import keep
from dashboard.schedule.plan import Plan, Scheduled
from dashboard.views.parts import next_check
from detect.casebook import Casebook
from detect.runs import Run
from ingest.ledger import Ledger

NOW = dt.datetime.fromisoformat("2026-06-10T12:00")  # a Wednesday
SINCE = dt.datetime.fromisoformat("2026-06-01T08:00")


def told(path: Path, locale: str = "en", *, runs: tuple[tuple[str, int], ...] = (), scheduled: bool = True) -> str:
    with Ledger(path) as ledger:
        book = Casebook(ledger)
        if scheduled:
            keep(book.preferences, Scheduled(Plan(dt.time(9), "mon"), "cron", SINCE, ""))
        for started, found in runs:
            number = book.runs.begin(started)
            book.runs.end(Run(number, started, started, new_alerts=found, exit=0))
        return str(next_check.told(book, NOW, words(locale)) or "")


def test_nothing_is_said_where_nothing_is_scheduled(empty: Path) -> None:
    assert told(empty, scheduled=False) == ""


def test_the_next_one_and_what_the_last_one_found_are_said(empty: Path) -> None:
    said = told(empty, runs=(("2026-06-01T09:00:00", 2), ("2026-06-08T09:00:00", 0)))
    assert "Next scheduled check: 15 Jun 2026, 09:00. The last one, on 8 Jun 2026, found nothing new." in said


@pytest.mark.parametrize(("locale", "said"), [("en", "not happened"), ("zh", "没有运行"), ("id", "belum")])
def test_one_that_did_not_happen_is_said(empty: Path, locale: str, said: str) -> None:
    assert said in told(empty, locale, runs=(("2026-06-01T09:00:00", 0),))
    assert said not in told(empty, locale, runs=(("2026-06-08T09:00:00", 0),))
