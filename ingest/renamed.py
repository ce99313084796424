"""What a transaction is called after its file was read again, where an importer's fix gave it another id.

Answers, links and cases name transactions by their ids. A row is the same one where both readings show the same cells, on
the same line or nowhere else; or, where both found their rows on the same lines, the same money of the same day on a line.
What is in doubt is not followed.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Any, Final, NamedTuple

_DAY: Final = 86_400_000_000  # microseconds


class _Seen(NamedTuple):
    """One row of a reading."""

    txn_id: str
    line: int
    amount: int
    currency: str
    booked_at: int
    cells: str


# What tells that two readings show one row, the surest first.
_SAME: Final[tuple[Callable[[_Seen], Hashable], ...]] = (lambda row: (row.line, row.cells), lambda row: row.cells)
_SAME_LINES: Final = (*_SAME, lambda row: (row.line, abs(row.amount), row.currency, row.booked_at // _DAY))


def pairs(connection: sqlite3.Connection, was: int, now: int) -> list[tuple[str, str]]:
    """Return the ids that rows had in one reading of a file and have in another (file_ids), where they differ."""
    before, after = _rows(connection, was), _rows(connection, now)
    if {row.txn_id for row in before} == {row.txn_id for row in after}:
        return []
    found = []
    for same in _SAME_LINES if {row.line for row in before} == {row.line for row in after} else _SAME:
        matched = list(_matched(before, after, same))
        found += matched
        gone = {one for one, _ in matched}, {other for _, other in matched}
        before, after = (
            [row for row in rows if row not in own] for rows, own in zip((before, after), gone, strict=True)
        )
    return [(one.txn_id, other.txn_id) for one, other in found if one.txn_id != other.txn_id]


def remember(connection: sqlite3.Connection, renamed: Iterable[tuple[str, str]]) -> None:
    """Keep what rows are called now; whatever names them by their old ids follows."""
    connection.executemany("INSERT OR REPLACE INTO renamed VALUES (?, ?)", renamed)


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
        """SELECT txn_id, line, amount, s.currency, booked_at, cells FROM sightings s JOIN statements USING (statement_id)
           WHERE file_id = ? ORDER BY sighting_id""",
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
