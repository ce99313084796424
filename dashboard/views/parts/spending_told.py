"""Money out over time on the first page, with what was found as numbered marks and their list under it."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

import pandas as pd

from dashboard.charts import spending
from dashboard.i18n import Words
from dashboard.present import Presenter
from dashboard.punctuation import sentences
from dashboard.views import desk, reading
from dashboard.views.paint import part, put
from dashboard.views.parts.alert_card import amount
from dashboard.views.parts.plot import dark, legend, plot
from dashboard.views.parts.said import counted, month
from dashboard.views.plain import tag
from detect.alert import Alert
from detect.context import Context
from detect.coverage import coverage
from ingest.ledger import Ledger

FEWEST: Final = 3  # bars; fewer are no course of things
MOST: Final = 9  # marks that still can be told apart
_STEPS: Final = ((1, "day"), (7, "week"), (31, "month"))


def show(ledger: Ledger, once: Context, alerts: Sequence[Alert], words: Words) -> None:
    """Show the chart, its sentence and its table; nothing where too little is known.

    Args:
        ledger: whose rows to show.
        once: the context, with each account once.
        alerts: what is open, the most urgent first.
        words: the language.
    """
    found = reading.spent(ledger, words)
    if found is None or len(found.bars) < FEWEST:
        return
    presenter = reading.presenter(ledger, words)
    marks = [mark for alert in alerts[:MOST] if (mark := _mark(alert, presenter)) is not None]
    marks.sort(key=lambda mark: mark.day)  # numbered from left to right
    part(words("spending.told.title"))
    signs = [("ground", "█", words("spending.told.ground"))]
    put(legend(*signs, *([("now", "▼", words("spending.told.mark"))] if marks else [])))
    drawn = spending.chart(found, spending.ground(coverage(once, desk.today())), marks, words, dark=dark())
    plot(
        drawn, table(found, words), words, key="spending", sentence=sentence(found, len(marks), words), alternative=words("spending.told.alt"),
    )  # fmt: skip
    if marks:
        put(tag("ol", *(tag("li", mark.said) for mark in marks)))


def sentence(found: spending.Spending, marks: int, words: Words) -> str:
    """Return the chart as a sentence: all of it, and where most of it went."""
    most = found.bars.loc[found.bars["out"].idxmax()]
    length = (most["ends"] - most["day"]).days
    step = next(name for longest, name in _STEPS if length <= longest)
    said = words(
        "spending.told.sentence",
        sum=words.money(found.total, found.currency),
        first=words.day(found.first),
        last=words.day(found.last),
        when=words(f"spending.told.{step}", day=words.day(most["day"]), month=month(words, f"{most['day']:%Y-%m}")),
        most=words.money(int(most["out"]), found.currency),
    )
    return sentences((said, counted(words, "spending.told.marks", marks)), words) if marks else said


def table(found: spending.Spending, words: Words) -> pd.DataFrame:
    """Return the bars as a table, the newest first."""
    newest = found.bars.iloc[::-1]
    return pd.DataFrame(
        {
            words("spending.told.from"): [words.day(day) for day in newest["day"]],
            words("spending.told.out"): [words.money(int(out), found.currency) for out in newest["out"]],
        }
    )


def _mark(alert: Alert, presenter: Presenter) -> spending.Mark | None:
    """Return the mark of an alert at its first payment; None where no row of it is here."""
    shown, words = presenter.alert(alert), presenter.words
    if not shown.rows:
        return None
    day = min(dt.date.fromisoformat(row.booked_at[:10]) for row in shown.rows)
    return spending.Mark(day, f"{words.day(day)} · {shown.title} · {amount(shown, words) or ''}".rstrip(" ·"))
