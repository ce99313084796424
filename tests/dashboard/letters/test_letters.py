"""Whole letters: complete in every language and place, one amount, one day, and nothing the person did not say."""

import re
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from dashboard.errors import LetterWithoutMoney, SeveralCurrencies, WrongParty
from dashboard.i18n import words
from dashboard.letters.fill import Wish, letter_facts
from dashboard.letters.kinds import LETTERS, Letter
from dashboard.letters.render import render
from dashboard.paper.as_markdown import as_markdown
from dashboard.paper.document import Bullets, Document, Lines, Pairs, Paragraph, Signature, Table, Title
from dashboard.playbooks.model import LOCALES
from detect.case import Money
from detect.finding import Fact
from ingest.errors import UnknownName
from tests.dashboard.letters.matters import (
    ACCOUNTS,
    HOSTILE,
    NOW,
    SECRET,
    TODAY,
    Places,
    case_about,
    contacts,
    everything,
    facts_of,
    least,
    letter_case,
    text_of,
)

NAMES = list(LETTERS)
PLACES = [place for place in ACCOUNTS if place != "hostile"]


def written(ledger: Places, letter: Letter, wish: Wish, place: str, *confirmed: str) -> Document:
    facts = facts_of(ledger, letter_case(ledger, letter, place), letter, wish, *confirmed)
    return render(letter.name, facts, NOW)


def prose(document: Document) -> list[str]:
    """Return the paragraphs, which ask and assert; the table and the law only list."""
    return [block.text for block in document.blocks if isinstance(block, Paragraph) and not block.right]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", NAMES)
def test_a_letter_is_complete_in_every_place(name: str, locale: str, places: Places) -> None:
    letter = LETTERS[name]
    for place in PLACES:
        case = letter_case(places, letter, place)
        facts = facts_of(places, case, letter, Wish(locale), *everything(letter))
        document = render(name, facts, NOW)
        text = text_of(document)
        assert [type(block) for block in document.blocks].count(Title) == 1
        assert isinstance(document.blocks[-1], Signature)
        assert facts.addressee in next(
            block.lines[0]
            for block in document.blocks
            if isinstance(block, Lines) and facts.addressee in block.lines[0]
        )
        assert facts.sender.name in text
        assert facts.account in text
        assert not re.search(r"[{}\0]|^@|None|  +\S", "\n".join(prose(document)))
        assert (facts.answer_by == "") == letter.to_office
        if facts.answer_by:
            assert sum(part.count(facts.answer_by) for part in prose(document)) == 1
        if letter.money != "never":
            asked = [part for part in prose(document) if facts.amount in part]
            assert asked
            assert len([block for block in document.blocks if isinstance(block, Table)]) == 1
            currency = ACCOUNTS[place][3]
            sums = re.findall(rf"(?:{currency}\s|¥|Rp)([\d.,]*\d)", " ".join(prose(document)))
            assert len(set(sums)) == 1
        law = [block for block in document.blocks if isinstance(block, Bullets) and block.items == facts.law]
        assert bool(law) == bool(facts.law)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", NAMES)
def test_a_fact_is_stated_only_when_it_is_confirmed(name: str, locale: str, places: Places) -> None:
    letter = LETTERS[name]
    bare = prose(written(places, letter, Wish(locale), "CN", *least(letter)))
    whole = prose(written(places, letter, Wish(locale), "CN", *everything(letter)))
    assert "".join(bare) != "".join(whole) or len(letter.facts) == 1
    assert "A-2026-17" not in "".join(bare)
    if not any(said.endswith("2026-06-03") for said in least(letter)):
        assert not any("3 June 2026" in part or "2026年6月3日" in part or "3 Juni 2026" in part for part in bare)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", NAMES)
def test_no_letter_shows_more_of_an_account_number_than_its_last_four(name: str, locale: str, places: Places) -> None:
    text = text_of(written(places, LETTERS[name], Wish(locale), "CN-bank", *everything(LETTERS[name])))
    assert not any(SECRET[n : n + 5] in text for n in range(len(SECRET) - 4))
    assert SECRET[-4:] in text


