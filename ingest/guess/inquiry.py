"""One table while it is guessed at: its columns, and what was found out about them so far."""

from dataclasses import dataclass, field, replace
from typing import Any

from ingest.guess.columns import Column, profiled
from ingest.guess.entries import entries_of
from ingest.guess.layout import Layout
from ingest.guess.mapping import Mapping
from ingest.notes import Note


@dataclass(slots=True)
class Inquiry:
    """What is known of a table. Each part of the guess reads it and adds what it finds."""

    layout: Layout
    columns: list[Column]
    entries: int  # rows that the columns are measured on
    mapping: Mapping  # the conventions; its columns are given at the end
    roles: dict[str, tuple[str, ...]] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)  # headings that can play no other role
    evidence: list[Note] = field(default_factory=list)
    doubts: list[Note] = field(default_factory=list)

    @classmethod
    def into(cls, layout: Layout) -> "Inquiry":
        """Begin with a table of which nothing is known."""
        entries = entries_of(layout)
        mapping = Mapping(
            layout.fingerprint, {}, encoding=layout.encoding, delimiter=layout.delimiter, sheet=layout.sheet
        )
        return cls(layout, profiled(layout, entries), len(entries), mapping)

    def column(self, role: str) -> Column:
        """Return the column of a role that was given."""
        return next(column for column in self.columns if column.name == self.roles[role][0])

    def moved(self) -> list[Column]:
        """Return the columns that say what each entry moved: one, or a pair of money out and money in."""
        return [self.column(role) for role in ("amount", "amount_out", "amount_in") if role in self.roles]

    def give(self, **roles: Column) -> None:
        """Give roles their columns."""
        self.roles |= {role: (column.name,) for role, column in roles.items()}

    def settle(self, **conventions: Any) -> None:  # noqa: ANN401  (fields of Mapping)
        """Settle conventions of the mapping."""
        self.mapping = replace(self.mapping, **conventions)

    def doubt(self, *doubts: Note | None) -> None:
        """Add what is unclear, where something is."""
        self.doubts += [doubt for doubt in doubts if doubt is not None]
