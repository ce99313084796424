"""The memo in the casebook's tables: digests and scores, nothing of what statements say, and gone with any statement that goes (`detect/tables.py`)."""

from detect.memo import Memo
from detect.stamp import rows_stamp
from ingest.ledger import Ledger


class MemoBook:
    """The memo of one ledger, after a Casebook has made its table."""

    def __init__(self, ledger: Ledger) -> None:
        self._connection = ledger.connection
        self._rows = ""

    def open(self, *, empty: bool = False) -> Memo:
        """Return what the last scan used, before a scan reads the rows; `empty`: as if it had used nothing."""
        self._rows = rows_stamp(self._connection)
        return Memo() if empty else Memo(dict(self._connection.execute("SELECT digest, scores FROM memo")))

    def keep(self, memo: Memo) -> None:
        """Keep what a scan used, and that alone, unless rows came or went meanwhile. Inside a block that writes."""
        if memo.used != memo.kept and self._rows == rows_stamp(self._connection):
            self._connection.execute("DELETE FROM memo")
            self._connection.executemany("INSERT INTO memo VALUES (?, ?)", memo.used.items())
