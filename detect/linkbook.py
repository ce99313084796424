"""The links of the last scan, what it could not decide, and what the person said of both. In the casebook's tables.

What the person said is kept by the ids of the two rows, which no import, renaming or later scan changes; it holds for as long as it is not
taken back, also while a row's file is undone.
"""

import datetime as dt
import hashlib
from typing import Final

import pandas as pd

from detect.links.made import Side, linked
from ingest.errors import UnknownName
from ingest.ledger import Ledger
from ingest.store import writing

CONFIRMED, REJECTED = "confirmed", "rejected"
_ID: Final = 6  # bytes


def link_id(kind: str, left: str, right: str) -> str:
    """Return the id of a link, or of a question whether there is one: of its kind and rows."""
    return hashlib.blake2b(f"{kind}\x1f{left}\x1f{right}".encode(), digest_size=_ID).hexdigest()


class LinkBook:
    """Links, questions and decisions of one ledger, after a Casebook has made their tables."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._connection = ledger.connection

    # -- what a scan found ---------------------------------------------------------------------------------------

    def store(self, links: pd.DataFrame, questions: pd.DataFrame) -> None:
        """Replace what earlier scans found and asked. Inside a block that writes."""
        for table, frame in (("links", links), ("link_questions", questions)):
            self._connection.execute(f"DELETE FROM {table}")
            values = frame[["kind", "left", "right", "basis", "lag_days"]].itertuples(index=False, name=None)
            places = "?, ?, ?, ?, ?, 'found'" if table == "links" else "?, ?, ?, ?, ?"
            self._connection.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({places})", values)

    def links(self) -> pd.DataFrame:
        """Return the links of the last scan under the person's decisions of today.

        Returns:
            kind, left, right (txn_ids), basis, lag_days, decision (found, confirmed, rejected) and id.
        """
        return _with_ids(self.pairs())

    def pairs(self) -> pd.DataFrame:
        """Return the same without ids: each is a digest, and whoever asks what goes together among all rows needs none."""
        return self._frame(
            """SELECT l.kind, l.left_id AS left, l.right_id AS right, l.basis, l.lag_days, coalesce(d.decision, 'found') AS decision
               FROM links l LEFT JOIN link_decisions d USING (kind, left_id, right_id)
               UNION ALL
               SELECT d.kind, d.left_id, d.right_id, 'confirmed', d.lag_days, d.decision FROM link_decisions d
               WHERE NOT EXISTS (SELECT 1 FROM links l WHERE (l.kind, l.left_id, l.right_id) = (d.kind, d.left_id, d.right_id))
               ORDER BY 1, 2, 3"""
        )

    def questions(self) -> pd.DataFrame:
        """Return the pairs that the last scan could not decide and the person has not: kind, left, right, basis, lag_days, id.

        A row that was joined since is asked about no more.
        """
        return _with_ids(
            self._frame(
                """SELECT q.kind, q.left_id AS left, q.right_id AS right, q.basis, q.lag_days FROM link_questions q
               WHERE NOT EXISTS (SELECT 1 FROM link_decisions d WHERE d.kind = q.kind AND (
                   (d.left_id, d.right_id) = (q.left_id, q.right_id)
                   OR (d.decision = 'confirmed' AND (d.left_id = q.left_id OR d.right_id = q.right_id))))
               ORDER BY q.rowid"""
            )
        )

    # -- what the person says ------------------------------------------------------------------------------------

    def decisions(self) -> pd.DataFrame:
        """Return all decisions as `Context.decisions`, in the order in which they were made."""
        return self._frame(
            "SELECT kind, left_id AS left, right_id AS right, decision FROM link_decisions ORDER BY decision_id"
        )

    def decide(self, identity: str, *, linked: bool, day: dt.date) -> str:
        """Store that a link, or what was asked, is so or is not; return its id.

        Raises:
            UnknownName: no link and no question has this id, or several begin with it.
        """
        found = self._found(identity)
        self.make(found.kind, found.left, found.right, linked=linked, lag_days=int(found.lag_days), day=day)
        return str(found.id)

    def join(self, kind: str, one: str, other: str, frame: pd.DataFrame, day: dt.date) -> str:
        """Store that two rows (txn_ids) of the ledger frame, which is by txn_id, are a link of a kind; return its id.

        Raises:
            CannotLink: rows like these are not linked this way.
        """
        accounts = self._ledger.described()
        sides = [Side.of(frame.loc[identity], accounts) for identity in (one, other)]
        left, right = linked(kind, *sides)
        days = {side.txn_id: side.day for side in sides}
        return self.make(kind, left, right, lag_days=(days[right] - days[left]).days, day=day)

    def make(
        self, kind: str, left: str, right: str, *, lag_days: int, day: dt.date, linked: bool = True
    ) -> str:  # fmt: skip
        """Store that two rows belong together, or do not; return the id of the link. A later word replaces an earlier one."""
        decision = CONFIRMED if linked else REJECTED
        with writing(self._connection):
            self._connection.execute(
                """INSERT OR REPLACE INTO link_decisions (kind, left_id, right_id, lag_days, decision, decided_on)
                   VALUES (?, ?, ?, ?, ?, ?)""",
                (kind, left, right, lag_days, decision, day.isoformat()),
            )
        return link_id(kind, left, right)

    def undo(self, identity: str = "") -> str:
        """Take a decision back, the last one where none is named; return the id of its link.

        Raises:
            UnknownName: there is none, or several ids begin so.
        """
        made = _with_ids(
            self._frame(
                "SELECT decision_id, kind, left_id AS left, right_id AS right FROM link_decisions ORDER BY decision_id"
            )
        )
        fitting = made[made["id"].str.startswith(identity)] if identity else made.tail(1)
        if len(fitting) != 1:
            raise UnknownName(what="link", name=identity, command="links")
        with writing(self._connection):
            self._connection.execute(
                "DELETE FROM link_decisions WHERE decision_id = ?", (int(fitting["decision_id"].iloc[0]),)
            )
        return str(fitting["id"].iloc[0])

    def _found(self, identity: str) -> "pd.Series[str]":
        known = pd.concat([self.links(), self.questions()], ignore_index=True).drop_duplicates("id")
        fitting = known[known["id"].str.startswith(identity)] if identity else known.head(0)
        if len(fitting) != 1:
            raise UnknownName(what="link", name=identity, command="links")
        return fitting.iloc[0]

    def _frame(self, sql: str) -> pd.DataFrame:
        cursor = self._connection.execute(sql)
        return pd.DataFrame(cursor.fetchall(), columns=[column[0] for column in cursor.description])


def _with_ids(frame: pd.DataFrame) -> pd.DataFrame:
    rows = zip(frame["kind"], frame["left"], frame["right"], strict=True)
    return frame.assign(id=pd.Series([link_id(*row) for row in rows], index=frame.index, dtype="str"))
