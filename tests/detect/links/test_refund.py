"""A refund finds its purchase by the best evidence there is, and finds none rather than a wrong one."""

from typing import Any

import pytest

from tests.detect.ledgers import CARD, Row, links_of, row


def refunds(*rows: Row) -> set[tuple[str, str]]:
    return links_of(rows, "refund")


def bought(when: str, amount: int, txn_id: str, name: str = "示例商店", **cells: Any) -> Row:
    return row(when, amount, name, txn_id=txn_id, **cells)


def test_the_merchants_order_number_decides() -> None:
    rows = [
        bought("2026-03-01T10:00:00", -5_000, "a", order_reference="T1"),
        bought("2026-03-02T10:00:00", -5_000, "b", order_reference="T2"),
        row("2026-03-05T10:00:00", 5_000, txn_id="r", order_reference="T1"),
    ]
    assert refunds(*rows) == {("a", "r")}


def test_the_refunds_own_number_may_begin_with_the_purchases() -> None:
    rows = [
        bought("2026-03-01T10:00:00", -5_000, "a", reference="2026030122001"),
        bought("2026-03-02T10:00:00", -5_000, "b", reference="2026030222002"),
        row("2026-03-05T10:00:00", 5_000, txn_id="r", reference="2026030122001_T1"),
    ]
    assert refunds(*rows) == {("a", "r")}


def test_short_numbers_are_counters_and_prove_nothing() -> None:
    rows = [
        bought("2026-03-01T10:00:00", -9_000, "a", reference="7", name="另一家"),
        row("2026-03-05T10:00:00", 5_000, txn_id="r", reference="7"),
    ]
    assert refunds(*rows) == set()


@pytest.mark.parametrize("none", ["/", "-", "N/A", "0"])
def test_what_stands_for_no_order_number_names_no_purchase(none: str) -> None:
    rows = [
        bought("2026-03-01T10:00:00", -9_000, "a", name="另一家", order_reference=none),
        row("2026-03-05T10:00:00", 5_000, txn_id="r", order_reference=none),
    ]
    assert refunds(*rows) == set()


def test_without_numbers_the_latest_purchase_of_the_amount_at_the_shop_is_meant() -> None:
    rows = [
        bought("2026-02-01T10:00:00", -5_000, "a"), bought("2026-03-02T10:00:00", -5_000, "b"),
        row("2026-03-05T10:00:00", 5_000, txn_id="r"),
    ]  # fmt: skip
    assert refunds(*rows) == {("b", "r")}


def test_what_was_ordered_again_within_days_is_not_what_went_back() -> None:
    rows = [
        bought("2026-03-01T10:00:00", -5_000, "a"), bought("2026-03-07T10:00:00", -5_000, "b"),
        row("2026-03-10T10:00:00", 5_000, txn_id="r"),
    ]  # fmt: skip
    assert refunds(*rows) == {("a", "r")}


def test_at_a_place_of_daily_purchases_nothing_was_ordered_again() -> None:
    rows = [bought(f"2026-03-0{day}T10:00:00", -5_000, f"p{day}") for day in range(1, 8)]
    assert refunds(*rows, row("2026-03-10T10:00:00", 5_000, txn_id="r")) == {("p7", "r")}


def test_parts_are_linked_up_to_what_was_paid() -> None:
    rows = [
        bought("2026-03-01T10:00:00", -5_000, "a", order_reference="T1"),
        row("2026-03-05T10:00:00", 2_000, txn_id="r1", order_reference="T1"),
        row("2026-03-06T10:00:00", 3_000, txn_id="r2", order_reference="T1"),
        row("2026-03-07T10:00:00", 1_000, txn_id="r3", order_reference="T1"),
    ]
    assert refunds(*rows) == {("a", "r1"), ("a", "r2")}


def test_parts_that_sum_to_what_the_status_names_belong_to_it() -> None:
    rows = [
        bought("2026-03-01T10:00:00", -5_000, "a", refunded_amount=3_500), bought("2026-03-01T11:00:00", -6_000, "b"),
        row("2026-03-05T10:00:00", 2_000, txn_id="r1"), row("2026-03-06T10:00:00", 1_500, txn_id="r2"),
    ]  # fmt: skip
    assert refunds(*rows) == {("a", "r1"), ("a", "r2")}


