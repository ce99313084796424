"""Unauthorised payments on labelled sets from elsewhere: one table a set, own history only, one default for all.

    python -m benchmarks.detection [--sets sparkov,tabformer] [--finforge PYTHON --finforge-seeds 4101,4102,4103]
        [--seeds 10] [--rivals] [--folder FOLDER]

Rows before a set's first judged day are history, unlabelled and with their thefts. "Own" columns are what a person would
have been told: thresholds from the person's strictly earlier months. "Before" takes one threshold for all from the rows before the
first judged day; "oracle" takes the one that gives exactly the rate on the judged days, which nobody can know.
Rates are of false rows, but for the alerts column, which counts episodes as the product tells them.
"""

import argparse
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from sklearn.metrics import average_precision_score

from benchmarks.forest_rivals import RIVALS
from benchmarks.labelled import Labelled, add_options, chosen
from detect.context import Context, Settings
from detect.limits import above
from detect.rules import unauthorized
from detect.scan import weighed
from detect.scene import Scene
from detect.suspicion import Suspicion, suspicion

BUDGETS: Final = (1.0, 0.25)


@dataclass(frozen=True)
class Scored:
    """Scores of the judged payments and of those before, and what a person would have been told.

    recall, false: share of stolen rows told, and alerts (episodes) with none of them, an account-month, by budget.
    second: share of thefts told by their second row, by budget.
    """

    now: np.ndarray
    fraud: np.ndarray
    before: np.ndarray
    months: float
    months_before: float
    recall: tuple[float, ...] = ()
    false: tuple[float, ...] = ()
    second: tuple[float, ...] = ()


def ours(labelled: Labelled, seeds: Iterable[int]) -> list[Scored]:
    """Score a set as a scan does, with forests of these seeds; nothing else of a scan depends on a seed."""
    settings = Settings(since=labelled.start.date())
    scene = weighed(labelled.frame, Context(), labelled.frame["booked_at"].max().date(), settings)
    found = _found(scene)
    normal, patterns = scene.known[found.features.positions], found.parts["pattern"].to_numpy()
    runs = []
    for seed in seeds:
        scene.suspicion = suspicion(found.features, normal, patterns, replace(settings, seed=seed))
        runs.append(judged(labelled, scene))
    return runs


def judged(labelled: Labelled, scene: Scene) -> Scored:
    """Return what a scene's suspicion is worth on the judged days."""
    found = _found(scene)
    place, now = placed(labelled, scene, found.features.positions)
    fraud, case = labelled.fraud[place], labelled.case[place]
    span = (labelled.start - labelled.frame["booked_at"].min()).days / 30.4 * labelled.frame["person"].nunique()
    told = [_told(scene, found, budget, fraud, case, now, labelled.months) for budget in BUDGETS]
    recall, false, second = zip(*told, strict=True)
    before = found.surprise[~now & ~found.cold]
    return Scored(found.surprise[now], fraud[now], before, labelled.months, span, recall, false, second)


def placed(labelled: Labelled, scene: Scene, positions: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return where in the set the payments at these positions stand (int64), and which of them are judged (bool)."""
    order = {identity: n for n, identity in enumerate(labelled.frame["txn_id"])}
    place = np.array([order[identity] for identity in scene.view.txn_ids[positions]])
    return place, scene.view.when[positions] >= labelled.start.timestamp()


def _found(scene: Scene) -> Suspicion:
    if scene.suspicion is None:
        raise RuntimeError("nothing was scored")
    return scene.suspicion


def _told(
    scene: Scene, found: Suspicion, budget: float, fraud: np.ndarray, case: np.ndarray, now: np.ndarray, months: float
) -> tuple[float, float, float]:
    """Return the share of stolen rows told, false alerts an account-month, and thefts told by their second row."""
    view = replace(scene.view, settings=replace(scene.view.settings, budget=budget))
    budgeted = Scene(view, scene.links, suspicion=found, signals=scene.signals)
    findings = unauthorized.find(budgeted)
    at = {identity: n for n, identity in enumerate(view.txn_ids[found.features.positions])}
    told = np.zeros(len(fraud), dtype=bool)
    false = 0
    for finding in findings:
        members = np.array([at[row] for row in finding.rows])
        told[members] = True
        false += not fraud[members].any()
    alone = above(budgeted) & now
    soon = [bool(alone[np.flatnonzero((case == one) & now)[:2]].any()) for one in sorted(set(case[now & fraud]))]
    return float(told[now & fraud].mean()), false / months, float(np.mean(soon))


def at_rate(scored: Scored, rate: float, *, oracle: bool) -> tuple[float, float]:
    """Return recall and realised false rows an account-month at one threshold for all."""
    false = np.sort(scored.now[~scored.fraud])[::-1]
    if oracle:
        limit = false[min(int(rate * scored.months), len(false) - 1)]
    else:
        before = np.sort(scored.before)[::-1]
        limit = before[min(int(rate * scored.months_before), len(before) - 1)]
    return float((scored.now[scored.fraud] > limit).mean()), float((false > limit).sum() / scored.months)


def line(name: str, runs: list[Scored]) -> str:
    """Return the table row of one detector: means, and the spread over seeds where there are several."""

    def cell(values: list[float]) -> str:
        spread = f"±{np.std(values):.3f}" if len(values) > 1 else ""
        return f"{np.mean(values):.3f}{spread}"

    precision = cell([float(average_precision_score(run.fraud, run.now)) for run in runs])
    cells = [precision, *(cell([at_rate(run, rate, oracle=True)[0] for run in runs]) for rate in BUDGETS)]
    for rate in BUDGETS:
        found = [at_rate(run, rate, oracle=False) for run in runs]
        cells.append(f"{cell([recall for recall, _ in found])} at {np.mean([false for _, false in found]):.2f}")
    for n in range(len(BUDGETS)):
        if runs[0].recall:
            rows = cell([run.recall[n] for run in runs])
            cells.append(
                f"{rows} at {np.mean([run.false[n] for run in runs]):.2f}, {cell([run.second[n] for run in runs])}"
            )
        else:
            cells.append("")
    return f"| {name} | {' | '.join(cells)} |"


def main() -> None:
    """Print one table a set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_options(parser, "sparkov,tabformer", "4101,4102,4103")
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--rivals", action="store_true")
    arguments = parser.parse_args()
    for labelled in chosen(arguments):
        judged = (labelled.frame["booked_at"] >= labelled.start).to_numpy()
        print(f"\n### {labelled.name}: {labelled.frame['person'].nunique()} accounts, {labelled.months:.0f} account-months, "
              f"{int((labelled.fraud & judged).sum())} stolen rows in {len(set(labelled.case[judged])) - 1} thefts\n")  # fmt: skip
        print(
            "| detector | AP | oracle @1 | oracle @1/4 | before @1 | before @1/4 | own @1, by second row | own @1/4, by second row |"
        )
        print("|---|---:|---:|---:|---:|---:|---:|---:|")
        print(
            line("walletwatch", ours(labelled, range(20, 20 + arguments.seeds))),
            flush=True,
        )
        for name, rival in RIVALS.items() if arguments.rivals else ():
            now, before = rival(labelled)
            paid = labelled.frame["amount"].to_numpy() < 0
            span = (labelled.start - labelled.frame["booked_at"].min()).days / 30.4 * labelled.frame["person"].nunique()
            print(line(name, [Scored(now, labelled.fraud[paid & judged], before, labelled.months, span)]), flush=True)


if __name__ == "__main__":
    main()
