"""A file on the page: its bytes until it is in the ledger, what the person said about it, and what became of it."""

from dataclasses import dataclass, field
from typing import Any

from ingest.errors import WalletwatchError
from ingest.ledger import Ledger
from ingest.report import FileReport
from ingest.source import Source


@dataclass(slots=True)
class Held:
    """One file. `report` is what reading it would do, and once it is in the ledger, what it did.

    The answers hold what `Ledger.import_source` takes; the order of the dates stands on the source itself.
    """

    report: FileReport
    source: Source | None = None  # None: in the ledger, or nothing more can be done with it
    locked: Source | None = None  # a protected file as it came, until its password is told
    place: int = 0  # among the files of one upload
    answers: dict[str, Any] = field(default_factory=dict)
    may_be: tuple[str, ...] = ()  # the accounts its one statement may be of, where it does not say

    @property
    def key(self) -> str:
        """Return what tells its widgets from those of other files, also of the same file chosen twice."""
        known = self.source or self.locked
        return f"{known.sha256[:12] if known else self.report.sha256[:12]}-{self.place}"

    @property
    def tied(self) -> bool:
        """Tell whether several known accounts could be meant."""
        return len(self.may_be) > 1

    @property
    def ready(self) -> bool:
        """Tell whether the file can be imported as it is."""
        return self.report.status == "would_import" and (not self.tied or "label" in self.answers)

    def read(self, ledger: Ledger, *, dry_run: bool) -> FileReport:
        """Read the file as the answers say, and keep what came of it."""
        if self.source is None:
            return self.report
        try:
            self.report = ledger.import_source(self.source, dry_run=dry_run, **self.answers)
        except WalletwatchError:
            raise
        except Exception as slip:  # noqa: BLE001  (ours, in one file; it must not cost the others)
            self.report = FileReport(self.source.name, self.source.sha256, error=slip)
        if self.report.statements and "label" not in self.answers:
            one, *others = self.report.statements
            self.may_be = () if others else one.may_be  # one answer cannot be meant for several accounts
        return self.report
