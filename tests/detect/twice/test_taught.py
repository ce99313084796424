"""What answers about double charges have taught is told by the name of the shop, as long as it holds."""

import pandas as pd
import pytest

from detect.finding import Reason
from detect.scene import Scene
from detect.twice.taught import Taught
from tests.detect.ledgers import Row, answered, context_of, row, scene_of, visits

SHOP = "示例火锅"
ROWS: list[Row] = [
    *({"txn_id": f"v{n}"} | cells for n, cells in enumerate(visits(14, [-8_800, -9_300], SHOP))),
    row("2026-03-04T12:01:07", -12_340, SHOP, txn_id="a"),
    row("2026-03-04T12:08:08", -12_340, SHOP, txn_id="b"),
]


def lessons(*answers: pd.DataFrame) -> list[Reason]:
    scene: Scene = scene_of(ROWS, context_of(answers=pd.concat(answers)))
    return Taught.of(scene).lessons(scene)


@pytest.mark.parametrize(("answer", "code"), [("mine", "charges_apart"), ("not_mine", "charges_together")])
def test_an_answer_is_told_with_shop_and_end(answer: str, code: str) -> None:
    assert lessons(answered(answer, "a", "b", day="2026-05-27")) == [
        Reason(code, {"merchant": SHOP, "until": "2027-07-01"})
    ]


def test_answers_that_say_nothing_and_old_ones_and_opposite_ones_teach_nothing() -> None:
    assert lessons(answered("unsure", "a", "b")) == []
    assert lessons(answered("mine", "a", "b", day="2025-01-01")) == []
    assert lessons(answered("mine", "a", "b"), answered("not_mine", "v0", "v1")) == []


def test_rows_that_no_file_shows_any_more_teach_nothing() -> None:
    assert lessons(answered("mine", "gone", "lost")) == []


def test_an_answer_about_another_kind_of_alert_is_none_about_charges() -> None:
    assert lessons(answered("mine", "a", "b", kind="unauthorized")) == []
