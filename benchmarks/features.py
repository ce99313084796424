"""What does each feature bring? Each is taken away by itself, from the sum and from the forest, on sets that weights were fitted on.

    python -m benchmarks.features [--people 50] [--finforge PYTHON --finforge-seeds 4101] [--folder FOLDER]

Thresholds are the oracle's: what a feature brings is what is found less without it. Small regular charges of simulated people are left out, they are told elsewhere.
"""

import argparse
import json
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd
from sklearn.metrics import average_precision_score

from benchmarks.detection import BUDGETS, Scored, at_rate, placed
from benchmarks.labelled import Labelled, add_options, finforge, sparkov
from benchmarks.simulated import QUIET, planted
from benchmarks.simulator import WORLDS, simulate
from detect.context import Context, Settings
from detect.features import EVIDENCE
from detect.scan import weighed
from detect.suspicion import SIZES, suspicion
from ingest.ledger import Ledger

FIRST_SEED: Final = 31_000  # people for tuning
GROUPS: Final = {"amount": SIZES} | {name: (name,) for name in EVIDENCE if name not in SIZES}


def simulated(country: str, people: int) -> tuple[Labelled, Context]:
    """Simulate people of a country with thefts as often as `benchmarks.simulated` plants them; all of their year is judged."""
    frames, stolen, cases, accounts = [], [], [], []
    for seed in range(FIRST_SEED, FIRST_SEED + people):
        with tempfile.TemporaryDirectory() as name, Ledger(Path(name) / "ledger") as ledger:
            folder = Path(name)
            for path in simulate(seed, preset=planted(), country=country).write(folder):
                list(ledger.import_path(path, person=str(seed)))
            truth = json.loads((folder / "truth.json").read_text("utf-8"))
            label = {
                (file, line): f"{seed} {one['id']}"
                for one in truth["labels"]
                if one["kind"] == "unauthorized" and one["family"] != "U-inhabit"
                for row in one["rows"]
                for file, line in row["seen"]
            }
            frame, files = ledger.frame(), ledger.statements().set_index("statement_id")["file"]
            places = zip(frame["statement_id"].map(files), frame["line"], strict=True)
            found = np.array([label.get((str(file), int(line)), "") for file, line in places], dtype=object)
            own = {
                "txn_id": f"{seed}:" + frame["txn_id"],
                "statement_id": frame["statement_id"] + 1_000 * (seed - FIRST_SEED),
            }
            frames.append(frame.assign(**own))
            cases.append(found)
            stolen.append(found != "")
            accounts.append(ledger.described())
    whole = pd.concat(frames, ignore_index=True)
    context = Context(accounts=pd.concat(accounts, ignore_index=True))
    start = whole["booked_at"].min()
    fraud, case = np.concatenate(stolen), np.concatenate(cases)
    return Labelled(f"simulated, {country}", whole, fraud, case, start, 12.0 * people), context


def table(labelled: Labelled, context: Context) -> None:
    """Print what is found of one set with everything, and without each feature."""
    settings = Settings(since=labelled.start.date())
    scene = weighed(labelled.frame, context, labelled.frame["booked_at"].max().date(), settings)
    found = scene.suspicion
    if found is None:
        return
    place, now = placed(labelled, scene, found.features.positions)
    now &= ~np.array([any(family in str(case) for family in QUIET) for case in labelled.case[place]], dtype=bool)
    fraud = labelled.fraud[place][now]
    normal, patterns = scene.known[found.features.positions], found.parts["pattern"].to_numpy()
    print(f"\n### {labelled.name}\n\n| without | AP | oracle @1 | oracle @1/4 |\n|---|---:|---:|---:|")
    print(_line("nothing", Scored(found.surprise[now], fraud, np.zeros(0), labelled.months, 0.0)), flush=True)
    for group, names in GROUPS.items():
        evidence = found.features.evidence.assign(**dict.fromkeys(names, 0.0))
        if evidence.equals(found.features.evidence):
            continue  # the set prints nothing of the kind
        less = suspicion(replace(found.features, evidence=evidence), normal, patterns, settings).surprise[now]
        print(_line(group, Scored(less, fraud, np.zeros(0), labelled.months, 0.0)), flush=True)


def _line(name: str, scored: Scored) -> str:
    cells = [
        average_precision_score(scored.fraud, scored.now),
        *(at_rate(scored, rate, oracle=True)[0] for rate in BUDGETS),
    ]
    return f"| {name} | {' | '.join(f'{cell:.3f}' for cell in cells)} |"


def main() -> None:
    """Print one table a set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_options(parser, "", "4101")
    parser.add_argument("--people", type=int, default=50, help="of each country")
    arguments = parser.parse_args()
    table(sparkov(developed=True), Context())
    for seed in arguments.finforge_seeds.split(",") if arguments.finforge else []:
        table(finforge(int(seed), arguments.finforge, arguments.folder), Context())
    for country in sorted(WORLDS):
        table(*simulated(country, arguments.people))


if __name__ == "__main__":
    main()
