"""A wallet's payment and the bank's row of it are one payment."""

import pytest

from tests.detect.ledgers import BANK, CARD_8705, WECHAT, context_of, links_of, row


def mirrors(*rows: dict[str, object]) -> set[tuple[str, str]]:
    return links_of(rows, "mirror", context_of())


WALLET = row("2026-03-04T12:01:07", -12_900, "示例火锅", method=CARD_8705, txn_id="w")


@pytest.mark.parametrize("when", ["2026-03-04T12:01:09", "2026-03-05T06:00:00", "2026-03-07T06:00:00", "2026-03-05"])
def test_the_bank_may_book_up_to_three_days_later(when: str) -> None:
    assert mirrors(WALLET, row(when, -12_900, "支付宝-示例火锅", account=BANK, txn_id="b")) == {("w", "b")}


@pytest.mark.parametrize("when", ["2026-03-03T12:00:00", "2026-03-11T12:00:00"])
def test_not_earlier_and_not_later(when: str) -> None:
    assert mirrors(WALLET, row(when, -12_900, "支付宝-示例火锅", account=BANK)) == set()


def test_the_bank_may_know_the_shop_under_its_companys_name() -> None:
    assert mirrors(
        WALLET, row("2026-03-04T12:01:09", -12_900, "支付宝-北京示例餐饮管理有限公司", account=BANK, txn_id="b")
    ) == {("w", "b")}


def test_another_wallets_row_is_not_the_mirror() -> None:
    bank = row("2026-03-04T12:01:09", -12_900, "财付通-示例火锅", account=BANK)
    assert mirrors(WALLET, bank) == set()


def test_what_was_paid_from_the_wallets_own_money_has_no_mirror() -> None:
    assert mirrors(WALLET | {"method": "余额"}, row("2026-03-04T12:01:09", -12_900, "示例火锅", account=BANK)) == set()


def test_two_equal_payments_have_two_mirrors() -> None:
    rows = [
        WALLET, row("2026-03-04T12:02:08", -12_900, "示例火锅", method=CARD_8705, txn_id="w2"),
        row("2026-03-04T12:01:09", -12_900, "支付宝-示例火锅", account=BANK, txn_id="b1"),
        row("2026-03-04T12:02:10", -12_900, "支付宝-示例火锅", account=BANK, txn_id="b2"),
    ]  # fmt: skip
    assert mirrors(*rows) == {("w", "b1"), ("w2", "b2")}


def test_each_wallet_keeps_its_own() -> None:
    rows = [
        WALLET, row("2026-03-04T12:05:00", -12_900, "另一家", method=CARD_8705, account=WECHAT, txn_id="x"),
        row("2026-03-04T12:05:01", -12_900, "财付通-另一家", account=BANK, txn_id="bx"),
        row("2026-03-04T12:06:00", -12_900, "支付宝-示例火锅", account=BANK, txn_id="bw"),
    ]  # fmt: skip
    assert mirrors(*rows) == {("w", "bw"), ("x", "bx")}


def test_a_refund_is_mirrored_too_and_may_take_weeks() -> None:
    rows = [
        row("2026-03-04T12:00:00", 5_000, method=CARD_8705, txn_id="w"),
        row("2026-03-20T12:00:00", 5_000, "支付宝-示例商店", account=BANK, txn_id="b"),
    ]
    assert mirrors(*rows) == {("w", "b")}


def test_a_wallet_row_that_does_not_say_what_paid_for_it_may_have_been_paid_by_any_card() -> None:
    rows = [WALLET | {"method": ""}, row("2026-03-04", -12_900, "支付宝-示例火锅", account=BANK, txn_id="b")]
    assert mirrors(*rows) == {("w", "b")}


# -- by what other mirrors taught --------------------------------------------------------------------------------------


def taught(method: str = "Visa") -> list[dict[str, object]]:
    """Return four payments by a way of paying without digits, and the bank's rows of them."""
    rows: list[dict[str, object]] = []
    for n in range(4):
        rows.append(row(f"2026-01-{n + 3:02d}T10:00:00", -1_000 - n, f"店{n}", method=method, txn_id=f"tw{n}"))
        rows.append(row(f"2026-01-{n + 3:02d}", -1_000 - n, f"支付宝-店{n}", account=BANK, txn_id=f"tb{n}"))
    return rows


def new(*rows: dict[str, object], method: str = "Visa") -> set[tuple[str, str]]:
    return {pair for pair in mirrors(*taught(method), *rows) if not pair[0].startswith("tw")}


def test_a_card_without_digits_is_known_by_its_other_payments() -> None:
    bank = row("2026-03-05", -12_900, "示例火锅", account=BANK, txn_id="b")
    assert new(WALLET | {"method": "Visa"}, bank) == {("w", "b")}
    assert mirrors(WALLET | {"method": "Visa"}, bank) == set()
    assert new(WALLET | {"method": "Amex"}, bank) == set()


def test_a_booking_after_a_long_weekend_is_found_where_only_it_can_be_meant() -> None:
    late = row("2026-03-10", -12_900, "支付宝-示例火锅", account=BANK, txn_id="b")
    assert mirrors(WALLET, late) == {("w", "b")}
    assert mirrors(WALLET, late, late | {"txn_id": "b2", "booked_at": late["booked_at"]}) == set()


def test_what_a_coupon_left_of_the_price_is_the_mirror() -> None:
    paid = WALLET | {"method": f"{CARD_8705}&支付宝随机立减"}
    assert mirrors(paid, row("2026-03-04T12:01:09", -11_900, "支付宝-示例火锅", account=BANK, txn_id="b")) == {
        ("w", "b")
    }
    assert mirrors(paid, row("2026-03-04T12:01:09", -11_900, "支付宝-别的店", account=BANK)) == set()
    assert mirrors(paid, row("2026-03-04T12:01:09", -1_900, "支付宝-示例火锅", account=BANK)) == set()


def test_several_orders_may_be_debited_in_one_sum() -> None:
    orders = [row(f"2026-03-04T12:0{n}:00", amount, "示例超市", method=CARD_8705, txn_id=f"o{n}") for n, amount in enumerate((-3_000, -4_550))]  # fmt: skip
    total = row("2026-03-04T12:05:00", -7_550, "支付宝-示例超市", account=BANK, txn_id="b")
    assert mirrors(*orders, total) == {("o0", "b"), ("o1", "b")}
    assert mirrors(*orders, total | {"counterparty": "示例超市"}) == set()


def test_a_booking_that_names_another_shop_of_the_wallet_is_that_shops() -> None:
    coffee = row("2026-03-05T09:00:00", -12_900, "另一家咖啡", method="余额", txn_id="c")
    assert mirrors(WALLET, coffee, row("2026-03-05T09:00:02", -12_900, "支付宝-另一家咖啡", account=BANK)) == set()
