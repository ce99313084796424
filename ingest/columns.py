"""Whole columns out of SQLite, without an object for each cell: a ledger of a million rows has thirty million of them.

SQLite strings the cells of a column together itself. Texts come as one run of bytes and the length of each, which is what an
Arrow array is made of; integers come as one line of digits, which numpy reads. All columns of a piece are strung
together in one pass over the table, so they agree on the order of the rows, whatever it is.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any, Final

import numpy as np
import pyarrow as pa

Columns = dict[str, Any]  # large_string arrays and int64 arrays, as long as each other
NOTHING: Final = np.iinfo(np.int64).min  # an integer cell without a value; numpy keeps a missing moment so
_PIECE: Final = 50_000  # rows strung together at a time: SQLite holds no value of more than a billion bytes


def texts(cells: Sequence[str]) -> pa.Array:
    """Return cells as a column of texts."""
    return pa.array(cells, type=pa.large_string())


def read_columns(
    connection: sqlite3.Connection, table: str, *, text: Sequence[str], integer: Sequence[str], key: str = ""
) -> Columns:
    """Return columns of a table: texts as large_string arrays, integers as int64, NOTHING where a cell has no value.

    Args:
        connection: of the ledger.
        table: its name.
        text: columns without missing values.
        integer: columns of whole numbers.
        key: the integer primary key, by which a table of long rows is read piece by piece.
    """
    strung = [f"CAST(group_concat({name}, '') AS BLOB), group_concat(length(CAST({name} AS BLOB)))" for name in text]
    strung += [f"group_concat(coalesce({name}, {NOTHING}))" for name in integer]
    sql = f"SELECT count(*), {', '.join(strung)} FROM {table}"
    lowest, highest = connection.execute(f"SELECT min({key}), max({key}) FROM {table}").fetchone() if key else (0, 0)
    starts = () if lowest is None else range(lowest, highest + 1, _PIECE)
    part = f" WHERE {key} BETWEEN ? AND ?" if key else ""
    found = (connection.execute(sql + part, (start, start + _PIECE - 1) if key else ()).fetchone() for start in starts)
    pieces = [_piece(values, text, integer) for values in found if values[0]]
    nothing: Columns = {name: texts(()) for name in text} | {name: np.zeros(0, dtype=np.int64) for name in integer}
    return {name: joined(piece[name] for piece in (nothing, *pieces)) for name in nothing}


def joined(columns: Iterable[Any]) -> Any:  # noqa: ANN401
    """Return columns of one type, one after the other."""
    several = list(columns)
    return np.concatenate(several) if isinstance(several[0], np.ndarray) else pa.concat_arrays(several)


def _piece(values: tuple[int | bytes | str, ...], text: Sequence[str], integer: Sequence[str]) -> Columns:
    """Lay out what SQLite strung together: the number of rows, two values for each text, one for each integer."""
    rows, *strung = values
    bodies, lengths, numbers = strung[: 2 * len(text) : 2], strung[1 : 2 * len(text) : 2], strung[2 * len(text) :]
    columns: Columns = {name: _texts(body, sizes) for name, body, sizes in zip(text, bodies, lengths, strict=True)}
    columns |= {name: _numbers(digits) for name, digits in zip(integer, numbers, strict=True)}
    if any(len(column) != rows for column in columns.values()):
        raise ValueError("a text of the ledger is missing")  # the tables do not say NOT NULL; what writes them does
    return columns


def _texts(body: int | bytes | str, sizes: int | bytes | str) -> pa.Array:
    offsets = np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(_numbers(sizes))))
    return pa.LargeStringArray.from_buffers(len(offsets) - 1, pa.py_buffer(offsets), pa.py_buffer(body))


def _numbers(digits: int | bytes | str) -> np.ndarray:
    return np.fromstring(str(digits), dtype=np.int64, sep=",")
