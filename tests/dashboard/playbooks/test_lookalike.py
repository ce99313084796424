import doctest
from datetime import date
from types import ModuleType

import pytest

from dashboard.playbooks import library as library_module
from dashboard.playbooks import lookalike
from dashboard.playbooks.library import library
from dashboard.playbooks.lookalike import Known, imitations, known_of, suspicion
from dashboard.playbooks.model import Contact, Proof, Way

PROOF = Proof("S2", "H", "somewhere", date(2026, 11, 22))
LISTED = [contact for pack in library().packs.values() for contact in pack.contacts.values()]
KNOWN = known_of(LISTED)
DANA = Known(domains=frozenset({"dana.id"}), mailboxes=frozenset({"help@dana.id"}))


def contact(name: str, *ways: tuple[str, str]) -> Contact:
    return Contact(name, "other", "official", PROOF, tuple(Way(kind, PROOF, value) for kind, value in ways))


def test_the_contact_tables_hold_no_look_alike() -> None:
    assert imitations(LISTED) == []


@pytest.mark.parametrize(
    "address",
    [
        "96ll0.cc",
        "https://96ll0.cc/report?x=1",
        "paypa1.com",
        "PAYPAI.com",
        "a1ipay.com",
        "аlipay.com",  # the first letter is Cyrillic
        "xn--lipay-2ve.com",
        "alipay.com.refund-center.cc",
        "alipay-service.com",
        "aliqay.com",
        "alipya.com",
        "unionpay.cc",
        "12315.cc",
        "weixin.qq.com.cc",
        "service@paypai.com",
        "https://alipay.com@evil.cc",
    ],
)
def test_an_imitation_of_a_listed_address_is_suspicious(address: str) -> None:
    assert suspicion(address, KNOWN)


@pytest.mark.parametrize(
    "address", ["alipay.com", "https://cshall.alipay.com/lab", "kf.qq.com", "qq.com", "12315.cn", "95516.com"]
)
def test_a_listed_address_is_not_suspicious(address: str) -> None:
    assert suspicion(address, KNOWN) == ""


@pytest.mark.parametrize("address", ["example.org", "my-shop.co.id", "just words", ""])
def test_an_address_that_imitates_nobody_is_left_alone(address: str) -> None:
    assert suspicion(address, KNOWN) == ""


def test_another_mailbox_at_a_genuine_domain_is_suspicious() -> None:
    assert suspicion("have@dana.id", DANA)
    assert suspicion("help@dana.id", DANA) == ""


def test_a_look_alike_added_to_the_tables_is_found() -> None:
    fake = contact("cn.fake", ("site", "96ll0.cc"))
    assert imitations([*LISTED, fake]) == ["cn.fake: 96ll0.cc imitates 96110"]


def test_a_second_mailbox_added_to_a_contact_is_found() -> None:
    dana = contact("id.dana", ("site", "dana.id"), ("mail", "help@dana.id"), ("mail", "have@dana.id"))
    assert imitations([dana]) == ["id.dana: more than one mailbox: help@dana.id, have@dana.id"]


def test_a_mailbox_away_from_home_is_found() -> None:
    assert imitations([contact("id.dana", ("site", "dana.id"), ("mail", "dana@gmail.com"))])


@pytest.mark.parametrize("site", ["Alipay.com", "https://alipay.com", "аlipay.com", "xn--lipay-2ve.com"])
def test_a_site_in_the_tables_is_a_bare_plain_domain(site: str) -> None:
    assert imitations([contact("cn.x", ("site", site))])


@pytest.mark.parametrize("module", [lookalike, library_module], ids=lambda module: module.__name__)
def test_the_examples_in_the_docstrings_are_true(module: ModuleType) -> None:
    results = doctest.testmod(module)
    assert results.attempted
    assert not results.failed
