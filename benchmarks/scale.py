"""Links and rules on large ledgers: seconds of the processor, and how they grow with the rows.

    python -m benchmarks.scale [--rows 100000,1000000] [--people 12] [--runs 2] [--whole]

A few simulated people of all countries are imported once. Their rows are repeated under other names until the ledger has the
size asked for (`people`), and one person's year is laid end to end, a year after a year, in the same accounts (`one life`, at
most a century). A copy has references of its own, so it is another payment in every respect that links and rules look at.
"""

import argparse
import datetime as dt
import gc
import resource
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import pandas as pd

from benchmarks.simulator import NATURAL, WORLDS, simulate
from detect import rules
from detect.casebook import Casebook
from detect.context import Context, Settings
from detect.features import Measured
from detect.scan import scan
from detect.scene import Scene
from detect.view import View
from ingest.ledger import Ledger
from ingest.schema import conform, validate

REFERENCES: Final = ("txn_id", "reference", "order_reference", "related_reference")
YEAR: Final = dt.timedelta(weeks=52)  # weekdays stay what they were
AIM: Final = 10.0  # seconds for 100,000 rows linked and ruled
FIRST_SEED: Final = 50_000


@dataclass(frozen=True)
class Life:
    """A ledger frame, what a scan may know besides, and the last day."""

    frame: pd.DataFrame
    context: Context
    last: dt.date


def life(seeds: dict[int, str]) -> Life:
    """Simulate, write and import people (seed: country) into one ledger, and return what is in it."""
    with tempfile.TemporaryDirectory() as name, Ledger(Path(name) / "ledger") as ledger:
        for seed, country in seeds.items():
            for path in simulate(seed, preset=NATURAL, country=country).write(Path(name) / str(seed)):
                for read in ledger.import_path(path, person=str(seed)):
                    if read.status != "imported":
                        raise RuntimeError(f"{path.name}: {read.error}")
        frame = ledger.frame()
        return Life(frame, Casebook(ledger).context(), frame["booked_at"].max().date())


def people(few: Life, rows: int) -> Life:
    """Return at least so many rows: everybody again and again, under other names."""
    return _repeated(few, -(-rows // len(few.frame)), apart=True)


def one_life(year: Life, rows: int) -> Life:
    """Return at least so many rows of one person: the same accounts, a year later each time."""
    return _repeated(year, -(-rows // len(year.frame)), apart=False)


def _repeated(few: Life, times: int, *, apart: bool) -> Life:
    frames, accounts, statements = [], [], []
    size = int(few.frame["statement_id"].max()) + 1
    for n in range(times):
        changes = {name: _numbered(few.frame[name], n) for name in REFERENCES}
        frame = few.frame.assign(**changes, statement_id=few.frame["statement_id"] + n * size)
        table = few.context.statements.assign(statement_id=few.context.statements["statement_id"] + n * size)
        if apart:
            frame, table = _renamed(frame, n), _renamed(table, n)
            accounts.append(_renamed(few.context.accounts, n))
        else:
            late = n * YEAR
            frame = frame.assign(**{name: frame[name] + late for name in ("booked_at", "instant", "value_on")})
            table = table.assign(**{name: [_later(day, late) for day in table[name]] for name in ("first", "last")})
        frames.append(frame)
        statements.append(table)
    whole = pd.concat(frames, ignore_index=True).sort_values(["booked_at", "txn_id"], kind="stable")
    context = replace(few.context, statements=pd.concat(statements, ignore_index=True))
    if accounts:
        context = replace(context, accounts=pd.concat(accounts, ignore_index=True))
    last = few.last if apart else few.last + (times - 1) * YEAR
    return Life(validate(conform(whole.reset_index(drop=True))), context, last)


def _numbered(column: pd.Series, n: int) -> pd.Series:
    """Put the number of the copy before each text: what begins alike still does."""
    return column.where(column == "", f"{n}:" + column)


def _renamed(frame: pd.DataFrame, n: int) -> pd.DataFrame:
    return frame.assign(person=frame["person"].astype(str) + f"-{n}")


def _later(day: str, late: dt.timedelta) -> str:
    return (dt.date.fromisoformat(day[:10]) + late).isoformat() if day else day


def timed(case: Life, *, whole: bool) -> tuple[float, float, float, float]:
    """Return seconds of the processor: links, links and rules; where asked for also the features alone, and a whole scan with them and the forest."""
    gc.collect()
    start = time.process_time()
    scene = Scene.of(View.of(case.frame, case.context, case.last, Settings()))
    linked = time.process_time() - start
    for module in (*rules.finders(), *rules.patterns()):
        if module.__name__ != "detect.rules.unauthorized":  # it only gathers what features and forest say
            (module.find if hasattr(module, "find") else module.signals)(scene)
    ruled = time.process_time() - start
    start = time.process_time()
    if whole:
        Measured.of(scene.view, scene.payments).features(scene.known[scene.payments])
    measured = time.process_time() - start
    del scene
    gc.collect()
    start = time.process_time()
    if whole:
        scan(case.frame, case.context, case.last, Settings())
    return linked, ruled, measured, time.process_time() - start


def main() -> None:
    """Print a Markdown table, the best of the runs for each ledger."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", default="100000,1000000")
    parser.add_argument("--people", type=int, default=12)
    parser.add_argument("--runs", type=int, default=2)
    parser.add_argument("--whole", action="store_true", help="time whole scans as well, with features and forest")
    options = parser.parse_args()
    countries = sorted(WORLDS)
    few = life({FIRST_SEED + n: countries[n % len(countries)] for n in range(options.people)})
    year = life({FIRST_SEED: "CN"})
    print("| ledger | rows | links, s | links and rules, s | aim | features, s | whole scan, s | memory, MB |")
    print("|---|---:|---:|---:|---|---:|---:|---:|")
    for rows in map(int, options.rows.split(",")):
        cases = {"people": people(few, rows)}
        if rows <= len(year.frame) * 100:
            cases["one life"] = one_life(year, rows)
        for name, case in cases.items():
            linked, ruled, measured, whole = (
                min(turn) for turn in zip(*(timed(case, whole=options.whole) for _ in range(options.runs)), strict=True)
            )
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            aim = f"{AIM:.0f}, {'met' if ruled < AIM else 'MISSED'}" if rows <= 100_000 else ""
            print(
                f"| {name} | {len(case.frame):,} | {linked:.1f} | {ruled:.1f} | {aim} | {measured:.1f} | {whole:.1f} | {memory:,} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
