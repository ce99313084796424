"""What a month's report tells, gathered once from ledger and casebook, so that writing it down is pure."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from dashboard.present import Presenter, ShownAlert
from dashboard.report.flows import Flow, Share, fees, flows, month_of, shares, spending, totals
from detect.casebook import Casebook
from detect.context import Context, Settings
from detect.coverage import coverage
from detect.promises.listing import Expected, expected
from detect.seen_once import seen_once
from detect.subscriptions import Subscription, subscriptions
from detect.view import View

_MOST = 10  # payees and categories of each currency


@dataclass(frozen=True, slots=True)
class MonthReport:
    """One month. Sums are minor units by currency, without sign.

    Args:
        first: its first day.
        alerts: opened in it, or about a row of it; `answers` what the person said, by alert id.
        refunds: promised, due or landed in it.
        subscriptions: charged in it, with the sum of its charges then.
        states: how the statements cover it, by person and account; `checks` how many statements agree, are off, cannot be checked.
        too_new: accounts that had too little history at the last scan for more than clear patterns.
    """

    first: dt.date
    rows: int
    flows: tuple[Flow, ...]
    spent: Mapping[str, int]
    payees: tuple[Share, ...]
    categories: tuple[Share, ...]
    fees: tuple[Share, ...]
    alerts: tuple[ShownAlert, ...]
    answers: Mapping[str, str]
    refunds: tuple[Expected, ...]
    subscriptions: tuple[tuple[Subscription, int], ...]
    states: tuple[tuple[str, str, str], ...]
    checks: Mapping[str, int]
    too_new: tuple[str, ...] = ()

    @property
    def last(self) -> dt.date:
        """The last day of the month."""
        return (self.first + dt.timedelta(days=32)).replace(day=1) - dt.timedelta(days=1)


def gather(book: Casebook, presenter: Presenter, first: dt.date, today: dt.date) -> MonthReport:
    """Return the report of the month that begins on a day, as known today."""
    frame, context = presenter.frame.reset_index(drop=True), book.context()
    view, _ = seen_once(View.of(frame, context, max(today, _newest(frame, today)), Settings()))
    rows = month_of(view.frame, first, book.links())
    spent = spending(rows)
    month = f"{first:%Y-%m}"
    alerts = [alert for alert in book.alerts() if alert.state != "withdrawn"]
    ids = set(rows["txn_id"])
    about = [alert for alert in alerts if alert.opened_on.startswith(month) or ids.intersection(alert.rows)]
    return MonthReport(
        first=first,
        rows=len(rows),
        flows=flows(rows),
        spent=totals(spent),
        payees=shares(spent, "merchant", "counterparty", _MOST),
        categories=shares(spent, "category", "category", _MOST),
        fees=fees(rows),
        alerts=tuple(presenter.alert(alert) for alert in about),
        answers={alert.alert_id: answer for alert in about if (answer := book.answer_of(alert))},
        refunds=tuple(one for one in expected(frame, context, today) if month in _months(one)),
        subscriptions=_charged(subscriptions(frame, context, today), rows),
        states=_states(view.context, month, today),
        checks=_checks(view.context.statements, first),
        too_new=tuple(sorted(account for _, account in book.too_new)),
    )


def _newest(frame: pd.DataFrame, today: dt.date) -> dt.date:
    day: dt.date = today if frame.empty else frame["booked_at"].max().date()
    return day


def _months(one: Expected) -> set[str]:
    return {f"{day:%Y-%m}" for day in (one.made, one.due, one.landed) if day is not None}


def _charged(found: Iterable[Subscription], rows: pd.DataFrame) -> tuple[tuple[Subscription, int], ...]:
    paid = dict(zip(rows["txn_id"], rows["amount"], strict=True))
    sums = ((one, -sum(int(paid[row]) for row in one.rows if row in paid)) for one in found)
    return tuple((one, paid_then) for one, paid_then in sums if paid_then > 0)


def _states(context: Context, month: str, today: dt.date) -> tuple[tuple[str, str, str], ...]:
    found = coverage(context, today)
    own = found[found["month"] == month]
    return tuple((str(row.person), str(row.account), str(row.state)) for row in own.itertuples())


def _checks(statements: pd.DataFrame, first: dt.date) -> dict[str, int]:
    """Count the statements that show a day of the month, by whether they add up."""
    after = (first + dt.timedelta(days=32)).replace(day=1).isoformat()
    touching = statements[
        (statements["first"] != "") & (statements["first"] < after) & (statements["last"] >= first.isoformat())
    ]
    return dict(Counter(touching["check_status"]))
