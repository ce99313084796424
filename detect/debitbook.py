"""What the last scan asked of debits for wallets, and what the person answered. In the casebook's tables.

Answers are kept by the ids of the rows, which no import, renaming or later scan changes; they hold for as long as they are not taken back.
"""

import datetime as dt
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from detect.debit_questions import DebitQuestion
from ingest.errors import UnknownName
from ingest.store import writing


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that stands. `unsure`: the person could not say; it is kept, and nobody is reminded of it."""

    question: DebitQuestion
    unsure: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer of the person. `answered_on` is an ISO day; rows are txn_ids."""

    question_id: str
    answer: str
    answered_on: str
    rows: tuple[str, ...]


class DebitBook:
    """Questions and answers of one ledger, after a Casebook has made their tables."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def store(self, questions: Iterable[DebitQuestion]) -> None:
        """Replace what earlier scans asked. Inside a block that writes."""
        self._connection.execute("DELETE FROM debit_question_rows")
        self._connection.execute("DELETE FROM debit_questions")
        for place, one in enumerate(questions):
            cells = (one.question_id, one.person, one.account, one.wallet, one.currency, " ".join(one.why), one.amount)
            self._connection.execute("INSERT INTO debit_questions VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (*cells, place))
            rows = [(one.question_id, identity, n) for n, identity in enumerate(one.rows)]
            self._connection.executemany("INSERT INTO debit_question_rows VALUES (?, ?, ?)", rows)

    def questions(self) -> list[Asked]:
        """Return what the last scan asked and the person has not settled since, in the order of the rows.

        Rows that were taken out since are asked about no more, nor what was asked together with them.
        """
        said = {row: one.answer for one in self.answers() for row in one.rows}
        asked = self._asked()
        pairs = {_pair(one) for one in asked for row in one.rows if said.get(row) == "other_wallet"}
        return [
            Asked(one, unsure=all(row in said for row in one.rows))
            for one in asked
            if _pair(one) not in pairs and all(said.get(row, "unsure") == "unsure" for row in one.rows)
        ]

    def open(self) -> list[Asked]:
        """Return the questions that wait for an answer."""
        return [asked for asked in self.questions() if not asked.unsure]

    def answer(self, identity: str, answer: str, day: dt.date) -> Asked:
        """Store one of `debit_answers.ANSWERS` to a question, by its id or the unique beginning of it.

        Raises:
            UnknownName: no question that stands, or several.
        """
        found = [asked for asked in self.questions() if asked.question.question_id.startswith(identity)]
        if len(found) != 1 or not identity:
            raise UnknownName(what="question", name=identity, command="questions")
        question = found[0].question
        with writing(self._connection):
            place = self._connection.execute("SELECT coalesce(max(place), 0) + 1 FROM debit_answers").fetchone()[0]
            self._connection.executemany(
                "INSERT OR REPLACE INTO debit_answers VALUES (?, ?, ?, ?, ?)",
                [(row, question.question_id, answer, day.isoformat(), place) for row in question.rows],
            )
        return found[0]

    def undo(self, identity: str = "", *, day: dt.date) -> Answered:
        """Take the answer to a question back, the last one where none is named; alerts that rest on it close on `day`.

        Raises:
            UnknownName: there is none, or several ids begin so.
        """
        answers = self.answers()
        found = [one for one in answers if one.question_id.startswith(identity)] if identity else answers[-1:]
        if len(found) != 1:
            raise UnknownName(what="question", name=identity, command="questions")
        (undone,) = found
        with writing(self._connection):
            self._connection.execute("DELETE FROM debit_answers WHERE question_id = ?", (undone.question_id,))
            self._connection.executemany(
                """UPDATE alerts SET state = 'closed', closed_by = 'asked', closed_on = ?
                   WHERE state = 'open' AND json_extract(facts, '$.asked')
                   AND alert_id IN (SELECT alert_id FROM alert_rows WHERE txn_id = ? AND place = 0)""",
                [(day.isoformat(), row) for row in undone.rows],
            )
        return undone

    def answers(self) -> list[Answered]:
        """Return what the person answered, the newest last."""
        rows: dict[tuple[str, str, str], list[str]] = {}
        cursor = self._connection.execute(
            "SELECT question_id, answer, answered_on, txn_id FROM debit_answers ORDER BY place, txn_id"
        )
        for question_id, answer, day, txn_id in cursor:
            rows.setdefault((question_id, answer, day), []).append(txn_id)
        return [Answered(*key, tuple(ids)) for key, ids in rows.items()]

    def context(self) -> pd.DataFrame:
        """Return the answers as `Context.debit_answers`."""
        rows = self._connection.execute("SELECT txn_id, answer FROM debit_answers ORDER BY txn_id").fetchall()
        return pd.DataFrame(rows, columns=["txn_id", "answer"])

    def _asked(self) -> list[DebitQuestion]:
        rows: dict[str, list[str]] = {}
        for question_id, txn_id in self._connection.execute(
            "SELECT question_id, txn_id FROM debit_question_rows ORDER BY question_id, place"
        ):
            rows.setdefault(question_id, []).append(txn_id)
        cursor = self._connection.execute(
            """SELECT question_id, person, account, wallet, currency, why, amount FROM debit_questions q
               WHERE NOT EXISTS (SELECT 1 FROM debit_question_rows r WHERE r.question_id = q.question_id
                   AND r.txn_id NOT IN (SELECT txn_id FROM transactions)) ORDER BY place"""
        )
        return [
            DebitQuestion(person, account, wallet, currency, tuple(why.split()), amount, tuple(rows[question_id]))
            for question_id, person, account, wallet, currency, why, amount in cursor
        ]


def _pair(question: DebitQuestion) -> tuple[str, str, str]:
    return question.person, question.account, question.wallet
