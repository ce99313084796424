"""What a log starts and meets: events in the words of clocks, and the acts of the person."""

import datetime as dt
import tomllib
from pathlib import Path

import pytest

import dashboard.playbooks
from detect.case_anchors import ACTS, acts, anchors, met
from detect.case_ends import ENDS
from detect.finding import Fact
from tests.detect.case_logs import Line, answered, case_of, days, sent, told


def started(*lines: Line) -> dict[str, str]:
    return days(anchors(case_of("duplicate-charge", "2026-05-06", *lines)))


def done(*lines: Line) -> dict[str, str]:
    return days(acts(case_of("duplicate-charge", "2026-05-06", *lines)))


def test_a_new_case_starts_nothing_of_anybody_else() -> None:
    assert started() == {"alert-opened": "2026-05-06", "case-opened": "2026-05-06"}


def test_a_call_tells_them_and_leaves_nothing_in_writing() -> None:
    found = started(told("2026-05-06T14:30"))
    assert found["provider-told"] == found["notice-received"] == found["told"] == "2026-05-06T14:30:00"
    assert not {"notice-sent", "written-notice-received", "complaint-received"} & found.keys()


def test_a_letter_is_a_written_notice_and_a_complaint_unless_it_is_called_less() -> None:
    assert started(sent("2026-05-06"))["complaint-received"] == "2026-05-06"
    found = started(sent("2026-05-06", **{"as": "notice"}))
    assert found["written-notice-received"] == found["notice-sent"] == "2026-05-06"
    assert "complaint-received" not in found
    assert started(told("2026-05-07", **{"as": "complaint"}))["complaint-received"] == "2026-05-07"


def test_a_letter_by_post_has_arrived_when_they_say_so_or_answer() -> None:
    posted = sent("2026-05-06", channel="post")
    assert started(posted)["notice-sent"] == "2026-05-06"
    assert "complaint-received" not in started(posted)
    assert started(sent("2026-05-06", channel="post", received_on="2026-05-09"))["complaint-received"] == "2026-05-09"
    assert started(posted, answered("2026-05-12", "asked_more"))["complaint-received"] == "2026-05-12"


def test_the_first_of_several_contacts_counts() -> None:
    assert started(told("2026-05-08"), told("2026-05-06T10:00"))["provider-told"] == "2026-05-06T10:00:00"


def test_a_request_for_data_asks_for_no_money_and_complains_of_nothing() -> None:
    found = started(sent("2026-05-06", **{"as": "request"}))
    assert found["request-received"] == "2026-05-06"
    assert not {"provider-told", "complaint-received", "notice-sent"} & found.keys()


@pytest.mark.parametrize(
    ("line", "anchor"),
    [
        (told("2026-05-06", "regulator", "form"), "supervisor-complaint-sent"),
        (told("2026-05-06", "regulator", "form"), "regulator-received"),
        (told("2026-05-06", "police"), "crime-line-called"),
        (answered("2026-05-06", "accepted", "regulator"), "regulator-accepted"),
        (answered("2026-05-06", "partly"), "provider-answered"),
        (answered("2026-05-06", "final"), "final-answer"),
        (answered("2026-05-06", "refused", in_writing=True), "final-answer"),
        (answered("2026-05-06", "accepted", "merchant"), "return-accepted"),
        (answered("2026-05-06", "accepted", "provider"), "refund-accepted"),
        (("2026-05-06", "promised", {"party": "merchant"}), "refund-promised"),
        (("2026-04-30", "promised", {"party": "merchant", "due": "2026-05-06"}), "refund-due"),
        (("2026-05-06", "credit_taken_back", {"amount": 5, "currency": "USD"}), "credit-taken-back"),
        (("2026-05-09", "confirmed", {"statement_sent_on": "2026-05-06"}), "statement-sent"),
        (("2026-05-09", "confirmed", {"complaint_passed_on": "2026-05-06"}), "complaint-passed-on"),
        (("2026-05-09", "confirmed", {"noticed_on": "2026-05-06"}), "noticed"),
    ],
)
def test_an_event_of_the_log_is_the_anchor_of_clocks(line: Line, anchor: str) -> None:
    assert started(line)[anchor] == "2026-05-06"


