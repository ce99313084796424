"""Looking through the transactions a page at a time, newest first.

SQLite finds and counts them, so that a page of a large ledger costs no more than its own rows.
"""

import datetime as dt
import re
import sqlite3
from dataclasses import dataclass, replace
from typing import Any, Final

PAGE: Final = 50  # rows
_EPOCH: Final = dt.datetime(1970, 1, 1)  # noqa: DTZ001  (wall time, as printed)
_DAY: Final = 86_400_000_000  # microseconds
_TEXTS: Final = ("counterparty", "description", "merchant", "reference", "order_reference")
_SUM: Final = re.compile(r"[-−+]?(\d{1,12})[.,](\d{2})")  # an amount somebody looks for, with both its decimals
_COLUMNS: Final = """
    t.txn_id, a.label AS account, a.person, f.importer, f.name AS file, s.line, s.booked_at, s.has_time, s.amount, s.currency,
    s.counterparty, s.description, s.reference, s.order_reference, CASE WHEN t.vanished THEN 'reversed' ELSE s.status END AS status
"""
_FROM: Final = """
    FROM transactions t JOIN sightings s USING (sighting_id) JOIN statements st USING (statement_id)
    JOIN accounts a USING (account_id) JOIN files f ON f.file_id = st.file_id
"""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is looked for. Empty texts and None ask for nothing; `text` is found anywhere, whatever its capitals.

    text: a piece of a name, a description or a number, or an amount such as 39.90.
    account, person: as the ledger calls them; `person` matters only beside an account.
    first, last: days, both included.
    way: `out` or `in`.
    """

    text: str = ""
    account: str = ""
    person: str = ""
    first: dt.date | None = None
    last: dt.date | None = None
    way: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """One transaction in its newest reading. `booked_at` is ISO 8601, a day alone where no time is printed; amounts in minor units."""

    txn_id: str
    account: str
    person: str
    importer: str
    file: str
    line: int
    booked_at: str
    amount: int
    currency: str
    counterparty: str
    description: str
    reference: str
    order_reference: str
    status: str


def count(connection: sqlite3.Connection, wish: Wish) -> int:
    """Return how many transactions fit."""
    where, values = _where(wish)
    source = _FROM if where else "FROM transactions"
    return int(connection.execute(f"SELECT count(*) {source} {where}", values).fetchone()[0])


def page(connection: sqlite3.Connection, wish: Wish, number: int, size: int = PAGE) -> tuple[Seen, ...]:
    """Return the transactions that fit on one page, the newest first; pages are counted from 1."""
    where, values = _where(wish)
    cursor = connection.execute(
        f"SELECT {_COLUMNS} {_FROM} {where} ORDER BY s.booked_at DESC, t.txn_id LIMIT ? OFFSET ?",
        (*values, size, size * (number - 1)),
    )
    names = [column[0] for column in cursor.description]
    return tuple(_seen(dict(zip(names, row, strict=True))) for row in cursor)


def _seen(cells: dict[str, Any]) -> Seen:
    with_time = cells.pop("has_time")
    moment = _EPOCH + dt.timedelta(microseconds=cells["booked_at"])
    return replace(Seen(**cells), booked_at=moment.isoformat() if with_time else moment.date().isoformat())


def _where(wish: Wish) -> tuple[str, tuple[object, ...]]:
    """Return the condition and its values; whatever a person typed is a value, never SQL."""
    parts: list[tuple[str, tuple[object, ...]]] = []
    if text := wish.text.strip():
        parts.append(_text(text))
    if wish.account:
        parts.append(("a.label = ? AND (? = '' OR a.person = ?)", (wish.account, wish.person, wish.person)))
    if wish.first:
        parts.append(("s.booked_at >= ?", (_micros(wish.first),)))
    if wish.last:
        parts.append(("s.booked_at < ?", (_micros(wish.last) + _DAY,)))
    if wish.way:
        parts.append(("s.amount < 0" if wish.way == "out" else "s.amount > 0", ()))
    where = " AND ".join(f"({condition})" for condition, _ in parts)
    return (f"WHERE {where}" if where else "", tuple(value for _, values in parts for value in values))


def _text(text: str) -> tuple[str, tuple[object, ...]]:
    like = "%" + re.sub(r"([%_\\])", r"\\\1", text) + "%"
    conditions = [f"s.{name} LIKE ? ESCAPE '\\'" for name in _TEXTS]
    values: list[object] = [like.casefold() if name == "merchant" else like for name in _TEXTS]
    if found := _SUM.fullmatch(text):
        conditions.append("abs(s.amount) = ?")
        values.append(int(found[1] + found[2]))
    return " OR ".join(conditions), tuple(values)


def _micros(day: dt.date) -> int:
    return (day - _EPOCH.date()).days * _DAY
