"""From sightings to transactions: which readings are the same row, which reading is the newest, what a newer export dropped.

All of it is recomputed from the live sightings of the keys or accounts concerned, never adjusted step by step. That is
why import order, undo and re-reading cannot leave the ledger in a state of their own.
"""

import sqlite3
from collections.abc import Iterable
from itertools import groupby
from typing import Any, Final

from ingest.identity import GIVEN, Sight, occurrences, txn_id


def listed(connection: sqlite3.Connection, table: str, items: Iterable[Any]) -> None:
    """Fill a temporary one-column table for joins."""
    connection.execute(f"DROP TABLE IF EXISTS temp.{table}")
    connection.execute(f"CREATE TEMP TABLE {table} (item PRIMARY KEY) WITHOUT ROWID")
    # In order, so that the tree grows at its end.
    connection.executemany(f"INSERT INTO temp.{table} VALUES (?)", ((item,) for item in sorted(set(items))))


def resolve(connection: sqlite3.Connection, keys: Iterable[str], accounts: Iterable[int]) -> None:
    """Give every live sighting of these keys its transaction, and every transaction its newest sighting.

    Pending rows are looked at again on `accounts` and wherever a row of these keys was seen.
    """
    listed(connection, "keys", keys)
    connection.execute(_SHARING)  # a given id may be the id of a row with a key of its own
    touched = {
        i for (i,) in connection.execute("SELECT DISTINCT s.txn_id FROM sightings s JOIN temp.keys k ON k.item = s.key")
    }
    moved, doubts = _assigned(connection)
    connection.executemany("UPDATE sightings SET txn_id = ? WHERE sighting_id = ?", moved)
    listed(connection, "touched", touched.union(identity for identity, _ in moved))
    connection.execute("DELETE FROM transactions WHERE txn_id IN (SELECT item FROM temp.touched)")
    connection.execute(_NEWEST)
    connection.executemany("UPDATE transactions SET overlap_of = ? WHERE txn_id = ?", doubts)
    _mark_vanished(connection, {*accounts, *(account for (account,) in connection.execute(_CONCERNED))})


def _assigned(connection: sqlite3.Connection) -> tuple[list[tuple[str, int]], list[tuple[str, str]]]:
    """Return (txn_id, sighting) where it changes, and (other, txn_id) where two rows may be one."""
    moved: list[tuple[str, int]] = []
    doubts: list[tuple[str, str]] = []
    for key, group in groupby(connection.execute(_SIGHTS), key=lambda row: row[0]):
        rows = list(group)
        found, doubtful = _given([row[4] for row in rows]), dict[int, int]()
        if len(rows) > 1 and not key.startswith(GIVEN):
            told = rows[0][3]
            found, doubtful = occurrences([_sight(*row[4:]) for row in rows], told_same=told == 1)
            doubtful = doubtful if told is None else {}
        for row, occurrence in zip(rows, found, strict=True):
            identity = txn_id(key, occurrence)
            if identity != row[2]:
                moved.append((identity, row[1]))
        doubts += [(txn_id(key, other), txn_id(key, n)) for n, other in doubtful.items()]
    return moved, doubts


def _given(files: list[str]) -> list[int]:
    """Number rows that bring one and the same id: it is one row in all files, and another only where a file repeats it."""
    return [files[:n].count(file) + 1 for n, file in enumerate(files)]


def _sight(
    file: str, person: str, account: int, incoming: int, balance: int | None, covered: int, by_reference: int, said: str
) -> Sight:
    return Sight(file, person, account, bool(incoming), balance, bool(covered), bool(by_reference), said)


_SHARING: Final = """
    INSERT OR IGNORE INTO temp.keys SELECT o.key FROM temp.keys k
    JOIN sightings s ON s.key = k.item JOIN sightings o ON o.txn_id = s.txn_id
"""

