"""What is called usual is what the statements show: a median, a mean over days watched, hours that were never used."""

import datetime as dt

import pytest

from detect.scene import Scene
from detect.usual import never_at, typical, usual_day
from tests.detect.ledgers import ALIPAY, CARD, Row, context_of, row, scene_of, visits

LANDLORD = "示例房东"


def at(scene: Scene, identity: str = "asked") -> int:
    return int(scene.view.position[identity])


def rents(count: int) -> list[Row]:
    return [
        row(f"2025-{9 + n // 28:02d}-{1 + n % 28:02d}", -250_000, LANDLORD, txn_id=f"rent{n}") for n in range(count)
    ]


def asked(when: str, amount: int = -400_000, name: str = LANDLORD, account: str = ALIPAY) -> Row:
    return row(when, amount, name, account, txn_id="asked")


def test_what_is_usual_at_a_payee_is_the_median_of_three_payments_or_more() -> None:
    scene = scene_of([*rents(3), asked("2026-06-01")])
    assert typical(scene, at(scene)) == (250_000, True)


def test_with_fewer_there_it_is_the_median_of_ten_payments_in_the_currency() -> None:
    scene = scene_of([*visits(9, [-2_500], "示例面馆"), *rents(2), asked("2026-06-01")])
    assert typical(scene, at(scene)) == (2_500, False)


def test_a_payee_without_a_name_has_no_usual_amount_of_its_own() -> None:
    scene = scene_of([*visits(9, [-2_500], "示例面馆"), *visits(3, [-9_000], ""), asked("2026-06-01", name="")])
    assert typical(scene, at(scene)) == (2_500, False)


def test_nothing_is_usual_in_a_currency_that_was_hardly_paid_in() -> None:
    scene = scene_of([*visits(60, [-2_500], "示例面馆"), asked("2026-06-01", account=CARD)])
    assert typical(scene, at(scene)) is None
    assert usual_day(scene, at(scene)) is None


@pytest.mark.parametrize(("day", "known"), [("2025-09-05", False), ("2025-09-07", True)])
def test_payments_of_the_last_three_days_make_no_amount_usual(day: str, known: bool) -> None:
    scene = scene_of([*rents(3), asked(day)])
    assert (typical(scene, at(scene)) is not None) is known


def test_what_is_in_doubt_makes_nothing_usual() -> None:
    scene = scene_of([*rents(3), asked("2026-06-01")])
    scene.known[at(scene, "rent1")] = False
    assert typical(scene, at(scene)) is None


def daily(count: int, amount: int = -10_000) -> list[Row]:
    start = dt.datetime(2026, 4, 1)  # noqa: DTZ001  (wall time)
    return [
        row((start + dt.timedelta(n, hours=12)).isoformat(), amount, f"店{n}", txn_id=f"d{n}") for n in range(count)
    ]


def test_a_usual_day_is_what_went_out_a_day_and_no_prior() -> None:
    scene = scene_of([*daily(60, -123), asked("2026-05-31T12:00:00")], context_of((ALIPAY,), first="2026-04-01"))
    assert usual_day(scene, at(scene)) == 123
    scene.known[at(scene, "d7")] = False
    assert usual_day(scene, at(scene)) == round(59 * 123 / 60)


def test_ten_payments_show_what_a_day_costs_and_nine_do_not() -> None:
    counts = {count: scene_of([*daily(count), asked("2026-05-31T12:00:00")]) for count in (9, 10)}
    assert [usual_day(scene, at(scene)) is None for scene in counts.values()] == [True, False]


@pytest.mark.parametrize(
    ("count", "when", "never"),
    [(60, "03:14", True), (60, "12:50", False), (60, "13:10", False), (59, "03:14", False)],
)
def test_an_hour_was_never_paid_at_where_enough_payments_are_all_more_than_an_hour_away(
    count: int,
    when: str,
    never: bool,
) -> None:
    scene = scene_of([*visits(count, [-2_500]), asked(f"2026-06-29T{when}:00")])
    assert never_at(scene, at(scene)) is never


def test_midnight_is_within_an_hour_of_eleven_at_night() -> None:
    scene = scene_of([*visits(60, [-2_500], hour=23), asked("2026-06-29T00:10:00")])
    assert not never_at(scene, at(scene))
