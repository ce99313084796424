"""A table under its mapping: the cells of each role, and the draft in which lines are marked."""

import datetime as dt
from collections.abc import Mapping as Names
from dataclasses import dataclass
from typing import Final

from ingest.draft import Draft
from ingest.guess.known_days import last_day
from ingest.guess.layout import Layout
from ingest.guess.mapping import Mapping

_NEEDED: Final = ("booked_at", "amount")  # a line may end after them


@dataclass(frozen=True, slots=True)
class MappedTable:
    """A table while it is read. `last` is the day that days without a year end at."""

    layout: Layout
    mapping: Mapping
    draft: Draft
    columns: Names[str, list[str]]  # the cleaned cells by heading, of the columns that play a role
    last: dt.date | None

    @classmethod
    def under(cls, layout: Layout, mapping: Mapping) -> "MappedTable":
        """Lay a mapping over a table."""
        heading = list(layout.heading)
        needed = max((heading.index(name) for role in _NEEDED if (name := mapping.one(role)) in heading), default=0)
        named = (name for names in mapping.columns.values() for name in names if name in heading)
        return cls(
            layout,
            mapping,
            Draft(layout.rows, layout.heading, needed + 1, ragged=True),
            {name: layout.column(name) for name in named},
            last_day(layout.around, mapping.order),
        )

    def __len__(self) -> int:
        """Count the lines."""
        return len(self.draft)

    def has(self, role: str) -> bool:
        """Tell whether a column plays a role."""
        return bool(self.mapping.one(role))

    def cells(self, role: str) -> list[str]:
        """Return the cleaned cells of a role, all empty where it has no column."""
        return self.columns.get(self.mapping.one(role)) or [""] * len(self)
