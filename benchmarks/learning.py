"""What twenty answers a person are worth: the same labelled set scanned with and without them.

    python -m benchmarks.learning [--sets sparkov] [--finforge PYTHON --finforge-seeds 4102,4103] [--answers 20] [--folder FOLDER]

Before the first judged day each person is asked about their strangest payments, as a scan would do that tells too much, and answers truly
("mine" or "not mine"). Afterwards nothing is answered. "Oracle" is one threshold for all at exactly the rate; "own" are the product's
thresholds, with false alerts an account-month.
"""

import argparse
from dataclasses import replace

import numpy as np
import pandas as pd

from benchmarks.detection import BUDGETS, Scored, at_rate, judged
from benchmarks.labelled import Labelled, add_options, chosen
from detect.context import Context, Settings
from detect.scan import weighed
from detect.scene import Scene


def answers(labelled: Labelled, scene: Scene, count: int) -> pd.DataFrame:
    """Return true answers to each person's strangest payments before the judged days, one alert a payment."""
    suspicion = scene.suspicion
    if suspicion is None:
        raise RuntimeError("nothing was scored")
    rows = suspicion.features.positions
    stolen = set(labelled.frame.loc[labelled.fraud, "txn_id"])
    table = pd.DataFrame(
        {
            "txn_id": scene.view.txn_ids[rows],
            "person": suspicion.features.person,
            "surprise": suspicion.surprise,
            "before": scene.view.when[rows] < labelled.start.timestamp(),
        }
    )
    asked = table[table["before"] & ~suspicion.cold].sort_values("surprise", ascending=False, kind="stable")
    asked = asked.groupby("person").head(count)
    return pd.DataFrame(
        {
            "txn_id": asked["txn_id"],
            "answer": np.where(asked["txn_id"].isin(stolen), "not_mine", "mine"),
            "answered_on": labelled.start.date().isoformat(),
            "alert_id": asked["txn_id"],
            "kind": "unauthorized",
        }
    ).sort_values("txn_id")


def measured(labelled: Labelled, count: int) -> tuple[Scored, Scored, pd.DataFrame]:
    """Return the judged days without and with answers, and the answers."""
    settings, last = Settings(since=labelled.start.date()), labelled.frame["booked_at"].max().date()
    plain = weighed(labelled.frame, Context(), last, settings)
    said = answers(labelled, plain, count)
    taught = weighed(labelled.frame, replace(Context(), answers=said), last, settings)
    return judged(labelled, plain), judged(labelled, taught), said


def row(name: str, scored: Scored) -> str:
    """Return a table row."""
    oracle = " | ".join(f"{at_rate(scored, rate, oracle=True)[0]:.3f}" for rate in BUDGETS)
    own = " | ".join(f"{recall:.3f} at {false:.3f}" for recall, false in zip(scored.recall, scored.false, strict=True))
    return f"| {name} | {oracle} | {own} |"


def main() -> None:
    """Print one table a set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_options(parser, "sparkov", "4102,4103,2024")
    parser.add_argument("--answers", type=int, default=20)
    arguments = parser.parse_args()
    print("| set | oracle @1 | oracle @1/4 | own @1 | own @1/4 |\n|---|---:|---:|---:|---:|")
    for labelled in chosen(arguments):
        plain, taught, said = measured(labelled, arguments.answers)
        print(row(labelled.name, plain))
        print(row(f"{labelled.name}, {len(said)} answers", taught), flush=True)


if __name__ == "__main__":
    main()
