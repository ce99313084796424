"""Whether a run is due, asked of the ledger's file alone: cron asks every hour, and what a scan needs takes seconds to load."""

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path

from dashboard.schedule.plan import Scheduled, timing


def is_due(ledger: Path, now: dt.datetime) -> bool:
    """Tell whether a run was due since the last one that came to its end; false where nothing is scheduled."""
    if not ledger.exists():
        return False
    with closing(sqlite3.connect(f"{ledger.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        try:
            plan = connection.execute("SELECT value FROM preferences WHERE name = 'schedule'").fetchone()
            (started,) = connection.execute("SELECT coalesce(max(started), '') FROM runs WHERE ended <> ''").fetchone()
        except sqlite3.OperationalError:  # a ledger that no scan of this program has touched
            return False
    scheduled = Scheduled.loads(plan[0]) if plan else None
    return timing(scheduled, started, now).due is not None
