"""Labelled sets from elsewhere as ledger frames: each account is a person of its own, known by nothing but its history.

finforge: made by the package of that name (MIT), in an interpreter that holds it. 300 accounts, twelve months; a theft of some
rows in every third. Columns that leak the label are never read.
sparkov: cards of the Sparkov generator (MIT) that no weight was fitted on; those with fraud rows only are left out.
tabformer: one person's cards of eighteen years (Apache-2.0); three thefts in the test years, so an anecdote.
"""

import argparse
import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd

from ingest.schema import conform, validate
from ingest.text import merchant_keys

SHARED: Final = Path(os.environ.get("WALLETWATCH_SHARED", "../shared")) / "data"
DEVELOPED: Final = 150  # first Sparkov cards, which weights and priors were fitted on
_MADE: Final = """
import sys
from finforge import DatasetGenerator
maker = DatasetGenerator(seed=int(sys.argv[1])).with_users(int(sys.argv[2])).for_months(12)
made = maker.with_fraud(rate=0.006, types=["card_fraud", "account_takeover"]).with_anomalies(rate=0.01).generate()
kept = made[["user_id", "timestamp", "merchant", "category", "amount", "is_fraud", "fraud_scenario_id"]]
kept.to_csv(sys.argv[3], index=False)
"""


@dataclass(frozen=True)
class Labelled:
    """A set: its ledger frame, what is stolen, and the days that are judged.

    fraud: bool, parallel to the frame. case: object, which theft a row belongs to, empty elsewhere.
    start: first moment that is judged; earlier rows are history. months: account-months from then on.
    """

    name: str
    frame: pd.DataFrame
    fraud: np.ndarray
    case: np.ndarray
    start: pd.Timestamp
    months: float


def finforge(seed: int, python: str, folder: Path, accounts: int = 300) -> Labelled:
    """Make a set by the finforge package of an interpreter, or read it where it was made before."""
    path = folder / f"finforge-{accounts}-{seed}.csv"
    if not path.exists():
        subprocess.run([python, "-c", _MADE, str(seed), str(accounts), str(path)], check=True)
    table = pd.read_csv(path, parse_dates=["timestamp"])
    return _labelled(
        f"finforge {seed}", table["user_id"], table["timestamp"],
        -table["amount"], table["merchant"], table["category"],
        table["is_fraud"], table["fraud_scenario_id"], "2026-07-01",
    )  # fmt: skip


def sparkov(*, developed: bool = False) -> Labelled:
    """Read the cards that nothing was fitted on, or those that were; a theft is all fraud rows of a card, which are of one or two days."""
    table = pd.read_parquet(SHARED / "sparkov330.parquet")
    cards = table.groupby("account_id", observed=True)["is_fraud"].agg(["mean", "size"])
    usable = sorted(cards[cards["mean"] < 1].index)
    usable = usable[:DEVELOPED] if developed else usable[DEVELOPED:]
    table = table[table["account_id"].isin(usable) & (table["ts"] >= "2019-07-01")]
    return _labelled(
        "sparkov", table["account_id"], table["ts"], table["amount"], table["merchant"], table["category"],
        table["is_fraud"], table["account_id"].astype(str), "2020-06-21",
    )  # fmt: skip


def tabformer() -> Labelled:
    """Read one person's cards; a theft is the fraud rows of one calendar month."""
    table = pd.read_parquet(SHARED / "tabformer_user0.parquet")
    return _labelled(
        "tabformer", table["account_id"], table["ts"], table["amount"], table["merchant"], table["category"],
        table["is_fraud"], table["ts"].dt.strftime("%Y-%m"), "2010-01-01",
    )  # fmt: skip


SETS: Final[dict[str, Callable[[], Labelled]]] = {"sparkov": sparkov, "tabformer": tabformer}


def add_options(parser: argparse.ArgumentParser, sets: str, finforge_seeds: str) -> None:
    """Let a benchmark choose its sets; the defaults are its own."""
    parser.add_argument("--sets", default=sets)
    parser.add_argument("--finforge", metavar="PYTHON")
    parser.add_argument("--finforge-seeds", default=finforge_seeds)
    parser.add_argument("--folder", type=Path, default=Path())


def chosen(arguments: argparse.Namespace) -> list[Labelled]:
    """Return the sets that the options name."""
    sets = [SETS[name]() for name in arguments.sets.split(",") if name]
    seeds = arguments.finforge_seeds.split(",") if arguments.finforge else []
    return [*sets, *(finforge(int(seed), arguments.finforge, arguments.folder) for seed in seeds)]


def _labelled(
    name: str, account: pd.Series, when: pd.Series, amount: pd.Series, merchant: pd.Series, category: pd.Series,
    fraud: pd.Series, case: pd.Series, start: str,
) -> Labelled:  # fmt: skip
    """Build the frame; `amount` is in units, money out positive."""
    cents = -(amount.astype(float) * 100).round().astype(np.int64)
    table = pd.DataFrame(
        {
            "account": "card",
            "person": account.astype(str),
            "importer": "labelled",
            "booked_at": when,
            "has_time": True,
            "amount": cents,
            "currency": "USD",
            "counterparty": merchant.astype(str),
            "category": category.astype(str),
            "kind": np.where(cents < 0, "payment", "income"),
            "fraud": fraud.astype(bool),
            "case": np.where(fraud.astype(bool), account.astype(str) + " " + case.astype(str), ""),
        }
    ).sort_values(["booked_at", "person", "counterparty", "amount"], kind="stable")
    table["txn_id"] = [f"t{n:07d}" for n in range(len(table))]
    table["merchant"] = merchant_keys(table["counterparty"])
    frame = validate(conform(table.drop(columns=["fraud", "case"]).reset_index(drop=True)))
    first = pd.Timestamp(start)
    months = table["person"].nunique() * (table["booked_at"].max() - first).days / 30.4
    return Labelled(name, frame, table["fraud"].to_numpy(), table["case"].to_numpy(dtype=object), first, months)
