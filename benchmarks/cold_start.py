"""How good is a scan for somebody with little history? The same judged days after one, two, three ... months of it.

    python -m benchmarks.cold_start [--sets sparkov] [--finforge PYTHON --finforge-seeds 4102] [--history 0,1,2,3,6] [--folder FOLDER]

What lies further back than so many months before the first judged day is cut off; the judged days stay the same, and lend the later ones
their history. "Cold" is the share of judged payments that rules alone look at.
"""

import argparse
from dataclasses import replace

import pandas as pd

from benchmarks.detection import BUDGETS, Scored, at_rate, judged
from benchmarks.labelled import Labelled, add_options, chosen
from detect.context import Context, Settings
from detect.scan import weighed


def cut(labelled: Labelled, months: int) -> Labelled:
    """Return a set with so many months before its first judged day."""
    kept = (labelled.frame["booked_at"] >= labelled.start - pd.DateOffset(months=months)).to_numpy()
    frame = labelled.frame[kept].reset_index(drop=True)
    return replace(labelled, frame=frame, fraud=labelled.fraud[kept], case=labelled.case[kept])


def measured(labelled: Labelled) -> tuple[Scored, float]:
    """Return the judged days as a scan sees them, and the share of their payments that is scored cold."""
    scene = weighed(
        labelled.frame, Context(), labelled.frame["booked_at"].max().date(), Settings(since=labelled.start.date())
    )
    found = scene.suspicion
    if found is None:
        raise RuntimeError("nothing was scored")
    now = scene.view.when[found.features.positions] >= labelled.start.timestamp()
    return judged(labelled, scene), float(found.cold[now].mean())


def main() -> None:
    """Print one table a set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_options(parser, "sparkov", "4102")
    parser.add_argument("--history", default="0,1,2,3,6")
    arguments = parser.parse_args()
    print("| set | months before | cold | oracle @1 | oracle @1/4 | own @1 | own @1/4 |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for labelled in chosen(arguments):
        for months in map(int, arguments.history.split(",")):
            scored, cold = measured(cut(labelled, months))
            oracle = " | ".join(f"{at_rate(scored, rate, oracle=True)[0]:.3f}" for rate in BUDGETS)
            own = " | ".join(
                f"{recall:.3f} at {false:.3f}" for recall, false in zip(scored.recall, scored.false, strict=True)
            )
            print(f"| {labelled.name} | {months} | {cold:.3f} | {oracle} | {own} |", flush=True)


if __name__ == "__main__":
    main()
