"""Reading the ledger frame out of the store."""

import sqlite3
from typing import Any, Final

import numpy as np
import pandas as pd

from ingest.readings import shown
from ingest.schema import COLUMNS, empty
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
_SELECT: Final = f"""
    SELECT {", ".join(_SQL.values())}, t.vanished
    FROM transactions t JOIN sightings s USING (sighting_id) JOIN statements st USING (statement_id)
    JOIN accounts a USING (account_id) JOIN files f ON f.file_id = st.file_id
    ORDER BY s.booked_at, t.txn_id
"""


def read_frame(connection: sqlite3.Connection) -> pd.DataFrame:
    """Return the ledger frame of every transaction, by booked_at and txn_id.

    A pending row that a newer export dropped comes out as reversed, and as money that did not move.
    """
    rows = connection.execute(_SELECT).fetchall()
    if not rows:
        return empty()
    if better := shown(connection, _SQL | {"txn_id": "s.txn_id"}):
        rows = [(*(better[row[0]][name] for name in _NAMES), row[-1]) if row[0] in better else row for row in rows]
        moment = _NAMES.index("booked_at")
        rows.sort(key=lambda row: (row[moment], row[0]))
    columns = dict(zip((*_NAMES, "vanished"), zip(*rows, strict=True), strict=True))
    vanished = np.array(columns.pop("vanished"), dtype=bool)
    columns["status"] = tuple(np.where(vanished, "reversed", np.array(columns["status"], dtype=object)))
    columns["moved"] = tuple(np.array(columns["moved"], dtype=bool) & ~vanished)
    return pd.DataFrame({name: _typed(column.dtype, columns[name]) for name, column in COLUMNS.items()})


def _typed(dtype: str, values: tuple[Any, ...]) -> Any:  # noqa: ANN401
    if dtype.startswith("datetime64"):
        stamps = np.array([np.iinfo(np.int64).min if value is None else value for value in values], dtype="int64").view(
            "datetime64[us]"
        )
        return pd.Series(stamps).dt.tz_localize("UTC") if "UTC" in dtype else pd.Series(stamps)
    if dtype == "category":
        return pd.Categorical(values)
    if dtype == "Int64":
        return pd.array(list(values), dtype="Int64")
    if dtype == "bool":
        return np.array(values, dtype=bool)
    if dtype == "int64":
        return np.array(values, dtype=np.int64)
    return pd.array(values, dtype=dtype)
