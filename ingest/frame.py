"""Reading the ledger frame out of the store."""

import sqlite3
from operator import itemgetter
from typing import Any, Final

import numpy as np
import pandas as pd

from ingest.readings import shown
from ingest.schema import COLUMNS, empty
from ingest.store import reading
from ingest.tables import VALUES

_OWN: Final = {
    "txn_id": "t.txn_id",
    "account": "a.label",
    "person": "a.person",
    "importer": "f.importer",
    "statement_id": "s.statement_id",
}
_SQL: Final = _OWN | {name: f"s.{name}" for name in ("line", *VALUES)}
_NAMES: Final = tuple(_SQL)
_NEVER: Final = np.iinfo(np.int64).min  # as numpy keeps a missing moment
_STATEMENTS: Final = """
    SELECT st.statement_id, a.label, a.person, f.importer
    FROM statements st JOIN accounts a USING (account_id) JOIN files f ON f.file_id = st.file_id
"""
_SIGHTINGS: Final = (
    f"SELECT s.sighting_id, s.statement_id, s.line, {', '.join(f's.{name}' for name in VALUES)} FROM sightings s"
)
_TRANSACTIONS: Final = "SELECT txn_id, sighting_id, vanished FROM transactions ORDER BY txn_id"


def read_frame(connection: sqlite3.Connection) -> pd.DataFrame:
    """Return the ledger frame of every transaction, by booked_at and txn_id.

    A pending row that a newer export dropped comes out as reversed, and as money that did not move.
    """
    with reading(connection):  # a file that comes or goes between two of these reads would tear rows apart
        rows = _rows(connection)
        better = shown(connection, _SQL | {"txn_id": "s.txn_id"}) if rows else {}
    if not rows:
        return empty()
    moment = _NAMES.index("booked_at")
    if better:
        rows = [(*(better[row[0]][name] for name in _NAMES), row[-1]) if row[0] in better else row for row in rows]
    rows.sort(key=itemgetter(moment))  # they come by txn_id
    columns = dict(zip((*_NAMES, "vanished"), zip(*rows, strict=True), strict=True))
    vanished = np.array(columns.pop("vanished"), dtype=bool)
    columns["status"] = tuple(np.where(vanished, "reversed", np.array(columns["status"], dtype=object)))
    columns["moved"] = tuple(np.array(columns["moved"], dtype=bool) & ~vanished)
    return pd.DataFrame({name: _typed(column.dtype, columns[name]) for name, column in COLUMNS.items()})


def _rows(connection: sqlite3.Connection) -> list[tuple[Any, ...]]:
    """Return the cells of every transaction in the order of _NAMES, and whether it vanished; by txn_id.

    Tables are read one by one from end to end and joined here, which takes half the time of a join and a sort of so many cells in SQLite.
    """
    statements = {row[0]: row[1:] for row in connection.execute(_STATEMENTS)}
    cells = {row[0]: row[1:] for row in connection.execute(_SIGHTINGS)}
    return [
        (txn_id, *statements[cells[sighting][0]], *cells[sighting], vanished)
        for txn_id, sighting, vanished in connection.execute(_TRANSACTIONS)
    ]


def _typed(dtype: str, values: tuple[Any, ...]) -> Any:  # noqa: ANN401
    if dtype.startswith("datetime64"):
        known = values if None not in values else [_NEVER if value is None else value for value in values]
        stamps = np.array(known, dtype="int64").view("datetime64[us]")
        return pd.Series(stamps).dt.tz_localize("UTC") if "UTC" in dtype else pd.Series(stamps)
    if dtype == "category":
        code, distinct = pd.factorize(np.array(values, dtype=object), sort=True)
        return pd.Categorical.from_codes(code, distinct)
    if dtype == "Int64":
        return pd.array(list(values), dtype="Int64")
    if dtype == "bool":
        return np.array(values, dtype=bool)
    if dtype == "int64":
        return np.array(values, dtype=np.int64)
    return pd.array(values, dtype=dtype)
