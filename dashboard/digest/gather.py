"""What a digest tells, gathered once from ledger and casebook, so that writing it down is pure."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from dashboard.deadlines import deadlines
from dashboard.digest.memory import Memory
from dashboard.overdue import Overdue, overdue
from dashboard.present import Presenter, ShownAlert
from dashboard.views.parts.watched import Watched, watched
from detect.alert import Alert
from detect.casebook import Casebook
from detect.clocks import SafeDay, last_safe_day
from detect.promises.listing import Expected, expected
from detect.promises.promise import KEPT
from detect.readings import accounts_once
from detect.snooze import asleep


@dataclass(frozen=True, slots=True)
class Digest:
    """One look at how things stand on a day.

    Args:
        alerts: open and not put off, the most pressing first.
        news: ids of those that the last digest did not tell, or told as less.
        safe: last safe days by alert id, where a clock runs.
        settled: alerts that the last digest told as open and that are closed now.
        refunds: promises that are not kept yet, the soonest due first.
        watched: what the statements cover, account by account; overdue: accounts that are due for a new one.
        questions: pairs of rows and payments that only the person can tell about; unread: lines that could not be read.
    """

    day: dt.date
    alerts: tuple[ShownAlert, ...] = ()
    news: frozenset[str] = frozenset()
    safe: Mapping[str, SafeDay] | None = None
    settled: tuple[ShownAlert, ...] = ()
    refunds: tuple[Expected, ...] = ()
    watched: tuple[Watched, ...] = ()
    overdue: tuple[Overdue, ...] = ()
    questions: int = 0
    unread: int = 0

    @property
    def at_risk(self) -> dict[str, int]:
        """Money of the open alerts, in minor units by currency; currencies are never added up."""
        sums: dict[str, int] = {}
        for shown in self.alerts:
            if shown.alert.amount:
                sums[shown.alert.currency] = sums.get(shown.alert.currency, 0) + shown.alert.amount
        return sums

    def safe_day(self, shown: ShownAlert) -> SafeDay | None:
        """Return the last safe day of an alert."""
        return (self.safe or {}).get(shown.alert.alert_id)


def gather(book: Casebook, presenter: Presenter, memory: Memory, day: dt.date) -> Digest:
    """Return how things stand; run it after a scan of that day."""
    alerts, context = book.alerts(), book.context()
    open_ = tuple(presenter.alert(alert) for alert in alerts if waits(alert, day))
    frame = presenter.frame.reset_index(drop=True)
    once = accounts_once(frame, context).context
    return Digest(
        day=day,
        alerts=open_,
        news=frozenset(shown.alert.alert_id for shown in open_ if is_news(shown.alert, memory)),
        safe=_safe_days(open_, day),
        settled=tuple(
            presenter.alert(alert) for alert in alerts if alert.state == "closed" and memory.was_open(alert.alert_id)
        ),
        refunds=tuple(sorted((one for one in expected(frame, context, day) if one.state not in KEPT), key=lambda one: (one.due, one.subject))),
        watched=tuple(watched(once, day, book.too_new)),
        overdue=tuple(overdue(once.statements, day)),
        questions=len(book.linkbook.questions()) + len(book.debitbook.open()),
        unread=len(book.ledger.set_aside("unread")),
    )  # fmt: skip


def waits(alert: Alert, day: dt.date) -> bool:
    """Tell whether an alert waits for the person: open, and not put off beyond a day."""
    return alert.state == "open" and not asleep(alert, day)


def is_news(alert: Alert, memory: Memory) -> bool:
    """Tell whether an alert differs materially from what the last digest told of it."""
    return replace(alert, told=memory.told(alert.alert_id)).is_news


def _safe_days(alerts: Iterable[ShownAlert], day: dt.date) -> dict[str, SafeDay]:
    found = {shown.alert.alert_id: last_safe_day(deadlines(shown, day)) for shown in alerts}
    return {identity: safe for identity, safe in found.items() if safe is not None}
