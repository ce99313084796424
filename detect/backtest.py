"""What an alert budget would have told in the past: every month scored as it would have been seen, split by the person's answers."""

import datetime as dt
from dataclasses import dataclass, replace

import pandas as pd

from detect.context import Context, Settings
from detect.finding import Finding
from detect.scan import scan

UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True)
class Past:
    """One alert about payments that a setting would have raised, and what the person has said of its rows (or `unanswered`)."""

    finding: Finding
    month: str
    answer: str


@dataclass(frozen=True, slots=True)
class BackTest:
    """All of them, and over how many months: those of which a person's statements show something."""

    alerts: tuple[Past, ...]
    months: int

    @property
    def rate(self) -> float:
        """Alerts a person and month that nobody called a theft: what the budget promised to keep small."""
        false = sum(alert.answer != "not_mine" for alert in self.alerts)
        return false / max(1, self.months)

    def table(self) -> pd.DataFrame:
        """Return a row a month: month (YYYY-MM), alerts, mine, not_mine, unsure, unanswered."""
        rows = pd.DataFrame([(alert.month, alert.answer) for alert in self.alerts], columns=["month", "answer"])
        counts = pd.crosstab(rows["month"], rows["answer"])
        counts = counts.reindex(columns=["mine", "not_mine", "unsure", UNANSWERED], fill_value=0)
        return counts.assign(alerts=counts.sum(axis=1)).reset_index()[
            ["month", "alerts", "mine", "not_mine", "unsure", UNANSWERED]
        ]


def backtest(frame: pd.DataFrame, context: Context, as_of: dt.date, settings: Settings) -> BackTest:
    """Scan all the past with one budget, as if nothing had been told or answered, and compare with the answers.

    Args:
        frame: the ledger frame.
        context: what else is known; its answers are what the result is split by.
        as_of: rows booked later are invisible.
        settings: the budget to try; `since` and `incident` are not used.
    """
    seen = frame[frame["booked_at"] < pd.Timestamp(as_of) + pd.Timedelta(days=1)]
    if seen.empty:
        return BackTest((), 0)
    unanswered = replace(context, answers=context.answers.iloc[:0], told=context.told.iloc[:0])
    whole = replace(settings, since=seen["booked_at"].min().date(), incident=None)
    result = scan(seen, unanswered, as_of, whole)
    said = dict(zip(context.answers["txn_id"], context.answers["answer"], strict=True))
    alerts = [
        Past(finding, str(finding.facts["first"])[:7], _answer(finding, said))
        for finding in result.findings
        if finding.kind == "unauthorized"
    ]
    shown = result.coverage[result.coverage["state"] != "missing"]
    months = len(shown[["person", "month"]].drop_duplicates())
    return BackTest(tuple(sorted(alerts, key=lambda alert: (alert.month, alert.finding.rows))), months)


def _answer(finding: Finding, said: dict[str, str]) -> str:
    """Return the gravest answer given to any of its rows."""
    given = {said[row] for row in finding.rows if row in said}
    return next((answer for answer in ("not_mine", "unsure", "mine") if answer in given), UNANSWERED)
