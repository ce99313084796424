"""The forest's share of a row's surprise is told by the features that set the row apart, and by no other."""

from dataclasses import replace

import numpy as np
import pytest

from detect.context import Settings
from detect.features import EVIDENCE
from detect.forest import forest_scores, isolating
from detect.reasons import reasons_for
from detect.scan import weighed
from detect.scene import Scene
from detect.suspicion import Suspicion
from tests.detect.ledgers import AS_OF, context_of, frame_of, row, visits


@pytest.fixture(scope="module")
def scene() -> Scene:
    """A year of lunches and groceries, and one payment at night to a shop that is known."""
    rows = [
        *visits(60, [-2_500, -2_800, -3_150], "示例面馆"),
        *visits(50, [-8_810, -12_340, -9_925, -15_070], "示例超市", hour=18, every=7),
        row("2026-06-03T03:14:00", -2_800, "示例面馆", txn_id="night"),
    ]
    frame = frame_of([{"txn_id": f"t{n:04d}"} | cells for n, cells in enumerate(rows)])
    return weighed(frame, context_of(), AS_OF, Settings())


def weighed_at(scene: Scene, identity: str) -> tuple[Suspicion, int]:
    assert scene.suspicion is not None
    ids = scene.view.txn_ids[scene.suspicion.features.positions].tolist()
    return scene.suspicion, ids.index(identity)


def test_the_hour_sets_a_payment_at_night_apart(scene: Scene) -> None:
    suspicion, member = weighed_at(scene, "night")
    every = np.ones(len(suspicion.surprise), dtype=bool)
    bits = isolating(suspicion.features, every, scene.view.settings, member)
    assert bits.keys() == set(EVIDENCE)
    assert max(bits, key=lambda name: bits[name]) == "hour"
    assert all(part >= 0 for part in bits.values())


def test_the_forest_that_explains_is_the_forest_that_scored(scene: Scene) -> None:
    suspicion, member = weighed_at(scene, "night")
    every = np.ones(len(suspicion.surprise), dtype=bool)
    first, again = (isolating(suspicion.features, every, scene.view.settings, member) for _ in range(2))
    assert first == again
    other = isolating(suspicion.features, every, replace(scene.view.settings, seed=21), member)
    assert other != first
    scored = np.isfinite(forest_scores(suspicion.features, every, scene.view.settings))
    explained = [bool(isolating(suspicion.features, every, scene.view.settings, n)) for n in (0, member)]
    assert explained == scored[[0, member]].tolist()


def test_a_row_that_the_forest_alone_raised_has_a_reason_and_no_untrue_one(scene: Scene) -> None:
    suspicion, member = weighed_at(scene, "night")
    parts = suspicion.parts.copy()
    parts.iloc[member] = 0.0
    parts.loc[parts.index[member], "forest"] = 8.0
    said = {reason.code for reason in reasons_for(scene, replace(suspicion, parts=parts), member)}
    assert "hour" in said
    assert not {"new_merchant", "new_category", "new_country", "new_currency", "amount"} & said
    parts.loc[parts.index[member], "forest"] = 0.0
    assert reasons_for(scene, replace(suspicion, parts=parts), member) == []


def test_a_row_that_no_cut_of_a_rare_feature_met_keeps_the_reasons_it_has(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    suspicion, member = weighed_at(scene, "night")
    monkeypatch.setattr("detect.reasons.isolating", lambda *_: dict.fromkeys(EVIDENCE, 0.0))
    parts = suspicion.parts.copy()
    parts.loc[parts.index[member], "forest"] = 5.0
    codes = {reason.code for reason in reasons_for(scene, replace(suspicion, parts=parts), member)}
    assert "hour" in codes
