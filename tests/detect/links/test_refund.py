"""A refund finds its purchase by the best evidence there is, and finds none rather than a wrong one."""

from typing import Any

import pytest

from tests.detect.ledgers import Row, links_of, row


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
        bought("2026-03-01T10:00:00", -5_000, "a"), bought("2026-03-02T10:00:00", -5_000, "b"),
        row("2026-03-05T10:00:00", 5_000, txn_id="r"),
    ]  # fmt: skip
    assert refunds(*rows) == {("b", "r")}


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
