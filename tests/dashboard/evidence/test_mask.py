"""Long numbers are cut to their last four digits; what is no account stays."""

import pytest

from dashboard.evidence.mask import Mask


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("6222021234567890", "****7890"),
        ("card 6222 0212 3456 7890 ok", "card ****7890 ok"),
        ("6222-0212-3456-7890", "****7890"),
        ("62\u200b22021234567890", "****7890"),
        ("3782 822463 10005", "****0005"),
        ("1234-56-789012-53-4", "****2534"),
        ("account 31926819, 30-90-89", "account ****6819, 30-90-89"),
        ("DE89 3704 0044 0532 0130 00", "****3000"),
        ("GB29NWBK60161331926819", "****6819"),
        ("FR1420041010050500013M02606", "****2606"),
        ("tel 13800138000。", "tel ****8000。"),
        ("11010119900307123X", "****7123X"),
        ("１２３４５６７８９０", "****７８９０"),
        ("20260504 6222021234567890", "20260504 ****7890"),
    ],
)
def test_a_number_that_may_be_an_account_is_cut(text: str, cut: str) -> None:
    assert Mask()(text) == cut


@pytest.mark.parametrize(
    "text",
    [
        "2026-05-04 12:01:07", "20260504120107", "04-05-2026 2026-05-06", "账单(20250701-20260630).csv", "5 2026-05-04 7",
        "12345678.90", "1,234,567.00", "100.000.000", "138****0000", "招商银行储蓄卡(8705)", "7-ELEVEN 31207", "M0006", "",
    ],
)  # fmt: skip
def test_dates_amounts_and_short_numbers_stay(text: str) -> None:
    assert Mask()(text) == text


def test_what_is_named_stays_and_only_as_a_whole() -> None:
    mask = Mask(["2026061022102", "1"])
    assert mask("order 2026061022102 of 2026061022103") == "order 2026061022102 of ****2103"
    assert mask("92026061022102") == "****2102"


def test_a_hidden_year_does_not_save_a_number() -> None:
    assert Mask()("2026050412010712345") == "****2345"
