"""Columns come out of SQLite whole and exactly as their cells went in, whatever they hold."""

import sqlite3

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from ingest import columns
from ingest.columns import NOTHING, read_columns

TEXTS = some.text(some.characters(codec="utf-8"))  # also commas, line breaks, NUL
NUMBERS = some.none() | some.integers(-(2**63) + 1, 2**63 - 1)


def table(rows: list[tuple[str, int | None]], ids: list[int] | None = None) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE cells (id INTEGER PRIMARY KEY, said TEXT, number INTEGER)")
    connection.executemany(
        "INSERT INTO cells VALUES (?, ?, ?)", [(n, *row) for n, row in zip(ids or range(len(rows)), rows, strict=True)]
    )
    return connection


@settings(max_examples=60, deadline=None)
@given(some.lists(some.tuples(TEXTS, NUMBERS), max_size=12), some.sampled_from(["", "id"]))
def test_every_cell_comes_back_as_it_went_in(rows: list[tuple[str, int | None]], key: str) -> None:
    found = read_columns(table(rows), "cells", text=("said",), integer=("id", "number"), key=key)
    assert found["said"].to_pylist() == [said for said, _ in rows]
    assert found["id"].tolist() == list(range(len(rows)))
    assert found["number"].tolist() == [NOTHING if number is None else number for _, number in rows]


def test_a_table_is_read_in_pieces_without_losing_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns, "_PIECE", 3)
    ids = [-4, 1, 2, 3, 4, 6, 20, 21]  # a whole piece between them is empty
    rows: list[tuple[str, int | None]] = [(f"row {n}", n) for n in ids]
    found = read_columns(table(rows, ids), "cells", text=("said",), integer=("id", "number"), key="id")
    assert found["said"].to_pylist() == [said for said, _ in rows]
    assert np.array_equal(found["id"], ids)
    assert np.array_equal(found["number"], ids)


def test_an_empty_table_has_its_columns() -> None:
    for key in ("", "id"):
        found = read_columns(table([]), "cells", text=("said",), integer=("number",), key=key)
        assert {name: len(column) for name, column in found.items()} == {"said": 0, "number": 0}


def test_a_missing_text_moves_no_other_row_into_its_place() -> None:
    connection = table([("one", 1), ("two", 2)])
    connection.execute("UPDATE cells SET said = NULL WHERE id = 0")
    with pytest.raises(ValueError, match="missing"):
        read_columns(connection, "cells", text=("said",), integer=())