def test_a_refund_before_the_purchase_is_of_another_one() -> None:
    rows = [row("2026-03-01T10:00:00", 5_000, txn_id="r"), bought("2026-03-02T10:00:00", -5_000, "a")]
    assert refunds(*rows) == set()


def test_a_refund_of_another_shop_is_not_linked() -> None:
    rows = [bought("2026-03-01T10:00:00", -5_000, "a"), row("2026-03-05T10:00:00", 5_000, "另一家", txn_id="r")]
    assert refunds(*rows) == set()


def card(when: str, amount: int, txn_id: str, name: str = "EXAMPLE TOYS", **cells: Any) -> Row:
    return row(when, amount, name, CARD, txn_id=txn_id, **cells)


def test_credits_that_make_up_one_purchase_are_its_parts() -> None:
    rows = [
        card("2026-03-01", -1_999, "a"), card("2026-03-20", -4_500, "b"), card("2026-03-28", -7_000, "later"),
        card("2026-04-01", 419, "r1"), card("2026-04-02", 1_203, "r2"), card("2026-04-06", 377, "r3"),
    ]  # fmt: skip
    assert refunds(*rows) == {("a", "r1"), ("a", "r2"), ("a", "r3")}


def test_credits_months_apart_are_weighed_each_for_themselves() -> None:
    rows = [
        card("2025-09-01", -1_999, "a"), card("2025-09-02", -4_000, "x"), card("2025-09-10", 1_000, "r1"), card("2025-09-12", 999, "r2"),
        card("2026-03-01", -3_000, "b"), card("2026-03-02", -4_100, "y"), card("2026-03-10", 1_400, "r3"), card("2026-03-12", 1_600, "r4"),
    ]  # fmt: skip
    assert refunds(*rows) == {("a", "r1"), ("a", "r2"), ("b", "r3"), ("b", "r4")}


def test_a_shop_may_keep_a_little_of_what_it_gives_back() -> None:
    rows = [card("2026-03-01", -1_500, "a"), card("2026-03-03", -4_500, "b")]
    assert refunds(*rows, card("2026-03-12", 1_400, "r")) == {("a", "r")}
    assert refunds(*rows, card("2026-03-12", 800, "r1"), card("2026-03-13", 600, "r2")) == {("a", "r1"), ("a", "r2")}


def test_a_part_that_two_recent_purchases_may_mean_is_not_guessed() -> None:
    rows = [card("2026-03-01", -3_900, "a"), card("2026-03-03", -4_500, "b"), card("2026-03-12", 700, "r")]
    assert refunds(*rows) == set()


def test_a_part_belongs_to_the_one_purchase_of_the_last_weeks() -> None:
    rows = [card("2026-01-01", -3_900, "a"), card("2026-03-03", -4_500, "b"), card("2026-03-12", 700, "r")]
    assert refunds(*rows) == {("b", "r")}


def test_the_price_before_conversion_tells_which_purchase_is_given_back() -> None:
    rows = [
        card("2026-03-01", -1_046, "a", description="EUR 9.20"), card("2026-03-02", -1_040, "b", description="EUR 9.15"),
        card("2026-03-20", 980, "r", description="RETURN EUR 9.20"),
    ]  # fmt: skip
    assert refunds(*rows) == {("a", "r")}


def test_a_wallet_gives_back_by_itself_what_failed() -> None:
    debit = card("2026-03-01", -10_000, "a", name="VENMO ADD FUNDS")
    assert refunds(debit, card("2026-03-03", 10_000, "r", name="VENMO *ADDED FUNDS")) == {("a", "r")}
    assert refunds(debit, card("2026-03-03", 10_000, "r", name="PAYPAL *ADDED FUNDS")) == set()  # another wallet
    assert refunds(debit, card("2026-03-03", 9_900, "r", name="VENMO *ADDED FUNDS")) == set()  # another amount


def test_money_goes_back_the_way_it_came() -> None:
    direct = card("2026-03-01", -2_000, "a", name="EXAMPLE TOYS")
    assert refunds(direct, card("2026-03-12", 1_700, "r", name="PAYPAL *EXAMPLE TOYS")) == set()
    assert refunds(direct, card("2026-03-12", 1_700, "r", name="EXAMPLE TOYS")) == {("a", "r")}


def test_what_a_wallet_collects_for_many_shops_has_no_parts() -> None:
    debit = card("2026-03-01", -2_000, "a", name="PayPal Europe")
    assert refunds(debit, card("2026-03-03", 400, "r", name="PayPal Europe")) == set()
