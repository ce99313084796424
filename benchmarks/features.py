"""Would more features find more? Each is added by itself to what a scan says of the sets that weights were fitted on.

    python -m benchmarks.more_features [--people 15] [--finforge PYTHON --finforge-seeds 4101] [--folder FOLDER]

A feature is nats of a one-sided tail of the person's own past, like those of `detect/features.py`. It is added with the best of three
weights, chosen on the very rows that are judged: so what is no better here is no better anywhere. Thresholds are the oracle's.
"""

import argparse
import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd
from sklearn.metrics import average_precision_score

from benchmarks.detection import BUDGETS, Scored, at_rate, placed
from benchmarks.labelled import Labelled, add_options, finforge, sparkov
from benchmarks.simulated import planted
from benchmarks.simulator import WORLDS, simulate
from detect.causal import codes, past, window
from detect.context import Context, Settings
from detect.counting import earlier_at_least
from detect.payments import SETTLED, Payments
from detect.scan import weighed
from detect.view import DAY, View
from ingest.ledger import Ledger

WEIGHTS: Final = (0.5, 1.0, 2.0)
FIRST_SEED: Final = 30_000  # people for tuning
Feature = Callable[[View, np.ndarray, Payments], np.ndarray]


def _rare(rows: Payments, is_so: np.ndarray) -> np.ndarray:
    """Return -log of how often the person's payments were so, for those that are."""
    so_far = past(rows.person, rows.when, is_so.astype(np.float64))
    return np.asarray(np.where(is_so, -np.log((so_far.total + 1.0) / (so_far.rows + 2.0)), 0.0))


def _large(group: np.ndarray, rows: Payments, value: np.ndarray) -> np.ndarray:
    """Return -log of the share of a group's earlier values that are as large; nothing where the value is 0."""
    before = past(group, rows.when, value, SETTLED).rows
    as_large = earlier_at_least(group, rows.when, value, value, SETTLED)
    return np.asarray(np.where(value > 0, -np.log((as_large + 1.0) / (before + 2.0)), 0.0))


def weekday(_view: View, _positions: np.ndarray, rows: Payments) -> np.ndarray:
    """A day of the week on which the person rarely pays."""
    day = codes(rows.person, rows.wall // DAY % 7)
    same, every = past(day, rows.when, rows.log).rows, past(rows.person, rows.when, rows.log).rows
    return np.asarray(-np.log(np.minimum(7.0 * (same + 2.0) / (every + 14.0), 1.0)))


def gap(_view: View, _positions: np.ndarray, rows: Payments) -> np.ndarray:
    """An account that was long silent."""
    silent = np.zeros(len(rows.when))
    order = np.lexsort((rows.when, rows.account))
    account, when = rows.account[order], rows.when[order]
    silent[order[1:]] = np.where(account[1:] == account[:-1], when[1:] - when[:-1], 0)
    return _large(rows.account, rows, silent)


def method(view: View, positions: np.ndarray, rows: Payments) -> np.ndarray:
    """A means of payment for the first time."""
    named = view.column("method")[positions]
    first = past(codes(rows.person, named), rows.when, rows.log).rows == 0
    return _rare(rows, first & (named != ""))


def merchant_share(_view: View, _positions: np.ndarray, rows: Payments) -> np.ndarray:
    """A known shop that is rarely paid."""
    visits, every = past(rows.merchant, rows.when, rows.log).rows, past(rows.account, rows.when, rows.log).rows
    return np.asarray(np.where(visits > 0, -np.log((visits + 1.0) / (every + 2.0)), 0.0))


def round_amount(_view: View, _positions: np.ndarray, rows: Payments) -> np.ndarray:
    """One digit and noughts, where the person rarely pays such sums."""
    place = 10.0 ** np.floor(np.log10(rows.amount))
    return _rare(rows, (rows.amount % place == 0) & (rows.amount >= 1_000))


def to_a_person(view: View, positions: np.ndarray, rows: Payments) -> np.ndarray:
    """Money to somebody rather than for something, where that is rare."""
    return _rare(rows, view.column("kind")[positions] == "transfer")


def spend_week(_view: View, _positions: np.ndarray, rows: Payments) -> np.ndarray:
    """The money of seven days."""
    return _large(rows.purse, rows, window(rows.purse, rows.when, rows.amount, 7 * DAY) / rows.usual_day)


def drain(view: View, positions: np.ndarray, rows: Payments) -> np.ndarray:
    """The share of a printed balance that goes."""
    left = pd.to_numeric(view.frame["balance"]).to_numpy(dtype=np.float64, na_value=np.nan)[positions]
    share = np.where(left >= 0, rows.amount / np.maximum(left + rows.amount, 1.0), 0.0)
    return _large(rows.account, rows, np.nan_to_num(share))


FEATURES: Final[dict[str, Feature]] = {
    "weekday": weekday, "gap": gap, "method": method, "merchant's share": merchant_share, "round amount": round_amount,
    "to a person": to_a_person, "seven days": spend_week, "balance drain": drain,
}  # fmt: skip


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
    """Print what each feature adds to one set."""
    last = labelled.frame["booked_at"].max().date()
    scene = weighed(labelled.frame, context, last, Settings(since=labelled.start.date()))
    found = scene.suspicion
    if found is None:
        return
    positions = found.features.positions
    rows = Payments.of(scene.view, positions)
    place, now = placed(labelled, scene, positions)
    fraud = labelled.fraud[place][now]
    print(f"\n### {labelled.name}\n\n| added | weight | AP | oracle @1 | oracle @1/4 |\n|---|---:|---:|---:|---:|")
    print(_line("nothing", 0.0, Scored(found.surprise[now], fraud, np.zeros(0), labelled.months, 0.0)), flush=True)
    for name, feature in FEATURES.items():
        nats = feature(scene.view, positions, rows)
        runs = []
        for weight in WEIGHTS:
            surprise = found.surprise + np.where(found.cold, 0.0, weight * nats)
            runs.append((weight, Scored(surprise[now], fraud, np.zeros(0), labelled.months, 0.0)))
        print(_line(name, *max(runs, key=lambda run: at_rate(run[1], 0.25, oracle=True)[0])), flush=True)


def _line(name: str, weight: float, scored: Scored) -> str:
    cells = [
        average_precision_score(scored.fraud, scored.now),
        *(at_rate(scored, rate, oracle=True)[0] for rate in BUDGETS),
    ]
    return f"| {name} | {weight:g} | {' | '.join(f'{cell:.3f}' for cell in cells)} |"


def main() -> None:
    """Print one table a set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_options(parser, "", "4101")
    parser.add_argument("--people", type=int, default=15, help="of each country")
    arguments = parser.parse_args()
    table(sparkov(developed=True), Context())
    for seed in arguments.finforge_seeds.split(",") if arguments.finforge else []:
        table(finforge(int(seed), arguments.finforge, arguments.folder), Context())
    for country in sorted(WORLDS):
        table(*simulated(country, arguments.people))


if __name__ == "__main__":
    main()
