"""Scan simulated people and compare with the truth: what was found, by family, and what was raised in error.

    python -m benchmarks.simulated [--people 40] [--first-seed 1000] [--budgets 0.25,1] [--countries CN,US,ID,DE]

Incidents are planted more often than in life (see `PLANTED`), everything else at its natural rate; statements are
written in the real export formats, imported, and scanned once on the last day with the whole year in view.
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from benchmarks.judged import Place, judge_each
from benchmarks.simulator import NATURAL, WORLDS
from benchmarks.simulator.parameters import Parameters
from detect.alert import Alert

PLANTED = {"unauthorized": 8.0, "duplicates": 4.0}
KINDS = ("duplicate", "missing_refund", "failed_but_debited", "missing_top_up", "unauthorized")
QUIET = ("U-drip",)  # small regular charges: `new_recurring` is as good an answer as `unauthorized`
UNWINNABLE = ("U-inhabit",)  # in every way like the person's own payments; reported, never counted as a miss


def planted() -> Parameters:
    """Return the natural rates with incidents multiplied, so that a few dozen people hold enough of them."""
    stolen, twice = NATURAL.unauthorized, NATURAL.duplicates
    return replace(
        NATURAL,
        unauthorized=replace(
            stolen, per_year=tuple((family, rate * PLANTED["unauthorized"]) for family, rate in stolen.per_year)
        ),
        duplicates=replace(twice, per_year=twice.per_year * PLANTED["duplicates"]),
    )


@dataclass
class Tally:
    """Counts over people: planted and found by (kind, family), and alerts that match no incident of their kind.

    told: alerts about payments that were stolen or innocent, by (which, severity).
    """

    planted: Counter[tuple[str, str]] = field(default_factory=Counter)
    found: Counter[tuple[str, str]] = field(default_factory=Counter)
    false: Counter[tuple[str, str]] = field(default_factory=Counter)
    told: Counter[tuple[str, str]] = field(default_factory=Counter)
    months: float = 0.0

    def add(self, other: "Tally") -> None:
        """Add another tally."""
        self.planted += other.planted
        self.found += other.found
        self.false += other.false
        self.told += other.told
        self.months += other.months


def judge(seed: int, budgets: Sequence[float], country: str) -> list[Tally]:
    """Simulate, write and import one person, and scan with each budget."""
    return [
        _compare(judged.truth, judged.alerts, judged.places, judged.settled)
        for judged in judge_each(seed, planted(), budgets, country=country)
    ]


def _compare(truth: dict[str, Any], alerts: list[Alert], places: dict[str, Place], settled: frozenset[str]) -> Tally:
    tally = Tally(months=12.0)
    seen: dict[tuple[str, int], list[tuple[str, str, str]]] = {}
    for label in truth["labels"]:
        for row in label["rows"]:
            for file, line in row["seen"]:
                for kind in (label["kind"], *label["also"]):
                    seen.setdefault((file, line), []).append((kind, label["family"], label["id"]))
    hits = set()
    for alert in alerts:
        labels = [entry for row in alert.rows for entry in seen.get(places[row], ())]
        mine = {identity for kind, family, identity in labels if kind == alert.kind or _answers(alert, family)}
        hits |= mine
        if alert.kind == "unauthorized":
            tally.told["stolen" if mine else "innocent", alert.severity] += 1
        if not mine:
            tally.false[alert.kind, labels[0][1] if labels else "background"] += 1
    done = {places[row] for row in settled if row in places}
    for label in truth["labels"]:
        late = label["family"] == "M3" and any(tuple(place) in done for row in label["rows"] for place in row["seen"])
        told = label["promised_by"] != "merchant" and label["knowable_on"] <= truth["last"] and not late
        if label["kind"] in KINDS and told:
            tally.planted[label["kind"], label["family"]] += 1
            tally.found[label["kind"], label["family"]] += label["id"] in hits
    return tally


def _answers(alert: Alert, family: str) -> bool:
    return family in QUIET and alert.kind == "new_recurring"


def _summary(total: Tally, kind: str) -> str:
    """Return found of planted; in-habit theft is told apart."""
    families = sorted(family for k, family in total.planted if k == kind)
    counted = [family for family in families if family not in UNWINNABLE]
    found, planted_ = (sum(counts[kind, family] for family in counted) for counts in (total.found, total.planted))
    each = ", ".join(f"{family} {total.found[kind, family]}/{total.planted[kind, family]}" for family in families)
    share = f" ({found / planted_:.3f})" if planted_ else ""
    return f"{kind}: {found} of {planted_}{share}: {each}"


def lines(total: Tally) -> list[str]:
    """Return what was found and what was raised in error, by kind."""
    said = [_summary(total, kind) for kind in KINDS]
    for kind in sorted({k for k, _ in total.false}):
        counts = {f: n for (k, f), n in total.false.most_common() if k == kind}
        said.append(f"false {kind}: {sum(counts.values()) / total.months:.3f} a person-month: {counts}")
    for which in ("stolen", "innocent"):
        severities = {severity: count for (told, severity), count in sorted(total.told.items()) if told == which}
        said.append(f"alerts about {which} payments by severity: {severities}")
    return [*said, f"false of all kinds: {total.false.total() / total.months:.3f} a person-month"]


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=40, help="of each country")
    parser.add_argument("--first-seed", type=int, default=1000)
    parser.add_argument("--budgets", default="0.25")
    parser.add_argument("--countries", default="CN", help=f"some of {','.join(sorted(WORLDS))}")
    arguments = parser.parse_args()
    budgets = [float(budget) for budget in arguments.budgets.split(",")]
    seeds = range(arguments.first_seed, arguments.first_seed + arguments.people)
    print(f"{len(seeds)} people a country, seeds {seeds[0]}-{seeds[-1]}, parameters {planted().fingerprint()}")
    with ProcessPoolExecutor(2) as pool:
        for country in arguments.countries.split(","):
            totals = [Tally() for _ in budgets]
            for tallies in pool.map(partial(judge, budgets=budgets, country=country), seeds):
                for total, tally in zip(totals, tallies, strict=True):
                    total.add(tally)
            for budget, total in zip(budgets, totals, strict=True):
                print(f"\n{country}, budget {budget:g}")
                print("\n".join(lines(total)), flush=True)


if __name__ == "__main__":
    main()
