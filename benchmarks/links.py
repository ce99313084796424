"""Links, double charges and money that never came back, on simulated people: by family, by kind of export, by rival.

    python -m benchmarks.links [--people 60] [--first-seed 1000] [--kinds real,second,minute,day]
        [--countries CN,US,ID,DE] [--rivals PYTHON]

Kinds: `real` are the export formats of the institutions; the others are the same rows in the canonical CSV, printed to
the second, the minute or the day. Double charges are planted four times as often as in life and refunds as often as in life, so
that some dozens of people hold enough; the innocent is at its natural rate, and months count as they are. PYTHON is an
interpreter that holds bankstatementparser.

A group is right when it holds two charges of one planted story. A story counts from the day on which its rows can show it.
"""

import argparse
import itertools
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Final

from benchmarks.judged import Judged, judge
from benchmarks.rivals import Group, deduplicated, same_day, scored
from benchmarks.simulator import NATURAL, WORLDS, Parameters

KINDS: Final[dict[str, tuple[str, ...]]] = {
    "real": (),
    "second": ("canonical",),
    "minute": ("canonical_minute",),
    "day": ("canonical_day",),
}
TWICE: Final = 4.0
LINKS: Final = ("mirror", "transfer", "refund")
MISSING: Final = ("missing_refund", "failed_but_debited", "missing_top_up")


def planted() -> Parameters:
    """Return the natural rates with double charges multiplied."""
    twice = NATURAL.duplicates
    return replace(NATURAL, duplicates=replace(twice, per_year=twice.per_year * TWICE))


@dataclass
class Tally:
    """Counts over people: planted, found and false by (who, what, family); sums of links by name."""

    planted: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    found: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    false: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    sums: Counter[str] = field(default_factory=Counter)

    def add(self, other: "Tally") -> None:
        """Add another tally."""
        for name in ("planted", "found", "false", "sums"):
            getattr(self, name).update(getattr(other, name))


def tally(seed: int, kind: str, country: str, rivals: str | None) -> Tally:
    """Judge one person of a country by one kind of export."""
    judged = judge(seed, planted(), KINDS[kind], country=country)
    counts = Tally()
    counts.sums["months"] += 12
    groups = {"walletwatch": [frozenset(alert.rows) for alert in judged.alerts if alert.kind == "duplicate"]}
    if rivals:
        groups |= {"same day": same_day(judged.frame), "scored": scored(judged.frame)}
        groups["bankstatementparser"] = deduplicated(judged.frame, rivals)
    for who, found in groups.items():
        _duplicates(counts, judged, who, found)
    for what in MISSING:
        _missing(counts, judged, what)
    _links(counts, judged)
    return counts


def _stories(judged: Judged, what: str) -> list[dict[str, Any]]:
    """Return the labels of a kind that a scan on the last day can know of."""
    return [
        label
        for label in judged.truth["labels"]
        if what == label["kind"] and label["knowable_on"] <= judged.last
        if label["promised_by"] != "merchant" and any(row["seen"] for row in label["rows"])
    ]


def _events(judged: Judged, label: dict[str, Any]) -> dict[str, int]:
    """Return which event each transaction of a story shows."""
    at = judged.at()
    return {at[tuple(seen)]: row["event"] for row in label["rows"] for seen in row["seen"] if tuple(seen) in at}


def _family_of(judged: Judged, group: Group) -> str:
    """Return the family of what was taken for an incident; most of it is everyday life."""
    at, places = (
        judged.at(),
        {
            tuple(seen): label["family"]
            for label in judged.truth["labels"]
            for row in label["rows"]
            for seen in row["seen"]
        },
    )
    families = [family for place, family in places.items() if at.get(place) in group]
    return min(families, default="everyday")


def _duplicates(counts: Tally, judged: Judged, who: str, groups: list[Group]) -> None:
    right: set[int] = set()
    for label in _stories(judged, "duplicate"):
        events = _events(judged, label)
        hits = {n for n, group in enumerate(groups) if len({events[row] for row in group if row in events}) > 1}
        counts.planted[who, "duplicate", label["family"]] += 1
        counts.found[who, "duplicate", label["family"]] += bool(hits)
        right |= hits
    also = [set(_events(judged, label)) for label in judged.truth["labels"] if "duplicate" in label["also"]]
    for n, group in enumerate(groups):
        if n not in right and not any(group & rows for rows in also):
            counts.false[who, "duplicate", _family_of(judged, group)] += 1


def _missing(counts: Tally, judged: Judged, what: str) -> None:
    alerts = [frozenset(alert.rows) for alert in judged.alerts if alert.kind == what]
    right: set[int] = set()
    for label in _stories(judged, what):
        rows = set(_events(judged, label))
        if label["family"] == "M3" and rows & judged.settled:
            continue  # it came late and closed by itself
        hits = {n for n, alert in enumerate(alerts) if alert & rows}
        counts.planted["walletwatch", what, label["family"]] += 1
        counts.found["walletwatch", what, label["family"]] += bool(hits)
        right |= hits
    soon = [set(_events(judged, label)) for label in judged.truth["labels"] if label["kind"] == what]
    for n, alert in enumerate(alerts):
        if n not in right and not any(alert & rows for rows in soon):  # told before its day, and true all the same
            counts.false["walletwatch", what, _family_of(judged, alert)] += 1
    if what == "missing_refund":
        counts.sums["refunds"] += sum(label["family"][0] in "RM" for label in judged.truth["labels"])


