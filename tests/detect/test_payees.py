"""What a name says about who could gain by paying it, in the languages of the statements."""

import pytest

from detect.payees import payee_kind


@pytest.mark.parametrize(
    "words",
    ["TST* PLACEHOLDER TAP HOUSE", "KARTU DEBIT SQ *CONTOH KEDAI", "SUMUP *BEISPIEL AM MARKT", "示例海鲜城", "Beispiel Bäckerei", "BEISPIEL BAECKER",
     "Contoh Seafood makan", "PLACEHOLDER LAUNDROMAT", "Musterstadt Verkehrsbetriebe", "Contoh Homestay kamar"],
)  # fmt: skip
def test_a_counter_serves(words: str) -> None:
    assert payee_kind(words) == "served"


@pytest.mark.parametrize(
    "words",
    [
        "Penerimaan Negara pajak",
        "Asuransi Contoh premi",
        "BUNDESKASSE BEISPIEL",
        "PLACEHOLDER MORTGAGE CO",
        "**房东 转账",
    ],
)
def test_nobody_steals_to_pay_what_is_owed(words: str) -> None:
    assert payee_kind(words) == "useless"


@pytest.mark.parametrize(
    "words",
    [
        "PLACEHOLDER ELECTRONICS",
        "优享数码专营店",
        "PLACEHOLDER GROCERY",
        "Contoh Elektronik",
        "BEISPIEL VERSAND",
        "BARGAIN ONLINE",
        "FOODLESS TRADING",
        "LATEX SUPPLY",
    ],
)
def test_what_can_be_sold_again_is_open(words: str) -> None:
    assert payee_kind(words) == ""


@pytest.mark.parametrize("words", ["PLACEHOLDER GIFT CARD KITCHEN", "STEAM GAMES", "示例礼品卡"])
def test_what_is_as_good_as_money_stays_so_wherever_it_is_sold(words: str) -> None:
    assert payee_kind(words) == "liquid"
