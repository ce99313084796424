"""The rows of a statement as a frame: whole columns, typed as the schema says."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from ingest.schema import COLUMNS, categories
from ingest.statement import ROW_COLUMNS
from ingest.text import merchant_keys


def ledger_rows(values: dict[str, Any], lines: Sequence[int]) -> pd.DataFrame:
    """Lay values out in the schema's columns, without those the ledger assigns.

    Args:
        values: schema columns as whole arrays or single values; what is absent takes the schema's default.
        lines: the line of each row in its file, from 1.
    """
    filled = {"line": lines, **values}
    if isinstance(filled.get("value_on"), np.ndarray):  # a day, whatever time of day the export prints with it
        filled["value_on"] = filled["value_on"].astype("datetime64[D]").astype("datetime64[us]")
    filled.setdefault("merchant", merchant_keys(filled.get("counterparty", [""] * len(lines))))
    return pd.DataFrame(
        {name: _column(filled.get(name, COLUMNS[name].absent), COLUMNS[name].dtype, len(lines)) for name in ROW_COLUMNS}
    )


def _column(value: Any, dtype: str, length: int) -> Any:  # noqa: ANN401
    """Type a column given as a whole, or as one value for all rows."""
    if isinstance(value, list) and value and isinstance(value[0], str):
        if value.count(value[0]) == length:
            value = value[0]  # typed once, not for every row
        elif dtype == "category":
            return _categories(value)
    if isinstance(value, str | bool | int) or value is pd.NA or value is pd.NaT:
        nothing = np.zeros(length, dtype=np.int8)
        if dtype == "category":
            return pd.Categorical.from_codes(nothing, dtype=categories((value,)))
        if dtype in ("bool", "int64"):
            return np.full(length, value, dtype=dtype)
        return _one(value, dtype).take(nothing)
    if isinstance(value, np.ndarray) and str(value.dtype) == dtype:
        return value
    return pd.array(value, dtype=dtype) if dtype in ("str", "Int64") else pd.Series(value, dtype=dtype)


def _categories(words: list[str]) -> pd.Categorical:
    """Return what pandas makes of the words, in half the time: they are few, and each is text.

    >>> _categories(["out", "in", "out"]).tolist(), _categories(["b", "a"]).categories.tolist()
    (['out', 'in', 'out'], ['a', 'b'])
    """
    names = sorted(set(words))
    places = {name: n for n, name in enumerate(names)}
    codes = np.array([places[word] for word in words], dtype=np.int32)
    return pd.Categorical.from_codes(codes, dtype=categories(tuple(names)))


@lru_cache(maxsize=256, typed=True)
def _one(value: Any, dtype: str) -> Any:  # noqa: ANN401
    """Return an array of one value; nobody may change it."""
    return pd.array([value], dtype=dtype)
