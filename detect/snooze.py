"""Snooze: one rule says nothing of one payee until a day, unless something material changes."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace

from detect.alert import STAKE_GROWN, Alert
from detect.finding import SEVERITIES
from ingest.ledger import Ledger
from ingest.store import writing

Payees = Mapping[str, str]  # txn_id -> normalised payee


class Snoozes:
    """The alerts that were set aside, in the casebook's file."""

    def __init__(self, ledger: Ledger) -> None:
        self._connection = ledger.connection

    def set_aside(self, alert: Alert, until: dt.date) -> None:
        """Set an alert aside until a day; what it says now counts as told, so that only a change brings it back."""
        self._keep(alert, until.isoformat(), json.dumps(alert.news))

    def wake(self, alert: Alert) -> None:
        """Take a snooze back."""
        self._keep(alert, "", json.dumps(alert.told) if alert.told else None)

    def _keep(self, alert: Alert, until: str, told: str | None) -> None:
        with writing(self._connection):
            self._connection.execute(
                "UPDATE alerts SET snoozed_until = ?, told = ? WHERE alert_id = ?", (until, told, alert.alert_id)
            )


def asleep(alert: Alert, day: dt.date) -> bool:
    """Tell whether an alert is set aside on a day; on the last day of a snooze it is back."""
    return alert.snoozed_until > day.isoformat()


def after_scan(alerts: Iterable[Alert], payees: Payees, day: dt.date) -> list[Alert]:
    """Return alerts with their snoozes as they stand after a scan.

    What is due or has changed materially comes back, and is to be told again. A new alert of the same kind about the same
    payee sleeps as long as the first, unless it is worse or a quarter dearer.
    """
    met = [_met(alert, day) for alert in alerts]
    sleeping = [alert for alert in met if alert.state == "open" and asleep(alert, day)]
    return [_carried(alert, sleeping, payees) if alert.is_new else alert for alert in met] if sleeping else met


def _met(alert: Alert, day: dt.date) -> Alert:
    if not alert.snoozed_until:
        return alert
    if not asleep(alert, day):
        return replace(alert, snoozed_until="", told=None)
    return replace(alert, snoozed_until="") if alert.is_news else alert


def _carried(alert: Alert, sleeping: Iterable[Alert], payees: Payees) -> Alert:
    first = next((other for other in sleeping if _like(alert, other, payees)), None)
    return alert if first is None else replace(alert, snoozed_until=first.snoozed_until, told=alert.news)


def _like(alert: Alert, other: Alert, payees: Payees) -> bool:
    same = (alert.kind, alert.person, alert.currency) == (other.kind, other.person, other.currency)
    own, theirs = ({payees.get(row, "") for row in one.rows} - {""} for one in (alert, other))
    worse = SEVERITIES.index(alert.severity) > SEVERITIES.index(other.severity)
    return same and bool(own) and own <= theirs and not worse and alert.amount < STAKE_GROWN * other.amount
