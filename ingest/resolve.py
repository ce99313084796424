"""From sightings to transactions: which readings are the same row, which reading is the newest, what a newer export dropped.

All of it is recomputed from the live sightings of the keys or accounts concerned, never adjusted step by step. That is
why import order, undo and re-reading cannot leave the ledger in a state of their own.
"""

import sqlite3
from collections.abc import Iterable
from itertools import groupby
from typing import Any, Final

from ingest.identity import Sight, occurrences, txn_id
from ingest.tables import VALUES

_SHOWN: Final = ", ".join(f"s.{name}" for name in VALUES)


def listed(connection: sqlite3.Connection, table: str, items: Iterable[object]) -> None:
    """Fill a temporary one-column table for joins."""
    connection.execute(f"DROP TABLE IF EXISTS temp.{table}")
    connection.execute(f"CREATE TEMP TABLE {table} (item PRIMARY KEY) WITHOUT ROWID")
    connection.executemany(f"INSERT OR IGNORE INTO temp.{table} VALUES (?)", ((item,) for item in items))


def resolve(connection: sqlite3.Connection, keys: Iterable[str]) -> None:
    """Give every live sighting of these keys its transaction, and every transaction its newest sighting."""
    listed(connection, "keys", keys)
    touched = {
        i for (i,) in connection.execute("SELECT DISTINCT s.txn_id FROM sightings s JOIN temp.keys k ON k.item = s.key")
    }
    moved, doubts = _assigned(connection)
    connection.executemany("UPDATE sightings SET txn_id = ? WHERE sighting_id = ?", moved)
    listed(connection, "touched", touched.union(identity for identity, _ in moved))
    connection.execute("DELETE FROM transactions WHERE txn_id IN (SELECT item FROM temp.touched)")
    connection.execute(_NEWEST)
    connection.executemany("UPDATE transactions SET overlap_of = ? WHERE txn_id = ?", doubts)


def _assigned(connection: sqlite3.Connection) -> tuple[list[tuple[str, int]], list[tuple[str, str]]]:
    """Return (txn_id, sighting) where it changes, and (other, txn_id) where two rows may be one."""
    moved: list[tuple[str, int]] = []
    doubts: list[tuple[str, str]] = []
    for key, group in groupby(connection.execute(_SIGHTS), key=lambda row: row[0]):
        rows = list(group)
        found, doubtful = [1], dict[int, int]()
        if len(rows) > 1:
            sights = [
                Sight(file, account, balance, bool(covered), bool(by_ref))
                for *_, file, account, balance, covered, by_ref in rows
            ]
            found, doubtful = occurrences(sights, told_same=bool(rows[0][3]))
        for row, occurrence in zip(rows, found, strict=True):
            identity = txn_id(key, occurrence)
            if identity != row[2]:
                moved.append((identity, row[1]))
        doubts += [(txn_id(key, other), txn_id(key, n)) for n, other in doubtful.items()]
    return moved, doubts


_SIGHTS: Final = """
    SELECT s.key, s.sighting_id, s.txn_id, s.key IN (SELECT key FROM told_same),
           coalesce(st.first, st.first_row) || f.sha256, st.account_id, s.balance, s.covered, s.by_reference
    FROM sightings s JOIN temp.keys k ON k.item = s.key
    JOIN statements st USING (statement_id) JOIN files f USING (file_id)
    WHERE s.live ORDER BY s.key, s.sighting_id
"""

_NEWEST: Final = """
    INSERT INTO transactions (txn_id, sighting_id)
    SELECT txn_id, sighting_id FROM (
        SELECT s.txn_id, s.sighting_id,
               row_number() OVER (PARTITION BY s.txn_id ORDER BY st.age DESC, st.file_id DESC, s.sighting_id DESC) AS place
        FROM sightings s JOIN temp.touched t ON t.item = s.txn_id JOIN statements st USING (statement_id)
        WHERE s.live)
    WHERE place = 1
"""


def shown(connection: sqlite3.Connection, identities: Iterable[str]) -> dict[str, tuple[Any, ...]]:
    """Return the values the ledger shows of these transactions, for those that exist."""
    listed(connection, "wanted", identities)
    rows = connection.execute(
        f"SELECT t.txn_id, {_SHOWN} FROM temp.wanted w JOIN transactions t ON t.txn_id = w.item JOIN sightings s USING (sighting_id)"
    )
    return {identity: tuple(values) for identity, *values in rows}


def mark_vanished(connection: sqlite3.Connection, accounts: Iterable[int]) -> None:
    """Mark pending rows that a newer statement of the same days no longer shows: the hold was released."""
    listed(connection, "of_accounts", accounts)
    connection.execute(
        """UPDATE transactions SET vanished = 0 WHERE vanished AND sighting_id IN (
           SELECT sighting_id FROM sightings JOIN statements USING (statement_id) WHERE account_id IN (SELECT item FROM temp.of_accounts))"""
    )
    gone = connection.execute(
        f"{_GONE} AND s.status = 'pending' AND old.account_id IN (SELECT item FROM temp.of_accounts)"
    ).fetchall()
    connection.executemany(
        "UPDATE transactions SET vanished = 1 WHERE txn_id = ?", [(identity,) for identity, _ in gone]
    )


def posted_but_gone(connection: sqlite3.Connection, file_id: int) -> list[int]:
    """Return the lines, in older files, of posted rows that this file's statements should show and do not."""
    return [
        line for _, line in connection.execute(f"{_GONE} AND s.status <> 'pending' AND new.file_id = ?", (file_id,))
    ]


# Rows whose newest sighting is in an older statement of the same account and importer, on days that a newer one covers
# whole by its printed period, without a filter. Deleted wallet records look the same: hence only a warning for posted rows.
_GONE: Final = """
    SELECT DISTINCT t.txn_id, s.line
    FROM statements new JOIN files nf ON nf.file_id = new.file_id AND nf.retired_by IS NULL
    JOIN statements old ON old.account_id = new.account_id AND old.age < new.age
    JOIN files f ON f.file_id = old.file_id AND f.importer = nf.importer AND f.retired_by IS NULL
    JOIN sightings s ON s.statement_id = old.statement_id AND s.live
    JOIN transactions t ON t.sighting_id = s.sighting_id
    WHERE new.first IS NOT NULL AND coalesce(new.filtered, 0) = 0
      AND s.booked_at >= CAST(strftime('%s', new.first) AS INTEGER) * 1000000
      AND s.booked_at < CAST(strftime('%s', min(new.last, coalesce(date(new.exported_at), new.last))) AS INTEGER) * 1000000
      AND NOT EXISTS (SELECT 1 FROM sightings own WHERE own.statement_id = new.statement_id AND own.txn_id = t.txn_id AND own.live)
"""
