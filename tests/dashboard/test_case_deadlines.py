"""Deadlines of cases: the log starts the clocks of others, and meets those of the person."""

import datetime as dt

import pytest

from dashboard.case_deadlines import case_deadlines
from dashboard.case_shown import ShownCase
from dashboard.deadlines import TROUBLES
from dashboard.playbooks.library import library
from detect.clocks import Effect, Reading, State
from tests.dashboard.shown_cases import shown_case
from tests.detect.case_logs import Line, answered, sent, told

MAY = dt.date(2026, 5, 31)


def read(shown: ShownCase, today: dt.date = MAY) -> dict[str, Reading]:
    return {reading.rule.id: reading for reading in case_deadlines(shown, today)}


def due(shown: ShownCase, clock: str, today: dt.date = MAY) -> str:
    return str(read(shown, today)[clock].due)


def test_nobody_else_is_late_before_the_log_tells_that_they_know() -> None:
    for country in ("CN", "ID", "US", "DE", "GB", "SG", "IN", "KE"):
        found = read(shown_case("unauthorised-charge", country, "debit", "2026-05-04"))
        owed = [one for one in found.values() if one.effect is Effect.OWED]
        assert [one.rule.id for one in owed if one.state is not State.NOT_STARTED] == []


def test_a_card_company_has_thirty_days_for_its_word_from_the_written_notice() -> None:
    called = shown_case("duplicate-charge", "US", "credit_card", "2026-05-04", told("2026-05-06"))
    assert read(called)["us-regz-ack"].state is State.NOT_STARTED
    assert read(called)["us-regz-60"].state is State.RUNNING  # a call keeps no right here
    wrote = shown_case("duplicate-charge", "US", "credit_card", "2026-05-04", told("2026-05-06"), sent("2026-05-08"))
    assert due(wrote, "us-regz-ack") == "2026-06-07"  # 23 days of May, 7 of June
    assert read(wrote)["us-regz-60"].state is State.MET


def test_a_bank_has_ten_working_days_from_a_call_for_its_provisional_credit() -> None:
    shown = shown_case("duplicate-charge", "US", "debit", "2026-05-04", told("2026-05-06"))
    # Thu 7 = 1, Fri 8 = 2, Mon 11 to Fri 15 = 7, Mon 18 = 8, Tue 19 = 9, Wed 20 = 10
    assert due(shown, "us-ree-prov") == "2026-05-20"
    assert read(shown)["us-ree-prov"].state is State.LAPSED
    assert read(shown)["us-ree-60"].state is State.MET


def test_a_credit_taken_back_is_honoured_for_five_working_days() -> None:
    gone: Line = ("2026-05-20", "credit_taken_back", {"amount": 12_900, "currency": "USD"})
    # Thu 21 = 1, Fri 22 = 2, Mon 25 Memorial Day, Tue 26 = 3, Wed 27 = 4, Thu 28 = 5
    assert (
        due(shown_case("duplicate-charge", "US", "debit", "2026-05-04", told("2026-05-06"), gone), "us-ree-honour")
        == "2026-05-28"
    )


def test_a_chinese_wallet_answers_from_the_day_the_complaint_was_passed_on() -> None:
    lines = (
        sent("2026-05-05", "provider"), sent("2026-05-20", "regulator"),
        ("2026-05-22", "confirmed", {"complaint_passed_on": "2026-05-22"}),
    )  # fmt: skip
    before = shown_case("account-theft", "CN", "wallet", "2026-05-04", *lines[:2])
    assert read(before)["cn-pboc-reply"].state is State.NOT_STARTED
    assert due(shown_case("account-theft", "CN", "wallet", "2026-05-04", *lines), "cn-pboc-reply") == "2026-06-06"


def test_the_ombudsman_waits_six_months_from_the_final_answer() -> None:
    lines = (sent("2026-05-05"), answered("2026-05-29", "final"))
    assert due(shown_case("duplicate-charge", "GB", "debit", "2026-05-04", *lines), "uk-fos") == "2026-11-29"
    there = (*lines, told("2026-05-30", "regulator", "form"))
    assert read(shown_case("duplicate-charge", "GB", "debit", "2026-05-04", *there))["uk-fos"].state is State.MET


def test_what_was_done_late_does_not_meet_its_clock() -> None:
    shown = shown_case("unauthorised-charge", "IN", "debit", "2026-05-04", told("2026-05-20"))
    assert read(shown)["in-3wd"].state is State.LAPSED


def test_a_closed_case_has_no_deadlines() -> None:
    end = ("2026-05-06", "closed", {"outcome": "written_off"})
    assert case_deadlines(shown_case("duplicate-charge", "US", "debit", "2026-05-04", end), MAY) == ()


def test_an_alert_that_opened_before_its_case_counts() -> None:
    shown = shown_case("account-theft", "CN", "wallet", "2026-05-04", opened="2026-05-30")
    assert read(shown)["own-credit"].started == dt.date(2026, 5, 30)


@pytest.mark.parametrize("topic", sorted(set(library().topics) - {"contact-safely", "wrong-charge"}))
def test_every_topic_of_the_library_knows_its_troubles(topic: str) -> None:
    assert TROUBLES[topic]
    assert case_deadlines(shown_case(topic, "CN", "wallet", "", opened="2026-05-06"), MAY)
