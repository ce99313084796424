"""Accounts whose last statement ended long ago: a calm reminder, with the way to the next one."""

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from dashboard.account_name import account_name
from dashboard.i18n import words
from dashboard.overdue import overdue
from dashboard.playbooks.model import LOCALES
from dashboard.views import desk
from ingest.ledger import Ledger
from tests.dashboard.views.visiting import SAMPLES, read, visit


def statements(**ends: list[str]) -> pd.DataFrame:
    rows = [("me", account, day, "ofx") for account, days in ends.items() for day in days]
    return pd.DataFrame(rows, columns=["person", "account", "last", "importer"])


def due(today: str, **ends: list[str]) -> list[str]:
    return [one.account for one in overdue(statements(**ends), dt.date.fromisoformat(today))]


def test_an_account_is_due_after_five_weeks() -> None:
    assert due("2026-03-07", a=["2026-01-31"]) == []
    assert due("2026-03-08", a=["2026-01-31"]) == ["a"]


def test_only_the_newest_statement_counts_and_the_oldest_account_comes_first() -> None:
    ends = {"a": ["2026-01-31", "2025-12-31"], "b": ["2025-11-30"], "c": ["2026-03-31"]}
    assert due("2026-04-10", **ends) == ["b", "a"]


def test_who_exports_every_quarter_is_not_reminded_every_month() -> None:
    quarters = ["2025-03-31", "2025-06-30", "2025-09-30", "2025-12-31"]
    assert due("2026-03-31", a=quarters) == []
    assert due("2026-04-20", a=quarters) == ["a"]


def test_who_exports_every_week_has_five_weeks_too() -> None:
    weeks = [f"2026-01-{day:02d}" for day in (4, 11, 18, 25)]
    assert due("2026-02-20", a=weeks) == []
    assert due("2026-03-05", a=weeks) == ["a"]


def test_a_statement_of_unknown_days_reminds_of_nothing() -> None:
    assert due("2026-04-10", a=[""]) == []


@pytest.mark.parametrize("page", ["today", "statements"])
@pytest.mark.parametrize("locale", LOCALES)
def test_both_pages_say_until_when_and_how_to_get_the_next(
    empty: Path, monkeypatch: pytest.MonkeyPatch, page: str, locale: str
) -> None:
    with Ledger(empty) as ledger:
        list(ledger.import_path(SAMPLES / "alipay" / "june.csv"))
        last = str(ledger.statements()["last"].iloc[0])[:10]
    monkeypatch.setattr(desk, "today", lambda: dt.date.fromisoformat(last) + dt.timedelta(days=100))
    app = visit(page, locale)
    assert not app.exception
    speaks = words(locale)
    assert speaks("page.overdue.ends", day=speaks.day(last)) in read(app)
    assert speaks("page.overdue.how", name=speaks("guide.alipay.name")) in [one.label for one in app.expander]
    assert speaks("guide.alipay.steps").splitlines()[0] in read(app)


def test_accounts_of_one_export_share_the_way_to_it(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Ledger(empty) as ledger:
        list(ledger.import_path(SAMPLES / "revolut" / "english.csv"))
        accounts = ledger.accounts()["label"].tolist()
    monkeypatch.setattr(desk, "today", lambda: dt.date(2026, 7, 1))
    app = visit("statements", "en")
    assert len(accounts) == 3
    assert all(account_name(account, words("en")) in read(app) for account in accounts)
    assert sum(one.label == "How to get a new one: Revolut" for one in app.expander) == 1
