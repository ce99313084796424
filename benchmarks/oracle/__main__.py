"""Say how well double charges can be told at all, by kind of export and country, and how near Walletwatch comes.

    python -m benchmarks.oracle [--tune 200] [--people 100] [--first-seed 30000] [--countries CN US ID DE]
        [--kinds real second minute day wallet bank] [--times 4] [--ours]

With `--ours` the same people's statements are imported and scanned too (some seconds a person and kind), and scored alike.
The posterior and its threshold come from seeds 1000 on, the figures from the seeds asked for, at natural rates: double
charges of every family are planted alike and far more often, and each counts for as much as its family is worth in life. "Quiet" is the oracle held to .02 false alerts a person-month.
"""

import argparse
import json
import math
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from benchmarks.oracle import ours
from benchmarks.oracle.export import KINDS
from benchmarks.oracle.people import COUNTRIES, Sheet, crowded, sheets
from benchmarks.oracle.posterior import Score, best_threshold, fit, judge, posterior
from benchmarks.simulator import WORLDS

FIRST = 1000  # of the tuning seeds
QUIET = 0.02  # false alerts a person-month


def measure(learned: Sheet, tuned: Sheet, fresh: Sheet, times: float, months: int) -> dict[str, Score]:
    """Fit on one set of people, choose thresholds on another, score on a third.

    The second threshold keeps to as many false alerts as we allow ourselves: the best F1 buys its last charges dearly.
    """
    models = fit(learned, times)
    of_tuned, of_fresh = posterior(models, tuned), posterior(models, fresh)
    scores = {}
    for name, most in (("oracle", math.inf), ("quiet oracle", QUIET * months)):
        threshold = best_threshold(tuned, of_tuned, times, most)
        scores[f"{name}, from {threshold:.2f}"] = judge(fresh, of_fresh, threshold, times)
    return scores


def main() -> None:
    """Print the table, and write it where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tune", type=int, default=200, help="people to learn from, in each country; at most 1000")
    parser.add_argument("--people", type=int, default=100)
    parser.add_argument("--first-seed", type=int, default=30_000)
    parser.add_argument("--countries", nargs="+", choices=sorted(WORLDS), default=list(COUNTRIES))
    parser.add_argument("--kinds", nargs="+", choices=sorted(KINDS), default=list(KINDS))
    parser.add_argument(
        "--ours", action="store_true", help="scan these people and score the alerts by the same yardstick"
    )
    parser.add_argument("--times", type=float, default=1.0, help="natural rate of double charges times this")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--output", type=Path)
    chosen = parser.parse_args()
    third = chosen.tune * 2 // 3
    table: list[dict[str, Any]] = []
    print(f"parameters {crowded().fingerprint()}, tuning seeds {FIRST}-{FIRST + chosen.tune - 1}")
    seeds = range(chosen.first_seed, chosen.first_seed + chosen.people)
    print(f"fresh seeds {seeds[0]}-{seeds[-1]} in each country, {chosen.times:g} times the natural rate\n")
    print("| country | export | who | F1 | precision | recall | false a person-month | by family |")
    print("|---|---|---|---:|---:|---:|---:|---|")
    with ProcessPoolExecutor(chosen.jobs) as pool:
        for country in chosen.countries:
            learned = sheets(range(FIRST, FIRST + third), country, pool)
            tuned = sheets(range(FIRST + third, FIRST + chosen.tune), country, pool)
            fresh = sheets(seeds, country, pool)
            for kind in chosen.kinds:
                months = 12 * (chosen.tune - third)
                scores = measure(learned[kind], tuned[kind], fresh[kind], chosen.times, months)
                if chosen.ours:
                    scores["walletwatch"] = ours.said(seeds, country, kind, chosen.times, pool)
                for who, scored in scores.items():
                    table.append(_row(country, kind, who, scored, 12 * len(seeds)))
                    print(_line(table[-1]), flush=True)
    if chosen.output:
        chosen.output.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


def _row(country: str, kind: str, who: str, score: Score, months: int) -> dict[str, Any]:
    return {
        "country": country, "kind": kind, "who": who, "f1": round(score.f1, 3), "precision": round(score.precision, 3),
        "recall": round(score.recall, 3), "false_a_month": round(score.false / months, 4),
        "families": {family: list(counts) for family, counts in sorted(score.families.items())},
    }  # fmt: skip


def _line(row: dict[str, Any]) -> str:
    families = ", ".join(f"{family} {found}/{every}" for family, (found, every) in row["families"].items())
    return (
        f"| {row['country']} | {row['kind']} | {row['who']} | {row['f1']:.3f} | {row['precision']:.3f} | {row['recall']:.3f} "
        f"| {row['false_a_month']:.4f} | {families} |"
    )


if __name__ == "__main__":
    main()