def test_an_indonesian_letter_calls_what_one_has_at_a_bank_by_its_own_name(places: Places) -> None:
    """A bank keeps a rekening; only a wallet keeps an akun."""
    letter = LETTERS["unauthorised-notice"]
    wallet, bank = (
        " ".join(prose(written(places, letter, Wish("id"), place, *everything(letter)))) for place in ("CN", "CN-bank")
    )
    assert "pemilik akun pada" in wallet
    assert "Dari akun itu keluar" in wallet
    assert "pemilik rekening pada bank" in bank
    assert "akun" not in bank


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", ["unauthorised-notice", "refund-demand", "regulator-complaint"])
def test_hostile_text_is_text(name: str, locale: str, places: Places) -> None:
    document = written(places, LETTERS[name], Wish(locale), "hostile", *everything(LETTERS[name]))
    shown = HOSTILE.replace("\u202e", "\\u202e").replace("\n", " ")
    table = next(block for block in document.blocks if isinstance(block, Table))
    assert shown[:70] in table.rows[0][1]
    tokens = MarkdownIt("commonmark").enable("table").parse(as_markdown(document))
    assert not {"html_block", "fence"} & {token.type for token in tokens}
    assert not {"html_inline", "link_open"} & {child.type for token in tokens for child in token.children or ()}
    assert sum(isinstance(block, Bullets) for block in document.blocks) <= 2  # `@law` in a name makes no list


def test_a_shop_whose_name_looks_like_a_directive_is_only_a_name(places: Places) -> None:
    document = written(places, LETTERS["refund-demand"], Wish("en"), "hostile", *least(LETTERS["refund-demand"]))
    to = next(block for block in document.blocks if isinstance(block, Lines) and block.lines[0].startswith("To:"))
    assert to.lines[0].startswith("To: @law <b>x</b> {{ f.today }}")


def test_earlier_contacts_are_listed_as_the_log_has_them(places: Places) -> None:
    case = case_about(places, "CN", "unauthorised-charge", *contacts("provider"), ("told", {"party": "police"}))
    facts = facts_of(places, case, LETTERS["reminder"], Wish("en"), "no_answer")
    assert facts.contacts == ("3 June 2026: by phone, reference NO-778", "4 June 2026: letter sent")


def test_a_struck_contact_is_not_listed(places: Places) -> None:
    case = case_about(places, "CN", "unauthorised-charge", *contacts("provider"), ("struck", {"seq": 4}))
    assert len(facts_of(places, case, LETTERS["reminder"], Wish("en"), "no_answer").contacts) == 1


def test_what_is_confirmed_in_the_case_counts(places: Places) -> None:
    stands: dict[str, Fact] = {"not_approved": True, "frozen_at": "2026-05-05"}
    case = case_about(places, "CN", "unauthorised-charge", ("confirmed", stands))
    facts = facts_of(places, case, LETTERS["unauthorised-notice"], Wish("en"))
    assert facts.confirmed == {"not_approved": "yes", "frozen_at": "5 May 2026"}


def test_the_amount_is_what_is_left_to_ask_for(places: Places) -> None:
    given: dict[str, Fact] = {"amount": 10000, "currency": "CNY"}
    case = case_about(
        places, "CN", "duplicate-charge", *contacts("provider"), ("credit_provisional", given), amount=12900
    )
    assert facts_of(places, case, LETTERS["final-demand"], Wish("zh"), "no_answer").amount == "¥29.00"
    assert facts_of(places, case, LETTERS["final-demand"], Wish("en"), "no_answer").amount == "CNY\xa029.00"


def test_a_letter_about_money_needs_some(places: Places) -> None:
    case = replace(case_about(places, "CN", "duplicate-charge"), money=())
    with pytest.raises(LetterWithoutMoney, match="duplicate-charge asks for an amount"):
        facts_of(places, case, LETTERS["duplicate-charge"], Wish("en"), "one_order")
    assert facts_of(places, case, LETTERS["reminder"], Wish("en"), "no_answer").amount == ""


def test_a_letter_asks_for_one_currency(places: Places) -> None:
    case = case_about(places, "CN", "duplicate-charge")
    both = replace(case, money=(*case.money, Money("USD", 500, 0, 0, 0)))
    with pytest.raises(SeveralCurrencies, match="CNY, USD"):
        facts_of(places, both, LETTERS["duplicate-charge"], Wish("en"), "one_order")
    assert facts_of(places, both, LETTERS["duplicate-charge"], Wish("en", currency="CNY"), "one_order").amount


def test_a_case_about_several_accounts_asks_each_for_its_own(places: Places) -> None:
    one, two = case_about(places, "CN", "account-theft"), case_about(places, "CN-bank", "account-theft")
    both = replace(one, rows=one.rows + two.rows, money=(Money("CNY", 285600, 0, 0, 0),))
    notice = LETTERS["unauthorised-notice"]
    wallet = facts_of(places, both, notice, Wish("en", account=one.account), "not_approved")
    bank = facts_of(places, both, notice, Wish("en", account=two.account), "not_approved")
    assert (wallet.addressee, wallet.amount, wallet.count) == ("Alipay", "CNY\xa0258.00", 2)
    assert (bank.addressee, bank.amount, bank.count) == ("China Merchants Bank", "CNY\xa02,598.00", 2)


