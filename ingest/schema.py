"""The ledger frame: the one definition of its columns.

Importers, ledger, links, rules and features all speak this pandas frame. Money is whole minor units (cents, fen,
sen) of the row's currency, signed from the holder's side: money out is negative. Text is never missing, only empty.
Groupings, sums and "usual" values never mix currencies or persons.
"""

from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
import pandas as pd

from ingest.money import LARGEST


class Column(NamedTuple):
    """One column: its pandas dtype, the value of an absent cell, and what it means."""

    dtype: str
    absent: object
    meaning: str


TEXT: Final = "str"
STAMP: Final = "datetime64[us]"

COLUMNS: Final[dict[str, Column]] = {
    "txn_id": Column(TEXT, "", "stable identity: a hash of cells the institution never rewrites"),
    "account": Column(TEXT, "", "label of the account, unique for its person: alipay:138****0000"),
    "person": Column("category", "me", "whose money"),
    "importer": Column("category", "", "which importer read it"),
    "booked_at": Column(STAMP, pd.NaT, "wall time as printed; a printed offset never moves its date"),
    "instant": Column("datetime64[us, UTC]", pd.NaT, "moment in UTC, NaT where date or zone are not known well enough"),
    "zone": Column("category", "", "IANA name or fixed offset of booked_at, empty where unknown"),
    "has_time": Column("bool", False, "false where the export prints dates only, or one time of day on every row"),
    "value_on": Column(STAMP, pd.NaT, "value date at midnight, NaT where not printed"),
    "amount": Column("int64", 0, "minor units of currency, money out negative"),
    "currency": Column("category", "", "ISO 4217"),
    "fee": Column("int64", 0, "minor units, printed apart from the amount, a cost is negative"),
    "original_amount": Column("Int64", pd.NA, "minor units of original_currency, before conversion, signed"),
    "original_currency": Column("category", "", "ISO 4217, empty where nothing was converted"),
    "counterparty": Column(TEXT, "", "as printed, trimmed"),
    "counterparty_account": Column(TEXT, "", "as printed, trimmed"),
    "merchant": Column(TEXT, "", "normalised key of the counterparty, see ingest.text.merchant_key"),
    "description": Column(TEXT, "", "as printed, trimmed"),
    "category": Column(TEXT, "", "as printed, trimmed"),
    "country": Column("category", "", "ISO 3166 alpha-2, where printed"),
    "kind": Column("category", "payment", "one of KINDS"),
    "status": Column("category", "posted", "one of STATUSES"),
    "moved": Column("bool", True, "did money move (an order cancelled before payment did not)"),
    "refunded_amount": Column("int64", 0, "minor units the row's own words promise back, unsigned"),
    "method": Column(TEXT, "", "funding source as printed"),
    "reference": Column(TEXT, "", "the institution's own number, verbatim"),
    "order_reference": Column(TEXT, "", "the merchant's order number, verbatim"),
    "related_reference": Column(TEXT, "", "reference of another row that this row names, verbatim"),
    "balance": Column("Int64", pd.NA, "minor units of currency, running balance after this row, where printed"),
    "statement_id": Column("int64", 0, "statement of the newest sighting"),
    "line": Column("int64", 0, "line of the newest sighting in its file, from 1"),
}

KINDS: Final = (
    "payment",
    "refund",
    "transfer",
    "top_up",
    "withdrawal",
    "fee",
    "interest",
    "income",
    "reversal",
    "adjustment",
    "repayment",
    "loan",
    "exchange",
    "reward",
    "hold",
)
STATUSES: Final = ("posted", "pending", "closed", "failed", "reversed", "refunded", "partly_refunded")

# What the ledger adds to the rows of an importer.
ASSIGNED: Final = ("txn_id", "account", "person", "importer", "statement_id")


class SchemaError(ValueError):
    """A frame that is not the ledger frame: a programming error, never the user's fault."""


# pandas takes as long to check a handful of categories as to lay out a small statement, and most have the same ones.
@lru_cache(maxsize=256)
def categories(names: tuple[str, ...]) -> pd.CategoricalDtype:
    """Return the dtype of a column of a few words, which are in their order and each once."""
    return pd.CategoricalDtype(list(names))


def empty() -> pd.DataFrame:
    """Return the ledger frame with no rows."""
    return conform(pd.DataFrame(index=pd.RangeIndex(0)))


def conform(frame: pd.DataFrame) -> pd.DataFrame:
    """Return `frame` with every column of the schema, in order, typed, absent ones filled; extra columns are dropped."""
    columns = {}
    for name, column in COLUMNS.items():
        if name in frame:
            columns[name] = frame[name].astype(column.dtype)
        else:
            columns[name] = pd.Series([column.absent] * len(frame), index=frame.index, dtype=column.dtype)
    return pd.DataFrame(columns, index=frame.index)


def validate(frame: pd.DataFrame) -> pd.DataFrame:
    """Return `frame` unchanged if it is a ledger frame.

    Raises:
        SchemaError: naming the first column that is missing, mistyped, or holds values outside its closed list.
    """
    found = dict(zip(frame.columns, frame.dtypes, strict=True))
    for name, column in COLUMNS.items():
        if name not in found:
            raise SchemaError(f"column {name} is missing")
        if str(found[name]) != column.dtype and not _same(found[name], column.dtype):
            raise SchemaError(f"column {name} is {found[name]}, not {column.dtype}")
        if column.dtype in (TEXT, "category") and frame[name].array.isna().any():
            raise SchemaError(f"column {name} has missing text; use an empty string")
    _closed(frame, "kind", KINDS)
    _closed(frame, "status", STATUSES)
    if frame["booked_at"].isna().any():
        raise SchemaError("booked_at is missing on a row")
    if not (frame["amount"].abs() <= LARGEST).all():
        raise SchemaError("an amount is larger than any real one")
    if frame["txn_id"].duplicated().any():
        raise SchemaError("two rows share a txn_id")
    return frame


def _same(found: object, wanted: str) -> bool:
    return bool(found == pd.api.types.pandas_dtype(wanted))


def _closed(frame: pd.DataFrame, name: str, allowed: tuple[str, ...]) -> None:
    strange = set(np.asarray(frame[name].unique(), dtype=object)) - set(allowed)
    if strange:
        raise SchemaError(f"column {name} holds {sorted(map(str, strange))}")
