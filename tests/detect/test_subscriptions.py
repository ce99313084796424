"""Regular charges as a list: what a purchase in parts still costs, and what a subscription costs a year."""

import pytest

from detect.subscriptions import Subscription, subscriptions
from tests.detect.ledgers import AS_OF, CARD, Row, context_of, frame_of, row

DAY = "05"


def listed(words: list[str]) -> Subscription:
    """Return the one regular charge of monthly rows that end in June 2026 and say these words."""
    months = [f"2026-{7 - len(words) + n:02d}-{DAY}" for n in range(len(words))]
    rows: list[Row] = [row(day, -9_000, "PARTMART", CARD, txn_id=f"p{n}", description=said) for n, (day, said) in enumerate(zip(months, words, strict=True))]  # fmt: skip
    (one,) = subscriptions(frame_of(rows), context_of((CARD,)), AS_OF)
    return one


def test_a_purchase_whose_last_part_is_paid_costs_nothing_more() -> None:
    one = listed([f"Instalment {n} of 6" for n in range(1, 7)])
    assert (one.parts_left, one.a_year, one.next) == (0, 0, None)


@pytest.mark.parametrize(("parts", "a_year"), [(8, 2 * 9_000), (48, round(9_000 * 365 / 30))])
def test_a_purchase_in_parts_costs_what_is_left_to_pay_within_a_year(parts: int, a_year: int) -> None:
    one = listed([f"Instalment {n} of {parts}" for n in range(1, 7)])
    assert one.parts_left == parts - 6
    assert one.next is not None
    assert abs(one.a_year - a_year) < 5_000 if parts == 48 else one.a_year == a_year


def test_a_subscription_costs_its_price_every_time() -> None:
    one = listed(["monthly plan"] * 6)
    assert one.parts_left is None
    assert one.a_year == round(9_000 * 365 / one.usual_days)
