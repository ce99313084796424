"""Accounts that came in two formats: are the alerts those of the richer format alone?

    python -m benchmarks.twins [--people 10] [--first-seed 1000] [--countries CN,US,ID,DE]

Each person is scanned twice: with the usual export of each account, and with a second format of each account beside it where
its institution has one. An alert is the same when it is of the same kind, about the same money, and its rows are of the same
days and amounts.
"""

import argparse
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any

from benchmarks.judged import Judged, judge
from benchmarks.links import planted
from benchmarks.simulator import WORLDS, simulate
from benchmarks.simulator.formats import twins, usual


@dataclass(frozen=True)
class Compared:
    """What two scans of one person said."""

    seed: int
    alike: int
    once: tuple[str, ...]  # only with one format
    both: tuple[str, ...]  # only with two
    rows: int
    more: int  # rows that the second formats brought into the ledger


def compared(seed: int, country: str) -> Compared:
    """Scan one person with one format an account, and with two."""
    person = simulate(seed, preset=planted(), country=country).person
    formats = usual(person)
    one = judge(seed, planted(), formats, country=country)
    two = judge(seed, planted(), tuple(dict.fromkeys((*formats, *twins(person)))), country=country)
    said, again = _alerts(one), _alerts(two)
    return Compared(
        seed,
        (said & again).total(),
        tuple(sorted(map(str, (said - again).elements()))),
        tuple(sorted(map(str, (again - said).elements()))),
        len(one.frame),
        len(two.frame) - len(one.frame),
    )


def _alerts(judged: Judged) -> Counter[tuple[Any, ...]]:
    rows = judged.frame.set_index("txn_id")
    days, amounts = rows["booked_at"].dt.date.astype(str), rows["amount"]
    return Counter(
        (alert.kind, alert.amount, alert.currency, tuple(sorted((days[row], int(amounts[row])) for row in alert.rows)))
        for alert in judged.alerts
    )


def main() -> None:
    """Print a table of countries, and every alert that differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=10)
    parser.add_argument("--first-seed", type=int, default=1000)
    parser.add_argument("--countries", default=",".join(WORLDS))
    arguments = parser.parse_args()
    seeds = range(arguments.first_seed, arguments.first_seed + arguments.people)
    print(
        "| country | people | with the same alerts | alerts alike | only with one | only with two | rows | more rows |"
    )
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    with ProcessPoolExecutor(2) as pool:
        for country in arguments.countries.split(","):
            found = list(pool.map(partial(compared, country=country), seeds))
            same = sum(not one.once and not one.both for one in found)
            once, both = (sum(len(getattr(one, name)) for one in found) for name in ("once", "both"))
            alike, rows, more = (sum(getattr(one, name) for one in found) for name in ("alike", "rows", "more"))
            print(f"| {country} | {len(found)} | {same} | {alike} | {once} | {both} | {rows} | {more} |", flush=True)
            for one in found:
                for name in ("once", "both"):
                    for alert in getattr(one, name):
                        print(f"    seed {one.seed}, {name}: {alert}", flush=True)


if __name__ == "__main__":
    main()