_SIGHTS: Final = """
    SELECT s.key, s.sighting_id, s.txn_id, (SELECT same FROM told WHERE told.key = s.key),
           f.sha256, a.person, a.account_id, s.amount > 0, s.balance, s.covered, s.by_reference, s.cells
    FROM temp.keys k JOIN sightings s ON s.key = k.item
    JOIN statements st USING (statement_id) JOIN files f USING (file_id) JOIN accounts a USING (account_id)
    WHERE s.live ORDER BY s.key, s.sighting_id
"""

_CONCERNED: Final = """
    SELECT DISTINCT st.account_id FROM temp.touched t
    JOIN sightings s ON s.txn_id = t.item JOIN statements st USING (statement_id)
"""

# The order in which sightings of one transaction are believed: the export's own time, then the order of import.
NEWEST_FIRST: Final = "st.age DESC, st.file_id DESC, s.sighting_id DESC"

_NEWEST: Final = f"""
    INSERT INTO transactions (txn_id, sighting_id)
    SELECT txn_id, sighting_id FROM (
        SELECT s.txn_id, s.sighting_id, row_number() OVER (PARTITION BY s.txn_id ORDER BY {NEWEST_FIRST}) AS place
        FROM temp.touched t JOIN sightings s ON s.txn_id = t.item JOIN statements st USING (statement_id)
        WHERE s.live)
    WHERE place = 1
"""


def _mark_vanished(connection: sqlite3.Connection, accounts: Iterable[int]) -> None:
    """Mark pending rows that a newer statement of the same days no longer shows: the hold was released."""
    listed(connection, "of_accounts", accounts)
    connection.execute(
        """UPDATE transactions SET vanished = 0 WHERE vanished = 1 AND sighting_id IN (
           SELECT s.sighting_id FROM sightings s JOIN statements USING (statement_id)
           WHERE s.status = 'pending' AND account_id IN (SELECT item FROM temp.of_accounts))"""
    )
    gone = connection.execute(
        f"SELECT DISTINCT t.txn_id {_GONE} AND s.status = 'pending' AND old.account_id IN (SELECT item FROM temp.of_accounts)"
    ).fetchall()
    connection.executemany("UPDATE transactions SET vanished = 1 WHERE txn_id = ?", gone)


def posted_but_gone(connection: sqlite3.Connection, file_id: int) -> list[tuple[str, int]]:
    """Return file and line of posted rows of older files that this file's statements should show and do not."""
    return connection.execute(
        f"""SELECT DISTINCT f.name, s.line {_GONE} AND s.status <> 'pending' AND new.file_id = ?
            AND old.last_row >= new.first AND old.first_row <= new.last ORDER BY f.name, s.line""",
        (file_id,),
    ).fetchall()


# Rows whose newest sighting is in an older statement of the same account and importer, on days that a newer one covers
# whole by its printed period, without a filter. Deleted wallet records look the same: hence only a warning for posted rows.
_DAY: Final = "s.booked_at / 86400000000"
_GONE: Final = f"""
    FROM statements new JOIN files nf ON nf.file_id = new.file_id AND nf.retired_by IS NULL
    JOIN statements old ON old.account_id = new.account_id AND old.age < new.age
    JOIN files f ON f.file_id = old.file_id AND f.importer = nf.importer AND f.retired_by IS NULL
    JOIN sightings s ON s.statement_id = old.statement_id AND s.live
    JOIN transactions t ON t.txn_id = s.txn_id AND t.sighting_id = s.sighting_id
    WHERE new.first IS NOT NULL AND coalesce(new.filtered, 0) = 0
      AND {_DAY} * 86400 >= CAST(strftime('%s', new.first) AS INTEGER)
      AND ({_DAY} + 1) * 86400 <= CAST(strftime('%s', new.last) AS INTEGER) + 1
      AND ({_DAY} + 1) * 86400 <= CAST(strftime('%s', coalesce(new.exported_at, '9999-12-31')) AS INTEGER)
      AND NOT EXISTS (SELECT 1 FROM sightings own WHERE own.statement_id = new.statement_id AND own.txn_id = t.txn_id AND own.live)
"""
