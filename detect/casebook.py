"""The casebook: what was found, what the person said about it, and what became of it. In the ledger's own file."""

import datetime as dt
import json
from contextlib import nullcontext
from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import Any, Final

import pandas as pd

from detect import tables
from detect.alert import SETTLED_BY, Alert, closed, dumps_reasons, loads_reasons, meet
from detect.answers import Answers
from detect.calendar import Workdays, workdays_of
from detect.cases import Cases
from detect.context import Context, Settings
from detect.debitbook import DebitBook
from detect.explain import Explanation, explain
from detect.finding import Reason
from detect.linkbook import LinkBook
from detect.memo import Memo
from detect.memobook import MemoBook
from detect.preferences import Preferences
from detect.runs import Runs
from detect.scan import ScanResult, scan, weighed
from detect.scanned import Owner, first_scans, keep_scanned, too_new
from detect.snooze import Snoozes, after_scan
from detect.triage import Triage
from detect.twice.taught import Taught
from detect.watches import Watches
from ingest.collection import no_collection
from ingest.errors import UnknownName
from ingest.ledger import Ledger
from ingest.store import migrate, writing

ANSWERS: Final = ("mine", "not_mine", "unsure")
_COLUMNS: Final = (
    "alert_id", "kind", "subject", "person", "account", "state", "closed_by", "opened_on", "closed_on", "severity", "score",
    "amount", "currency", "facts", "reasons", "told", "snoozed_until",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ScanReport:
    """A scan of a ledger frame and what it changed: `closed` alerts were settled by the ledger. `rehearsal` says that nothing was stored."""

    result: ScanResult
    alerts: tuple[Alert, ...]
    frame: pd.DataFrame
    closed: int
    rehearsal: bool

    @property
    def transactions(self) -> int:
        """Return how many rows were there to be looked at."""
        return len(self.frame)

    @property
    def open(self) -> list[Alert]:
        """Return open alerts, the most severe and dearest first."""
        return ordered(alert for alert in self.alerts if alert.state == "open")

    @property
    def new(self) -> list[Alert]:
        """Return the open alerts that this scan raised."""
        return [alert for alert in self.open if alert.is_new]


def ordered(alerts: Any) -> list[Alert]:  # noqa: ANN401  (any iterable of alerts)
    """Return alerts in the order people should see them: the severest, then theft, then the dearest."""
    places = {"high": 0, "medium": 1, "low": 2}
    return sorted(
        alerts,
        key=lambda alert: (places[alert.severity], alert.kind != "unauthorized", -alert.amount, alert.alert_id),
    )


class Casebook:
    """Scans, alerts and answers of one ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._connection = ledger.connection
        migrate(self._connection, "detect", tables.MIGRATIONS)
        self.watches = Watches(ledger)
        self.linkbook = LinkBook(ledger)
        self.memobook = MemoBook(ledger)
        self.debitbook = DebitBook(ledger.connection)
        self.preferences = Preferences(ledger)
        self.runs = Runs(ledger)
        self.cases = Cases(ledger)
        self.snoozes = Snoozes(ledger)
        self.triage = Triage(ledger)
        self.answers = Answers(ledger.connection)

    # -- scanning ------------------------------------------------------------------------------------------------

    def scan(self, as_of: dt.date, settings: Settings, *, dry_run: bool = False, full: bool = False) -> ScanReport:
        """Scan the ledger and follow what is found.

        A day before the last recorded scan is a rehearsal, like a dry run: told, not stored. A `full` scan takes nothing
        from the memo of the last one, and finds the same.
        """
        memo = self.memobook.open(empty=full)
        frame, context = self.ledger.frame(), self.context()
        if back := as_of.isoformat() < self.last_scan:  # alerts of later days know what that day could not
            context = replace(context, told=context.told.iloc[:0])
        with no_collection():
            result = scan(frame, context, as_of, settings, memo)
        rehearsal = dry_run or back
        # A scan takes a while: what the person said meanwhile is read now, and nothing can be said before it is stored.
        with nullcontext() if rehearsal else writing(self._connection):
            before = [] if back else _counted(self.alerts(), result)
            ids, payees = (frame[name].to_numpy(dtype=object).tolist() for name in ("txn_id", "merchant"))
            met = meet(before, result.findings, result.resolved, set(ids), as_of.isoformat())
            after = after_scan(met, dict(zip(ids, payees, strict=True)), as_of)
            was_open = {alert.alert_id for alert in before if alert.state == "open"}
            gone = sum(alert.alert_id in was_open and alert.closed_by in SETTLED_BY for alert in after)
            if not rehearsal:
                self._store(after, result, as_of, settings, len(frame), memo)
        return ScanReport(result, tuple(after), frame, gone, rehearsal)

    @property
    def last_scan(self) -> str:
        """The latest day that was scanned, ISO; empty before the first scan."""
        return str(self._connection.execute("SELECT max(as_of) FROM scans").fetchone()[0] or "")

    @property
    def too_new(self) -> frozenset[Owner]:
        """The accounts, by person, that had too little history at the last scan for more than clear patterns."""
        return too_new(self._connection)

    def _store(
        self, alerts: list[Alert], result: ScanResult, as_of: dt.date, settings: Settings, transactions: int, memo: Memo
    ) -> None:  # fmt: skip
        with writing(self._connection):
            scan_id = self._connection.execute(
                "INSERT INTO scans (as_of, settings, transactions) VALUES (?, ?, ?)",
                (as_of.isoformat(), json.dumps(asdict(settings), default=str), transactions),
            ).lastrowid
            self.linkbook.store(result.links, result.questions)
            self.debitbook.store(result.debits)
            self.memobook.keep(memo)
            found = {finding.rows for finding in result.findings}
            for alert in alerts:
                self._write(alert, int(scan_id or 0), seen=alert.rows in found)
            keep_scanned(self._connection, as_of, result.cold)

    def _write(self, alert: Alert, scan_id: int, *, seen: bool = False) -> None:
        values: dict[str, Any] = {name: getattr(alert, name) for name in _COLUMNS}
        facts = json.dumps(alert.facts, ensure_ascii=False, sort_keys=True)
        values |= {
            "facts": facts,
            "reasons": dumps_reasons(alert.reasons),
            "told": json.dumps(alert.told) if alert.told else None,
        }
        places = ", ".join("?" * (len(_COLUMNS) + 2))
        updates = ", ".join(f"{name} = excluded.{name}" for name in (*_COLUMNS[1:], "last_scan"))
        self._connection.execute(
            f"INSERT INTO alerts ({', '.join(_COLUMNS)}, first_scan, last_scan) VALUES ({places}) ON CONFLICT (alert_id) DO UPDATE SET {updates}",
            (*values.values(), scan_id, scan_id),
        )
        self._connection.execute("DELETE FROM alert_rows WHERE alert_id = ?", (alert.alert_id,))
        rows = [(alert.alert_id, identity, place) for place, identity in enumerate(alert.rows)]
        self._connection.executemany("INSERT INTO alert_rows VALUES (?, ?, ?)", rows)
        if seen:
            self._connection.execute(
                "INSERT OR REPLACE INTO alert_versions VALUES (?, ?, ?)", (alert.alert_id, scan_id, facts)
            )

    def links(self) -> pd.DataFrame:
        """Return the links of the last scan under the person's decisions, as `LinkBook.links`."""
        return self.linkbook.links()

    def explain(self, txn_id: str, as_of: dt.date, settings: Settings) -> Explanation:
        """Return what a scan makes of one transaction; nothing is stored.

        Raises:
            UnknownName: the ledger does not hold it.
        """
        alerts = self.alerts()
        suspect = frozenset(row for alert in alerts if alert.state == "open" for row in alert.rows)
        told = explain(self.ledger.frame(), self.context(), as_of, settings, txn_id, suspect)
        return replace(told, alerts=tuple(alert.alert_id for alert in alerts if txn_id in alert.rows))

    def lessons(self, as_of: dt.date) -> tuple[Reason, ...]:
        """Return what the answers so far have taught; a scan's worth of work, nothing without answers."""
        context = self.context()
        if context.answers.empty or (frame := self.ledger.frame()).empty:
            return ()
        scene = weighed(frame, context, max(as_of, frame["booked_at"].max().date()), self.preferences.settings())
        return (*(scene.suspicion.learned if scene.suspicion is not None else ()), *Taught.of(scene).lessons(scene))

    def context(self) -> Context:
        """Return what a scan may know besides the frame."""
        year = dt.datetime.now().astimezone().year
        return Context(
            accounts=self.ledger.described(),
            statements=self.ledger.statements(),
            answers=self._frame(
                "SELECT txn_id, answer, answered_on, alert_id, kind FROM answers JOIN alerts USING (alert_id) ORDER BY txn_id, alert_id"
            ),
            decisions=self.linkbook.decisions(),
            promises=self.watches.promises(),
            cancellations=self.watches.cancellations(),
            overlaps=self.ledger.overlaps(),
            debit_answers=self.debitbook.context(),
            told=self._frame(
                """SELECT alert_id, txn_id, coalesce(json_extract(facts, '$.severe'), 0) AS severe FROM alerts JOIN alert_rows USING (alert_id)
                   WHERE kind = 'unauthorized' AND coalesce(closed_by, '') <> 'merged' ORDER BY alert_id, place"""
            ),
            workdays=partial(_workdays, year),
            home=self.preferences.country,
            scanned=first_scans(self._connection),
        )

    def _frame(self, sql: str) -> pd.DataFrame:
        cursor = self._connection.execute(sql)
        return pd.DataFrame(cursor.fetchall(), columns=[column[0] for column in cursor.description])

    # -- alerts and answers --------------------------------------------------------------------------------------

    def alerts(self, state: str | None = None) -> list[Alert]:
        """Return the alerts in a state (open, closed, withdrawn), or all."""
        rows: dict[str, list[str]] = {}
        for alert_id, identity in self._connection.execute(
            "SELECT alert_id, txn_id FROM alert_rows ORDER BY alert_id, place"
        ):
            rows.setdefault(alert_id, []).append(identity)
        cursor = self._connection.execute(
            f"SELECT {', '.join(_COLUMNS)} FROM alerts WHERE ? IS NULL OR state = ?", (state, state)
        )
        return ordered(
            _alert(dict(zip(_COLUMNS, values, strict=True)), tuple(rows.get(values[0], ())))
            for values in cursor.fetchall()
        )

    def alert(self, alert_id: str) -> Alert:
        """Return one alert, by its id or the unique beginning of it.

        Raises:
            UnknownName: none or several.
        """
        found = [alert for alert in self.alerts() if alert.alert_id.startswith(alert_id)]
        if len(found) != 1 or not alert_id:
            raise UnknownName(what="alert", name=alert_id, command="alerts")
        return found[0]

    def answer(self, alert_id: str, answer: str, day: dt.date, note: str = "") -> Alert:
        """Store what the person says of an alert's rows: `mine` closes it, the others keep it open."""
        alert = self.alert(alert_id)
        with writing(self._connection):
            self.answers.give(alert.alert_id, answer, note, day)
            if answer == "mine":
                alert = closed(alert, "answer", day.isoformat())
            elif alert.closed_by == "answer":
                alert = _reopened(alert)
            self._set_state(alert)
        return alert

    def undo_answer(self, alert_id: str) -> Alert:
        """Take the last answer to an alert back: it is as the answer before had left it, or open again without one."""
        alert = self.alert(alert_id)
        with writing(self._connection):
            self.triage.unsay(alert.alert_id, self.answers.take_back(alert.alert_id))
            since = self.answers.mine_since(alert.alert_id)
            if since and alert.state == "open":
                alert = closed(alert, "answer", since)
            elif alert.closed_by == "answer" and not since:
                alert = _reopened(alert)
            self._set_state(alert)
        return alert

    def answer_of(self, alert: Alert) -> str:
        """Return the answer given to an alert, empty where none was."""
        return self.answers.of(alert.alert_id)

    def told(self, *alerts: Alert) -> None:
        """Remember that the person was told of alerts as they stand."""
        with writing(self._connection):
            self._connection.executemany(
                "UPDATE alerts SET told = ? WHERE alert_id = ?",
                [(json.dumps(alert.news), alert.alert_id) for alert in alerts],
            )

    def _set_state(self, alert: Alert) -> None:
        self._connection.execute(
            "UPDATE alerts SET state = ?, closed_by = ?, closed_on = ? WHERE alert_id = ?",
            (alert.state, alert.closed_by, alert.closed_on, alert.alert_id),
        )


def _workdays(year: int, country: str) -> Workdays:
    """Return a country's working days of the years that statements and deadlines reach."""
    return workdays_of(country, year - 10, year + 3)


def _counted(alerts: list[Alert], result: ScanResult) -> list[Alert]:
    """Return alerts with the rows that are counted: a format that came later may show them more richly."""
    counted = result.twins.counted
    if not counted:
        return alerts
    return [replace(alert, rows=tuple(dict.fromkeys(counted.get(row, row) for row in alert.rows))) for alert in alerts]


def _reopened(alert: Alert) -> Alert:
    return replace(alert, state="open", closed_by="", closed_on="")


def _alert(values: dict[str, Any], rows: tuple[str, ...]) -> Alert:
    values = {name: "" if value is None and name != "told" else value for name, value in values.items()}
    return Alert(
        **values | {
            "facts": json.loads(values["facts"]),
            "reasons": loads_reasons(values["reasons"]),
            "told": json.loads(values["told"]) if values["told"] else None,
            "rows": rows,
        }
    )  # fmt: skip
