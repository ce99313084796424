"""What became of a file: the answer of every import, for people and for programs."""

from dataclasses import dataclass, field

from ingest.checks import Check
from ingest.notes import Note
from ingest.statement import Line


@dataclass(frozen=True, slots=True)
class StatementReport:
    """What became of one statement."""

    statement_id: int
    account: str
    currency: str
    first: str
    last: str
    transactions: int
    check_status: str
    check_note: Note
    checks: tuple[Check, ...] = ()  # every comparison; the verdict above is one of them
    may_be: tuple[str, ...] = ()  # labels of the accounts it may be of, where the statement does not say

    @property
    def compared(self) -> tuple[Check, ...]:
        """Return every comparison; of a statement that an older program stored, the verdict alone."""
        return self.checks or (Check(self.check_status, self.check_note),)


@dataclass(slots=True)
class FileReport:
    """What became of one file, as `walletwatch import` tells it. Sums are minor units by currency."""

    name: str
    sha256: str = ""
    importer: str = ""
    status: str = "failed"  # imported, unchanged, failed, would_import
    file_id: int | None = None
    lines: int = 0
    transactions: int = 0
    skipped: int = 0
    unread: int = 0
    new: int = 0
    known: int = 0
    updated: int = 0
    inflow: dict[str, int] = field(default_factory=dict)
    outflow: dict[str, int] = field(default_factory=dict)
    neutral: dict[str, int] = field(default_factory=dict)
    statements: list[StatementReport] = field(default_factory=list)
    warnings: list[Line] = field(default_factory=list)  # remarks, and with them the unread lines
    left: dict[str, list[Line]] = field(default_factory=lambda: {"unread": [], "skipped": []})  # no transactions
    error: Exception | None = None