def test_an_account_that_is_not_there_is_refused(places: Places) -> None:
    case = case_about(places, "CN", "account-theft")
    with pytest.raises(UnknownName, match="no account elsewhere"):
        facts_of(places, case, LETTERS["unauthorised-notice"], Wish("en", account="elsewhere"), "not_approved")


def test_whom_a_letter_goes_to(places: Places) -> None:
    case = case_about(places, "CN", "refund-missing")
    refund = LETTERS["refund-demand"]
    assert facts_of(places, case, refund, Wish("zh"), "not_arrived").addressee == "海底捞火锅"
    assert facts_of(places, case, refund, Wish("zh", party="provider"), "not_arrived").addressee == "支付宝"
    assert facts_of(places, case, refund, Wish("zh", to="某某公司"), "not_arrived").addressee == "某某公司"
    with pytest.raises(WrongParty, match="closure does not go to this party"):
        facts_of(places, case, LETTERS["closure"], Wish("zh", party="merchant"), "holder")


def test_an_office_is_the_one_over_whoever_holds_the_money(places: Places) -> None:
    complaint = LETTERS["regulator-complaint"]
    wallet = facts_of(places, case_about(places, "CN", "unauthorised-charge"), complaint, Wish("zh"), "no_answer")
    bank = facts_of(places, case_about(places, "CN-bank", "unauthorised-charge"), complaint, Wish("zh"), "no_answer")
    shop = facts_of(places, case_about(places, "CN", "refund-missing"), complaint, Wish("zh"), "no_answer")
    assert (wallet.addressee, wallet.company) == ("中国人民银行当地分支机构", "支付宝")
    assert (bank.addressee, bank.company) == ("国家金融监督管理总局", "招商银行")
    assert (shop.addressee, shop.company) == ("市场监督管理部门", "海底捞火锅")
    assert "支付宝" in shop.account


def test_what_is_not_known_is_a_gap_to_fill_in(places: Places) -> None:
    facts = facts_of(
        places, case_about(places, "ZZ", "duplicate-charge"), LETTERS["duplicate-charge"], Wish("en"), "one_order"
    )
    assert facts.addressee == "[full name of the company: somebank]"
    assert facts.sender.name == "[your name]"
    named = facts_of(
        places, case_about(places, "ZZ", "duplicate-charge"), LETTERS["duplicate-charge"], Wish("en", name="A. Person"), "one_order"
    )  # fmt: skip
    assert named.sender.name == "A. Person"


def test_a_case_without_rows_still_has_its_letters(places: Places) -> None:
    case = replace(case_about(places, "CN", "privacy-leak"), rows=(), money=())
    document = render(
        "data-request",
        letter_facts(
            places.presenter, places.accounts, case, LETTERS["data-request"], {"holder": True}, Wish("id"), TODAY
        ),
        NOW,
    )
    assert not [block for block in document.blocks if isinstance(block, Table | Pairs)]
    assert words("id")("letter.sender.name") in text_of(document)


def test_an_office_that_only_the_person_knows_is_a_gap_and_no_description(places: Places) -> None:
    case = case_about(places, "ZZ", "duplicate-charge")
    for locale in LOCALES:
        facts = facts_of(places, case, LETTERS["regulator-complaint"], Wish(locale), "one_order", "no_answer")
        assert facts.addressee == words(locale)("letter.office.zz-bank")
        assert facts.addressee.startswith("[")


def test_the_company_is_called_as_the_person_calls_it(places: Places) -> None:
    case, wish = case_about(places, "ZZ", "duplicate-charge"), Wish("en", company="Some Bank Ltd.")
    facts = facts_of(places, case, LETTERS["duplicate-charge"], wish, "one_order")
    assert (facts.addressee, facts.company) == ("Some Bank Ltd.", "Some Bank Ltd.")
    office = facts_of(places, case, LETTERS["regulator-complaint"], wish, "one_order", "no_answer")
    assert office.company == "Some Bank Ltd."


def test_an_account_without_a_country_gets_the_law_of_where_the_person_lives(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter, case = LETTERS["unauthorised-notice"], case_about(places, "ZZ", "unauthorised-charge")
    assert facts_of(places, case, letter, Wish("en"), *everything(letter)).law == ()
    monkeypatch.setattr(places.presenter.places, "home", "GB")
    british = case_about(places, "UK", "unauthorised-charge")
    of_home = facts_of(places, case, letter, Wish("en"), *everything(letter)).law
    assert of_home
    assert of_home == facts_of(places, british, letter, Wish("en"), *everything(letter)).law
    chinese = facts_of(places, case_about(places, "CN", "unauthorised-charge"), letter, Wish("en"), *everything(letter))
    assert chinese.law
    assert chinese.law != of_home
