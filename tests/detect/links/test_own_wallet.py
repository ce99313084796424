"""Money between a wallet and the bank behind it is the person's own."""

import pytest

from tests.detect.ledgers import BANK, CARD_8705, WECHAT, context_of, links_of, row

OUT = row("2026-03-04T12:00:00", -30_000, CARD_8705, account=WECHAT, method=CARD_8705, kind="withdrawal", txn_id="w")
IN = row("2026-03-04T12:00:04", 30_000, "财付通-微信零钱提现", account=BANK, kind="transfer", txn_id="b")


def transfers(*rows: dict[str, object]) -> set[tuple[str, str]]:
    return links_of(rows, "transfer", context_of())


@pytest.mark.parametrize("arrived", [30_000, 29_970, 29_475])
def test_a_withdrawal_reaches_the_bank_less_its_fee(arrived: int) -> None:
    assert transfers(OUT, IN | {"amount": arrived}) == {("w", "b")}


@pytest.mark.parametrize("arrived", [30_001, 29_000])
def test_more_than_was_sent_or_much_less_is_other_money(arrived: int) -> None:
    assert transfers(OUT, IN | {"amount": arrived}) == set()


def test_a_top_up_leaves_the_bank_that_names_the_wallet() -> None:
    filled = row("2026-03-04T12:00:03", 70_000, CARD_8705, account=WECHAT, method=CARD_8705, kind="top_up", txn_id="w")
    paid = row("2026-03-04T12:00:03", -70_000, "财付通-零钱充值", account=BANK, kind="top_up", txn_id="b")
    assert transfers(filled, paid) == {("b", "w")}


def test_two_equal_withdrawals_keep_their_order() -> None:
    later = OUT | {"txn_id": "w2", "booked_at": OUT["booked_at"] + (IN["booked_at"] - OUT["booked_at"]) * 20}
    arrived = IN | {"txn_id": "b2", "booked_at": later["booked_at"]}
    assert transfers(OUT, later, IN, arrived) == {("w", "b"), ("w2", "b2")}


def test_a_purchase_of_the_same_sum_is_no_mirror_of_a_withdrawal() -> None:
    shop = row("2026-03-04T20:00:00", -30_000, "示例加油站", account=BANK, txn_id="s")
    assert links_of([OUT, shop], "mirror", context_of()) == set()
