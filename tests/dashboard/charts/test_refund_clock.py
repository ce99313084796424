"""The refund clock: which bars and signs a promise becomes."""

import datetime as dt

import pytest

from dashboard.charts import axes, refund_clock
from dashboard.i18n import words
from dashboard.playbooks.model import LOCALES
from detect.promises.listing import Expected

MADE, DUE, TODAY = dt.date(2026, 5, 1), dt.date(2026, 5, 11), dt.date(2026, 5, 20)
SAYS = words("en")


def promise(state: str, *, landed: dt.date | None = None, merchant: str = "Shop") -> Expected:
    return Expected("promise:1", state, "words", "me", merchant, 31800, 0, "CNY", "", MADE, DUE, landed, ())


def bars(one: Expected, today: dt.date = TODAY) -> list[tuple[str, int, int]]:
    table = refund_clock.spans([one], today, SAYS)
    start = axes.number(MADE)
    return [(row.part, row.begins - start, row.ends - start) for row in table.itertuples()]


def test_what_is_late_runs_on_to_today() -> None:
    assert bars(promise("overdue")) == [("in_time", 0, 10), ("late", 10, 19)]


def test_what_is_not_due_ends_on_its_day() -> None:
    assert bars(promise("waiting"), MADE) == [("in_time", 0, 10)]


def test_what_came_early_ends_when_it_came() -> None:
    early = promise("landed", landed=MADE + dt.timedelta(days=4))
    assert bars(early) == [("in_time", 0, 4)]
    assert refund_clock.marks([early], SAYS)["mark"].tolist() == ["due", "landed"]


def test_what_came_late_was_late_until_it_came() -> None:
    assert bars(promise("landed", landed=DUE + dt.timedelta(days=3))) == [("in_time", 0, 10), ("late", 10, 13)]


def test_what_no_statement_can_show_yet_is_not_called_late() -> None:
    assert bars(promise("unseen")) == [("in_time", 0, 10)]


@pytest.mark.parametrize("locale", LOCALES)
def test_a_chart_holds_what_it_plots_and_todays_line(locale: str) -> None:
    drawn = refund_clock.chart(
        [promise("late"), promise("landed", landed=DUE)], TODAY, words(locale), dark=True
    ).to_dict()
    sets = list(drawn["datasets"].values())
    assert sum(len(rows) for rows in sets) == 3 + 2 + 1 + 1
    assert [{"day": axes.number(TODAY)}] in sets


def test_a_name_of_a_stranger_is_only_text() -> None:
    table = refund_clock.spans([promise("late", merchant="<img src=x>\u202ex" * 9)], TODAY, SAYS)
    assert "\u202e" not in table["name"].iloc[0]
    assert len(table["name"].iloc[0]) < 40
