"""What the person says of accounts and rows: stored in the ledger, and resolved at once."""

import sqlite3
from collections.abc import Sequence

from ingest import accounts, choices, intake
from ingest.errors import UnknownName
from ingest.resolve import resolve
from ingest.store import writing


class Told:
    """The person's words in an open ledger."""

    connection: sqlite3.Connection

    def set_account(self, name: str, owner: str | None = None, /, **values: str) -> None:
        """Change label, person, kind, country or currency of an account; `owner` says whose, if several have its name.

        Raises:
            UnknownName, NameTaken: no such account, or the new label is in use.
        """
        with writing(self.connection):
            account = accounts.find(self.connection, name, owner)
            accounts.change(self.connection, account, values)
            if "person" in values:
                intake.reassign(self.connection, account)

    def forget_choice(self, choice: int) -> None:
        """Forget what the person said of such statements, by its id in `remembered`; those in the ledger stay where they are.

        Raises:
            UnknownName: nothing is remembered under that id.
        """
        with writing(self.connection):
            choices.forget(self.connection, choice)

    def answer_overlap(self, identity: str, *, same: bool) -> tuple[str, ...]:
        """Store what the person says of a row that two files may both show: it is the same payment, or another one.

        Returns what takes the answer back.

        Raises:
            UnknownName: no such row is in doubt.
        """
        with writing(self.connection):
            found = self.connection.execute(
                """SELECT DISTINCT s.key FROM transactions t JOIN sightings s USING (txn_id)
                   WHERE ? IN (t.txn_id, t.overlap_of) AND t.overlap_of IS NOT NULL AND s.live""",
                (identity,),
            ).fetchall()
            keys = tuple(str(key) for (key,) in found)
            if not keys:
                raise UnknownName(what="overlap", name=identity, command="overlaps")
            self.connection.executemany("INSERT OR REPLACE INTO told VALUES (?, ?)", [(key, same) for key in keys])
            resolve(self.connection, keys, [])
        return keys

    def take_back_overlap(self, keys: Sequence[str]) -> None:
        """Forget what the person said of rows, given what `answer_overlap` returned: they are in doubt again."""
        with writing(self.connection):
            self.connection.executemany("DELETE FROM told WHERE key = ?", [(key,) for key in keys])
            resolve(self.connection, keys, [])

    def merge_accounts(self, source: str, target: str) -> None:
        """Make the account `source` another name of `target`."""
        with writing(self.connection):
            kept = accounts.find(self.connection, target)
            accounts.merge(self.connection, accounts.find(self.connection, source), kept)
            intake.reassign(self.connection, kept)
