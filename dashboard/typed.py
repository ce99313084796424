"""A command as the person would have to type it to reach the ledger that a page shows."""

import shlex
from pathlib import Path

from platformdirs import user_data_path


def typed(ledger: Path, command: str) -> str:
    """Return a command; the ledger is named unless it lies where the command looks for it anyway.

    >>> typed(Path("/a folder/ledger.db"), "schedule")
    "walletwatch --ledger '/a folder/ledger.db' schedule"
    """
    usual = ledger == user_data_path("walletwatch", appauthor=False) / "ledger.db"
    named = "" if usual else f" --ledger {shlex.quote(str(ledger))}"
    return f"walletwatch{named} {command}"
