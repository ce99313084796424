"""A threshold of one's own, and what was above it and never answered: it makes no shop known."""

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd

from detect.context import Context, Settings
from detect.limits import above, limits
from detect.reasons import reasons_for
from detect.rules import unauthorized
from detect.scan import weighed
from detect.scene import Scene
from tests.detect.ledgers import AS_OF, CARD, Row, answered, context_of, frame_of, row, visits

SHOP = "UNKNOWN SHOP"


def life() -> list[Row]:
    """Return a year of books with a theft in spring, and something smaller at the same shop weeks later."""
    rows = [
        *visits(120, [-3_200, -2_100, -2_750], "PLACEHOLDER BOOKS", hour=17, account=CARD),
        row("2026-04-20", -90_000, SHOP, CARD, txn_id="theft"),
        row("2026-06-20", -9_000, SHOP, CARD, txn_id="again"),
        row("2026-06-20", -9_000, "ANOTHER SHOP", CARD, txn_id="elsewhere"),
    ]
    return [{"txn_id": f"t{n:04d}"} | cells for n, cells in enumerate(rows)]


def look(*more: Row, answers: pd.DataFrame | None = None, budget: float = 0.25, **settings: Any) -> Scene:
    given = Context().answers if answers is None else answers
    asked = Settings(since=dt.date(2026, 1, 1), budget=budget, **settings)
    return weighed(frame_of([*life(), *more]), context_of(answers=given), AS_OF, asked)


def part(scene: Scene, name: str, identity: str) -> float:
    assert scene.suspicion is not None
    at = scene.view.txn_ids[scene.suspicion.features.positions].tolist().index(identity)
    return float(scene.suspicion.parts[name].iloc[at])


def told(scene: Scene) -> set[str]:
    assert scene.suspicion is not None
    return set(scene.view.txn_ids[scene.suspicion.features.positions[above(scene)]].tolist())


def said(answer: str) -> pd.DataFrame:
    return answered(answer, "theft", kind="unauthorized", day="2026-04-25")


def test_what_stands_above_the_threshold_is_the_theft_and_not_the_books() -> None:
    scene = look()
    assert "theft" in told(scene)
    assert not {one for one in told(scene) if one.startswith("t0")}


def test_a_shop_where_only_a_doubted_payment_was_made_is_as_new_as_any_other() -> None:
    scene = look()
    assert part(scene, "new_merchant", "again") == part(scene, "new_merchant", "elsewhere") > 0


def test_a_shop_where_money_was_stolen_is_as_new_as_any_other() -> None:
    scene = look(answers=said("not_mine"))
    assert part(scene, "new_merchant", "again") > 0


def test_a_payment_that_was_called_ones_own_makes_its_shop_known() -> None:
    assert part(look(answers=said("mine")), "new_merchant", "again") == 0


def test_an_ordinary_payment_after_a_doubted_one_makes_the_shop_known() -> None:
    ordinary = row("2026-05-20", -2_500, SHOP, CARD, txn_id="ordinary")
    scene = look(ordinary)
    assert "ordinary" not in told(scene)
    assert part(scene, "new_merchant", "again") == 0


def test_a_doubted_payment_at_a_known_shop_leaves_it_known() -> None:
    scene = look(row("2026-04-22", -95_000, "PLACEHOLDER BOOKS", CARD, txn_id="odd"))
    assert part(scene, "new_merchant", "odd") == 0


def test_surprise_does_not_depend_on_the_budget() -> None:
    strict, loose = look(budget=0.1), look(budget=1.0)
    assert strict.suspicion is not None
    assert loose.suspicion is not None
    assert strict.suspicion.surprise.tolist() == loose.suspicion.surprise.tolist()


def threshold(budget: float, **settings: Any) -> float:
    """Return from what surprise on the last payment of all raises an alert."""
    scene = look(budget=budget, **settings)
    assert scene.suspicion is not None
    return float(limits(scene, scene.suspicion, np.arange(len(scene.suspicion.surprise)))[-1])


def test_a_watch_for_theft_needs_less_to_raise_an_alert_and_never_more() -> None:
    watch = {"incident": dt.date(2026, 6, 1)}
    assert threshold(0.25, **watch) < threshold(0.25)
    assert threshold(10.0, **watch) == threshold(10.0) < threshold(2.0)


def reasons(scene: Scene, identity: str) -> dict[str, dict[str, object]]:
    assert scene.suspicion is not None
    at = scene.view.txn_ids[scene.suspicion.features.positions].tolist().index(identity)
    return {reason.code: dict(reason.facts) for reason in reasons_for(scene, scene.suspicion, at)}


def test_a_payee_that_is_still_new_is_called_first_paid_once_and_then_again() -> None:
    scene = look()
    assert reasons(scene, "theft")["new_merchant"] == {"merchant": SHOP}
    again = reasons(scene, "again")
    assert again["new_again"] == {"merchant": SHOP, "since": "2026-04-20"}
    assert "new_merchant" not in again


def evening(count: int) -> list[Row]:
    return [
        row(f"2026-05-11T21:{10 * n:02d}", -31_000 - n, "ONE MORE SHOP", CARD, txn_id=f"e{n}") for n in range(count)
    ]


def test_an_alert_tells_how_often_a_pattern_happened_in_all_and_calls_its_payee_new() -> None:
    scene = look(*evening(4))
    (found,) = (one for one in unauthorized.find(scene) if "e0" in one.rows)
    told = {reason.code: dict(reason.facts) for reason in found.reasons}
    assert set(found.rows) == {"e0", "e1", "e2", "e3"}
    assert told["newcomers"] == {"times": 4}
    assert "new_again" not in told


def test_what_a_thief_takes_again_within_days_does_not_become_what_is_usually_paid() -> None:
    scene = look(*evening(4))
    first, last = (reasons(scene, name)["amount"]["typical"] for name in ("e0", "e3"))
    assert first == last
