"""Whom to turn to next: opened by a fact, by silence, or not yet, with the day."""

import datetime as dt

from dashboard.case_deadlines import case_deadlines
from dashboard.escalation import Rung, escalation, how, unlocked
from tests.dashboard.shown_cases import shown_case
from tests.detect.case_logs import Line, answered, sent, told

MAY = dt.date(2026, 5, 31)


def rungs(
    country: str, account: str, *lines: Line, today: dt.date = MAY, topic: str = "duplicate-charge"
) -> list[Rung]:
    shown = shown_case(topic, country, account, "2026-05-04", *lines)
    return list(escalation(shown, case_deadlines(shown, today), today))


def first(*args: str | Line, today: dt.date = MAY) -> tuple[str, str, str, str]:
    country, account, *lines = args
    (rung, *_) = rungs(str(country), str(account), *lines, today=today)  # type: ignore[arg-type]
    return rung.body, rung.why, str(rung.on or ""), rung.clock


def test_an_office_is_closed_until_the_company_was_asked() -> None:
    assert first("CN", "wallet") == ("cn-pboc", "", "", "")


def test_who_holds_the_money_decides_the_office() -> None:
    assert [rung.body for rung in rungs("CN", "wallet")] == ["cn-pboc"]
    assert [rung.body for rung in rungs("CN", "debit")] == ["cn-nfra"]
    assert [rung.body for rung in rungs("CN", "credit_line")] == ["cn-nfra", "cn-local-finance"]
    assert [rung.body for rung in rungs("ID", "wallet")] == ["id-bi", "id-laps"]
    assert [rung.body for rung in rungs("CN", "wallet", told("2026-05-05", "merchant"))] == ["cn-pboc", "cn-market"]
    assert [rung.body for rung in rungs("CN", "wallet", topic="privacy-leak")] == ["cn-cac"]
    assert [rung.body for rung in rungs("CN", "")] == ["cn-pboc", "cn-nfra"]


def test_a_chinese_wallet_that_is_silent_opens_the_way_after_our_own_mark() -> None:
    # written on 5 May; 15 days are over with 20 May
    wrote = sent("2026-05-05", "provider")
    assert first("CN", "wallet", wrote, today=dt.date(2026, 5, 20)) == ("cn-pboc", "", "2026-05-21", "own-supervisor")
    assert first("CN", "wallet", wrote) == ("cn-pboc", "silence", "2026-05-21", "own-supervisor")


def test_a_refusal_in_writing_opens_the_way_at_once_and_a_spoken_one_does_not() -> None:
    assert first("CN", "wallet", sent("2026-05-25", "provider"), answered("2026-05-27", "refused", "provider", in_writing=True)) == (
        "cn-pboc", "refused", "2026-05-27", "",
    )  # fmt: skip
    spoken = answered("2026-05-27", "refused", "provider", channel="phone")
    assert first("CN", "wallet", sent("2026-05-25", "provider"), spoken)[1] == ""


def test_an_office_that_was_asked_is_not_offered_again_and_the_one_after_it_opens() -> None:
    asked, no = sent("2026-05-05", "provider"), answered("2026-05-10", "final", "provider")
    office = told("2026-05-12", "regulator")
    assert [(rung.body, rung.why) for rung in rungs("ID", "wallet", asked, no)] == [
        ("id-bi", "final"),
        ("id-laps", "after"),
    ]
    found = rungs("ID", "wallet", asked, no, office)
    assert [(rung.body, rung.why, str(rung.on)) for rung in found] == [
        ("id-bi", "asked", "2026-05-12"),
        ("id-laps", "final", "2026-05-10"),
    ]
    assert [rung.body for rung in unlocked(found, MAY)] == ["id-laps"]


def test_our_own_mark_is_not_told_as_their_duty_and_a_yes_not_as_nobody_asked() -> None:
    wrote = sent("2026-05-05", "provider")
    (quiet,) = rungs("CN", "wallet", wrote)
    (yes,) = rungs("CN", "wallet", wrote, answered("2026-05-10", "accepted", "provider"))
    (nobody,) = rungs("CN", "wallet")
    assert [how(rung) for rung in (quiet, yes, nobody)] == ["quiet", "agreed", "first_ask"]


def test_a_yes_after_a_no_closes_the_way_again() -> None:
    no, yes = answered("2026-05-10", "final"), answered("2026-05-12", "accepted")
    assert first("GB", "debit", sent("2026-05-05"), no)[1:3] == ("final", "2026-05-10")
    assert first("GB", "debit", sent("2026-05-05"), no, yes)[1] == ""


def test_an_ombudsman_asks_for_the_companys_time_and_a_longer_one_for_those_who_answered() -> None:
    # Wed 6 = 1 ... Fri 22 = 13, Mon 25 is a holiday, Tue 26 = 14, Wed 27 = 15
    assert first("GB", "debit", sent("2026-05-05")) == ("uk-fos", "silence", "2026-05-28", "uk-complaint")
    held = answered("2026-05-20", "asked_more")
    body, why, on, clock = first("GB", "debit", sent("2026-05-05"), held)
    assert (body, why, clock) == ("uk-fos", "", "uk-complaint-max")
    assert on > "2026-06-20"


def test_a_call_alone_is_no_complaint_that_an_ombudsman_would_count_from() -> None:
    assert first("GB", "debit", told("2026-05-05")) == ("uk-fos", "", "", "")


def test_a_broken_promise_and_a_credit_taken_back_open_the_way() -> None:
    promise: Line = ("2026-05-06", "promised", {"party": "bank", "due": "2026-05-20"})
    assert first("US", "debit", told("2026-05-05"), promise) == ("us-cfpb", "promise", "2026-05-21", "")
    given: Line = ("2026-05-10", "credit_provisional", {"amount": 12_900, "currency": "USD"})
    gone: Line = ("2026-05-20", "credit_taken_back", {"amount": 12_900, "currency": "USD"})
    assert first("US", "debit", told("2026-05-05"), given, gone)[1:3] == ("taken_back", "2026-05-20")
    kept: Line = ("2026-05-19", "credited", {"amount": 12_900, "currency": "USD", "txn_id": "r9"})
    assert first("US", "debit", told("2026-05-05"), promise, kept)[1] != "promise"


def test_an_american_bank_that_credits_nothing_in_ten_working_days_opens_the_way() -> None:
    assert first("US", "debit", told("2026-05-05")) == ("us-cfpb", "silence", "2026-05-20", "us-ree-prov")


def test_only_open_offices_are_unlocked_and_a_closed_case_has_none() -> None:
    found = rungs("CN", "credit_line", sent("2026-05-05", "provider"))
    assert [rung.body for rung in unlocked(found, MAY)] == ["cn-nfra", "cn-local-finance"]
    assert unlocked(rungs("CN", "wallet", sent("2026-05-29", "provider")), MAY) == ()
    assert rungs("CN", "wallet", ("2026-05-06", "closed", {"outcome": "written_off"})) == []
