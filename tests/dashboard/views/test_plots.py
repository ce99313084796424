"""Plots on the pages: a sentence above, the chart with words for those who cannot see it, a table behind it."""

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from dashboard.charts import hours
from dashboard.charts.spending import Spending
from dashboard.i18n import words
from dashboard.playbooks.model import LOCALES
from dashboard.views.parts import hours_told, plot, spending_told
from detect.casebook import Casebook
from ingest.ledger import Ledger
from tests.dashboard.views.visiting import read, tables, visit


@pytest.mark.parametrize("locale", LOCALES)
def test_the_first_page_shows_money_out_over_time_with_what_was_found(looked_at: Path, locale: str) -> None:
    app, speaks = visit("today", locale), words(locale)
    assert not app.exception
    said = read(app)
    assert speaks("spending.told.title") in said
    with Ledger(looked_at) as ledger:
        first = Casebook(ledger).alerts("open")[0]
    assert speaks(f"alert.{first.kind}.title") in said
    assert speaks("spending.told.out") in tables(app)[0].columns


@pytest.mark.parametrize(
    ("ends", "en", "zh"),
    [
        (dt.date(2026, 3, 2), "the most on 1 Mar 2026:", "最多的是2026年3月1日那一天："),
        (dt.date(2026, 3, 8), "the most in the week of 1 Mar 2026:", "最多的是2026年3月1日起的那一周："),
        (dt.date(2026, 4, 1), "the most in March 2026:", "最多的是2026年3月："),
    ],
)
def test_most_of_the_money_went_out_on_a_day_in_a_week_or_in_a_month(ends: dt.date, en: str, zh: str) -> None:
    first = dt.date(2026, 3, 1)
    found = Spending("CNY", first, ends, pd.DataFrame({"day": [first], "ends": [ends], "out": [100]}))
    assert en in spending_told.sentence(found, 0, words("en"))
    assert zh in spending_told.sentence(found, 0, words("zh"))


@pytest.mark.parametrize("locale", LOCALES)
def test_a_payment_at_an_odd_hour_comes_with_the_hours_one_pays_at(looked_at: Path, locale: str) -> None:
    with Ledger(looked_at) as ledger:
        alerts = Casebook(ledger).alerts()
    odd = [alert for alert in alerts if hours_told.REASONS & {reason.code for reason in alert.reasons}]
    assert odd
    app = visit("alert", locale, alert=odd[0].alert_id)
    assert not app.exception
    hour = words(locale)("hours.told.hour")
    found = [table for table in tables(app) if hour in table.columns]
    assert len(found) == 1
    assert len(found[0]) == 24


def test_what_a_case_claims_stands_on_the_first_page_as_a_flow(lived: Path) -> None:
    speaks = words("en")
    assert speaks("harm.stage.claimed") not in read(visit("today", "en"))
    with Ledger(lived) as ledger:
        book = Casebook(ledger)
        first = next(alert for alert in book.alerts("open") if alert.amount)
        case = book.cases.open("duplicate-charge", alerts=[first])
        book.cases.log(case.case_id, "told", {"party": "provider", "amount": first.amount, "currency": first.currency})
    app = visit("today", "en")
    assert not app.exception
    assert f"{speaks('harm.stage.claimed')} {speaks.money(first.amount, first.currency)}" in read(app)


def test_a_chart_is_the_same_where_nobody_checks_it() -> None:
    usual = pd.DataFrame({"weekday": [0], "hour": [3], "payments": [1]})
    drawn = hours.chart(usual, [pd.Timestamp("2026-01-05 03:00")], words("en"), dark=False)
    assert plot.Unchecked(drawn).to_dict() == drawn.to_dict()
