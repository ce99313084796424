import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.text import merchant_key, merchant_keys, visible

PIECES = st.lists(
    st.sampled_from(
        [
            "SQ *",
            "支付宝-",
            "POS PURCHASE ",
            "#12 ",
            "(国贸店)",
            "1234 ",
            "12",
            "ß",
            "x1y2z3w4",
            "***",
            "*",
            "**",
            "店",
            "三",
            "美团",
            " ",
            "-",
        ]
    ),
    max_size=8,
).map("".join)


@given(st.text(max_size=40) | PIECES)
def test_a_key_is_its_own_key(name: str) -> None:
    assert merchant_key(merchant_key(name)) == merchant_key(name)


@given(st.text(max_size=40) | PIECES)
def test_a_name_with_a_letter_or_digit_has_a_key(name: str) -> None:
    """Else strangers would share the empty key and look like one shop."""
    plain = unicodedata.normalize("NFKC", name)
    if any(unicodedata.category(letter) in ("Lu", "Ll", "Lo", "Nd") for letter in plain):
        assert merchant_key(name)


@pytest.mark.parametrize(
    "name", ["示例面馆", "ร้านกาแฟตัวอย่าง", "مقهى المثال", "דוגמה", "пример", "παράδειγμα", "예시 상점", "れいの店"]
)
def test_names_in_any_script_survive(name: str) -> None:
    assert merchant_key(name) == unicodedata.normalize("NFKC", name).casefold()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("支付宝-示例面馆", "示例面馆"),
        ("财付通－示例面馆", "示例面馆"),
        ("示例面馆（国贸店）", "示例面馆(三里屯店)"),
        ("SQ *EXAMPLE CAFE #0042", "Example Cafe"),
        ("EXAMPLE CAFE 20260304", "example cafe"),
        ("EXAMPLE MKTP*2K4XY81Z", "Example Mktp"),
        ("McEXAMPLE'S", "MCEXAMPLE’S"),
        ("ＥＸＡＭＰＬＥ", "example"),
        ("支付宝-财付通-示例", "示例"),
    ],
)
def test_what_the_channel_adds_is_removed(one: str, other: str) -> None:
    assert merchant_key(one) == merchant_key(other)


@pytest.mark.parametrize(("one", "other"), [("示例面馆", "示例书店"), ("7-ELEVEN", "ELEVEN"), ("2063", "2064")])
def test_different_shops_keep_different_keys(one: str, other: str) -> None:
    assert merchant_key(one) != merchant_key(other)


@pytest.mark.parametrize(
    "names",
    [
        ("王*", "王**", "*王", "**王", "王"),
        ("张*三", "张**三", "张*思", "李*三", "张三"),
        ("**店", "*店", "**馆", "店"),
        ("B***", "B******", "S***"),
        ("**阿姨", "***阿姨", "阿姨"),
    ],
)
def test_names_that_are_hidden_in_different_ways_stay_different(names: tuple[str, ...]) -> None:
    assert len(set(merchant_keys(names))) == len(names)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("支付宝-王**", "王**"),
        ("财付通*示例店", "示例店"),
        ("支付宝-*国强", "国强"),
        ("*国强", "＊国强"),
        ("美团*示例店", "美团 示例店"),
        ("SQ *示例", "示例"),
        ("EXAMPLE MKTP*AB", "example mktp ab"),
        ("EXAMPLE SHOP ****1234", "example shop"),
        ("示例店 xxxx1234", "示例店"),
    ],
)
def test_stars_that_hide_no_letter_of_a_name_do_not_part_a_shop(one: str, other: str) -> None:
    assert merchant_key(one) == merchant_key(other)


def test_keys_of_a_column_are_keys_of_its_names() -> None:
    assert merchant_keys(["SQ *A", "", "支付宝-甲"]) == ["a", "", "甲"]


@given(st.text())
def test_visible_text_is_one_line_without_hidden_characters(text: str) -> None:
    shown = visible(text)
    assert not [letter for letter in shown if unicodedata.category(letter) in ("Cc", "Zl", "Zp")]
    assert not [
        letter
        for letter in shown
        if unicodedata.bidirectional(letter) in ("LRO", "RLO", "LRE", "RLE", "PDF", "LRI", "RLI", "FSI", "PDI")
    ]


def test_ordinary_text_is_shown_as_it_is() -> None:
    assert visible("示例 café — 5 € ร้าน") == "示例 café — 5 € ร้าน"
    assert visible("a\u202eb\x1b[31m\nc") == "a\\u202eb\\u001b[31m c"
