"""What the person chose, asked of the ledger's file alone: commands that scan nothing do not load what a scan needs."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, Final

_PATIENCE: Final = 0.2  # seconds; nobody waits for a preference


def kept_text(ledger: Path, name: str) -> str:
    """Return what was chosen under a name, as `Preferences.text` does; empty also where the ledger cannot be asked."""
    rows = _asked(ledger, "SELECT value FROM preferences WHERE name = ?", name)
    return str(rows[0][0]) if rows else ""


def rules_of(ledger: Path) -> str:
    """Return the country (ISO 3166) whose rules come first: where the person said that they live, else that of most of their accounts.

    Empty where neither says one: `Places` answers the same for what concerns no account yet.
    """
    if said := kept_text(ledger, "country"):
        return said
    from ingest.identity import DEFAULT_PERSON  # noqa: PLC0415  (loads numpy, which no preference needs)

    rows = _asked(
        ledger,
        "SELECT country, COUNT(*) AS n FROM accounts WHERE person = ? GROUP BY country ORDER BY n DESC",
        DEFAULT_PERSON,
    )
    return str(rows[0][0]) if rows and 2 * rows[0][1] > sum(count for _, count in rows) else ""


def _asked(ledger: Path, sql: str, *values: str) -> list[tuple[Any, ...]]:
    try:
        if not ledger.exists():
            return []
        uri = f"{ledger.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True, timeout=_PATIENCE)) as connection:
            return connection.execute(sql, values).fetchall()
    except (sqlite3.Error, OSError):  # no scan of this program has touched it, or it is no ledger: others say so
        return []
