"""What is told of one payment: what is usual at its shop is what the person paid there, not what is in doubt."""

import datetime as dt
from typing import Any

import pytest

from detect.context import Settings
from detect.explain import Explanation, explain
from tests.detect.ledgers import AS_OF, Row, answered, context_of, frame_of, row, visits

SHOP = "示例卡券商行"


def life(*at_the_shop: Row) -> list[Row]:
    rows = [*visits(60, [-2_500, -2_800, -3_150], "示例面馆"), *at_the_shop]
    return [{"txn_id": f"t{n:04d}"} | cells for n, cells in enumerate(rows)]


STOLEN = [row(f"2026-05-20T03:1{n}:00", -98_000, SHOP, txn_id=f"s{n}") for n in range(4)]


def told(identity: str, rows: list[Row], *suspect: str, **frames: Any) -> Explanation:
    settings = Settings(since=dt.date(2026, 1, 1))
    return explain(frame_of(rows), context_of(**frames), AS_OF, settings, identity, frozenset(suspect))


def test_where_all_is_in_doubt_nothing_is_usual() -> None:
    found = told("s0", life(*STOLEN), "s0", "s1", "s2", "s3")
    assert (found.usual, found.visits) == (None, 0)


def test_what_was_called_stolen_is_not_usual_either() -> None:
    said = answered("not_mine", "s0", "s1", "s2", "s3", kind="unauthorized")
    assert told("s1", life(*STOLEN), answers=said).usual is None


@pytest.mark.parametrize("identity", ["s0", "s3"])
def test_a_shop_that_is_known_has_the_range_of_its_undoubted_payments(identity: str) -> None:
    known = [row(f"2026-0{n}-10T12:00:00", -1_000 * n, SHOP, txn_id=f"k{n}") for n in (1, 2, 3)]
    found = told(identity, life(*known, *STOLEN), "s0", "s1", "s2", "s3")
    assert found.visits == 3
    assert found.usual is not None
    assert found.usual[1] == 2_000
    assert set(found.nearest) == {"k2", "k3"}


def test_what_a_scan_doubts_is_no_ordinary_payment_whether_or_not_an_alert_is_open() -> None:
    found = told("s0", life(*STOLEN))
    assert (found.usual, found.visits) == (None, 0)
    assert not {"s1", "s2", "s3"} & set(found.nearest)
