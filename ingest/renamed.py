"""What a transaction is called after its file was read again, where an importer's fix gave it another id.

Answers, links and cases name transactions by their ids. A row is the same one where both readings show the same cells, on
the same line or nowhere else; or, where both found their rows on the same lines, the same money of the same day on a line.
What is in doubt is not followed.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Any, Final, NamedTuple

from ingest.resolve import resolve

_DAY: Final = 86_400_000_000  # microseconds


class _Seen(NamedTuple):
    """One row of a reading, under the id that it had before the change."""

    sighting_id: int
    txn_id: str
    key: str
    line: int
    amount: int
    currency: str
    booked_at: int
    cells: str


# What tells that two readings show one row, the surest first.
_SAME: Final[tuple[Callable[[_Seen], Hashable], ...]] = (lambda row: (row.line, row.cells), lambda row: row.cells)
_SAME_LINES: Final = (*_SAME, lambda row: (row.line, abs(row.amount), row.currency, row.booked_at // _DAY))


class Renaming:
    """One change of readings, inside a block that writes: what its rows were called before, and what they are called after.

    Equal rows of several files are told apart by a number that moves while their files are read one after the other, so
    ids are taken before the first and after the last.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._matches: list[tuple[_Seen, _Seen]] = []
        connection.execute("DROP TABLE IF EXISTS temp.called")
        connection.execute("CREATE TEMP TABLE called (sighting_id INTEGER PRIMARY KEY, txn_id TEXT NOT NULL)")
        connection.execute("INSERT INTO temp.called SELECT sighting_id, txn_id FROM sightings WHERE live")

    def match(self, was: int, now: int) -> None:
        """Pair the rows of two readings of one file (file_ids) while the ledger holds both."""
        self._matches += _pairs(_rows(self._connection, was), _rows(self._connection, now))

    def match_back(self, change: int) -> None:
        """Pair the rows of the readings that a change made with those that it retired, before the first are gone."""
        readings = self._connection.execute(
            """SELECT now.file_id, was.file_id FROM files now JOIN files was USING (sha256)
               WHERE now.change_id = ? AND was.retired_by = ?""",
            (change, change),
        )
        for now, was in readings.fetchall():
            self.match(now, was)

    def settle(self) -> None:
        """Keep what rows are called now that everything is read: whatever names them follows, also answers about overlaps."""
        keys = {(one.key, other.key) for one, other in self._matches}
        self._connection.executemany(
            "INSERT OR IGNORE INTO told SELECT ?, same FROM told WHERE key = ?", [(now, was) for was, now in keys]
        )
        told = {key for (key,) in self._connection.execute("SELECT key FROM told")}
        resolve(self._connection, told & {now for _, now in keys}, [])
        now_called = dict(self._connection.execute("SELECT sighting_id, txn_id FROM sightings WHERE live"))
        pairs = ((one.txn_id, now_called.get(other.sighting_id, one.txn_id)) for one, other in self._matches)
        self._connection.executemany(
            "INSERT OR REPLACE INTO renamed VALUES (?, ?)", [pair for pair in pairs if pair[0] != pair[1]]
        )
        self._connection.execute("DROP TABLE temp.called")


def _pairs(before: list[_Seen], after: list[_Seen]) -> list[tuple[_Seen, _Seen]]:
    """Return which row of one reading is which of the other; none where no key has changed."""
    if {row.key for row in before} == {row.key for row in after}:
        return []
    found = []
    for same in _SAME_LINES if {row.line for row in before} == {row.line for row in after} else _SAME:
        matched = list(_matched(before, after, same))
        found += matched
        gone = {one for one, _ in matched}, {other for _, other in matched}
        before, after = (
            [row for row in rows if row not in own] for rows, own in zip((before, after), gone, strict=True)
        )
    return found


def renamed(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the ids that the ledger no longer holds, each with the id that its row has now."""
    names = dict(connection.execute("SELECT was, now FROM renamed").fetchall())
    if not names:
        return {}
    known = {
        name
        for (name,) in connection.execute(
            "SELECT txn_id FROM transactions WHERE txn_id IN (SELECT was FROM renamed UNION SELECT now FROM renamed)"
        )
    }
    ends = {name: _end(name, names, known) for name in names if name not in known}
    return {name: end for name, end in ends.items() if end}


def _end(name: str, names: dict[str, str], known: set[str]) -> str:
    """Follow a name through several readings to one that the ledger holds; empty where there is none."""
    met = {name}
    while (name := names.get(name, "")) and name not in met:
        if name in known:
            return name
        met.add(name)
    return ""


def _rows(connection: sqlite3.Connection, file_id: int) -> list[_Seen]:
    found = connection.execute(
        """SELECT s.sighting_id, coalesce(c.txn_id, s.txn_id), key, line, amount, s.currency, booked_at, cells
           FROM sightings s JOIN statements USING (statement_id) LEFT JOIN temp.called c USING (sighting_id)
           WHERE file_id = ? ORDER BY s.sighting_id""",
        (file_id,),
    )
    return [_Seen(*cells) for cells in found]


def _matched(
    before: Iterable[_Seen], after: Iterable[_Seen], same: Callable[[_Seen], Hashable]
) -> Iterator[tuple[_Seen, _Seen]]:
    """Yield the rows of two readings that are alike and have no other like them in either."""
    sides: dict[Any, tuple[list[_Seen], list[_Seen]]] = defaultdict(lambda: ([], []))
    for place, rows in enumerate((before, after)):
        for row in rows:
            sides[same(row)][place].append(row)
    for ones, others in sides.values():
        if len(ones) == len(others) == 1:
            yield ones[0], others[0]
