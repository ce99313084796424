"""The ledger's tables.

    files ──< statements ──< sightings >── transactions
                  │
              accounts ──< account_aliases, account_choices

A sighting is one reading of a row and holds all its values; a transaction is the set of its live sightings and points
at the newest. So undo and re-reading only add or take sightings away, and nothing is stored twice.
"""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from ingest.store import WAIT, Migration, connect, copied, migrate

_INTEGERS: Final = frozenset(
    (
        "booked_at",
        "instant",
        "value_on",
        "has_time",
        "amount",
        "fee",
        "original_amount",
        "moved",
        "refunded_amount",
        "balance",
    )
)


_BETWEEN: Final = "\x1f"  # between the cells of a row; ASCII made it for this


def joined(cells: Sequence[str]) -> str:
    """Return raw cells as they are stored: JSON would take a tenth of an import's time."""
    text = _BETWEEN.join(cells)
    if text.count(_BETWEEN) < len(cells):  # every mark stands between two cells, none inside one
        return text
    return _BETWEEN.join(cell.replace(_BETWEEN, " ") for cell in cells)


def parted(stored: str) -> list[str]:
    """Return the raw cells again."""
    return stored.split(_BETWEEN)


def create_ledger(connection: sqlite3.Connection) -> None:
    """Create files, accounts, statements, sightings and transactions."""
    from ingest.sighting import VALUES  # noqa: PLC0415  (loads pandas, which nobody needs who only opens a ledger)

    columns = ",\n".join(f"{name} {'INTEGER' if name in _INTEGERS else 'TEXT'}" for name in VALUES)
    for statement in (
        """CREATE TABLE changes (
            change_id INTEGER PRIMARY KEY, kind TEXT NOT NULL, made_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP)""",
        """CREATE TABLE files (
            file_id INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL,
            importer TEXT NOT NULL, imported_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP, lines INTEGER NOT NULL,
            label TEXT, person TEXT, date_order TEXT NOT NULL DEFAULT '',
            change_id INTEGER NOT NULL REFERENCES changes, retired_by INTEGER REFERENCES changes)""",
        "CREATE INDEX files_by_content ON files (sha256)",
        """CREATE TABLE accounts (
            account_id INTEGER PRIMARY KEY, label TEXT NOT NULL, person TEXT NOT NULL, institution TEXT NOT NULL,
            kind TEXT NOT NULL, country TEXT NOT NULL, currency TEXT NOT NULL, last4 TEXT NOT NULL,
            confirmed INTEGER NOT NULL DEFAULT 0, UNIQUE (person, label))""",
        """CREATE TABLE account_aliases (
            institution TEXT NOT NULL, kind TEXT NOT NULL, number TEXT NOT NULL, person TEXT NOT NULL,
            account_id INTEGER NOT NULL REFERENCES accounts ON DELETE CASCADE,
            PRIMARY KEY (institution, kind, number, person))""",
        """CREATE TABLE statements (
            statement_id INTEGER PRIMARY KEY, file_id INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
            account_id INTEGER NOT NULL REFERENCES accounts, currency TEXT NOT NULL,
            first TEXT, last TEXT, first_row TEXT, last_row TEXT, opening INTEGER, closing INTEGER, exported_at TEXT, age TEXT NOT NULL, filtered INTEGER,
            transactions INTEGER NOT NULL, check_status TEXT NOT NULL, check_note TEXT NOT NULL, flows TEXT NOT NULL)""",
        "CREATE INDEX statements_by_file ON statements (file_id)",
        "CREATE INDEX statements_by_account ON statements (account_id)",
        """CREATE TABLE set_aside (
            statement_id INTEGER NOT NULL REFERENCES statements ON DELETE CASCADE, line INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('skipped', 'unread', 'warning')), note TEXT NOT NULL, text TEXT NOT NULL)""",
        "CREATE INDEX set_aside_by_statement ON set_aside (statement_id)",
        f"""CREATE TABLE sightings (
            sighting_id INTEGER PRIMARY KEY, statement_id INTEGER NOT NULL REFERENCES statements ON DELETE CASCADE,
            line INTEGER NOT NULL, live INTEGER NOT NULL DEFAULT 1, key TEXT NOT NULL, txn_id TEXT NOT NULL,
            covered INTEGER NOT NULL, by_reference INTEGER NOT NULL, {columns}, cells TEXT NOT NULL)""",
        "CREATE INDEX sightings_by_key ON sightings (key)",
        "CREATE INDEX sightings_by_txn ON sightings (txn_id)",
        "CREATE INDEX sightings_by_statement ON sightings (statement_id)",
        "CREATE INDEX sightings_pending ON sightings (statement_id) WHERE status = 'pending'",
        """CREATE TABLE transactions (
            txn_id TEXT PRIMARY KEY, sighting_id INTEGER NOT NULL, overlap_of TEXT, vanished INTEGER NOT NULL DEFAULT 0
            ) WITHOUT ROWID""",
        "CREATE INDEX transactions_in_doubt ON transactions (overlap_of) WHERE overlap_of IS NOT NULL",
        "CREATE INDEX transactions_vanished ON transactions (vanished) WHERE vanished = 1",
        # What the person said of rows that two files may both show: one row, or two.
        "CREATE TABLE told (key TEXT PRIMARY KEY, same INTEGER NOT NULL) WITHOUT ROWID",
    ):
        connection.execute(statement)


def add_mappings(connection: sqlite3.Connection) -> None:
    """Create the readings of tables that no importer knows: each is read again as it was read before."""
    connection.execute(
        """CREATE TABLE mappings (
            file_id INTEGER PRIMARY KEY REFERENCES files ON DELETE CASCADE, fingerprint TEXT NOT NULL, mapping TEXT NOT NULL)"""
    )


def add_checks(connection: sqlite3.Connection) -> None:
    """Keep every comparison of a statement, with the lines where one fails; older statements have their verdict alone."""
    connection.execute("ALTER TABLE statements ADD COLUMN checks TEXT NOT NULL DEFAULT '[]'")


def add_account_choices(connection: sqlite3.Connection) -> None:
    """Keep which account the person named for the statements of a file, by what these print of it."""
    connection.execute(
        """CREATE TABLE account_choices (
            choice_id INTEGER PRIMARY KEY, file_id INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
            institution TEXT NOT NULL, kind TEXT NOT NULL, number TEXT NOT NULL,
            account_id INTEGER NOT NULL REFERENCES accounts ON DELETE CASCADE)"""
    )
    connection.execute("CREATE INDEX account_choices_by_file ON account_choices (file_id)")
    connection.execute("CREATE INDEX account_choices_by_account ON account_choices (account_id)")


def add_renamed(connection: sqlite3.Connection) -> None:
    """Keep what transactions are called after their file was read again."""
    connection.execute("CREATE TABLE renamed (was TEXT PRIMARY KEY, now TEXT NOT NULL) WITHOUT ROWID")


MIGRATIONS: Final[tuple[Migration, ...]] = (create_ledger, add_mappings, add_checks, add_account_choices, add_renamed)


def opened(path: Path, wait: float = WAIT, *, rehearsal: bool = False) -> sqlite3.Connection:
    """Open or create a ledger with today's tables; for a `rehearsal`, a copy of it that is nowhere and vanishes.

    Raises:
        LedgerBusy, LedgerTooNew, LedgerUnreachable, NotALedger: see ingest.errors.
    """
    connection = (copied if rehearsal else connect)(path, wait)
    try:
        migrate(connection, "ingest", MIGRATIONS)
    except BaseException:
        connection.close()
        raise
    return connection
