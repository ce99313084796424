"""From which day a refund is late: a table by route, institution and country, each row with its source."""

import datetime as dt
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from detect.calendar import Workdays, add_business_days

FIRM: Final = 5  # business days after a refund is late from which the notice is firm


@dataclass(frozen=True, slots=True)
class RefundTime:
    """One row: empty institution or country means any. `unit` is BD (business days) or CD (calendar days)."""

    route: str
    usual: str
    late: int
    unit: str
    source: str
    confidence: str
    institution: str = ""
    country: str = ""

    def fits(self, route: str, institution: str, country: str) -> bool:
        """Tell whether the row speaks of such a refund."""
        return self.route == route and self.institution in ("", institution) and self.country in ("", country)

    def due(self, made: dt.date, workdays: Workdays) -> dt.date:
        """Return the last day on which a refund promised on `made` is in time."""
        if self.unit == "CD":
            return made + dt.timedelta(days=self.late)
        return add_business_days(made, self.late, workdays)


@cache
def refund_times() -> tuple[RefundTime, ...]:
    """Return the table that ships."""
    with Path(__file__).with_suffix(".toml").open("rb") as file:
        return tuple(RefundTime(**row) for row in tomllib.load(file)["time"])


def refund_time(table: tuple[RefundTime, ...], route: str, institution: str, country: str) -> RefundTime:
    """Return the row that decides; what nothing speaks of waits as long as card schemes do."""
    fitting = (row for row in table if row.fits(route, institution, country))
    return next(fitting, None) or next(row for row in table if row.route == "unknown")
