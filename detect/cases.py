"""The cases of one ledger: their logs, kept line by line in the casebook's tables. `detect.case` says what they mean."""

import datetime as dt
import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from detect.alert import Alert
from detect.case import Case, fold
from detect.case_event import CaseRefused, Event, checked
from detect.case_rows import CREDITS, at_stake, check_credit
from detect.case_status import check_outcome
from detect.case_tables import erase
from detect.finding import Fact
from detect.linkbook import REJECTED
from detect.links.twins import KIND
from ingest.errors import UnknownName
from ingest.ledger import Ledger
from ingest.store import writing

_SELECT = "SELECT case_id, seq, kind, at, noted_at, facts FROM case_events"


class Cases:
    """Cases of one ledger, after a Casebook has made their tables. Several processes may write: a line is whole or not there."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._connection = ledger.connection

    # -- reading -------------------------------------------------------------------------------------------------

    def list(self, *, running: bool | None = None) -> tuple[Case, ...]:
        """Return all cases, or those that are still running or not: the oldest first."""
        logs: dict[str, list[Event]] = {}
        for case_id, *cells in self._connection.execute(f"{_SELECT} ORDER BY case_id, seq"):
            logs.setdefault(case_id, []).append(_event(cells))
        now = self._now([event for events in logs.values() for event in events])
        logs = {case_id: _followed(events, now) for case_id, events in logs.items()}
        held = self._held([event for events in logs.values() for event in events])
        cases = [fold(case_id, events, held, now) for case_id, events in logs.items()]
        wanted = [case for case in cases if running in (None, case.status != "closed")]
        return tuple(sorted(wanted, key=lambda case: (case.opened_on, case.events[0].noted_at, case.case_id)))

    def get(self, case_id: str) -> Case:
        """Return one case, by its id or the unique beginning of it.

        Raises:
            UnknownName: none or several.
        """
        found = self._connection.execute(
            "SELECT DISTINCT case_id FROM case_events WHERE substr(case_id, 1, ?) = ?", (len(case_id), case_id)
        ).fetchall()
        if len(found) != 1 or not case_id:
            raise UnknownName(what="case", name=case_id, command="case list")
        return self._read(found[0][0])

    def of_alert(self, alert_id: str) -> Case | None:
        """Return the case an alert is in: the running one, else the latest; None where there is none."""
        ids = self._connection.execute("SELECT case_id FROM case_alerts WHERE alert_id = ?", (alert_id,)).fetchall()
        cases = [self._read(case_id) for (case_id,) in ids]
        return max(cases, key=lambda case: (case.status != "closed", case.opened_on, case.case_id), default=None)

    def _read(self, case_id: str) -> Case:
        rows = self._connection.execute(f"{_SELECT} WHERE case_id = ? ORDER BY seq", (case_id,))
        events = [_event(cells) for _, *cells in rows.fetchall()]
        return self._folded(case_id, events)

    def _folded(self, case_id: str, events: Sequence[Event]) -> Case:
        now = self._now(events)
        followed = _followed(events, now)
        return fold(case_id, followed, self._held(followed), now)

    def _now(self, events: Iterable[Event]) -> dict[str, str]:
        """Return the rows that stand today for those that a log names.

        A file that was read again may call a row anew, and the last scan may count the row of another format in its place.
        """
        named = {row for event in events for row in (*event.names("rows"), event.text("txn_id"))} - {""}
        anew = self._ledger.renamed()
        counted = self._counted(named | {anew[row] for row in named & anew.keys()})
        stands = {row: _today(row, anew, counted) for row in named}
        return {row: today for row, today in stands.items() if today != row}

    def _counted(self, rows: Iterable[str]) -> dict[str, str]:
        """Return the rows that the last scan counts in place of others."""
        asked = tuple(rows)
        found = self._connection.execute(
            f"""SELECT right_id, left_id FROM links l WHERE kind = ? AND right_id IN ({", ".join("?" * len(asked))})
                AND NOT EXISTS (SELECT 1 FROM link_decisions d WHERE (d.kind, d.left_id, d.right_id) = (l.kind, l.left_id, l.right_id)
                                AND d.decision = ?)""",
            (KIND, *asked, REJECTED),
        )
        return dict(found.fetchall())

    def _held(self, events: Iterable[Event]) -> set[str]:
        """Return which of the rows that brought money back are in the ledger."""
        named = {event.text("txn_id") for event in events if event.kind in CREDITS}
        return {name for name in named - {""} if self._holds(name)}

    def _holds(self, txn_id: str) -> bool:
        return bool(self._connection.execute("SELECT 1 FROM transactions WHERE txn_id = ?", (txn_id,)).fetchone())

    # -- writing -------------------------------------------------------------------------------------------------

    def open(
        self, topic: str, *, alerts: Sequence[Alert] = (), rows: Sequence[str] = (), person: str = "", account: str = "",
        amount: int = 0, currency: str = "", at: str = "", text: str = "", now: dt.datetime | None = None,
    ) -> Case:  # fmt: skip
        """Open a case about alerts, rows (txn_ids), an amount that no statement shows yet, or none of these.

        `topic` is the playbook's; `person` and `account` stand where alerts and rows do not say it; `amount` is in minor
        units, unsigned; `at` and `now` as for `log`.

        Raises:
            CaseRefused: as `log`, and persons, in_case.
        """
        frame = self._ledger.frame() if rows else None
        first = alerts[0] if alerts else None
        people = {alert.person for alert in alerts} | ({person} if person else set())
        if frame is not None:
            at_stake(frame, rows)  # all of them are there
            own = frame[frame["txn_id"].isin(rows)]
            people |= set(own["person"].astype(str))
            account = account or str(own["account"].iloc[0])
        if len(people) > 1:
            raise CaseRefused("persons")
        opened: dict[str, Fact] = {
            "topic": topic, "person": next(iter(people), "me"), "account": first.account if first else account, "text": text,
        }  # fmt: skip
        with writing(self._connection):
            case_id = secrets.token_hex(4)
            self._append(case_id, "opened", opened, at, now)
            self._add(case_id, alerts, rows, at, now)
            if amount:
                self._append(case_id, "rows_added", {"amount": amount, "currency": currency}, at, now)
        return self._read(case_id)

    def add(
        self, case_id: str, *, alerts: Sequence[Alert] = (), rows: Sequence[str] = (), at: str = "",
        now: dt.datetime | None = None,
    ) -> Case:  # fmt: skip
        """Add alerts or rows to a case.

        Raises:
            UnknownName, CaseRefused: as `log`, and persons, in_case.
        """
        case = self.get(case_id)
        if any(alert.person != case.person for alert in alerts):
            raise CaseRefused("persons")
        with writing(self._connection):
            self._add(case.case_id, alerts, rows, at, now)
        return self._read(case.case_id)

    def log(
        self, case_id: str, kind: str, facts: Mapping[str, Fact], *, at: str = "", now: dt.datetime | None = None
    ) -> Case:  # fmt: skip
        """Add one line to a case and return the case.

        Args:
            case_id: or the unique beginning of it.
            kind: of `EVENT_KINDS`.
            facts: as `detect.case_event` says; those that are None or empty are left out.
            at: ISO day or wall time at which it happened; now.
            now: the moment of writing, for tests.

        Raises:
            UnknownName: there is no such case.
            CaseRefused: the case cannot take the line; nothing is written.
        """
        case = self.get(case_id)
        with writing(self._connection):
            return self._append(case.case_id, kind, facts, at, now)

    def strike(self, case_id: str, seq: int, text: str = "", *, now: dt.datetime | None = None) -> Case:
        """Strike a line that was wrong; it stays readable, without effect. Raises as `log`."""
        return self.log(case_id, "struck", {"seq": seq, "text": text}, now=now)

    def close(
        self, case_id: str, outcome: str, text: str = "", *, at: str = "", now: dt.datetime | None = None
    ) -> Case:  # fmt: skip
        """End a case. Raises as `log`."""
        return self.log(case_id, "closed", {"outcome": outcome, "text": text}, at=at, now=now)

    def reopen(self, case_id: str, text: str = "", *, at: str = "", now: dt.datetime | None = None) -> Case:
        """Take a closed case up again. Raises as `log`."""
        return self.log(case_id, "reopened", {"text": text}, at=at, now=now)

    def erase(self, case_id: str) -> None:
        """Delete a case for good: for a person who wants their data gone, never to tidy up."""
        with writing(self._connection):
            erase(self._connection, self.get(case_id).case_id)

    def _add(
        self, case_id: str, alerts: Sequence[Alert], rows: Sequence[str], at: str, now: dt.datetime | None
    ) -> None:  # fmt: skip
        others = [case for case in self.list(running=True) if case.case_id != case_id]
        wanted = {alert.alert_id for alert in alerts}
        taken = wanted.union(rows, *(alert.rows for alert in alerts))
        for case in others:
            if taken.intersection((*case.alerts, *case.rows)):
                raise CaseRefused("in_case", case_id=case.case_id)
        for alert in alerts:
            facts: dict[str, Fact] = {
                "alert": alert.alert_id,
                "rows": [*alert.rows],
                "amount": alert.amount,
                "currency": alert.currency,
            }
            self._append(case_id, "alert_added", facts, at, now)
        if rows:
            known = set(self._read(case_id).rows)
            fresh = [row for row in rows if row not in known]
            for currency, (ids, amount) in at_stake(self._ledger.frame(), fresh).items():
                facts = {"rows": ids, "amount": amount, "currency": currency}
                self._append(case_id, "rows_added", facts, at, now)

    def _append(
        self, case_id: str, kind: str, facts: Mapping[str, Fact], at: str, now: dt.datetime | None
    ) -> Case:  # fmt: skip
        """Check and write one line, inside a block that writes."""
        moment = now or dt.datetime.now().astimezone()
        rows = self._connection.execute(f"{_SELECT} WHERE case_id = ? ORDER BY seq", (case_id,))
        before = [_event(cells) for _, *cells in rows.fetchall()]
        told = {name: value for name, value in facts.items() if value not in (None, "", [])}
        noted = moment.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        event = checked(Event(len(before) + 1, kind, at or moment.strftime("%Y-%m-%dT%H:%M"), noted, told))
        if event.day > moment.date():
            raise CaseRefused("future", day=event.day)
        if before:
            self._check(self._folded(case_id, before), event, moment.date())
        after = [*before, event]
        case = self._refolded(case_id, after)
        self._connection.execute(
            "INSERT INTO case_events VALUES (?, ?, ?, ?, ?, ?)",
            (case_id, event.seq, kind, event.at, noted, json.dumps(told, ensure_ascii=False, sort_keys=True)),
        )
        self._connection.execute("DELETE FROM case_alerts WHERE case_id = ?", (case_id,))
        self._connection.executemany(
            "INSERT INTO case_alerts VALUES (?, ?)", [(alert, case_id) for alert in case.alerts]
        )
        self._settle_alerts(case, moment.date())
        return case

    def _refolded(self, case_id: str, events: Sequence[Event]) -> Case:
        """Fold a log with its new line; a line that others build on cannot be struck."""
        try:
            return self._folded(case_id, events)
        except CaseRefused as refused:
            if events[-1].kind == "struck" and refused.code != "no_line":
                raise CaseRefused("builds_on", seq=events[-1].facts["seq"]) from refused
            raise

    def _settle_alerts(self, case: Case, day: dt.date) -> None:
        """Let alerts end with their case, and wait again when it is taken up again."""
        if case.status == "closed":
            change = "state = 'closed', closed_by = 'case', closed_on = ? WHERE state = 'open'"
            values: tuple[str, ...] = (day.isoformat(),)
        else:
            change, values = "state = 'open', closed_by = '', closed_on = '' WHERE closed_by = 'case'", ()
        self._connection.executemany(
            f"UPDATE alerts SET {change} AND alert_id = ?", [(*values, alert) for alert in case.alerts]
        )

    def _check(self, case: Case, event: Event, today: dt.date) -> None:
        """Check what only the ledger and the other cases can tell."""
        if event.kind == "closed" and case.status != "closed":
            check_outcome(event.text("outcome"), case.money)
        if not (event.kind in CREDITS or event.kind == "credit_taken_back") or not event.text("txn_id"):
            return
        check_credit(self._ledger.frame(), case, event, today)
        for other in self.list():
            used = {one.text("txn_id") for one in other.live if one.kind in CREDITS}
            if other.case_id != case.case_id and event.kind in CREDITS and event.text("txn_id") in used:
                raise CaseRefused("used", case_id=other.case_id)


def _today(row: str, anew: Mapping[str, str], counted: Mapping[str, str]) -> str:
    """Return what stands for a row; the last scan may have been before or after its file was read again."""
    row = counted.get(row, row)
    row = anew.get(row, row)
    return counted.get(row, row)


def _followed(events: Iterable[Event], now: Mapping[str, str]) -> list[Event]:
    """Return a log whose credits are named by the rows that are counted today; the log itself stays as it was written."""
    return [
        replace(event, facts={**event.facts, "txn_id": now[row]}) if (row := event.text("txn_id")) in now else event
        for event in events
    ]


def _event(cells: Sequence[str]) -> Event:
    seq, kind, at, noted_at, facts = cells
    return Event(int(seq), kind, at, noted_at, json.loads(facts))
