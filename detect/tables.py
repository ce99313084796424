"""The casebook's tables, in the ledger's file under their own migrations."""

import sqlite3
from typing import Final

from detect.answers import create_answers_before
from detect.case_tables import create_cases
from detect.said_tables import follow_answers_before, follow_rows
from ingest.store import Migration


def create_casebook(connection: sqlite3.Connection) -> None:
    """Create scans, alerts with their rows, answers and links."""
    for statement in (
        """CREATE TABLE scans (
            scan_id INTEGER PRIMARY KEY, as_of TEXT NOT NULL, made_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
            settings TEXT NOT NULL, transactions INTEGER NOT NULL)""",
        """CREATE TABLE scanned (
            person TEXT NOT NULL, account TEXT NOT NULL, as_of TEXT NOT NULL, PRIMARY KEY (person, account)) WITHOUT ROWID""",
        """CREATE TABLE alerts (
            alert_id TEXT PRIMARY KEY, kind TEXT NOT NULL, subject TEXT NOT NULL, person TEXT NOT NULL, account TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('open', 'closed', 'withdrawn')), closed_by TEXT, opened_on TEXT NOT NULL, closed_on TEXT,
            severity TEXT NOT NULL, score REAL NOT NULL, amount INTEGER NOT NULL, currency TEXT NOT NULL,
            facts TEXT NOT NULL, reasons TEXT NOT NULL, told TEXT, snoozed_until TEXT,
            first_scan INTEGER NOT NULL REFERENCES scans, last_scan INTEGER NOT NULL REFERENCES scans)""",
        """CREATE TABLE alert_rows (
            alert_id TEXT NOT NULL REFERENCES alerts ON DELETE CASCADE, txn_id TEXT NOT NULL, place INTEGER NOT NULL,
            PRIMARY KEY (alert_id, txn_id)) WITHOUT ROWID""",
        "CREATE INDEX alert_rows_by_txn ON alert_rows (txn_id)",
        """CREATE TABLE alert_versions (
            alert_id TEXT NOT NULL REFERENCES alerts ON DELETE CASCADE, scan_id INTEGER NOT NULL REFERENCES scans,
            facts TEXT NOT NULL, PRIMARY KEY (alert_id, scan_id)) WITHOUT ROWID""",
        """CREATE TABLE answers (
            txn_id TEXT NOT NULL, alert_id TEXT NOT NULL, answer TEXT NOT NULL CHECK (answer IN ('mine', 'not_mine', 'unsure')),
            note TEXT NOT NULL, answered_on TEXT NOT NULL, PRIMARY KEY (txn_id, alert_id)) WITHOUT ROWID""",
        """CREATE TABLE links (
            kind TEXT NOT NULL, left_id TEXT NOT NULL, right_id TEXT NOT NULL, basis TEXT NOT NULL, lag_days INTEGER NOT NULL,
            decision TEXT NOT NULL CHECK (decision IN ('found', 'confirmed', 'rejected')),
            PRIMARY KEY (kind, left_id, right_id)) WITHOUT ROWID""",
    ):
        connection.execute(statement)


def create_watches(connection: sqlite3.Connection) -> None:
    """Create what the person asked to be watched: promises of money, and cancelled subscriptions."""
    connection.execute(
        """CREATE TABLE promises (
            promise_id TEXT PRIMARY KEY, person TEXT NOT NULL, amount INTEGER NOT NULL, currency TEXT NOT NULL, merchant TEXT NOT NULL,
            made_on TEXT NOT NULL, due TEXT NOT NULL, txn_id TEXT NOT NULL) WITHOUT ROWID"""
    )
    connection.execute(
        """CREATE TABLE cancellations (
            subscription_id TEXT PRIMARY KEY, person TEXT NOT NULL, merchant TEXT NOT NULL, name TEXT NOT NULL, currency TEXT NOT NULL,
            price INTEGER NOT NULL, cancelled_on TEXT NOT NULL) WITHOUT ROWID"""
    )


