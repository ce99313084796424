"""Accounts that a scan has seen: since when, and which of them have too little history for more than clear patterns."""

import datetime as dt
import sqlite3
from collections.abc import Collection

Owner = tuple[str, str]  # person, account


def keep_scanned(connection: sqlite3.Connection, as_of: dt.date, cold: Collection[Owner]) -> None:
    """Note every account that has a statement as seen, and those of `cold` as too new to compare.

    Runs inside a block that writes. An account keeps the day of its first scan: the scan's, or where its statements end earlier, theirs.
    """
    day = as_of.isoformat()
    connection.execute(
        """INSERT OR IGNORE INTO scanned (person, account, as_of)
           SELECT a.person, a.label, min(?, substr(coalesce(max(coalesce(st.last, st.last_row)), ?), 1, 10)) FROM accounts a
           JOIN statements st USING (account_id) JOIN files f USING (file_id) WHERE f.retired_by IS NULL
           GROUP BY a.person, a.label""",
        (day, day),
    )
    connection.execute("UPDATE scanned SET cold = 0 WHERE cold")
    connection.executemany("UPDATE scanned SET cold = 1 WHERE person = ? AND account = ?", sorted(cold))


def first_scans(connection: sqlite3.Connection) -> dict[Owner, dt.date]:
    """Return the last day that each account's statements covered at its first scan."""
    rows = connection.execute("SELECT person, account, as_of FROM scanned")
    return {(person, account): dt.date.fromisoformat(day) for person, account, day in rows}


def too_new(connection: sqlite3.Connection) -> frozenset[Owner]:
    """Return the accounts that had too little history at the last scan."""
    return frozenset(connection.execute("SELECT person, account FROM scanned WHERE cold"))
