"""What Walletwatch says of the oracle's people, scored by the oracle's yardstick: the statements are written, imported and scanned."""

from collections.abc import Sequence
from concurrent.futures import Executor
from functools import partial
from itertools import chain
from typing import Any, Final

from benchmarks.judged import Judged, judge
from benchmarks.oracle.people import crowded, natural_weight
from benchmarks.oracle.posterior import Score
from benchmarks.simulator import FORMATS, simulate
from benchmarks.simulator.formats import usual
from benchmarks.simulator.person import CARD, DEBIT, Person

_CANONICAL: Final = {"second": "canonical", "minute": "canonical_minute", "day": "canonical_day"}


def formats(person: Person, kind: str) -> tuple[str, ...]:
    """Return the export formats that show what the oracle sees in a kind of export."""
    if kind in _CANONICAL:
        return (_CANONICAL[kind],)
    shown = {"wallet": {*person.wallets}, "bank": {DEBIT, CARD}}.get(kind, {*person.wallets, DEBIT, CARD})
    return tuple(name for name in usual(person) if shown & set(FORMATS[name].accounts))


def said(seeds: Sequence[int], country: str, kind: str, times: float, pool: Executor) -> Score:
    """Score the alerts on the people of these seeds; double charges count as often as at so many times the natural rate."""
    each = list(pool.map(partial(of_one, country=country, kind=kind, times=times), seeds))
    families: dict[str, tuple[int, int]] = {}
    for family, (found, every) in chain.from_iterable(score.families.items() for score in each):
        got, asked = families.get(family, (0, 0))
        families[family] = got + found, asked + every
    found, missed, false = (sum(getattr(one, name) for one in each) for name in ("found", "missed", "false"))
    return Score(found, missed, false, families)


def of_one(seed: int, country: str, kind: str, times: float) -> Score:
    """Score the alerts on one person."""
    preset = crowded()
    shown = formats(simulate(seed, preset=preset, country=country).person, kind)
    return score(judge(seed, preset, shown, country=country), times)


def score(judged: Judged, times: float) -> Score:
    """Score one scan: an alert is right where it holds two charges of one double charge that the export shows."""
    at = judged.at()
    alerts = [set(alert.rows) for alert in judged.alerts if alert.kind == "duplicate"]
    right: set[int] = set()
    either: set[str] = set()
    families: dict[str, tuple[int, int]] = {}
    for label in judged.truth["labels"]:
        events = _events(label, at)
        shown = set(events.values()) == {row["event"] for row in label["rows"]}
        if label["kind"] == "duplicate" and shown:
            hits = {n for n, rows in enumerate(alerts) if len({events[row] for row in rows & set(events)}) > 1}
            before, every = families.get(label["family"], (0, 0))
            families[label["family"]] = before + bool(hits), every + 1
            right |= hits
        elif label["kind"] == "duplicate" or "duplicate" in label["also"]:
            either |= set(events)
    false = sum(n not in right and not rows & either for n, rows in enumerate(alerts))
    worth = {family: natural_weight(family, times) for family in families}
    found = sum(worth[family] * got for family, (got, _) in families.items())
    missed = sum(worth[family] * (every - got) for family, (got, every) in families.items())
    return Score(found, missed, float(false), families)


def _events(label: dict[str, Any], at: dict[tuple[str, int], str]) -> dict[str, int]:
    """Return which event each transaction of a label shows."""
    return {at[tuple(seen)]: row["event"] for row in label["rows"] for seen in row["seen"] if tuple(seen) in at}