def create_link_decisions(connection: sqlite3.Connection) -> None:
    """Part what the person says of links from what a scan found, and keep what it could not decide."""
    connection.execute(
        """CREATE TABLE link_decisions (
            decision_id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, left_id TEXT NOT NULL, right_id TEXT NOT NULL,
            lag_days INTEGER NOT NULL, decision TEXT NOT NULL CHECK (decision IN ('confirmed', 'rejected')), decided_on TEXT NOT NULL,
            UNIQUE (kind, left_id, right_id))"""
    )
    connection.execute(
        """CREATE TABLE link_questions (
            kind TEXT NOT NULL, left_id TEXT NOT NULL, right_id TEXT NOT NULL, basis TEXT NOT NULL, lag_days INTEGER NOT NULL,
            UNIQUE (kind, left_id, right_id))"""
    )
    connection.execute(
        """INSERT INTO link_decisions (kind, left_id, right_id, lag_days, decision, decided_on)
           SELECT kind, left_id, right_id, lag_days, decision, '' FROM links WHERE decision <> 'found'"""
    )
    connection.execute("DELETE FROM links WHERE decision <> 'found'")


def create_preferences(connection: sqlite3.Connection) -> None:
    """Create what the person prefers, by name."""
    connection.execute("CREATE TABLE preferences (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID")


def create_runs(connection: sqlite3.Connection) -> None:
    """Create the scheduled runs; one without an end was cut short."""
    connection.execute(
        """CREATE TABLE runs (
            run_id INTEGER PRIMARY KEY, started TEXT NOT NULL, ended TEXT NOT NULL DEFAULT '', imported INTEGER NOT NULL DEFAULT 0,
            failed INTEGER NOT NULL DEFAULT 0, left_over INTEGER NOT NULL DEFAULT 0, new_alerts INTEGER NOT NULL DEFAULT 0,
            told TEXT NOT NULL DEFAULT '', exit INTEGER)"""
    )


def create_debit_questions(connection: sqlite3.Connection) -> None:
    """Create what the last scan asked of debits for wallets, and what the person answered, by row."""
    for statement in (
        """CREATE TABLE debit_questions (
            question_id TEXT PRIMARY KEY, person TEXT NOT NULL, account TEXT NOT NULL, wallet TEXT NOT NULL, currency TEXT NOT NULL,
            why TEXT NOT NULL, amount INTEGER NOT NULL, place INTEGER NOT NULL) WITHOUT ROWID""",
        """CREATE TABLE debit_question_rows (
            question_id TEXT NOT NULL REFERENCES debit_questions ON DELETE CASCADE, txn_id TEXT NOT NULL, place INTEGER NOT NULL,
            PRIMARY KEY (question_id, txn_id)) WITHOUT ROWID""",
        """CREATE TABLE debit_answers (
            txn_id TEXT PRIMARY KEY, question_id TEXT NOT NULL, answer TEXT NOT NULL
            CHECK (answer IN ('known', 'other_wallet', 'unknown', 'unsure')), answered_on TEXT NOT NULL, place INTEGER NOT NULL) WITHOUT ROWID""",
    ):
        connection.execute(statement)


def create_triage(connection: sqlite3.Connection) -> None:
    """Create what was said to the questions of triage, and what each answer did besides."""
    connection.execute(
        """CREATE TABLE triage_answers (
            alert_id TEXT NOT NULL REFERENCES alerts ON DELETE CASCADE, place INTEGER NOT NULL, question TEXT NOT NULL,
            answer TEXT NOT NULL, answered_on TEXT NOT NULL, did TEXT NOT NULL DEFAULT '',
            PRIMARY KEY (alert_id, question)) WITHOUT ROWID"""
    )


def add_cold(connection: sqlite3.Connection) -> None:
    """Remember which accounts had too little history at the last scan; none does before the next one says so."""
    connection.execute("ALTER TABLE scanned ADD COLUMN cold INTEGER NOT NULL DEFAULT 0 CHECK (cold IN (0, 1))")


def create_memo(connection: sqlite3.Connection) -> None:
    """Create scores under digests of what they follow from, none of which outlives a statement: they may follow from its rows."""
    connection.execute("CREATE TABLE memo (digest BLOB PRIMARY KEY, scores BLOB NOT NULL)")
    connection.execute("CREATE TRIGGER memo_forgets AFTER DELETE ON statements BEGIN DELETE FROM memo; END")


MIGRATIONS: Final[tuple[Migration, ...]] = (
    create_casebook, create_watches, create_link_decisions, create_preferences, create_runs, create_cases, create_debit_questions,
    create_triage, follow_rows, add_cold, create_memo, create_answers_before, follow_answers_before,
)  # fmt: skip
