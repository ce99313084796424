"""A number or address that somebody gave: listed, a look-alike, or simply not known."""

import pytest

from dashboard.contact_told import told
from dashboard.i18n import words
from dashboard.playbooks.contact_check import LONGEST, MOST, Verdict, check
from dashboard.playbooks.lookalike import _SENTENCES
from dashboard.playbooks.model import LOCALES


def verdicts(text: str) -> list[tuple[str, Verdict, str]]:
    return [(one.text, one.verdict, one.contact or (one.doubt.code if one.doubt else "")) for one in check(text)]


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("95188", "cn.alipay"),
        ("+86 95188", "cn.alipay"),
        ("0086-95188", "cn.alipay"),
        ("help@dana.id", "id.dana"),
        ("https://cshall.alipay.com/lab?x=1", "cn.alipay"),
        ("www.jd.com", "cn.jdpay"),
    ],
)
def test_what_is_reviewed_is_known_however_it_is_written(text: str, contact: str) -> None:
    ((_, verdict, whose),) = verdicts(text)
    assert (verdict, whose) == (Verdict.LISTED, contact)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("96ll0.cc", "number"),
        ("https://paypa1.com/refund", "imitates"),
        ("alipay.com.refund-center.cc", "wraps"),
        ("alipay-service.com", "borrows"),
        ("have@dana.id", "mailbox"),
        ("https://alipay.com@evil.cc", "leads"),
        ("аlipay.com", "script"),
        ("951881234", "number_more"),
        ("0095188", "number_more"),
    ],
)
def test_what_passes_for_a_genuine_one_is_doubted_and_says_why(text: str, code: str) -> None:
    assert [(verdict, why) for _, verdict, why in verdicts(text)] == [(Verdict.DOUBT, code)]


@pytest.mark.parametrize(
    "text", ["example.org", "me@example.org", "13812345678", "+1 (855)-618-3105", "1101", "192.0.2.7"]
)
def test_what_is_not_on_the_list_is_only_that(text: str) -> None:
    assert {verdict for _, verdict, _ in verdicts(text)} == {Verdict.UNKNOWN}


def test_a_whole_message_is_looked_through() -> None:
    message = "您的账户异常，请拨打951881234，或打开 https://paypa1.com/x 。客服邮箱：help@dana.id，谢谢！"
    assert [(text, verdict) for text, verdict, _ in verdicts(message)] == [
        ("https://paypa1.com/x", Verdict.DOUBT),
        ("help@dana.id", Verdict.LISTED),
        ("951881234", Verdict.DOUBT),
    ]


def test_a_text_without_any_is_nothing_and_a_long_one_is_bounded() -> None:
    assert check("please call me back, 12 or so") == ()
    assert len(check(" ".join(f"site{n}.example" for n in range(1000)))) == MOST
    assert check("x" * LONGEST + " 95188") == ()


@pytest.mark.parametrize("locale", LOCALES)
def test_every_answer_has_its_words_and_an_unknown_one_is_not_called_fake(locale: str) -> None:
    speaks = words(locale)
    assert [code for code in _SENTENCES if f"contact.doubt.{code}" not in speaks] == []
    for one in told("95188 example.org have@dana.id https://cshall.alipay.com", speaks):
        assert one.head
        assert one.says
    (unknown,) = told("example.org", speaks)
    assert unknown.state == "quiet"
    assert unknown.says == speaks("contact.unknown.says")


def test_a_listed_number_never_vouches_for_a_caller() -> None:
    (listed,) = told("95188", words("en"))
    assert "hang up" in listed.says


def test_a_hostile_text_is_shown_and_never_obeyed() -> None:
    for one in told("<b>paypa1.com\u202e</b> {own} 951881234", words("en")):
        assert "\u202e" not in one.head + one.says
