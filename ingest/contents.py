"""What the ledger holds, as tables: every way of looking, none that changes it."""

import json
import sqlite3
from collections.abc import Iterable
from typing import Any, Final

import pandas as pd

from ingest import checks, choices, tables
from ingest.checks import Check
from ingest.collection import no_collection
from ingest.frame import read_frame
from ingest.schema import validate

_ACCOUNT: Final = "a.label, a.person, a.institution, a.kind, a.country, a.currency, a.last4, a.confirmed"


class Contents:
    """Reads of an open ledger."""

    connection: sqlite3.Connection

    def frame(self) -> pd.DataFrame:
        """Return the ledger frame (see ingest.schema), by booked_at and txn_id."""
        with no_collection():
            return validate(read_frame(self.connection))

    def files(self) -> pd.DataFrame:
        """Return the live files: file_id, name, sha256, size, importer, imported_at, lines."""
        return self._query(
            "SELECT file_id, name, sha256, size, importer, imported_at, lines FROM files WHERE retired_by IS NULL ORDER BY file_id"
        )

    def statements(self) -> pd.DataFrame:
        """Return the statements of live files with account, period, coverage and check; times are ISO text, empty where unknown."""
        return self._query(
            """SELECT st.statement_id, f.name AS file, f.importer, a.label AS account, a.person, a.kind AS account_kind, st.currency,
                      coalesce(st.first, st.first_row, '') AS first, coalesce(st.last, st.last_row, '') AS last,
                      st.first IS NOT NULL AS printed_period, st.opening, st.closing, coalesce(st.exported_at, '') AS exported_at, st.filtered,
                      st.transactions, st.check_status, st.check_note, st.file_id,
                      (SELECT count(*) FROM set_aside x WHERE x.statement_id = st.statement_id AND x.state = 'unread') AS unread
               FROM statements st JOIN files f USING (file_id) JOIN accounts a USING (account_id)
               WHERE f.retired_by IS NULL ORDER BY st.statement_id"""
        )

    def comparisons(self) -> dict[int, tuple[Check, ...]]:
        """Return every comparison of each live statement with what it prints about itself, by statement_id."""
        found = self._query(
            "SELECT statement_id, checks FROM statements JOIN files USING (file_id) WHERE retired_by IS NULL"
        )
        return {int(key): checks.loads(text) for key, text in found.itertuples(index=False)}

    def accounts(self) -> pd.DataFrame:
        """Return label, person, institution, kind, country, currency, last4, confirmed, transactions of every account."""
        return self._query(
            f"""SELECT {_ACCOUNT}, coalesce(n.transactions, 0) AS transactions FROM accounts a LEFT JOIN (
                   SELECT st.account_id, count(*) AS transactions
                   FROM sightings s INDEXED BY sightings_by_statement JOIN statements st USING (statement_id)
                   WHERE s.sighting_id IN (SELECT sighting_id FROM transactions) GROUP BY st.account_id) n USING (account_id)
                ORDER BY a.person, a.label"""
        )

    def described(self) -> pd.DataFrame:
        """Return the same of every account but for the number of its transactions, which takes a look at each of them."""
        return self._query(f"SELECT {_ACCOUNT} FROM accounts a ORDER BY a.person, a.label")

    def is_empty(self) -> bool:
        """Tell whether there is no transaction at all."""
        return not self.connection.execute("SELECT EXISTS (SELECT 1 FROM transactions)").fetchone()[0]

    def remembered(self) -> pd.DataFrame:
        """Return what the person said of statements that name no account, or too little of it, with the account each goes to.

        Returns:
            id, institution, kind, number (as printed, empty where none is), account, person, file (the first it was said of).
        """
        return self._query(
            f"""SELECT min(choice_id) AS id, c.institution, c.kind, c.number, c.label AS account, c.person, f.name AS file
                FROM ({choices.LIVE}) c JOIN files f USING (file_id) GROUP BY c.institution, c.kind, c.number, c.account_id
                ORDER BY c.institution, c.number, id"""
        )

    def set_aside(self, state: str) -> pd.DataFrame:
        """Return lines that are no transactions, `skipped` or `unread`: file, line, note (JSON), text."""
        return self._query(
            """SELECT f.name AS file, f.file_id, x.line, x.note, x.text FROM set_aside x JOIN statements st USING (statement_id)
               JOIN files f USING (file_id) WHERE x.state = ? AND f.retired_by IS NULL ORDER BY f.file_id, x.line""",
            (state,),
        )

    def overlaps(self) -> pd.DataFrame:
        """Return pairs of rows that two files may both show: txn_id and overlap_of."""
        return self._query("SELECT txn_id, overlap_of FROM transactions WHERE overlap_of IS NOT NULL ORDER BY txn_id")

    def sightings(self, txn_id: str) -> pd.DataFrame:
        """Return every live reading of a transaction, newest first: statement_id, file, sha256, importer, line, cells (JSON)."""
        seen = self._query(
            """SELECT s.statement_id, f.name AS file, f.sha256, f.importer, s.line, s.cells FROM sightings s JOIN statements st USING (statement_id)
               JOIN files f USING (file_id) WHERE s.txn_id = ? AND s.live ORDER BY st.age DESC, s.sighting_id DESC""",
            (txn_id,),
        )
        seen["cells"] = [json.dumps(tables.parted(cells), ensure_ascii=False) for cells in seen["cells"]]
        return seen

    def _query(self, sql: str, parameters: Iterable[Any] = ()) -> pd.DataFrame:
        cursor = self.connection.execute(sql, tuple(parameters))
        return pd.DataFrame(cursor.fetchall(), columns=[column[0] for column in cursor.description])
