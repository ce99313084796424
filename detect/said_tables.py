"""What the person said of rows follows them when reading a file again gives them other ids. Done by the database, whoever reads again."""

import sqlite3
from collections.abc import Iterable
from typing import Final

# Tables that name a row, and the columns that do. What a scan finds it finds anew; the logs of cases are looked up (`detect.cases`).
_NAMES: Final = (
    ("answers", "txn_id"), ("alert_rows", "txn_id"), ("link_decisions", "left_id"), ("link_decisions", "right_id"),
    ("promises", "txn_id"), ("debit_answers", "txn_id"),
)  # fmt: skip
_BEFORE: Final = ("answers_before", "txn_id")


def follow_rows(connection: sqlite3.Connection) -> None:
    """Let answers, decisions and promises follow a row once the ledger holds it under its new id alone."""
    _follow(connection, _NAMES)


def follow_answers_before(connection: sqlite3.Connection) -> None:
    """Let the answers that stood before follow as well."""
    connection.execute("DROP TRIGGER rows_followed")
    _follow(connection, (*_NAMES, _BEFORE))


def _follow(connection: sqlite3.Connection, names: Iterable[tuple[str, str]]) -> None:
    moves = "\n".join(
        f"UPDATE OR REPLACE {table} SET {name} = NEW.now WHERE {name} = NEW.was;" for table, name in names
    )
    connection.execute(
        f"""CREATE TRIGGER rows_followed AFTER INSERT ON renamed
            WHEN NOT EXISTS (SELECT 1 FROM transactions WHERE txn_id = NEW.was)
                 AND EXISTS (SELECT 1 FROM transactions WHERE txn_id = NEW.now)
            BEGIN {moves} END"""
    )
