"""Taking accounts, or the whole ledger, away for good: rows, statements, uploads, and the copies made of them."""

import shutil
from collections.abc import Collection
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from ingest import intake
from ingest.ledger import Ledger
from ingest.resolve import listed
from ingest.store import WAIT, connect, writing

_BESIDE: Final = (".originals", ".formats")


@dataclass(frozen=True, slots=True)
class Removed:
    """What went with some accounts.

    transactions: ids that no statement shows any more. files: names of files that are gone whole.
    parted: names of files that other accounts are still read from; their uploads went, for they show everything.
    """

    transactions: frozenset[str]
    files: tuple[str, ...]
    parted: tuple[str, ...]


def remove_accounts(ledger: Ledger, account_ids: Collection[int]) -> Removed:
    """Take accounts out of a ledger with all that was read of them; runs inside a block that writes.

    The uploads are the caller's to drop once the block is stored: `drop_uploads`.
    """
    connection = ledger.connection
    listed(connection, "leaving", set(map(str, account_ids)))
    leaving = "SELECT statement_id FROM statements WHERE CAST(account_id AS TEXT) IN (SELECT item FROM temp.leaving)"
    shown = connection.execute(f"SELECT key, txn_id FROM sightings WHERE statement_id IN ({leaving})").fetchall()
    keys, rows = {key for key, _ in shown}, {identity for _, identity in shown}
    files = connection.execute(
        f"SELECT file_id, name FROM files WHERE file_id IN (SELECT file_id FROM statements WHERE statement_id IN ({leaving}))"
    ).fetchall()
    _shorten(ledger, leaving)
    connection.execute(f"DELETE FROM statements WHERE statement_id IN ({leaving})")
    empty = {
        file_id
        for file_id, _ in files
        if not connection.execute("SELECT 1 FROM statements WHERE file_id = ?", (file_id,)).fetchone()
    }
    connection.executemany("DELETE FROM files WHERE file_id = ?", [(file_id,) for file_id in empty])
    intake.settle(connection, keys, rows, set())
    connection.execute("DELETE FROM accounts WHERE CAST(account_id AS TEXT) IN (SELECT item FROM temp.leaving)")
    listed(connection, "gone", rows)
    left = connection.execute("SELECT txn_id FROM transactions WHERE txn_id IN (SELECT item FROM temp.gone)")
    return Removed(
        transactions=frozenset(rows.difference(identity for (identity,) in left)),
        files=tuple(sorted({name for file_id, name in files if file_id in empty})),
        parted=tuple(sorted({name for file_id, name in files if file_id not in empty})),
    )


def _shorten(ledger: Ledger, leaving: str) -> None:
    """Count only the lines of the statements that stay among a file's lines."""
    ledger.connection.execute(
        f"""UPDATE files SET lines = max(0, lines - gone) FROM (
                SELECT file_id, sum(own) AS gone FROM (
                    SELECT file_id, count(DISTINCT line) AS own FROM sightings JOIN statements USING (statement_id)
                    WHERE statement_id IN ({leaving}) GROUP BY statement_id
                    UNION ALL
                    SELECT file_id, count(*) FROM set_aside JOIN statements USING (statement_id)
                    WHERE statement_id IN ({leaving}) AND state <> 'warning' GROUP BY statement_id
                ) GROUP BY file_id
            ) AS taken WHERE files.file_id = taken.file_id"""
    )


def uploads_of(ledger: Ledger, account_ids: Collection[int]) -> tuple[str, ...]:
    """Return the hashes of the uploads that show anything of these accounts."""
    listed(ledger.connection, "leaving", set(map(str, account_ids)))
    found = ledger.connection.execute(
        """SELECT DISTINCT sha256 FROM files JOIN statements USING (file_id)
           WHERE CAST(account_id AS TEXT) IN (SELECT item FROM temp.leaving)"""
    )
    return tuple(sha256 for (sha256,) in found)


def drop_uploads(ledger: Ledger, uploads: Collection[str]) -> None:
    """Delete uploads and the copies that were made of the ledger before it changed, and leave no trace of rows in its file."""
    for sha256 in uploads:
        ledger.originals.drop(sha256)
    for copy in _copies(ledger.path):
        copy.unlink(missing_ok=True)
    ledger.connection.execute("VACUUM")
    ledger.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def remove_ledger(path: Path, wait: float = WAIT) -> None:
    """Delete a ledger with all that lies beside it.

    Raises:
        NotALedger: the file is something else; it stays.
        LedgerBusy: another process is writing to it.
    """
    with closing(connect(path, wait)) as connection, writing(connection, keep=False):
        pass
    for beside in _BESIDE:
        shutil.rmtree(path.with_name(f"{path.name}{beside}"), ignore_errors=True)
    for file in (*_copies(path), *(path.with_name(f"{path.name}{end}") for end in ("-wal", "-shm")), path):
        file.unlink(missing_ok=True)


def _copies(path: Path) -> list[Path]:
    return sorted(one for one in path.parent.iterdir() if one.name.startswith(f"{path.name}.before-"))


def accounts_of(ledger: Ledger, *, label: str = "", person: str = "") -> list[dict[str, Any]]:
    """Return the accounts of a label, of a person, or of both: account_id, label, person."""
    found = ledger.connection.execute(
        "SELECT account_id, label, person FROM accounts WHERE ? IN ('', label) AND ? IN ('', person) ORDER BY person, label",
        (label, person),
    )
    return [dict(zip(("account_id", "label", "person"), row, strict=True)) for row in found]
