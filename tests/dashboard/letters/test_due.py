"""The day by which an answer is asked for."""

import datetime as dt

from dashboard.letters.due import answer_by
from dashboard.letters.kinds import LETTERS

TODAY = dt.date(2026, 6, 30)


def test_first_letters_allow_what_the_playbooks_allow_and_later_ones_less() -> None:
    assert answer_by(LETTERS["unauthorised-notice"], "CN", TODAY) == dt.date(2026, 7, 15)
    assert answer_by(LETTERS["final-demand"], "CN", TODAY) == dt.date(2026, 7, 7)


def test_nobody_sets_an_office_a_day() -> None:
    assert answer_by(LETTERS["regulator-complaint"], "CN", TODAY) is None


def test_a_request_for_data_allows_the_time_that_the_rule_of_the_place_gives() -> None:
    assert answer_by(LETTERS["data-request"], "EU", TODAY) == dt.date(2026, 7, 30)
    assert answer_by(LETTERS["data-request"], "ZZ", TODAY) == dt.date(2026, 7, 15)
