"""Axes: their labels are written in the person's language, and there are never too many."""

import datetime as dt

import pytest

from dashboard.charts import axes
from dashboard.i18n import words
from dashboard.playbooks.model import LOCALES


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("days", [1, 20, 62, 63, 200, 400, 1200, 5000])
def test_a_span_of_any_length_has_a_few_labels_inside_it(days: int, locale: str) -> None:
    first = dt.date(2025, 7, 9)
    last = first + dt.timedelta(days=days)
    labels = axes.ticks(first, last, words(locale))
    assert 1 <= len(labels) <= 9
    assert all(axes.number(first) <= day <= axes.number(last) for day in labels)


def test_the_year_stands_at_the_first_month_and_at_each_january() -> None:
    labels = list(axes.ticks(dt.date(2025, 10, 1), dt.date(2026, 3, 1), words("en")).values())
    assert labels == ["Oct 2025", "Nov", "Dec", "Jan 2026", "Feb", "Mar"]


@pytest.mark.parametrize(
    ("highest", "currency"), [(0, "CNY"), (1, "CNY"), (99, "JPY"), (12345678, "IDR"), (730, "KWD")]
)
def test_amounts_have_round_steps_from_nothing(highest: int, currency: str) -> None:
    axis = axes.amounts(highest, currency, words("en"), dark=False)
    values = axis["axis"]["values"]
    assert values[0] == 0
    assert 2 <= len(values) <= 6
    assert axis["scale"]["domain"][1] >= axes.major(highest, currency)
