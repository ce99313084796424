"""A file on the page that is not in the ledger yet: its bytes, and what the person has said about it so far."""

from dataclasses import dataclass

from ingest.ledger import Ledger
from ingest.report import FileReport
from ingest.source import Source


@dataclass(slots=True)
class Held:
    """One file and the answers to what it left open; the order of its dates stands on the source itself."""

    source: Source

    def take_in(self, ledger: Ledger) -> FileReport:
        """Import the file as the answers say."""
        return ledger.import_source(self.source)
