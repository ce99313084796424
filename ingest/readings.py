"""Which reading of a row is shown where two formats of one account brought it: the richer format's, as it stands today.

A wallet's web page leaves out how a payment was made, which its app prints, and both name it by the same number. The newer
file may be either. So the cells are those of the format that tells more of all such rows, in its newest reading; only what
became of the payment is taken from the newest reading of all.
"""

import sqlite3
from collections import defaultdict
from typing import Any, Final

from ingest.resolve import NEWEST_FIRST

TODAY: Final = ("status", "moved", "refunded_amount")
_TELLING: Final = (
    "method", "order_reference", "related_reference", "counterparty", "counterparty_account", "description", "balance", "has_time",
)  # fmt: skip

# Our own files repeat what others said; they never come before them, however much they say (see ingest.intake).
_FOREIGN: Final = "f.importer <> 'canonical'"
_TWO_FORMATS: Final = f"""
    SELECT account_id FROM statements JOIN files f USING (file_id) WHERE {_FOREIGN} AND f.retired_by IS NULL
    GROUP BY account_id HAVING count(DISTINCT f.importer) > 1
"""
_READINGS: Final = """
    SELECT {columns}, st.age AS age FROM sightings s
    JOIN statements st USING (statement_id) JOIN files f ON f.file_id = st.file_id JOIN accounts a USING (account_id)
    WHERE s.live AND {foreign} AND s.txn_id IN (
        SELECT s.txn_id FROM sightings s JOIN statements st USING (statement_id) JOIN files f ON f.file_id = st.file_id
        WHERE s.live AND {foreign} AND st.account_id IN ({accounts})
        GROUP BY s.txn_id HAVING count(DISTINCT f.importer) > 1)
    ORDER BY s.txn_id, {newest}
"""

Reading = dict[str, Any]


def shown(connection: sqlite3.Connection, columns: dict[str, str]) -> dict[str, Reading]:
    """Return the cells to show, by txn_id, of those transactions that came in several formats.

    Args:
        connection: of the ledger.
        columns: SQL of each column of the ledger frame, over sightings s, statements st, files f and accounts a.
    """
    accounts = [account for (account,) in connection.execute(_TWO_FORMATS)]
    if not accounts:
        return {}
    sql = _READINGS.format(
        columns=", ".join(f"{value} AS {name}" for name, value in columns.items()), foreign=_FOREIGN,
        accounts=", ".join(map(str, accounts)), newest=NEWEST_FIRST,
    )  # fmt: skip
    cursor = connection.execute(sql)
    names = [column[0] for column in cursor.description]
    readings: dict[str, list[Reading]] = defaultdict(list)
    for values in cursor:
        reading = dict(zip(names, values, strict=True))
        readings[reading["txn_id"]].append(reading)
    rank = _ranks(readings)
    return {identity: _chosen(several, rank) for identity, several in readings.items()}


def _ranks(readings: dict[str, list[Reading]]) -> dict[tuple[str, str], tuple[float, str]]:
    """Return how much each importer tells of an account's rows that several brought: the larger, the richer."""
    told: dict[tuple[str, str], list[int]] = defaultdict(list)
    for several in readings.values():
        for reading in several:
            said = sum(reading[name] not in (None, "", 0) for name in _TELLING)
            told[reading["account"], reading["importer"]].append(said)
    return {key: (round(sum(said) / len(said), 1), key[1]) for key, said in told.items()}


def _chosen(several: list[Reading], rank: dict[tuple[str, str], tuple[float, str]]) -> Reading:
    """Return the newest reading of the richest format (they come newest first), as the newest of all says it stands."""
    newest = several[0]
    richest = max(several, key=lambda reading: rank[reading["account"], reading["importer"]])
    today = newest if newest["age"] > richest["age"] else richest
    return richest | {name: today[name] for name in TODAY}
