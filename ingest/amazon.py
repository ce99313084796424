"""What Amazon's lists of orders and of refunds have in common: they tell of money that moves elsewhere."""

from typing import Any, ClassVar, Final

import numpy as np

from ingest.draft import Draft, instants
from ingest.source import Source
from ingest.statement import AccountHint
from ingest.table import Table, TableImporter

_NOTHING: Final = ("Not Applicable", "Not Available", "N/A")
_DATES: Final = (
    "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%dT%H:%M:%S.%fZ", "%m/%d/%Y %H:%M:%S UTC", "%Y-%m-%d %H:%M:%S UTC", "%Y-%m-%d",
    "%m/%d/%Y", "%m/%d/%y",
)  # fmt: skip


class AmazonList(TableImporter):
    """A list: a card or bank pays and is paid back, so no row of it counts as money moved."""

    file_types = ("csv", "xlsx")
    guide: ClassVar[str] = "amazon"
    sheets = True
    currency = "XXX"
    dates = _DATES

    def account(self, table: Table, source: Source) -> AccountHint:  # noqa: ARG002
        """Return the customer account: the lists do not say whose it is."""
        return AccountHint("amazon")

    def values(self, draft: Draft, table: Table, source: Source) -> dict[str, Any]:
        """Read the declared columns; moments are known where the time says it is UTC."""
        values = super().values(draft, table, source)
        zones = ["UTC" if cell.endswith(("Z", "UTC")) else "" for cell in draft.text(self.columns["booked_at"])]
        utc = np.array([bool(zone) for zone in zones], dtype=bool)
        texts = {name: [_bare(cell) for cell in values[name]] for name in ("counterparty", "description", "method")}
        return values | texts | {
            "zone": zones,
            "instant": instants(values["booked_at"], "UTC", values["has_time"] & utc),
            "moved": False,
        }  # fmt: skip


def _bare(cell: str) -> str:
    return "" if cell in _NOTHING else cell
