"""Money between one's own accounts is a transfer; a friend's round sum is not."""

import pytest

from tests.detect.ledgers import ALIPAY, BANK, CARD, WECHAT, context_of, links_of, row


def transfers(*rows: dict[str, object]) -> set[tuple[str, str]]:
    return links_of(rows, "transfer", context_of())


def sides(left: dict[str, object], right: dict[str, object]) -> tuple[dict[str, object], dict[str, object]]:
    out = row("2026-03-04T12:00:00", -20_000, "", account=BANK, kind="payment", txn_id="out")
    back = row("2026-03-05T12:00:00", 20_000, "", account=ALIPAY, kind="transfer", txn_id="in")
    return out | left, back | right


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ({}, {"kind": "top_up"}),
        ({"kind": "transfer", "counterparty": "支付宝"}, {}),
        ({}, {"description": "示例银行8705"}),
        ({"kind": "transfer", "counterparty": "示例本人"}, {"counterparty": "示例本人"}),
    ],
)
def test_rows_that_say_so_are_one_movement(left: dict[str, object], right: dict[str, object]) -> None:
    assert transfers(*sides(left, right)) == {("out", "in")}


def test_what_a_credit_card_gets_pays_it_unless_a_shop_gave_it_back() -> None:
    bill = row("2026-03-22", -49_713, "", account=BANK, kind="payment", currency="USD", txn_id="out")
    paid = row("2026-03-22", 49_713, "", account=CARD, kind="income", txn_id="in")
    assert transfers(bill, paid) == {("out", "in")}
    assert transfers(bill, paid | {"kind": "refund"}) == set()


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ({"counterparty": "示例面馆"}, {"counterparty": "小明"}),
        ({"kind": "transfer", "counterparty": "小芳"}, {"counterparty": "小华"}),
        ({"kind": "transfer", "counterparty": "财付通-转账"}, {}),
        ({"kind": "transfer", "counterparty": "财付通-转账"}, {"kind": "top_up"}),
    ],
)
def test_a_shop_and_a_friend_of_one_sum_are_two_stories(left: dict[str, object], right: dict[str, object]) -> None:
    assert transfers(*sides(left, right)) == set()


def test_two_friends_between_two_wallets_are_none() -> None:
    sent = row("2026-03-04T12:00:00", -2_000, "小芳", account=WECHAT, kind="transfer")
    assert transfers(sent, row("2026-03-05T09:00:00", 2_000, "*小华", account=ALIPAY, kind="transfer")) == set()


def test_two_candidates_are_not_decided() -> None:
    out, back = sides({}, {"kind": "top_up"})
    assert transfers(out, back, back | {"txn_id": "in2"}) == set()
