"""A simulated person after a scan: the alerts and links, and the hidden truth about the same rows."""

import datetime as dt
import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from benchmarks.simulator import Parameters, simulate
from detect.alert import Alert
from detect.casebook import Casebook
from detect.context import Settings
from ingest.ledger import Ledger

Place = tuple[str, int]  # file and line


@dataclass(frozen=True)
class Judged:
    """What one scan said, and the truth.

    frame: the ledger; alerts: open at the end; settled: rows of what closed by itself; links: kind, left, right, basis.
    places: file and line of every transaction.
    """

    truth: dict[str, Any]
    frame: pd.DataFrame
    alerts: list[Alert]
    settled: frozenset[str]
    links: pd.DataFrame
    places: dict[str, Place]

    @property
    def last(self) -> str:
        """The last day, ISO, on which the scan looked."""
        return str(self.truth["last"])

    def at(self) -> dict[Place, str]:
        """Return the transaction at every place."""
        return {place: identity for identity, place in self.places.items()}


def judge(
    seed: int, preset: Parameters, formats: Sequence[str] = (), *, budget: float = 0.25, country: str = ""
) -> Judged:
    """Simulate, write, import and scan one person on the last day, with the whole year in view.

    formats: of benchmarks.simulator.FORMATS, the usual ones of the person's institutions where none is named.

    Raises:
        RuntimeError: a file could not be imported.
    """
    (judged,) = judge_each(seed, preset, (budget,), formats, country=country)
    return judged


def judge_each(
    seed: int, preset: Parameters, budgets: Sequence[float], formats: Sequence[str] = (), *, country: str = ""
) -> list[Judged]:
    """Do the same with several budgets, each on a ledger that was never scanned.

    Raises:
        RuntimeError: a file could not be imported.
    """
    life = simulate(seed, preset=preset, country=country)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = life.write(folder, formats=formats)
        with Ledger(folder / "ledger") as ledger:
            for path in paths:
                for read in ledger.import_path(path):
                    if read.status != "imported":
                        raise RuntimeError(f"{path.name}: {read.error}")
            truth = json.loads((folder / "truth.json").read_text("utf-8"))
            return [_scanned(ledger, truth, budget) for budget in budgets]


def _scanned(ledger: Ledger, truth: dict[str, Any], budget: float) -> Judged:
    as_of, first = dt.date.fromisoformat(truth["last"]), dt.date.fromisoformat(truth["first"])
    report = Casebook(ledger).scan(as_of, Settings(since=first, budget=budget), dry_run=True)
    frame = ledger.frame()
    files = ledger.statements().set_index("statement_id")["file"]
    places = {
        i: (files[s], line) for i, s, line in zip(frame["txn_id"], frame["statement_id"], frame["line"], strict=True)
    }
    settled = frozenset(row for one in report.result.resolved if one.closes == "evidence" for row in one.rows)
    return Judged(truth, frame, report.open, settled, report.result.links, places)
