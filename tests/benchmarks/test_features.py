"""Features that were tried are tails of one's own past: nothing for what one does all the time, nats for what is rare."""

import numpy as np
import pytest

from benchmarks.more_features import FEATURES
from detect.payments import Payments
from tests.detect.ledgers import BANK, Row, row, scene_of, visits

USUAL = [cells | {"method": "card one", "account": BANK} for cells in visits(60, [-1_234, -2_345, -3_456])]
RARE: dict[str, Row] = {
    "gap": row("2026-06-29T12:00:00", -1_234, "示例商店", BANK, method="card one"),
    "method": row("2026-06-28T12:00:00", -1_234, "示例商店", BANK, method="card two"),
    "round amount": row("2026-06-28T12:00:00", -500_000, "示例商店", BANK, method="card one"),
    "to a person": row("2026-06-28T12:00:00", -1_234, "某人", BANK, method="card one", kind="transfer"),
    "seven days": row("2026-06-28T12:00:00", -900_000, "示例商店", BANK, method="card one"),
}


def nats(name: str, *rows: Row) -> np.ndarray:
    scene = scene_of([*USUAL, *rows])
    return FEATURES[name](scene.view, scene.payments, Payments.of(scene.view, scene.payments))


@pytest.mark.parametrize("name", FEATURES)
def test_every_feature_is_nats_for_each_payment(name: str) -> None:
    found = nats(name)
    assert found.shape == (len(USUAL),)
    assert np.isfinite(found).all()
    assert (found >= 0).all()


@pytest.mark.parametrize("name", RARE)
def test_what_is_rare_stands_out_beside_what_is_usual(name: str) -> None:
    *usual, rare = nats(name, RARE[name])
    assert rare > 3.0
    assert np.median(usual[20:]) < 1.5
