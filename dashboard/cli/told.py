"""What `walletwatch explain` tells, for programs and for people."""

import json
from typing import Any

from dashboard.cli.cards import rows_table
from dashboard.cli.contract import Answer, row_answer
from dashboard.cli.explain import short
from dashboard.cli.screen import Screen
from dashboard.cli.state import State
from dashboard.present import Presenter, ShownRow
from detect.explain import Explanation
from ingest.money import decimal_text

_FEW = 2  # payments at a shop that make a usual range


def answer(presenter: Presenter, row: ShownRow, found: Explanation, seen: list[dict[str, Any]]) -> Answer:
    """Return the explanation as JSON holds it."""
    usual = found.usual
    return {
        "transaction": row_answer(row),
        "score": found.score,
        "why_not": found.why_not or None,
        "reasons": [presenter.reason(reason, row.currency) for reason in found.reasons],
        "usual": dict(zip(("low", "median", "high"), (decimal_text(value, row.currency) for value in usual), strict=True)) if usual else None,
        "visits": found.visits,
        "nearest": [row_answer(near) for identity in found.nearest if (near := presenter.row(identity))],
        "links": [{"kind": kind, "id": other, "basis": basis} for kind, other, basis in found.links],
        "alerts": list(found.alerts),
        "sightings": [{**sight, "cells": json.loads(sight["cells"])} for sight in seen],
    }  # fmt: skip


def tell(state: State, presenter: Presenter, row: ShownRow, found: Explanation, seen: list[dict[str, Any]]) -> None:
    """Print the explanation."""
    screen = state.screen
    rows_table(screen, [row])
    screen.line()
    _unusual(screen, presenter, row, found)
    _usual(screen, presenter, row, found)
    for kind, other, basis in found.links:
        told = {
            "link": screen.named("cli.link", kind),
            "other": short(presenter, other),
            "basis": screen.named("cli.basis", basis),
        }
        screen.say("cli.explain.link", **told)
    for alert in found.alerts:
        screen.say("cli.explain.alert", command=state.call(f"alerts show {alert}"))
    screen.line()
    screen.say("cli.explain.seen", style="bold")
    for sight in seen:
        screen.say("cli.where", file=sight["file"], line=sight["line"])
        screen.line("  ".join(cell for cell in json.loads(sight["cells"]) if cell.strip()), indent=2)


def _unusual(screen: Screen, presenter: Presenter, row: ShownRow, found: Explanation) -> None:
    if found.score is None:
        screen.say(f"cli.explain.{found.why_not or 'cold_start'}")
        return
    screen.say("cli.explain.score", score=screen.words.decimal(round(100 * found.score)))
    for reason in found.reasons:
        screen.line(f"- {presenter.reason(reason, row.currency)}", indent=2)
    if not found.reasons:
        screen.say("cli.explain.nothing")


def _usual(screen: Screen, presenter: Presenter, row: ShownRow, found: Explanation) -> None:
    """Say what is usual at the shop, and which ordinary payments come nearest."""
    if found.usual is not None and found.visits >= _FEW:
        low, median, high = (screen.words.money(value, row.currency) for value in found.usual)
        key = "cli.explain.usual_one" if low == high else "cli.explain.usual"
        screen.say(key, low=low, median=median, high=high, visits=found.visits)
    for identity in found.nearest:
        screen.say("cli.explain.near", row=short(presenter, identity))
