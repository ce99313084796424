"""What the person stands by: read strictly, said in words, and missed where it is missing."""

import pytest

from dashboard.errors import FactUnconfirmed, UnknownFact, WrongFact
from dashboard.i18n import words
from dashboard.letters.confirm import read_confirmed, require, spoken
from dashboard.letters.kinds import LETTERS
from tests.dashboard.letters.matters import TODAY, least


def test_statements_days_and_numbers_are_read() -> None:
    said = read_confirmed(
        ["not_approved", "card_in_possession=yes", "frozen_at=2026-06-03T08:15", "police_report_no= A-17 "], TODAY
    )
    assert said == {
        "not_approved": "yes", "card_in_possession": "yes", "frozen_at": "2026-06-03T08:15", "police_report_no": "A-17",
    }  # fmt: skip
    assert spoken(said, words("en"))["frozen_at"] == "3 June 2026, 08:15"
    assert spoken(said, words("zh"))["frozen_at"] == "2026年6月3日 08:15"


def test_what_was_taken_back_or_is_no_fact_of_letters_is_not_said() -> None:
    assert spoken({"not_approved": "no", "one_order": False, "colour": "red", "holder": True}, words("en")) == {
        "holder": "yes"
    }
    assert read_confirmed(["not_approved=no"], TODAY) == {"not_approved": "no"}


@pytest.mark.parametrize(
    "said",
    ["frozen_at", "frozen_at=yesterday", "frozen_at=2026-07-01", "police_report_no", "not_approved=maybe", "frozen_at=2026-06-03T08:15+08:00"],
)  # fmt: skip
def test_a_value_that_the_fact_cannot_have_is_refused(said: str) -> None:
    with pytest.raises(WrongFact, match=said.partition("=")[0]):
        read_confirmed([said], TODAY)


def test_a_fact_that_no_letter_knows_is_refused() -> None:
    with pytest.raises(UnknownFact, match="colour"):
        read_confirmed(["colour=red"], TODAY)


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_whose_key_fact_is_not_confirmed_is_refused_with_its_question(name: str) -> None:
    letter = LETTERS[name]
    for locale in ("zh", "en", "id"):
        with pytest.raises(FactUnconfirmed) as caught:
            require(letter, (), words(locale), contacted=True)
        assert words(locale)(f"letter.ask.{letter.keys[0][0]}") in str(caught.value)
        assert f"--confirm {letter.keys[0][0]}" in str(caught.value)
    require(letter, [said.partition("=")[0] for said in least(letter)], words("en"), contacted=True)


def test_a_letter_that_follows_up_needs_an_earlier_contact() -> None:
    with pytest.raises(FactUnconfirmed, match="first ask them"):
        require(LETTERS["reminder"], ["no_answer"], words("en"))
    require(LETTERS["reminder"], ["no_answer", "first_asked_on"], words("en"))
