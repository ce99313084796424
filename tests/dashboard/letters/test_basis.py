"""The points of law a letter cites: verified ones only, of the place, that speak of the account and of what was confirmed."""

import datetime as dt
from dataclasses import replace

import pytest

from dashboard.i18n import words
from dashboard.letters.basis import Ground, cited, every_point, law_lines, table
from dashboard.letters.kinds import LETTERS
from dashboard.playbooks.library import library
from dashboard.playbooks.model import LOCALES

ANY = Ground("CN", "unauthorised-charge", "wallet", "provider", dt.date(2026, 5, 4), ())


def test_every_point_of_the_table_is_in_its_pack_and_verified() -> None:
    points = list(every_point())
    assert points
    assert [row for row in points if not library().packs[row[1]].law[row[2]].proof.verified] == []
    assert {letter for letter, _, _ in points} <= LETTERS.keys()


def test_every_condition_speaks_of_a_point_of_the_table() -> None:
    named = {point for _, _, point in every_point()}
    assert {point for condition in table()[1].values() for point in condition} <= named


@pytest.mark.parametrize("locale", LOCALES)
def test_points_are_said_in_every_language_without_doubt_or_open_references(locale: str) -> None:
    mark = words(locale).phrases
    for place in {place for _, place, _ in every_point()}:
        points = {point for _, where, point in every_point() if where == place}
        for line in law_lines(points, place, locale):
            assert "{" not in line
            assert not any(doubt in line for doubt in ("to be verified", "待核实", "belum diverifikasi"))
    named = {point for _, _, point in every_point()}
    assert {key.removeprefix("letter.law.") for key, _ in mark.items() if key.startswith("letter.law.")} == named


def test_a_letter_cites_only_the_articles_that_say_what_it_says() -> None:
    (line,) = law_lines(("CN-30",), "CN", "zh")
    assert "第 45、50 条" in line
    assert "45、47" in library().speaker("CN", "zh").law("CN-30").title  # the playbook says more, and rests on more


def test_the_account_decides_between_the_rules_of_a_place() -> None:
    notice = LETTERS["unauthorised-notice"]
    assert cited(notice, replace(ANY, place="US", kind="credit_card")) == ("US-14", "US-12")
    assert cited(notice, replace(ANY, place="US", kind="wallet")) == ("US-05", "US-07")
    assert cited(notice, replace(ANY, place="US", kind="")) == ()
    assert cited(notice, replace(ANY, kind="debit")) == ("CN-02", "CN-03", "CN-13")
    assert cited(notice, ANY) == ("CN-02", "CN-03")


def test_the_day_of_the_payment_decides_between_versions() -> None:
    india = replace(ANY, place="IN", kind="debit")
    assert cited(LETTERS["unauthorised-notice"], india) == ("IN-02",)
    assert cited(LETTERS["unauthorised-notice"], replace(india, paid_on=dt.date(2027, 1, 1))) == ()
    assert cited(LETTERS["unauthorised-notice"], replace(india, paid_on=None)) == ()


def test_a_point_that_rests_on_a_fact_needs_its_confirmation() -> None:
    refund = replace(ANY, topic="refund-missing", party="merchant")
    assert cited(LETTERS["refund-demand"], refund) == ("CN-20",)
    assert cited(LETTERS["refund-demand"], replace(refund, confirmed=("goods_returned_on",))) == ("CN-19", "CN-20")


def test_what_binds_the_provider_is_not_held_to_a_shop() -> None:
    assert cited(LETTERS["duplicate-charge"], replace(ANY, party="merchant")) == ("CN-26",)


def test_a_letter_that_follows_up_rests_on_what_the_first_one_did() -> None:
    assert cited(LETTERS["final-demand"], ANY) == ("CN-02", "CN-03", "CN-08")
    assert cited(LETTERS["final-demand"], replace(ANY, topic="scam-payment")) == ("CN-08",)


def test_places_without_a_confirmed_rule_get_a_letter_without_law() -> None:
    assert cited(LETTERS["unauthorised-notice"], replace(ANY, place="SG", kind="debit")) == ()
    assert cited(LETTERS["unauthorised-notice"], replace(ANY, place="ZZ", kind="debit")) == ()
