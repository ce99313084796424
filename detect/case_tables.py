"""The tables of cases: lines that can only be added, and which alert is in which case."""

import sqlite3
from typing import Final

_GUARDS: Final = (
    """CREATE TRIGGER case_events_next BEFORE INSERT ON case_events
       WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM case_events WHERE case_id = NEW.case_id)
       BEGIN SELECT RAISE(ABORT, 'the lines of a case are numbered in order'); END""",
    """CREATE TRIGGER case_events_kept BEFORE UPDATE ON case_events
       BEGIN SELECT RAISE(ABORT, 'the lines of a case are never changed'); END""",
    """CREATE TRIGGER case_events_stay BEFORE DELETE ON case_events
       BEGIN SELECT RAISE(ABORT, 'the lines of a case are never taken away'); END""",
)


def create_cases(connection: sqlite3.Connection) -> None:
    """Create the log of cases, guarded by the database itself, and the alerts that are in them."""
    connection.execute(
        """CREATE TABLE case_events (
            case_id TEXT NOT NULL, seq INTEGER NOT NULL, kind TEXT NOT NULL, at TEXT NOT NULL, noted_at TEXT NOT NULL,
            facts TEXT NOT NULL, PRIMARY KEY (case_id, seq)) WITHOUT ROWID"""
    )
    connection.execute(
        """CREATE TABLE case_alerts (
            alert_id TEXT NOT NULL, case_id TEXT NOT NULL, PRIMARY KEY (alert_id, case_id)) WITHOUT ROWID"""
    )
    for guard in _GUARDS:
        connection.execute(guard)


def erase(connection: sqlite3.Connection, case_id: str) -> None:
    """Delete a case for good, inside a block that writes: only for a person who wants their data gone."""
    connection.execute("DROP TRIGGER case_events_stay")
    connection.execute("DELETE FROM case_events WHERE case_id = ?", (case_id,))
    connection.execute("DELETE FROM case_alerts WHERE case_id = ?", (case_id,))
    connection.execute(_GUARDS[2])
