"""Rows of one purchase or one exchange: pending and posted, parcels, instalments, two currencies."""

import pytest

from tests.detect.ledgers import ALIPAY, CARD, Row, found, links_of, row, scanned


def pending(when: str, amount: int, name: str = "SHELL 0412", txn_id: str = "hold") -> Row:
    return row(when, amount, name, CARD, txn_id=txn_id, status="pending")


def posted(when: str, amount: int, name: str = "SHELL 0412", txn_id: str = "real") -> Row:
    return row(when, amount, name, CARD, txn_id=txn_id)


@pytest.mark.parametrize(
    ("held", "taken"),
    [(-4_310, -4_310), (-100, -4_310), (-5_000, -5_900), (-12_500, -4_310)],
)
def test_a_hold_and_the_charge_it_became_are_one(held: int, taken: int) -> None:
    rows = [pending("2026-05-02", held), posted("2026-05-04", taken)]
    assert links_of(rows, "posting") == {("hold", "real")}
    assert not found(scanned(rows), "duplicate")


@pytest.mark.parametrize(
    ("held", "taken", "day", "shop"),
    [
        (-4_310, -9_900, "2026-05-04", "SHELL 0412"),  # another purchase
        (-4_310, -4_310, "2026-05-20", "SHELL 0412"),  # weeks later
        (-100, -4_310, "2026-05-04", "BOOK BARN"),  # no shop that reserves
        (-4_310, 4_310, "2026-05-04", "SHELL 0412"),  # a refund
    ],
)
def test_what_is_no_posting_stays_apart(held: int, taken: int, day: str, shop: str) -> None:
    assert not links_of([pending("2026-05-02", held, shop), posted(day, taken, shop)], "posting")


def test_two_charges_that_one_hold_may_have_become_are_not_guessed() -> None:
    rows = [pending("2026-05-02", -5_000), posted("2026-05-03", -5_600), posted("2026-05-04", -5_400, txn_id="other")]
    assert not links_of(rows, "posting")


@pytest.mark.parametrize("taken", [-4_310, -4_600])
def test_a_charge_that_was_posted_earlier_on_the_day_is_not_what_a_hold_became(taken: int) -> None:
    rows = [posted("2026-05-02T09:00:00", taken), pending("2026-05-02T18:00:00", -4_310)]
    assert not links_of(rows, "posting")
    later = posted("2026-05-03T02:00:00", taken, txn_id="later")
    assert links_of([*rows, later], "posting") == {("hold", "later")}


def test_two_equal_holds_become_two_equal_charges() -> None:
    rows = [pending("2026-05-02", -900), pending("2026-05-02", -900, txn_id="hold2"), posted("2026-05-03", -900), posted("2026-05-03", -900, txn_id="real2")]  # fmt: skip
    pairs = links_of(rows, "posting")
    assert {left for left, _ in pairs} == {"hold", "hold2"}
    assert {right for _, right in pairs} == {"real", "real2"}


def test_parcels_of_one_order_belong_together() -> None:
    parts = [
        row(f"2026-05-0{n + 2}T10:00:00", -2_000 - n, order_reference="T200P12345", txn_id=f"p{n}") for n in range(3)
    ]
    assert links_of(parts, "shipment") == {("p0", "p1"), ("p0", "p2")}
    assert not links_of([{**cells, "order_reference": f"T200P1234{n}"} for n, cells in enumerate(parts)], "shipment")
    assert not links_of([{**cells, "order_reference": "0000000000"} for cells in parts], "shipment")


def test_instalments_follow_each_other_by_their_numbers() -> None:
    parts = [row(f"2026-0{n}-05T08:00:00", -9_000, "分期商城", ALIPAY, txn_id=f"i{n}", description=f"商品分期-第{n}/6期") for n in (1, 2, 3)]  # fmt: skip
    assert links_of(parts, "instalment") == {("i1", "i2"), ("i2", "i3")}
    other = row("2026-02-05T08:00:01", -300, "分期商城", ALIPAY, txn_id="x", description="商品分期-第2/6期")
    assert links_of([*parts, other], "instalment") == {("i1", "i2"), ("i2", "i3")}


def test_the_two_sides_of_an_exchange_are_one_move() -> None:
    paid = row("2026-05-02T10:00:00", -10_000, "", CARD, kind="exchange", description="Exchanged to EUR", txn_id="out")
    got = row(
        "2026-05-02T10:00:00",
        9_200,
        "",
        CARD,
        kind="exchange",
        description="Exchanged to EUR",
        currency="EUR",
        txn_id="in",
    )
    assert links_of([paid, got], "exchange") == {("out", "in")}
    assert not links_of([paid, {**got, "currency": "USD"}], "exchange")
    assert not links_of([paid, got, {**got, "txn_id": "in2"}], "exchange")
