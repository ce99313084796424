"""What the person says of an alert's rows, and the way back: taking an answer back brings the one before it to stand again.

`answers` holds what stands. Each change adds a turn to `answers_before`: of every row it is about, what stood until then.
"""

import datetime as dt
import sqlite3

_TURN = "FROM answers_before WHERE alert_id = :alert AND turn = (SELECT max(turn) FROM answers_before WHERE alert_id = :alert)"


def create_answers_before(connection: sqlite3.Connection) -> None:
    """Create the turns; before an answer of an older program stood none that is known."""
    connection.execute(
        """CREATE TABLE answers_before (
            alert_id TEXT NOT NULL, turn INTEGER NOT NULL, txn_id TEXT NOT NULL,
            answer TEXT NOT NULL CHECK (answer IN ('', 'mine', 'not_mine', 'unsure')), note TEXT NOT NULL, answered_on TEXT NOT NULL,
            PRIMARY KEY (alert_id, turn, txn_id)) WITHOUT ROWID"""
    )
    connection.execute("INSERT INTO answers_before SELECT alert_id, 1, txn_id, '', '', '' FROM answers")


class Answers:
    """The answers of one casebook, in its file. What changes them runs inside a block that writes."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def of(self, alert_id: str) -> str:
        """Return the answer that stands, empty where none does."""
        found = self._one("SELECT answer FROM answers WHERE alert_id = :alert LIMIT 1", alert_id)
        return str(found[0]) if found else ""

    def mine_since(self, alert_id: str) -> str:
        """Return the day (ISO) since which every row of an alert is the person's own; empty where one is not."""
        found = self._one(
            """SELECT max(answered_on) FROM alert_rows LEFT JOIN answers USING (alert_id, txn_id)
               WHERE alert_id = :alert HAVING min(coalesce(answer, '') = 'mine')""",
            alert_id,
        )
        return str(found[0]) if found else ""

    def give(self, alert_id: str, answer: str, note: str, day: dt.date) -> None:
        """Store an answer to every row of an alert. Saying the same again is no change to be taken back."""
        if self._changes(alert_id, answer):
            self._connection.execute(
                """INSERT INTO answers_before
                   SELECT alert_id, (SELECT coalesce(max(turn), 0) + 1 FROM answers_before WHERE alert_id = :alert), txn_id,
                          coalesce(answer, ''), coalesce(note, ''), coalesce(answered_on, '')
                   FROM alert_rows LEFT JOIN answers USING (alert_id, txn_id) WHERE alert_id = :alert""",
                {"alert": alert_id},
            )
        self._connection.execute(
            "INSERT OR REPLACE INTO answers SELECT txn_id, alert_id, ?, ?, ? FROM alert_rows WHERE alert_id = ?",
            (answer, note, day.isoformat(), alert_id),
        )

    def take_back(self, alert_id: str) -> str:
        """Take the last answer back, let what stood before it stand again, and return what was taken back."""
        taken = self.of(alert_id)
        for statement in (
            f"DELETE FROM answers WHERE alert_id = :alert AND txn_id IN (SELECT txn_id {_TURN})",
            f"INSERT INTO answers SELECT txn_id, alert_id, answer, note, answered_on {_TURN} AND answer <> ''",
            f"DELETE {_TURN}",
        ):
            self._connection.execute(statement, {"alert": alert_id})
        return taken

    def forget(self, alert_id: str, answer: str) -> None:
        """Let an answer that another has replaced never stand again."""
        self._connection.execute(
            "UPDATE answers_before SET answer = '' WHERE alert_id = ? AND answer = ?", (alert_id, answer)
        )

    def _changes(self, alert_id: str, answer: str) -> bool:
        return bool(
            self._connection.execute(
                """SELECT 1 FROM alert_rows LEFT JOIN answers USING (alert_id, txn_id)
                   WHERE alert_id = ? AND coalesce(answer, '') <> ? LIMIT 1""",
                (alert_id, answer),
            ).fetchone()
        )

    def _one(self, sql: str, alert_id: str) -> tuple[str, ...] | None:
        found: tuple[str, ...] | None = self._connection.execute(sql, {"alert": alert_id}).fetchone()
        return found
