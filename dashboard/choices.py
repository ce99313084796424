"""Choices of how pages show things, kept in the ledger's file.

Read and written before anything was scanned, and without loading what a scan needs.
"""

from typing import Final

from dashboard import spoken
from detect import tables
from detect.preferences import Preferences
from ingest.ledger import Ledger
from ingest.store import migrate

HIDDEN: Final = "hide_amounts"
_YES: Final = "yes"


def amounts_hidden(ledger: Ledger) -> bool:
    """Tell whether pages hide every amount."""
    known = ledger.connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'preferences'").fetchone()
    return bool(known) and Preferences(ledger).text(HIDDEN) == _YES


def hide_amounts(ledger: Ledger, *, hidden: bool) -> None:
    """Keep whether pages hide every amount."""
    _preferences(ledger).keep_text(HIDDEN, _YES if hidden else "")


def keep_language(ledger: Ledger, language: str) -> None:
    """Keep the language of pages, commands and scheduled runs; an empty one leaves it to browser and system."""
    spoken.choose(_preferences(ledger), language)


def _preferences(ledger: Ledger) -> Preferences:
    migrate(ledger.connection, "detect", tables.MIGRATIONS)
    return Preferences(ledger)
