"""What a case's deadlines wait for: asked only where a clock needs it, and used by every clock once it is told."""

import datetime as dt

import pytest

from dashboard.case_asked import CHOICES, DAYS, asked, checked
from dashboard.case_deadlines import case_deadlines
from dashboard.case_shown import SCHEME, ShownCase
from dashboard.errors import WrongFact
from dashboard.i18n import words
from dashboard.playbooks.model import LOCALES
from detect.case_anchors import _OWN_KNOWLEDGE
from tests.dashboard.shown_cases import shown_case
from tests.detect.case_logs import Line, answered, sent, told

DAY = dt.date(2026, 5, 31)


def facts(shown: ShownCase) -> list[str]:
    return [question.fact for question in asked(shown, case_deadlines(shown, DAY))]


def confirmed(**said: str) -> Line:
    return "2026-05-20", "confirmed", said


def test_the_statement_and_the_card_are_asked_where_sixty_days_and_a_network_need_them() -> None:
    debit = shown_case("duplicate-charge", "US", "debit", "2026-05-04")
    assert facts(debit) == ["statement_sent_on", SCHEME]
    assert facts(shown_case("duplicate-charge", "CN", "wallet", "2026-05-04")) == []  # no statement, no card
    assert facts(shown_case("duplicate-charge", "DE", "debit", "2026-05-04")) == [SCHEME]


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
    shown = shown_case("duplicate-charge", "DE", "debit", "2026-05-04", confirmed(card_scheme="other"))
    assert not [one for one in case_deadlines(shown, DAY) if one.rule.kind == "scheme"]
    assert facts(shown) == []


def test_nothing_is_asked_for_a_clock_that_is_met() -> None:
    assert facts(shown_case("duplicate-charge", "US", "debit", "2026-05-04", told("2026-05-06"))) == []


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


@pytest.mark.parametrize("wrong", [("statement_sent_on", "May"), ("statement_sent_on", "2026-06-01"), (SCHEME, "amex")])
def test_an_answer_is_a_day_that_has_come_or_a_known_network(wrong: tuple[str, str]) -> None:
    with pytest.raises(WrongFact):
        checked(*wrong, DAY)


def test_answers_are_kept_as_given() -> None:
    assert checked("statement_sent_on", "2026-05-31", DAY) == "2026-05-31"
    assert (checked(SCHEME, "visa", DAY), checked("not_approved", "yes", DAY)) == ("visa", "yes")


def test_every_question_starts_a_clock_and_has_its_words() -> None:
    started = {name.replace("-", "_") for name in _OWN_KNOWLEDGE}
    assert [fact for fact in DAYS if fact not in started and fact.removesuffix("_on") not in started] == []
    for locale in LOCALES:
        said = words(locale)
        assert [fact for fact in (*DAYS, SCHEME) if f"case.ask.{fact}" not in said] == []
        assert [choice for choice in CHOICES if f"case.scheme.{choice}" not in said] == []
