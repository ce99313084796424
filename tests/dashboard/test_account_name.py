"""Accounts are called by their institutions' names, whatever their label; what a person called one stays."""

import pytest

from dashboard.account_name import account_name
from dashboard.i18n import words


@pytest.mark.parametrize(
    ("label", "en", "zh"),
    [
        ("alipay:138****0000", "Alipay 138****0000", "支付宝 138****0000"),
        ("cmb:8705", "China Merchants Bank 8705", "招商银行 8705"),
        ("alipay", "Alipay", "支付宝"),
        ("hsbc_hk 2", "HSBC Hong Kong 2", "香港汇丰银行 2"),
        ("alipay (ann)", "Alipay (ann)", "支付宝 (ann)"),
        ("lakeside-federal-bank:8705", "lakeside-federal-bank:8705", "lakeside-federal-bank:8705"),
        ("Ann's card: the blue one", "Ann's card: the blue one", "Ann's card: the blue one"),
        ("abc card", "abc card", "abc card"),
        ("", "", ""),
    ],
)
def test_a_code_becomes_a_name_and_a_name_stays(label: str, en: str, zh: str) -> None:
    assert (account_name(label, words("en")), account_name(label, words("zh"))) == (en, zh)


def test_what_a_statement_prints_of_an_account_is_made_visible() -> None:
    name = account_name("wechat:a\u202eb\nc", words("en"))
    assert name.startswith("WeChat")
    assert not {"\u202e", "\n"} & set(name)
