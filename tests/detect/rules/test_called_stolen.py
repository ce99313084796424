"""Whoever took money that was called stolen takes none again unseen; a shop of the person's own that a thief used too stays quiet."""

import pandas as pd
import pytest

from detect.context import Settings
from detect.finding import Finding
from detect.limits import limits
from detect.scan import weighed
from detect.stolen import taken_again
from tests.detect.ledgers import AS_OF, Row, answered, context_of, found, frame_of, row, scanned, scene_of, visits

THIEF, SHOP = "某某卡券行", "示例超市"
LIFE = [
    {"txn_id": f"t{n:04d}"} | cells
    for n, cells in enumerate(
        [
            *visits(60, [-2_500, -2_800, -3_150], "示例面馆"),
            *visits(50, [-8_810, -12_340, -9_925], SHOP, hour=18, every=7),
        ]
    )
]
FIRST = row("2026-05-20T14:00:00", -90_000, THIEF, txn_id="first")
LATER = [
    row("2026-06-08T12:30:00", -6_000, THIEF, txn_id="sixty"),
    row("2026-06-21T12:40:00", -8_800, THIEF, txn_id="eighty"),
]


def said(answer: str, *ids: str, day: str = "2026-05-21") -> pd.DataFrame:
    return answered(answer, *ids, kind="unauthorized", day=day)


def told(rows: list[Row], *answers: pd.DataFrame) -> list[Finding]:
    return found(scanned(rows, context_of(answers=pd.concat(answers)) if answers else None), "unauthorized")


def again(rows: list[Row], *answers: pd.DataFrame) -> set[str]:
    scene = scene_of(rows, context_of(answers=pd.concat(answers)))
    return set(scene.view.txn_ids[taken_again(scene)].tolist())


def test_whatever_a_payee_that_was_called_stolen_takes_later_is_told_and_presses() -> None:
    rows = [*LIFE, FIRST, *LATER]
    assert "sixty" not in {row for finding in told(rows) for row in finding.rows}
    after = [finding for finding in told(rows, said("not_mine", "first")) if "first" not in finding.rows]
    assert sorted(finding.rows for finding in after) == [("eighty",), ("sixty",)]
    assert {finding.severity for finding in after} == {"high"}
    assert all(finding.reasons[0] == ("called_stolen", {"merchant": THIEF}) for finding in after)


def test_one_answer_to_one_of_ten_equal_transfers_tells_the_other_nine() -> None:
    ten = [row(f"2026-05-{10 + n}T12:30:00", -8_000, THIEF, txn_id=f"n{n}") for n in range(10)]
    after = told([*LIFE, *ten], said("not_mine", "n4"))
    assert {row for finding in after for row in finding.rows} >= {f"n{n}" for n in range(10) if n != 4}


def test_it_is_told_in_an_account_without_history_too() -> None:
    (finding,) = told([FIRST, LATER[0]], said("not_mine", "first"))
    assert (finding.rows, finding.severity) == (("sixty",), "high")


def test_what_the_person_has_spoken_of_or_got_back_speaks_no_more() -> None:
    back = row("2026-06-22T12:40:00", 8_800, THIEF, txn_id="back", related_reference="A1")
    rows = [FIRST, LATER[0], LATER[1] | {"order_reference": "A1"}, back]
    assert again(rows, said("not_mine", "first")) == {"sixty"}
    assert not again(rows, said("not_mine", "first", "sixty", day="2026-06-30"))
    assert not again(rows, said("not_mine", "first"), said("unsure", "sixty"))


@pytest.mark.parametrize(("day", "silent"), [("2026-05-20", False), ("2026-05-21", True), ("2026-06-30", True)])
def test_a_payee_that_was_called_ones_own_on_that_day_or_since_is_none(day: str, silent: bool) -> None:
    rows = [*LATER, FIRST, row("2026-05-01T12:00:00", -5_000, THIEF, txn_id="own")]
    assert (not again(rows, said("not_mine", "first"), said("mine", "own", day=day))) is silent


def test_a_payment_without_a_name_is_at_no_payee() -> None:
    nameless = [cells | {"counterparty": ""} for cells in (FIRST, *LATER)]
    assert not again(nameless, said("not_mine", "first"))


def test_other_answers_call_nobody_a_thief() -> None:
    assert not again([FIRST, *LATER], answered("not_mine", "first", kind="duplicate", day="2026-05-21"))


def test_a_shop_of_ones_own_that_a_thief_used_too_stays_quiet() -> None:
    stolen = row("2026-05-20T03:00:00", -90_000, SHOP, txn_id="stolen")
    assert not again([*LIFE, stolen], said("not_mine", "stolen"))
    assert {row for finding in told([*LIFE, stolen], said("not_mine", "stolen")) for row in finding.rows} == {"stolen"}


def test_a_shop_paid_twice_before_or_only_in_the_last_weeks_is_not_yet_ones_own() -> None:
    def paid(*days: str) -> list[Row]:
        return [row(f"{day}T12:00:00", -88_000, THIEF, txn_id=day) for day in days]

    long_ago = ("2026-02-02", "2026-03-02", "2026-04-02")
    lately = ("2026-04-28", "2026-05-05", "2026-05-12")
    for days, silent in ((long_ago, True), (long_ago[:2], False), (lately, False)):
        assert again([*paid(*days), FIRST], said("not_mine", "first")) == (set() if silent else set(days))


def test_another_sum_months_later_is_a_purchase_like_any_other() -> None:
    stolen = row("2025-09-02T14:00:00", -90_000, THIEF, txn_id="old")
    same, other = (
        row(f"2026-05-{day}T12:00:00", amount, THIEF, txn_id=str(amount))
        for day, amount in ((10, -90_000), (12, -21_000))
    )
    assert again([*LIFE, stolen, same, other], said("not_mine", "old", day="2025-09-05")) == {"-90000"}


def test_where_people_are_served_a_thief_was_on_his_way() -> None:
    hotel = [row(f"2026-05-{day}T12:00:00", -60_000, "山城示例酒店", txn_id=f"h{day}") for day in (10, 12)]
    assert again([*LIFE, *hotel], said("not_mine", "h10")) == set()


def test_what_is_loud_for_this_raises_no_threshold() -> None:
    weekly = [
        row(f"2026-0{m}-{d:02d}T12:30:00", -8_000, THIEF, txn_id=f"w{m}{d}") for m in (3, 4, 5) for d in (1, 9, 17, 25)
    ]

    def last(*answers: pd.DataFrame) -> float:
        given = context_of(answers=pd.concat(answers)) if answers else context_of()
        scene = weighed(frame_of([*LIFE, *weekly]), given, AS_OF, Settings())
        assert scene.suspicion is not None
        own = scene.suspicion.features.person == scene.suspicion.features.person[0]
        return float(limits(scene, scene.suspicion, own.nonzero()[0])[-1])

    assert last(said("not_mine", "w31")) <= last()
