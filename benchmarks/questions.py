"""How many questions about payments for a wallet does a person get who did nothing but give statements?

    python -m benchmarks.questions [--people 4] [--first-seed 1000] [--countries CN,US,ID,DE]

Simulated people at natural rates, a year each, scanned on the last day with the whole year in view: with whole statements, and with days of one of
their wallets' statements missing: ten or thirty-one days in the year, the last forty-five, the first ninety.
"""

import argparse
import datetime as dt
import random
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import pandas as pd

from benchmarks.simulator import NATURAL, WORLDS, simulate
from detect.casebook import Casebook
from detect.context import Context, Settings
from detect.institutions import is_wallet
from detect.scan import scan
from ingest.ledger import Ledger

Days = tuple[dt.date, dt.date]  # first and last, both shown
DAY: Final = dt.timedelta(days=1)


def without(frame: pd.DataFrame, context: Context, wallet: str, shown: Sequence[Days]) -> tuple[pd.DataFrame, Context]:
    """Return a ledger in which the statements of a wallet show nothing but some days."""
    days = frame["booked_at"].dt.date
    seen = pd.Series(data=False, index=frame.index)
    for first, last in shown:
        seen |= (days >= first) & (days <= last)
    table = context.statements
    parts = [
        statement | {"first": max(statement["first"][:10], str(first)), "last": min(statement["last"][:10], str(last))}
        for statement in table[table["account"] == wallet].to_dict("records")
        for first, last in shown
    ]
    kept = [part | {"opening": None, "closing": None} for part in parts if part["first"] <= part["last"]]
    statements = pd.concat([table[table["account"] != wallet], pd.DataFrame(kept)], ignore_index=True)
    return frame[(frame["account"] != wallet) | seen], replace(context, statements=statements)


def spans(first: dt.date, last: dt.date, chance: random.Random) -> dict[str, list[Days]]:
    """Return the days that a wallet's statements show, by what is missing."""
    gap = first + DAY * chance.randrange(60, 300)
    return {
        "10 days missing": [(first, gap - DAY), (gap + 10 * DAY, last)],
        "31 days missing": [(first, gap - DAY), (gap + 31 * DAY, last)],
        "last 45 days missing": [(first, last - 45 * DAY)],
        "first 90 days missing": [(first + 90 * DAY, last)],
    }


def asked(seed: int, country: str) -> Counter[tuple[str, str]]:
    """Return how many questions one person gets and of how many payments, by what is missing."""
    with tempfile.TemporaryDirectory() as name, Ledger(Path(name) / "ledger") as ledger:
        for path in simulate(seed, preset=NATURAL, country=country).write(Path(name)):
            list(ledger.import_path(path))
        frame, context = ledger.frame(), Casebook(ledger).context()
    first, last = (frame["booked_at"].agg(end).date() for end in ("min", "max"))
    labels = zip(context.accounts["label"], context.accounts["institution"], strict=True)
    wallets = sorted(label for label, name in labels if is_wallet(name or label.partition(":")[0]))
    chance, ledgers = random.Random(seed), {"nothing missing": (frame, context)}
    if wallets:
        wallet = chance.choice(wallets)
        missing = spans(first, last, chance).items()
        ledgers |= {name: without(frame, context, wallet, shown) for name, shown in missing}
    counts: Counter[tuple[str, str]] = Counter()
    for name, (rows, known) in ledgers.items():
        found = scan(rows, known, last, Settings(since=first)).debits
        counts[name, "people"] += 1
        counts[name, "questions"] += len(found)
        counts[name, "payments"] += sum(len(question.rows) for question in found)
    return counts


def main() -> None:
    """Print one line for each country and each thing missing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=4, help="of each country")
    parser.add_argument("--first-seed", type=int, default=1000)
    parser.add_argument("--countries", default="CN,US,ID,DE", help=f"some of {','.join(sorted(WORLDS))}")
    arguments = parser.parse_args()
    print("| country | what | people | questions | payments asked about | questions a person-month |")
    print("|---|---|---:|---:|---:|---:|")
    for country in arguments.countries.split(","):
        total: Counter[tuple[str, str]] = Counter()
        for seed in range(arguments.first_seed, arguments.first_seed + arguments.people):
            total += asked(seed, country)
        for name in dict.fromkeys(name for name, _ in total):
            people, questions, payments = (total[name, what] for what in ("people", "questions", "payments"))
            print(
                f"| {country} | {name} | {people} | {questions} | {payments} | {questions / people / 12:.3f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
