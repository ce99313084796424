"""Finding a playbook by one's own words, in three languages."""

import pytest

from dashboard.playbooks.library import library
from dashboard.playbooks.model import LOCALES
from dashboard.playbooks.search import search, terms

ASKED = [
    ("en", "charged twice", "duplicate-charge"),
    ("en", "refund has not arrived", "refund-missing"),
    ("en", "someone in my account", "account-theft"),
    ("en", "cannot get in, forgotten password", "locked-out"),
    ("zh", "重复扣款", "duplicate-charge"),
    ("zh", "退款没有到账", "refund-missing"),
    ("zh", "充值没到", "topup-missing"),
    ("zh", "忘记密码登录不了", "locked-out"),
    ("id", "ditagih dua kali", "duplicate-charge"),
    ("id", "pengembalian dana belum masuk", "refund-missing"),
    ("id", "isi saldo belum masuk", "topup-missing"),
    ("id", "ditipu transfer", "scam-payment"),
]


@pytest.mark.parametrize(("locale", "text", "topic"), ASKED)
def test_what_people_say_leads_to_the_topic(locale: str, text: str, topic: str) -> None:
    assert topic in search(text, locale)[:2]


@pytest.mark.parametrize("locale", LOCALES)
def test_nothing_typed_gives_all_and_nonsense_nothing(locale: str) -> None:
    assert search("  ", locale) == tuple(library().topics)
    assert search("qqqzzz xxyyzz", locale) == ()
    assert search("(((*[", locale) == tuple(library().topics)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_topic_is_found_by_its_own_title(locale: str) -> None:
    missed = [
        topic for topic, texts in library().topics.items() if topic not in search(texts[locale].title, locale)[:2]
    ]
    assert missed == []


def test_words_are_looked_for_in_any_order_and_form_of_capitals() -> None:
    assert search("TWICE charged", "en") == search("charged twice", "en")
    assert terms("A_b 退-款") == ("a", "b", "退", "款")
