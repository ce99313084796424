import datetime as dt

import pytest

from detect.case_ends import ended
from tests.detect.case_logs import Line, answered, case_of, sent

CLAIMED = sent("2026-05-06")


def end(name: str, *lines: Line, since: dt.date | dt.datetime = dt.date(2026, 5, 6)) -> str:
    found = ended({"clock": ((name,), since)}, case_of("duplicate-charge", "2026-05-06", CLAIMED, *lines))
    return str(found.get("clock", ""))


def credit(kind: str, at: str, amount: int, row: str) -> Line:
    return at, kind, {"amount": amount, "currency": "USD", "txn_id": row}


@pytest.mark.parametrize(
    ("name", "party", "answer", "day"),
    [
        ("answer", "bank", "refused", "2026-05-09"),
        ("answer", "provider", "accepted", "2026-05-09"),
        ("answer", "bank", "asked_more", ""),  # a question is no answer
        ("answer", "merchant", "refused", ""),
        ("shop-answer", "merchant", "refused", "2026-05-09"),
        ("office-answer", "regulator", "accepted", "2026-05-09"),
        ("office-decision", "regulator", "accepted", ""),  # they took it up
        ("office-decision", "regulator", "final", "2026-05-09"),
    ],
)
def test_whoever_owed_an_answer_has_given_it(name: str, party: str, answer: str, day: str) -> None:
    assert end(name, answered("2026-05-09", answer, party)) == day


def test_what_came_before_a_clock_began_does_not_end_it() -> None:
    refused = answered("2026-05-09T10:00", "refused")
    assert end("answer", refused, since=dt.datetime.fromisoformat("2026-05-09T11:00")) == ""
    assert end("answer", refused, since=dt.datetime.fromisoformat("2026-05-09T09:00")) == "2026-05-09"
    assert (
        end("answer", answered("2026-05-09", "refused"), since=dt.datetime.fromisoformat("2026-05-09T11:00"))
        == "2026-05-09"
    )


def test_a_provisional_credit_ends_the_wait_for_one_even_when_it_is_taken_back() -> None:
    given = credit("credit_provisional", "2026-05-19", 12_900, "r2")
    assert end("provisional", given, credit("credit_taken_back", "2026-06-10", 12_900, "r3")) == "2026-05-19"


def test_money_is_owed_until_all_of_it_is_back() -> None:
    part = credit("credited", "2026-05-19", 5_000, "r2")
    assert end("credit", part) == ""
    assert end("credit", part, credit("credited", "2026-05-20", 7_900, "r3")) == "2026-05-19"
    assert (
        end(
            "credit",
            credit("credited", "2026-05-19", 12_900, "r2"),
            credit("credit_taken_back", "2026-06-10", 12_900, "r3"),
        )
        == ""
    )
