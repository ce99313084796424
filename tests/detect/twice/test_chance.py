"""Bills that vary by the cent come out equal the more often the more of them there are, and the closer they lie."""

from typing import Any

import numpy as np
import pytest

from detect.twice.chance import equal_by_chance
from tests.detect.ledgers import Row, row, scene_of, visits

SHOP = "示例超市"
ODD = row("2026-03-04T18:30:00", -1_293, SHOP, txn_id="a")


def chance(*others: Row) -> float:
    """Return how many equal pairs within three days chance makes a year at the shop of one payment."""
    named = [{"txn_id": f"v{n:03d}"} | cells for n, cells in enumerate(others)]
    scene = scene_of([*named, ODD])
    return float(equal_by_chance(scene, np.array([scene.view.position["a"]]), 3)[0])


def bills(every: int, **cells: Any) -> list[Row]:
    """Return a year of bills that are each of a thousand amounts as likely."""
    return visits(360 // every, [-(900 + 389 * n % 1009) for n in range(360 // every)], SHOP, every=every, **cells)


def test_a_thousand_pairs_of_a_thousand_possible_bills_make_one_equal_pair_a_year() -> None:
    assert chance(*bills(every=1)) == pytest.approx(3 * 360 / 1009, rel=0.1)


def test_a_shop_seen_every_other_week_makes_hardly_any() -> None:
    assert 0 < chance(*bills(every=14)) < 0.01


def test_bills_at_other_shops_and_in_other_currencies_make_none() -> None:
    alone = chance()
    assert chance(*visits(300, [-1_290, -1_296], "示例面馆", every=1)) == alone
    assert chance(*bills(every=1, currency="USD")) == alone
