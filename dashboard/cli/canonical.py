"""The ledger frame as the canonical CSV that `ingest.importers.canonical` reads, and as JSON.

The CSV is verbatim, so that it gives the same ledger again: a text that begins like a formula stays as it is. It is for
programs; a spreadsheet that opens it may take such a text for a formula.
"""

import csv
import io
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from dashboard.cli.json_text import dumps
from dashboard.cli.screen import CONTRACT
from ingest.importers.canonical import ACCOUNT, OPTIONAL, REQUIRED
from ingest.money import decimal_text

NOTHING = dict.fromkeys(ACCOUNT, "")
HEADING = ("id", *REQUIRED, *(name for name in OPTIONAL if name != "id"))


def as_csv(frame: pd.DataFrame, accounts: pd.DataFrame) -> str:
    """Return the canonical CSV of a ledger frame and what the ledger knows of its accounts."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADING)
    writer.writerows([cells[name] for name in HEADING] for cells in cells_of(frame, accounts))
    return text.getvalue()


def cells_of(frame: pd.DataFrame, accounts: pd.DataFrame) -> Iterator[dict[str, str]]:
    """Yield every transaction as the cells of HEADING by name, those of its account among them; empty where there is nothing."""
    known = _accounts(accounts)
    for row in _rows(frame):
        yield row | known.get((row["person"], row["account"]), NOTHING)


def as_json(frame: pd.DataFrame, accounts: pd.DataFrame) -> str:  # noqa: ARG001  (one signature for both)
    """Return the same rows as a JSON answer."""
    return dumps({"contract": CONTRACT, "transactions": list(_rows(frame))}) + "\n"


def _rows(frame: pd.DataFrame) -> Iterator[dict[str, str]]:
    """Yield every transaction as the cells of the canonical CSV."""
    for row in frame.to_dict("records"):
        cells = {name: str(row[name]) for name in HEADING if name in row}
        yield cells | {
            "id": row["txn_id"],
            "booked_at": _stamp(row["booked_at"], with_time=row["has_time"]),
            "value_on": _stamp(row["value_on"], with_time=False),
            "moved": "true" if row["moved"] else "false",
            **{name: _money(row[name], row["currency"]) for name in ("amount", "balance")},
            **{name: _money(row[name], row["currency"]) if row[name] else "" for name in ("fee", "refunded_amount")},
            "original_amount": _money(row["original_amount"], row["original_currency"]),
        }


def _accounts(accounts: pd.DataFrame) -> dict[tuple[str, str], dict[str, str]]:
    """Return the account columns of each person's account."""
    columns = ("institution", "kind", "country", "currency", "last4")
    return {
        (str(row["person"]), str(row["label"])): dict(zip(ACCOUNT, (str(row[name]) for name in columns), strict=True))
        for row in accounts.to_dict("records")
    }


def _stamp(stamp: pd.Timestamp, *, with_time: bool) -> str:
    if pd.isna(stamp):
        return ""
    return str(stamp.isoformat() if with_time else stamp.date().isoformat())


def _money(amount: Any, currency: str) -> str:  # noqa: ANN401  (a cell of a frame)
    return "" if pd.isna(amount) else decimal_text(int(np.int64(amount)), currency)
