"""Stamps: what to compare before doing heavy work anew. Each changes when what it stands for does, and only then.

SQLite counts every write alike; an answer or a tick in a checklist would make a page read a whole ledger again.
"""

import hashlib
import sqlite3
from collections.abc import Iterable
from typing import Final

# Whatever the ledger frame is made of: which files are read, whose accounts are whose, what was said of doubtful rows.
_ROWS: Final = (
    "SELECT file_id, sha256, importer, label, person, retired_by FROM files",
    "SELECT max(change_id), count(*) FROM changes",
    "SELECT * FROM accounts",
    "SELECT * FROM told",
    "SELECT statement_id, account_id FROM statements",
)
# What the person said that promises and regular charges depend on.
_SAID: Final = (
    "SELECT * FROM promises",
    "SELECT * FROM cancellations",
    "SELECT * FROM link_decisions",
    "SELECT value FROM preferences WHERE name = 'country'",
)
_ANSWERS: Final = ("SELECT * FROM answers",)
_SCANS: Final = ("SELECT max(scan_id) FROM scans",)


def rows_stamp(connection: sqlite3.Connection) -> str:
    """Return the stamp of the ledger frame."""
    return _digest(connection, _ROWS)


def said_stamp(connection: sqlite3.Connection) -> str:
    """Return the stamp of the ledger frame and of what the person asked to be watched, after a Casebook has made its tables."""
    return _digest(connection, (*_ROWS, *_SAID))


def answer_stamp(connection: sqlite3.Connection) -> str:
    """Return the stamp of all that lessons rest on but settings, after a Casebook has made its tables."""
    return _digest(connection, (*_ROWS, *_SAID, *_ANSWERS))


def scan_stamp(connection: sqlite3.Connection) -> str:
    """Return the stamp of the ledger frame, of what is watched, and of the last scan, after a Casebook has made its tables."""
    return _digest(connection, (*_ROWS, *_SAID, *_SCANS))


def _digest(connection: sqlite3.Connection, tables: Iterable[str]) -> str:
    digest = hashlib.blake2b(digest_size=16)
    for table in tables:
        for row in connection.execute(table):
            digest.update(repr(row).encode())
        digest.update(b"\x1e")
    return digest.hexdigest()
