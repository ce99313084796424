"""What a case's deadlines wait for: asked only where a clock needs it, and used by every clock once it is told."""

import datetime as dt

import pytest

from dashboard.case_asked import ANSWERS, DAYS, asked, checked
from dashboard.case_deadlines import case_deadlines
from dashboard.case_shown import ShownCase
from dashboard.case_traits import SCHEME
from dashboard.errors import WrongAnswer, WrongFact
from dashboard.i18n import words
from dashboard.playbooks.model import LOCALES
from detect.case_anchors import _OWN_KNOWLEDGE
from detect.clocks import Reading
from tests.dashboard.shown_cases import shown_case
from tests.detect.case_logs import Line, answered, sent, told

DAY = dt.date(2026, 5, 31)


def facts(shown: ShownCase) -> list[str]:
    return [question.fact for question in asked(shown, case_deadlines(shown, DAY), DAY)]


def choices(shown: ShownCase) -> dict[str, tuple[str, ...]]:
    return {one.fact: one.choices for one in asked(shown, case_deadlines(shown, DAY), DAY) if one.choices}


def read(shown: ShownCase) -> dict[str, Reading]:
    return {one.rule.id: one for one in case_deadlines(shown, DAY)}


def confirmed(**said: str) -> Line:
    return "2026-05-20", "confirmed", said


def test_the_statement_and_the_card_are_asked_where_sixty_days_and_a_network_need_them() -> None:
    debit = shown_case("duplicate-charge", "US", "debit", "2026-05-04")
    assert facts(debit) == ["statement_sent_on", SCHEME]
    assert facts(shown_case("duplicate-charge", "CN", "wallet", "2026-05-04")) == []  # no statement, no card
    assert facts(shown_case("duplicate-charge", "KE", "debit", "2026-05-04")) == [SCHEME]


def test_what_is_told_is_used_and_not_asked_again() -> None:
    assumed = {
        one.rule.id: one for one in case_deadlines(shown_case("duplicate-charge", "US", "debit", "2026-05-04"), DAY)
    }
    shown = shown_case(
        "duplicate-charge", "US", "debit", "2026-05-04", confirmed(statement_sent_on="2026-05-15", card_scheme="mastercard")
    )  # fmt: skip
    clocks = {one.rule.id: one for one in case_deadlines(shown, DAY)}
    assert (str(assumed["us-ree-60"].due), assumed["us-ree-60"].assumed) == ("2026-07-03", True)
    assert (str(clocks["us-ree-60"].due), clocks["us-ree-60"].assumed) == (
        "2026-07-14",
        False,
    )  # 16 of May, 30 of June, 14
    assert str(clocks["net-mc-4834"].due) == "2026-08-02"  # 27 of May, 30, 31, 2
    assert "net-visa-126" not in clocks
    assert facts(shown) == []


def test_another_network_brings_no_rule_and_is_not_asked_again() -> None:
    shown = shown_case("duplicate-charge", "DE", "debit", "2026-05-04", confirmed(card_scheme="other", paid_by="card"))
    assert not [one for one in case_deadlines(shown, DAY) if one.rule.kind == "scheme"]
    assert facts(shown) == []


def test_nothing_is_asked_for_a_clock_that_is_met() -> None:
    assert facts(shown_case("duplicate-charge", "US", "debit", "2026-05-04", told("2026-05-26"))) == []


def test_the_day_a_complaint_was_passed_on_is_asked_of_those_who_complained() -> None:
    notice = sent("2026-05-06", "provider")
    assert facts(shown_case("unauthorised-charge", "CN", "wallet", "2026-05-04", notice)) == []
    office = sent("2026-05-22", "regulator", "form")
    assert facts(shown_case("unauthorised-charge", "CN", "wallet", "2026-05-04", notice, office)) == [
        "complaint_passed_on"
    ]
    over = answered("2026-05-30", "accepted", "provider")
    passed = confirmed(complaint_passed_on="2026-05-25")
    assert facts(shown_case("unauthorised-charge", "CN", "wallet", "2026-05-04", notice, office, passed, over)) == []


@pytest.mark.parametrize(
    "wrong", [("statement_sent_on", "May"), ("statement_sent_on", "2026-06-01"), (SCHEME, "amex"), ("paid_by", "cash")]
)
def test_an_answer_is_a_day_that_has_come_or_one_of_those_that_there_are(wrong: tuple[str, str]) -> None:
    with pytest.raises((WrongFact, WrongAnswer)):
        checked(*wrong, DAY)


def test_answers_are_kept_as_given() -> None:
    assert checked("statement_sent_on", "2026-05-31", DAY) == "2026-05-31"
    assert (checked(SCHEME, "visa", DAY), checked("not_approved", "yes", DAY)) == ("visa", "yes")


