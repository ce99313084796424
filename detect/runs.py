"""Scheduled runs as the casebook remembers them: when, what came of each, and whether it came to its end."""

from dataclasses import dataclass
from typing import Final

from ingest.ledger import Ledger
from ingest.store import writing

_COLUMNS: Final = "run_id, started, ended, imported, failed, left_over, new_alerts, told, exit"


@dataclass(frozen=True, slots=True)
class Run:
    """One run. Times are ISO wall time; `ended` is empty and `exit` None while it runs, or where it was cut short.

    told: `sent`, `held` (for quiet hours), `failed`, `nothing` (no news), or empty where nothing is set up to tell.
    """

    run_id: int
    started: str
    ended: str = ""
    imported: int = 0
    failed: int = 0
    left: int = 0
    new_alerts: int = 0
    told: str = ""
    exit: int | None = None


class Runs:
    """The runs of one ledger, after a Casebook has made their table."""

    def __init__(self, ledger: Ledger) -> None:
        self._connection = ledger.connection

    def begin(self, started: str) -> int:
        """Record that a run has begun and return its id."""
        with writing(self._connection):
            return int(self._connection.execute("INSERT INTO runs (started) VALUES (?)", (started,)).lastrowid or 0)

    def end(self, run: Run) -> None:
        """Record what came of a run."""
        with writing(self._connection):
            self._connection.execute(
                """UPDATE runs SET ended = ?, imported = ?, failed = ?, left_over = ?, new_alerts = ?, told = ?, exit = ?
                   WHERE run_id = ?""",
                (run.ended, run.imported, run.failed, run.left, run.new_alerts, run.told, run.exit, run.run_id),
            )

    @property
    def last(self) -> Run | None:
        """The run that began last."""
        return self._last("1")

    @property
    def last_whole(self) -> Run | None:
        """The last run that came to its end, whatever that was."""
        return self._last("ended <> ''")

    @property
    def last_failed(self) -> Run | None:
        """The last run that went wrong, or that was cut short before another began."""
        return self._last("exit NOT IN (0, 1) OR (ended = '' AND run_id < (SELECT max(run_id) FROM runs))")

    def _last(self, condition: str) -> Run | None:
        found = self._connection.execute(
            f"SELECT {_COLUMNS} FROM runs WHERE {condition} ORDER BY run_id DESC LIMIT 1"
        ).fetchone()
        return Run(*found) if found else None
