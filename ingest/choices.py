"""Whose statements the person said they are: remembered by what the statement prints of its account, as long as the file is there.

An export that names no account, or only a masked number, is told apart by the person once. What was said of it holds for
the next one of its kind, unless two answers contradict each other; then it is asked again.
"""

import sqlite3
from collections.abc import Iterable
from typing import Final

from ingest.errors import UnknownName
from ingest.statement import AccountHint

# Choices of files that are in the ledger; those of a retired reading wait with it.
LIVE: Final = """
    SELECT c.choice_id, c.institution, c.kind, c.number, a.account_id, a.label, a.person, c.file_id
    FROM account_choices c JOIN files f USING (file_id) JOIN accounts a USING (account_id) WHERE f.retired_by IS NULL
"""


def remember(connection: sqlite3.Connection, file_id: int | None, said: Iterable[tuple[AccountHint, int]]) -> None:
    """Store which accounts the person said the statements of a file are of; undoing the file forgets it."""
    rows = {(file_id, hint.institution, hint.kind, hint.number, account): None for hint, account in said}
    connection.executemany(
        "INSERT INTO account_choices (file_id, institution, kind, number, account_id) VALUES (?, ?, ?, ?, ?)", rows
    )


def chosen(connection: sqlite3.Connection, hint: AccountHint, person: str | None = None) -> dict[int, str]:
    """Return the accounts that the person named for such statements, those of one person or of all: id and label."""
    return dict(
        connection.execute(
            f"""SELECT account_id, label FROM ({LIVE}) WHERE (institution, kind, number) = (?, ?, ?)
                AND (? IS NULL OR person = ?) ORDER BY account_id""",
            (hint.institution, hint.kind, hint.number, person, person),
        ).fetchall()
    )


def move(connection: sqlite3.Connection, source: int, target: int) -> None:
    """Let what was said of one account hold for another, into which it is merged."""
    connection.execute("UPDATE account_choices SET account_id = ? WHERE account_id = ?", (target, source))


def forget(connection: sqlite3.Connection, choice_id: int) -> None:
    """Forget a choice, with those of other files that say the same. Statements stay where they are.

    Raises:
        UnknownName: nothing is remembered under that number.
    """
    found = connection.execute(
        f"SELECT institution, kind, number, account_id FROM ({LIVE}) WHERE choice_id = ?", (choice_id,)
    ).fetchone()
    if found is None:
        raise UnknownName(what="choice", name=choice_id, command="accounts remembered")
    connection.execute(
        "DELETE FROM account_choices WHERE (institution, kind, number, account_id) = (?, ?, ?, ?)", found
    )