def _links(counts: Tally, judged: Judged) -> None:
    """Compare links with the truth.

    Money moved into a wallet's fund is one payment to us and a transfer to the simulator, so either word is right for the other. A row
    of several parts ("combined") is none of the truth's pairs; neither is the bank's view of a refund that the wallet shows.
    """
    true = {kind: _true(judged, kind) for kind in LINKS}
    said = {kind: _said(judged, kind) for kind in LINKS}
    shadows = {pair[1] for pair in zip(*_columns(judged, "mirror"), strict=True)}
    true["refund"] = {pair for pair in true["refund"] if not pair & shadows}
    kinds = judged.frame.set_index("txn_id")["kind"]
    said["refund"] = {pair for pair in said["refund"] if any(kinds[row] == "refund" for row in pair)}
    for kind in LINKS:
        others = [kind] if kind == "refund" else ["mirror", "transfer"]
        found = _looks(judged, true[kind]) & _looks(judged, set().union(*(said[other] for other in others)))
        right = _looks(judged, said[kind]) & _looks(judged, set().union(*(true[other] for other in others)))
        counts.sums.update(
            {
                f"{kind}": len(true[kind]), f"{kind} said": len(said[kind]), f"{kind} found": found.total(),
                f"{kind} right": right.total(),
            }
        )  # fmt: skip


def _true(judged: Judged, kind: str) -> set[Group]:
    at = judged.at()
    return {
        frozenset((one, other))
        for pairs in judged.truth["links"]
        if pairs["kind"] == kind
        for left, right in pairs["lines"]
        if (one := at.get((pairs["left_file"], left))) and (other := at.get((pairs["right_file"], right)))
    }


def _columns(judged: Judged, kind: str) -> tuple[list[str], list[str]]:
    links = judged.links[(judged.links["kind"] == kind) & (judged.links["basis"] != "combined")]
    return links["left"].tolist(), links["right"].tolist()


def _said(judged: Judged, kind: str) -> set[Group]:
    return {frozenset(pair) for pair in zip(*_columns(judged, kind), strict=True)}


def _looks(judged: Judged, pairs: set[Group]) -> Counter[tuple[Any, ...]]:
    """Count pairs by all that their rows show: two rides of one day that a bank prints alike may change places."""
    frame = judged.frame.set_index("txn_id")
    shown = frame[["account", "amount", "counterparty"]].assign(day=frame["booked_at"].dt.date)
    seen = dict(zip(shown.index, shown.itertuples(index=False, name=None), strict=True))
    return Counter(tuple(sorted(seen[row] for row in pair)) for pair in pairs)


def share(part: int, whole: int) -> str:
    """Return a share with three decimals, or a dash.

    >>> share(1, 3), share(0, 0)
    ('0.333', '–')
    """
    return f"{part / whole:.3f}" if whole else "–"


def rows(total: Tally, kind: str) -> list[str]:
    """Return the lines of the table for one kind of export, and country."""
    months = total.sums["months"]
    lines = []
    for who, what in dict.fromkeys((who, what) for who, what, _ in [*total.planted, *total.false]):
        families = sorted({f for w, k, f in total.planted if (w, k) == (who, what)})
        asked, found = (sum(c[who, what, f] for f in families) for c in (total.planted, total.found))
        false = {f: n for (w, k, f), n in total.false.most_common() if (w, k) == (who, what)}
        wrong = sum(false.values())
        f1 = share(2 * found, asked + found + wrong)
        each = ", ".join(f"{f} {total.found[who, what, f]}/{total.planted[who, what, f]}" for f in families)
        lines.append(
            f"| {kind} | {who} | {what} | {found}/{asked} ({share(found, asked)}) | {share(found, found + wrong)} | {f1} "
            f"| {wrong / months:.4f} | {each} | {', '.join(f'{f} {n}' for f, n in list(false.items())[:6])} |"
        )
    for name in LINKS:
        sums = (total.sums[f"{name}{part}"] for part in (" right", " said", " found", ""))
        right, said, found, true = sums
        lines.append(
            f"| {kind} | walletwatch | {name} links | {found}/{true} ({share(found, true)}) | {share(right, said)} | | | | |"
        )
    missing = sum(n for (_, what, _), n in total.false.items() if what == "missing_refund")
    lines.append(
        f"| {kind} | walletwatch | false missing of 100 refunds | {100 * missing / max(1, total.sums['refunds']):.2f} | | | | | |"
    )
    return lines


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=60)
    parser.add_argument("--first-seed", type=int, default=1000)
    parser.add_argument("--kinds", default="real")
    parser.add_argument("--countries", default=",".join(WORLDS))
    parser.add_argument("--rivals", metavar="PYTHON")
    arguments = parser.parse_args()
    seeds = range(arguments.first_seed, arguments.first_seed + arguments.people)
    print(f"{len(seeds)} people a country, seeds {seeds[0]}-{seeds[-1]}, parameters {planted().fingerprint()}\n")
    print("| export | who | what | found | precision | F1 | false a person-month | by family | false, of family |")
    print("|---|---|---|---:|---:|---:|---:|---|---|")
    with ProcessPoolExecutor(2) as pool:
        for kind, country in itertools.product(arguments.kinds.split(","), arguments.countries.split(",")):
            total = Tally()
            for counts in pool.map(partial(tally, kind=kind, country=country, rivals=arguments.rivals), seeds):
                total.add(counts)
            print("\n".join(rows(total, f"{kind}, {country}")), flush=True)


if __name__ == "__main__":
    main()