def test_every_question_starts_a_clock_and_has_its_words() -> None:
    started = {name.replace("-", "_") for name in _OWN_KNOWLEDGE}
    assert [fact for fact in DAYS if fact not in started and fact.removesuffix("_on") not in started] == []
    for locale in LOCALES:
        said = words(locale)
        assert [fact for fact in (*DAYS, *ANSWERS) if f"case.ask.{fact}" not in said] == []
        assert [one for fact in ANSWERS for one in ANSWERS[fact] if f"case.said.{fact}.{one}" not in said] == []


def test_how_a_payment_was_made_is_asked_only_where_rules_differ_and_before_the_network_of_a_card() -> None:
    german = shown_case("duplicate-charge", "DE", "debit", "2026-05-04")
    assert choices(german) == {"paid_by": ("direct_debit", "other")}
    assert facts(shown_case("duplicate-charge", "DE", "credit_card", "2026-05-04")) == [SCHEME]
    assert facts(shown_case("duplicate-charge", "DE", "debit", "2026-05-04", confirmed(paid_by="other"))) == [SCHEME]
    debited = shown_case("duplicate-charge", "DE", "debit", "2026-05-04", confirmed(paid_by="direct_debit"))
    assert (facts(debited), str(read(debited)["eu-dd-8w"].due)) == ([], "2026-06-29")  # 27 of May, 29 of June
    assert "paid_by" not in facts(shown_case("wrong-charge", "DE", "debit", "2026-03-04"))  # eight weeks are over
    assert "paid_by" not in facts(shown_case("privacy-leak", "DE", "debit", "2026-05-04"))


def test_a_transfer_by_upi_is_owed_the_next_day_and_a_card_payment_after_five() -> None:
    paid = ("payment-failed-debited", "IN", "debit", "2026-05-04")
    assert choices(shown_case(*paid))["paid_by"] == ("upi_person", "other")  # all else has five days
    from_wallet = ("payment-failed-debited", "IN", "wallet", "2026-05-04")
    assert choices(shown_case(*from_wallet))["paid_by"] == ("card", "upi_person", "upi_shop", "atm", "other")
    assert owed_for_failing(*paid, "upi_person") == {"in-tat-t1": "2026-05-05"}
    assert owed_for_failing(*paid, "other") == owed_for_failing(*from_wallet, "upi_shop") == {"in-tat-t5": "2026-05-09"}
    assert owed_for_failing(*from_wallet, "other") == {}
    assert "own-card" in read(shown_case(*paid))
    assert "own-card" not in read(shown_case(*paid, confirmed(paid_by="upi_person")))  # no card's bank to ask


def owed_for_failing(topic: str, country: str, account: str, paid: str, way: str) -> dict[str, str]:
    found = read(shown_case(topic, country, account, paid, confirmed(paid_by=way)))
    return {name: str(one.due) for name, one in found.items() if "tat" in name}


def test_a_british_bank_owes_five_working_days_only_for_a_transfer_inside_the_kingdom() -> None:
    scam = ("scam-payment", "GB", "debit", "2026-05-04", told("2026-05-06"))
    assert choices(shown_case(*scam)) == {"paid_by": ("uk_transfer", "other")}
    assert "uk-app-5bd" not in read(shown_case(*scam))
    assert "uk-app-5bd" not in read(shown_case(*scam, confirmed(paid_by="other")))
    # Thu 7 = 1, Fri 8 = 2, Mon 11 = 3, Tue 12 = 4, Wed 13 = 5
    assert str(read(shown_case(*scam, confirmed(paid_by="uk_transfer")))["uk-app-5bd"].due) == "2026-05-13"


def test_what_gives_a_bank_more_time_is_asked_once_its_shorter_time_is_over_and_three_things_at_most() -> None:
    paid = ("duplicate-charge", "US", "debit", "2026-05-04")
    assert facts(shown_case(*paid, told("2026-05-26"))) == []
    late = told("2026-04-06")  # ten working days are over, and forty-five days
    assert choices(shown_case(*paid, late)) == {
        "paid_by": ("card", "other"), "paid_where": ("abroad", "other"), "account_age": ("new", "other"),
    }  # fmt: skip
    assert facts(shown_case(*paid, late, confirmed(paid_by="card"))) == ["account_age"]  # ninety days run already


def test_the_right_to_send_goods_back_is_no_matter_once_the_shop_has_promised_the_money() -> None:
    bought = ("refund-missing", "DE", "debit", "2026-05-01", confirmed(bought="distance"))
    assert (read(shown_case(*bought))["eu-withdraw"].state, read(shown_case(*bought))["eu-withdraw"].assumed) == (
        "lapsed",
        True,
    )
    assert "goods_received_on" in facts(shown_case(*bought))
    promised: Line = ("2026-05-10", "promised", {"party": "merchant", "due": "2026-05-20"})
    assert read(shown_case(*bought, promised))["eu-withdraw"].state == "met"
    in_time = confirmed(withdrawal_told_on="2026-05-12")
    assert read(shown_case(*bought, in_time))["eu-withdraw"].state == "met"
    # told on the 12th: 14 days of the shop
    assert str(read(shown_case(*bought, in_time))["eu-reimburse"].due) == "2026-05-26"
