"""Answers to "was it you?" make payees expected and weak evidence weaker, for this person, and never make a theft ordinary."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from detect.context import Context, Settings
from detect.finding import Reason
from detect.learned import believed, expected_payees
from detect.scan import weighed
from detect.scene import Scene, Signal
from tests.detect.ledgers import AS_OF, Row, answered, context_of, frame_of, row, visits

WEIGHED = ["amount", "spend_day", "spend_hour", "hour", "burst", "new_merchant"]
SHOP, OTHER = "示例数码城", "示例家电城"


def life() -> list[Row]:
    """Return a year of lunches and groceries with large purchases at two new shops, two months apart."""
    rows = [
        *visits(60, [-2_500, -2_800, -3_150], "示例面馆"),
        *visits(50, [-8_810, -12_340, -9_925, -15_070], "示例超市", hour=18, every=7),
        row("2026-03-10T21:00:00", -300_000, SHOP, txn_id="first"),
        row("2026-05-12T21:30:00", -320_000, SHOP, txn_id="again"),
        row("2026-05-25T21:30:00", -900_000, SHOP, txn_id="much"),
        row("2026-06-02T21:10:00", -310_000, OTHER, txn_id="other"),
    ]
    return [{"txn_id": f"t{n:04d}"} | cells for n, cells in enumerate(rows)]


def look(*answers: pd.DataFrame) -> Scene:
    given = pd.concat(answers) if answers else Context().answers
    settings = Settings(since=dt.date(2026, 1, 1))
    return weighed(frame_of(life()), context_of(answers=given), AS_OF, settings)


def surprise(scene: Scene) -> dict[str, float]:
    assert scene.suspicion is not None
    ids = scene.view.txn_ids[scene.suspicion.features.positions]
    return dict(zip(ids.tolist(), scene.suspicion.surprise.tolist(), strict=True))


@pytest.fixture(scope="module")
def before() -> dict[str, float]:
    return surprise(look())


def mine(*ids: str, day: str = "2026-06-30") -> pd.DataFrame:
    return answered("mine", *ids, kind="unauthorized", day=day)


def stolen(*ids: str, day: str = "2026-06-30") -> pd.DataFrame:
    return answered("not_mine", *ids, kind="unauthorized", day=day)


def expected(scene: Scene) -> dict[str, float]:
    """Return what each row is spared for being expected."""
    assert scene.suspicion is not None
    ids = scene.view.txn_ids[scene.suspicion.features.positions].tolist()
    return dict(zip(ids, scene.suspicion.parts["expected"].tolist(), strict=True))


def test_a_payee_called_ones_own_is_expected_from_the_answer_on() -> None:
    spared = expected(look(mine("first", day="2026-03-11")))
    assert spared["again"] == -8.0
    assert {name for name, nats in spared.items() if nats} == {"again"}
    assert not any(expected(look(mine("first", day="2026-06-30"))).values())


def test_far_more_than_was_paid_there_is_not_expected() -> None:
    assert expected(look(mine("first", day="2026-03-11")))["much"] == 0.0


def test_an_old_answer_makes_nothing_expected() -> None:
    scene = look(mine("first", day="2024-12-01"))
    assert [payee.until for payee in expected_payees(scene)] == [
        (dt.date(2024, 12, 1) - dt.date(1970, 1, 1)).days + 400
    ]
    assert scene.suspicion is not None
    assert not scene.suspicion.parts["expected"].any()
    assert "expected_payee" not in {one.code for one in scene.suspicion.learned}


def test_a_payee_where_something_was_stolen_since_is_not_expected() -> None:
    scene = look(mine("first", day="2026-04-01"), stolen("again", day="2026-05-13"))
    assert expected_payees(scene) == []
    assert len(expected_payees(look(mine("again", day="2026-05-13"), stolen("first", day="2026-04-01")))) == 1


def test_evidence_that_was_wrong_often_weighs_less_at_other_shops_too() -> None:
    scene, plain = look(mine("first"), mine("again")), look()
    assert scene.suspicion is not None
    assert plain.suspicion is not None
    loudest = plain.suspicion.parts.loc[
        plain.suspicion.features.positions == plain.view.position["again"], WEIGHED
    ].idxmax(axis=1)
    weighed_now, before_now = (
        one.suspicion.parts[loudest.iloc[0]].to_numpy() for one in (scene, plain) if one.suspicion
    )
    assert (weighed_now[before_now > 0] < before_now[before_now > 0]).all()
    told = scene.suspicion.learned
    assert {"merchant": SHOP, "until": "2027-08-04"} in [one.facts for one in told if one.code == "expected_payee"]
    assert all(50 <= one.facts["percent"] <= 90 for one in told if one.code == "weighs_less")  # type: ignore[operator]


def test_evidence_that_was_right_keeps_its_weight(before: dict[str, float]) -> None:
    after = surprise(look(stolen("first")))
    assert after["other"] >= before["other"] - 1.0  # the forest learns one row less


def test_a_theft_is_never_learned_as_normal() -> None:
    scene = look(mine("again"), stolen("first", day="2026-03-11"))
    assert scene.suspicion is not None
    at = scene.view.txn_ids[scene.suspicion.features.positions].tolist().index("first")
    assert scene.suspicion.parts["expected"].iloc[at] == 0.0


def test_a_pattern_is_believed_by_how_often_it_was_right() -> None:
    def signals(scene: Scene) -> list[Signal]:
        return [Signal((scene.view.position[name],), 6.0, Reason("drain_new_payee", {})) for name in ("first", "other")]

    wrong, right = look(mine("first")), look(stolen("first"))
    assert [signal.nats for signal in believed(wrong, signals(wrong))] == pytest.approx([4.5, 4.5])
    assert [signal.nats for signal in believed(right, signals(right))] == [6.0, 6.0]


def test_what_a_pattern_has_lost_is_told_once_and_what_it_has_kept_is_not() -> None:
    evening = [row(f"2026-05-11T21:{n}0:00", -31_000, "示例卡券商行", txn_id=f"e{n}") for n in range(4)]
    rows = [{"txn_id": f"t{n:04d}"} | cells for n, cells in enumerate([*life(), *evening])]
    said = {answer: answered(answer, "e0", "e1", "e2", "e3", kind="unauthorized") for answer in ("mine", "not_mine")}
    told = {}
    for answer, given in said.items():
        scene = weighed(frame_of(rows), context_of(answers=given), AS_OF, Settings())
        assert scene.suspicion is not None
        told[answer] = [dict(one.facts) for one in scene.suspicion.learned if one.code == "weighs_less"]
    assert told["mine"].count({"feature": "spree", "percent": 75}) == 1
    assert "spree" not in {one["feature"] for one in told["not_mine"]}


def test_no_answer_changes_nothing() -> None:
    once, twice = look(), look(answered("unsure", "first", kind="unauthorized"))
    assert once.suspicion is not None
    assert twice.suspicion is not None
    np.testing.assert_array_equal(once.suspicion.surprise, twice.suspicion.surprise)
