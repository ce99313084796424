"""Reading the ledger frame out of the store."""

import sqlite3
from typing import Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from ingest.columns import NOTHING, Columns, joined, read_columns, texts
from ingest.readings import Reading, shown
from ingest.schema import COLUMNS, TEXT, categories, empty
from ingest.sighting import VALUES
from ingest.store import reading

_TEXTS: Final = tuple(name for name in VALUES if COLUMNS[name].dtype in (TEXT, "category"))
_NUMBERS: Final = ("statement_id", "line", *(name for name in VALUES if name not in _TEXTS))
_SHOWN: Final = {"txn_id": "s.txn_id", "account": "a.label", "importer": "f.importer"} | {
    name: f"s.{name}" for name in (*_TEXTS, *_NUMBERS)
}
_STATEMENTS: Final = """
    SELECT st.statement_id, a.label, a.person, f.importer
    FROM statements st JOIN accounts a USING (account_id) JOIN files f ON f.file_id = st.file_id ORDER BY st.statement_id
"""


def read_frame(connection: sqlite3.Connection) -> pd.DataFrame:
    """Return the ledger frame of every transaction, by booked_at and txn_id.

    A pending row that a newer export dropped comes out as reversed, and as money that did not move.
    """
    with reading(connection):  # a file that comes or goes between two of these reads would tear rows apart
        rows = read_columns(connection, "transactions", text=("txn_id",), integer=("sighting_id", "vanished"))
        if not len(rows["txn_id"]):
            return empty()
        own = ("sighting_id", *_NUMBERS)
        sightings = read_columns(connection, "sightings", text=_TEXTS, integer=own, key="sighting_id")
        statements = connection.execute(_STATEMENTS).fetchall()
        better = shown(connection, _SHOWN)
    columns = _of_rows(rows, sightings, better) | rows
    columns |= _of_statements(columns["statement_id"], statements)
    vanished = columns["vanished"] != 0
    columns["status"] = pc.if_else(pa.array(vanished), pa.scalar("reversed", pa.large_string()), columns["status"])
    columns["moved"] = columns["moved"].astype(bool) & ~vanished
    order = pc.sort_indices(
        pa.table([columns["booked_at"], columns["txn_id"]], names=["booked_at", "txn_id"]),
        sort_keys=[("booked_at", "ascending"), ("txn_id", "ascending")],
    ).to_numpy()
    return pd.DataFrame({name: _typed(column.dtype, columns[name].take(order)) for name, column in COLUMNS.items()})


def _of_rows(rows: Columns, sightings: Columns, better: dict[str, Reading]) -> Columns:
    """Return the cells of each transaction: those of its sighting, or those that are shown in place of them."""
    order = np.argsort(sightings["sighting_id"])
    place = order[np.searchsorted(sightings["sighting_id"], rows["sighting_id"], sorter=order)]
    cells = {name: sightings[name] for name in (*_TEXTS, *_NUMBERS)}
    if better:
        more = pc.index_in(rows["txn_id"], value_set=texts(list(better))).fill_null(-1).to_numpy()
        place = np.where(more < 0, place, len(order) + more)
        cells = {name: joined((column, _cells(name, better))) for name, column in cells.items()}
    return {name: column.take(place) for name, column in cells.items()}


def _cells(name: str, readings: dict[str, Reading]) -> Any:  # noqa: ANN401
    """Return what readings say in a column, as `read_columns` would."""
    said = [cells[name] for cells in readings.values()]
    if name in _TEXTS:
        return texts(said)
    return np.array([NOTHING if value is None else value for value in said], dtype=np.int64)


def _of_statements(statement: np.ndarray, statements: list[tuple[Any, ...]]) -> Columns:
    """Return what statements (by id) say of all their rows: account, person, importer."""
    ids, *told = zip(*statements, strict=True)
    place = np.searchsorted(np.array(ids, dtype=np.int64), statement)
    return {name: texts(cells).take(place) for name, cells in zip(("account", "person", "importer"), told, strict=True)}


def _typed(dtype: str, column: Any) -> Any:  # noqa: ANN401
    """Return a column as pandas holds it."""
    if dtype.startswith("datetime64"):
        stamps = column.view("datetime64[us]")
        return pd.DatetimeIndex(stamps).tz_localize("UTC").array if "UTC" in dtype else stamps
    if dtype == "category":
        return _categories(column.dictionary_encode())
    if dtype == "Int64":
        missing = column == NOTHING
        return pd.arrays.IntegerArray(np.where(missing, 0, column), missing)
    return column.astype(bool) if dtype == "bool" else column if dtype == "int64" else pd.array(column, dtype=dtype)


def _categories(column: pa.DictionaryArray) -> pd.Categorical:
    words = column.dictionary.to_pylist()
    names = sorted(words)
    places = {name: n for n, name in enumerate(names)}
    codes = np.array([places[word] for word in words], dtype=np.int32)[column.indices.to_numpy()]
    return pd.Categorical.from_codes(codes, dtype=categories(tuple(names)))
