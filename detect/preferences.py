"""What the person prefers, kept in the ledger's file, so that pages, the command line and scheduled scans agree."""

import datetime as dt
import re
from typing import Any, Final

from detect.context import Settings
from ingest.ledger import Ledger
from ingest.store import writing

MOST_BUDGET: Final = 30.0  # an alarm a day; more is not a check but a list of payments
_BUDGET: Final = "budget"
_THEFT: Final = "theft_since"
COUNTRY: Final = "country"
_COUNTRY: Final = re.compile("[A-Z]{2}")


class Preferences:
    """Named choices of one ledger, after a Casebook has made their table; what was never chosen has its default."""

    def __init__(self, ledger: Ledger) -> None:
        self._connection = ledger.connection

    @property
    def budget(self) -> float:
        """Wrong alarms about payments that the person accepts a month."""
        return float(self.text(_BUDGET) or Settings().budget)

    def keep_budget(self, budget: float) -> None:
        """Use this budget from now on.

        Raises:
            ValueError: it is below 0 or above an alarm a day.
        """
        if not 0 <= budget <= MOST_BUDGET:
            raise ValueError(budget)
        self.keep_text(_BUDGET, repr(float(budget)))

    @property
    def theft_since(self) -> dt.date | None:
        """The day since which an account may be in other hands, as long as the person watches for that; else None."""
        day = self.text(_THEFT)
        return dt.date.fromisoformat(day) if day else None

    def keep_theft_since(self, day: dt.date | None) -> None:
        """Watch for payments of a thief from a day on, in every scan until None ends it."""
        self.keep_text(_THEFT, day.isoformat() if day else "")

    @property
    def country(self) -> str:
        """Where the person lives (ISO 3166): its rules hold for every account whose own country is not known; empty: not said."""
        return self.text(COUNTRY)

    def keep_country(self, country: str) -> None:
        """Live in a country from now on; an empty one takes it back.

        Raises:
            ValueError: it is not written as two capital letters.
        """
        if country and not _COUNTRY.fullmatch(country):
            raise ValueError(country)
        self.keep_text(COUNTRY, country)

    def settings(self, **wishes: Any) -> Settings:  # noqa: ANN401  (fields of Settings)
        """Return the settings of a scan: what was wished for this once, then what is preferred, then the defaults."""
        asked = {name: value for name, value in wishes.items() if value is not None}
        return Settings(**{"budget": self.budget, "incident": self.theft_since, **asked})

    def text(self, name: str) -> str:
        """Return what was chosen under a name, empty where nothing was; what it means is for whoever chose it to know."""
        row = self._connection.execute("SELECT value FROM preferences WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def keep_text(self, name: str, value: str) -> None:
        """Keep a choice; an empty one is forgotten."""
        with writing(self._connection):
            self._connection.execute("DELETE FROM preferences WHERE name = ?", (name,))
            if value:
                self._connection.execute("INSERT INTO preferences VALUES (?, ?)", (name, value))


def home(ledger: Ledger) -> str:
    """Return where the person lives, also of a ledger in which no Casebook has made its tables; empty where not said."""
    table = ledger.connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'preferences'").fetchone()
    return Preferences(ledger).country if table else ""
