"""What the person prefers, kept in the ledger's file, so that pages, the command line and scheduled scans agree."""

from typing import Any, Final

from detect.context import Settings
from ingest.ledger import Ledger
from ingest.store import writing

MOST_BUDGET: Final = 30.0  # an alarm a day; more is not a check but a list of payments
_BUDGET: Final = "budget"


class Preferences:
    """Named choices of one ledger, after a Casebook has made their table; what was never chosen has its default."""

    def __init__(self, ledger: Ledger) -> None:
        self._connection = ledger.connection

    @property
    def budget(self) -> float:
        """Wrong alarms about payments that the person accepts a month."""
        row = self._connection.execute("SELECT value FROM preferences WHERE name = ?", (_BUDGET,)).fetchone()
        return float(row[0]) if row else Settings().budget

    def keep_budget(self, budget: float) -> None:
        """Use this budget from now on.

        Raises:
            ValueError: it is below 0 or above an alarm a day.
        """
        if not 0 <= budget <= MOST_BUDGET:
            raise ValueError(budget)
        with writing(self._connection):
            self._connection.execute("INSERT OR REPLACE INTO preferences VALUES (?, ?)", (_BUDGET, repr(float(budget))))

    def settings(self, **wishes: Any) -> Settings:  # noqa: ANN401  (fields of Settings)
        """Return the settings of a scan: what was wished for this once, then what is preferred, then the defaults."""
        asked = {name: value for name, value in wishes.items() if value is not None}
        return Settings(**{"budget": self.budget, **asked})
