"""`--scores`: the score of every payment as CSV, for evaluation."""

import csv
import io
from pathlib import Path

import pandas as pd

from dashboard.cli.output import write_private
from ingest.money import decimal_text

_HEADING = ("person", "account", "reference", "txn_id", "booked_at", "amount", "score", "reason")


def write_scores(path: Path, scores: pd.DataFrame, frame: pd.DataFrame) -> None:
    """Write one line for every row that moved money out; `frame` is the ledger frame by txn_id."""
    rows = frame.loc[scores["txn_id"]]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_HEADING)
    for row, score, reason in zip(rows.itertuples(index=False), scores["score"], scores["reason"], strict=True):
        stamp = row.booked_at.isoformat() if row.has_time else row.booked_at.date().isoformat()
        amount = decimal_text(int(row.amount), str(row.currency))
        told = "" if pd.isna(score) else repr(float(score))
        writer.writerow((row.person, row.account, row.reference, row.txn_id, stamp, amount, told, reason))
    write_private(path, text.getvalue())
