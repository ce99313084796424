"""What the person said to the questions that lead an alert to the right help.

Kept by alert, so that it survives every later scan. What an answer did besides (an answer to the alert, a snooze) is kept
with it: taking it back takes that back too, and nothing that the person did by hand.
"""

import datetime as dt
from collections.abc import Iterator, Mapping

from ingest.ledger import Ledger
from ingest.store import writing

Said = Mapping[str, str]  # question -> answer, in the order in which they were given


class Triage:
    """The questions answered so far, in the casebook's file."""

    def __init__(self, ledger: Ledger) -> None:
        self._connection = ledger.connection

    def said(self) -> dict[str, dict[str, str]]:
        """Return every answer by alert and question."""
        found: dict[str, dict[str, str]] = {}
        for alert_id, question, answer in self._connection.execute(
            "SELECT alert_id, question, answer FROM triage_answers ORDER BY alert_id, place"
        ):
            found.setdefault(alert_id, {})[question] = answer
        return found

    def given(self) -> dict[str, str]:
        """Return what was answered to each alert itself: mine, not_mine, unsure."""
        return dict(self._connection.execute("SELECT alert_id, max(answer) FROM answers GROUP BY alert_id"))

    def say(self, alert_id: str, question: str, answer: str, day: dt.date) -> None:
        """Store one answer."""
        with writing(self._connection):
            self._connection.execute(
                """INSERT INTO triage_answers (alert_id, place, question, answer, answered_on)
                   SELECT ?, coalesce(max(place), 0) + 1, ?, ?, ? FROM triage_answers WHERE alert_id = ?""",
                (alert_id, question, answer, day.isoformat(), alert_id),
            )

    def did(self, alert_id: str, question: str, deed: str) -> None:
        """Remember what an answer did besides: `mine` or `not_mine` to the alert, or `snoozed`."""
        with writing(self._connection):
            self._connection.execute(
                "UPDATE triage_answers SET did = ? WHERE alert_id = ? AND question = ?", (deed, alert_id, question)
            )

    def take_back(self, alert_id: str, question: str = "") -> tuple[str, ...]:
        """Forget an answer and all given after it, or every one of the alert; return what they did besides."""
        with writing(self._connection):
            since = self._place(alert_id, question) if question else 0
            deeds = tuple(self._deeds(alert_id, since))
            self._connection.execute("DELETE FROM triage_answers WHERE alert_id = ? AND place >= ?", (alert_id, since))
        return deeds

    def unsay(self, alert_id: str, deed: str) -> None:
        """Forget what gave the answer to the alert that is just being taken back: it is asked again."""
        self._connection.execute("DELETE FROM triage_answers WHERE alert_id = ? AND did = ?", (alert_id, deed))

    def _place(self, alert_id: str, question: str) -> int:
        found = self._connection.execute(
            "SELECT place FROM triage_answers WHERE alert_id = ? AND question = ?", (alert_id, question)
        ).fetchone()
        return int(found[0]) if found else 1 << 31

    def _deeds(self, alert_id: str, since: int) -> Iterator[str]:
        rows = self._connection.execute(
            "SELECT did FROM triage_answers WHERE alert_id = ? AND place >= ? AND did <> '' ORDER BY place",
            (alert_id, since),
        )
        yield from (str(did) for (did,) in rows.fetchall())
