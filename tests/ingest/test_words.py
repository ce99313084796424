import pytest

from ingest.words import kind_of, kinds_of

IN, OUT = 1, -1


@pytest.mark.parametrize(
    "words",
    [
        "RETURN",
        "MERCHANDISE RETURN EXAMPLE STORE",
        "Purchase Returns",
        "RETURNED ITEM",
        "REFUND: EXAMPLE",
        "退货 示例商店",
    ],
)
def test_money_that_comes_back_for_goods_is_a_refund(words: str) -> None:
    assert kind_of(words, IN) == "refund"


@pytest.mark.parametrize(
    "words", ["REV EXAMPLE STORE", "VOID", "PURCHASE VOIDED", "Reversal of fee", "CHARGEBACK 0001", "冲正"]
)
def test_a_booking_taken_back_is_a_reversal(words: str) -> None:
    assert kind_of(words, IN) == "reversal"


@pytest.mark.parametrize(
    "shop",
    ["REV COFFEE", "VOID RECORDS", "RETURN TO NATURE", "PINTEREST ADS", "TOKO BUNGA CONTOH", "EXAMPLE WIRELESS", "SALARYMAN BAR"],
)  # fmt: skip
def test_a_shop_is_paid_whatever_its_name_sounds_like(shop: str) -> None:
    """Interest and repayments are not watched for theft, so a name must not turn a payment into one."""
    assert kind_of(shop, OUT) == "payment"


def test_a_phone_bill_that_pays_itself_is_no_repayment() -> None:
    assert kind_of("EXAMPLE MOBILE AUTOPAY", OUT) == "payment"
    assert kind_of("EXAMPLE BANK CRD AUTOPAY", OUT) == "repayment"
    assert kind_of("AUTOPAY - THANK YOU", IN) == "repayment"


@pytest.mark.parametrize(
    ("words", "sign", "kind"),
    [
        ("RETURN ON INVESTMENT", IN, "income"),
        ("RETURNED PAYMENT FEE", OUT, "fee"),
        ("INTEREST CHARGE", OUT, "interest"),
        ("BUNGA TABUNGAN", IN, "interest"),
        ("OUTGOING WIRE 0001", OUT, "transfer"),
        ("ATM 0001 EXAMPLE", OUT, "withdrawal"),
        ("ATM 0001 EXAMPLE", IN, "income"),
    ],
)
def test_words_and_direction_decide_together(words: str, sign: int, kind: str) -> None:
    assert kind_of(words, sign) == kind


def test_a_whole_column_is_read_like_its_cells() -> None:
    assert kinds_of(["RETURN", "RETURN"], [500, -500]) == ["refund", "payment"]
