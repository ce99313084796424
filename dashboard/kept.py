"""What the person chose, asked of the ledger's file alone: commands that scan nothing do not load what a scan needs."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

_PATIENCE: Final = 0.2  # seconds; nobody waits for a preference


def kept_text(ledger: Path, name: str) -> str:
    """Return what was chosen under a name, as `Preferences.text` does; empty also where the ledger cannot be asked."""
    try:
        if not ledger.exists():
            return ""
        uri = f"{ledger.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True, timeout=_PATIENCE)) as connection:
            row = connection.execute("SELECT value FROM preferences WHERE name = ?", (name,)).fetchone()
    except (sqlite3.Error, OSError):  # no scan of this program has touched it, or it is no ledger: others say so
        return ""
    return str(row[0]) if row else ""