def test_what_is_no_answer_or_no_day_starts_nothing() -> None:
    assert "provider-answered" not in started(answered("2026-05-06", "asked_more"))
    assert "final-answer" not in started(answered("2026-05-06", "refused"))
    assert "noticed" not in started(("2026-05-06", "confirmed", {"noticed_on": True}))
    assert "provider-told" not in started(("2026-05-06", "confirmed", {"provider_told_on": "2026-05-06"}))


def test_a_struck_contact_starts_nothing() -> None:
    assert "told" not in started(told("2026-05-06"), ("2026-05-07", "struck", {"seq": 3}))


def test_acts_are_what_the_person_did_first() -> None:
    assert done(told("2026-05-06"), sent("2026-05-07"), told("2026-05-08", "merchant"), told("2026-05-09", "regulator", "form")) == {
        "notice": "2026-05-06", "frozen": "2026-05-06", "written-notice": "2026-05-07", "chase": "2026-05-07", "merchant": "2026-05-08",
        "supervisor": "2026-05-09",
    }  # fmt: skip
    assert done(("2026-05-06", "step_done", {"step": "tell-provider"})) == {
        "step.tell-provider": "2026-05-06", "notice": "2026-05-06",
    }  # fmt: skip
    assert done(sent("2026-05-06", **{"as": "request"})) == {}


def test_a_letter_freezes_nothing_but_a_call_or_the_persons_word_does() -> None:
    assert "frozen" not in done(sent("2026-05-06"), told("2026-05-07", "provider", "email"))
    assert done(sent("2026-05-06"), told("2026-05-07"))["frozen"] == "2026-05-07"
    assert done(("2026-05-08", "confirmed", {"frozen_at": "2026-05-06T08:05"})) == {"frozen": "2026-05-06"}


def test_a_clock_is_met_by_the_first_act_that_meets_it() -> None:
    case = case_of("duplicate-charge", "2026-05-06", told("2026-05-07"), sent("2026-05-09"))
    wanted = {"a": ("notice",), "b": ("written-notice", "police"), "c": ("police",)}
    assert met(wanted, case) == {"a": dt.date(2026, 5, 7), "b": dt.date(2026, 5, 9)}


def packs() -> list[dict[str, object]]:
    folder = Path(dashboard.playbooks.__file__).parent / "packs"
    return [row for path in folder.glob("*/clocks.toml") for row in tomllib.loads(path.read_text("utf-8")).values()]


def test_every_event_that_clocks_start_from_can_come_out_of_a_case() -> None:
    everything: tuple[Line, ...] = (
        told("2026-05-06"), sent("2026-05-06"), sent("2026-05-06", **{"as": "request"}), told("2026-05-06", "police"),
        sent("2026-05-06", "regulator"), answered("2026-05-06", "final"), answered("2026-05-06", "accepted", "merchant"),
        answered("2026-05-06", "accepted", "regulator"), ("2026-05-06", "promised", {"party": "bank", "due": "2026-05-06"}),
        ("2026-05-06", "credit_taken_back", {"amount": 5, "currency": "USD"}),
    )  # fmt: skip
    asked = {str(row["anchor"]) for row in packs()}
    confirmed: dict[str, Fact] = {f"{name.replace('-', '_')}_on": "2026-05-06" for name in asked}
    found = started(*everything, ("2026-05-06", "confirmed", {**confirmed, "complaint_passed_on": "2026-05-06"}))
    stand_in = {"payment", "last-payment", "first-statement-sent", "refund-note-or-processing", "loss-and-party-known"}
    assert asked - found.keys() == stand_in - found.keys()


def named(*, ours: bool) -> set[str]:
    return {str(act) for row in packs() if (row["who"] == "user") is ours for act in row.get("met_by", ())}  # type: ignore[attr-defined]


def test_the_acts_of_packs_are_acts() -> None:
    assert {act for act in named(ours=True) if not act.startswith("step.")} <= set(ACTS)
    assert named(ours=True)
    assert named(ours=False) == set(ENDS)
