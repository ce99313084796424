"""`walletwatch alerts triage`: questions, answers, and calls that make no sense."""

from pathlib import Path
from typing import Any

import pytest

from tests.dashboard.cli.calling import call


@pytest.fixture
def duplicate(scanned: Path) -> str:
    alerts = call("--ledger", scanned, "alerts", "--format", "json").json["alerts"]
    return next(str(alert["id"]) for alert in alerts if alert["kind"] == "duplicate")


def triage(ledger: Path, alert_id: str, *answers: str) -> Any:
    options = [word for answer in answers for word in ("--answer", answer)]
    return call("--ledger", ledger, "alerts", "triage", alert_id, *options, "--format", "json").json


def test_the_open_question_comes_with_its_answers(scanned: Path, duplicate: str) -> None:
    asked = triage(scanned, duplicate)["triage"]
    assert asked["question"]["id"] == "orders"
    assert list(asked["question"]["answers"]) == ["one", "two", "unsure"]
    told = call("--ledger", scanned, "alerts", "triage", duplicate).out
    assert f"alerts triage {duplicate} --answer orders=two" in told
    assert asked["question"]["text"] in told


def test_answers_lead_to_an_end_and_are_seen_everywhere(scanned: Path, duplicate: str) -> None:
    told = triage(scanned, duplicate, "orders=two")
    assert (told["alert"]["state"], told["alert"]["answer"], told["triage"]["end"]) == ("closed", "mine", "settled")
    listed = call("--ledger", scanned, "alerts", "--state", "all", "--format", "json").json["alerts"]
    assert next(alert["triage"]["said"] for alert in listed if alert["id"] == duplicate) == {"orders": "two"}
    back = call("--ledger", scanned, "alerts", "triage", duplicate, "--undo", "--format", "json").json
    assert (back["alert"]["state"], back["triage"]["said"]) == ("open", {})


def test_being_tricked_is_another_playbook_than_not_me(scanned: Path) -> None:
    alerts = call("--ledger", scanned, "alerts", "--format", "json").json["alerts"]
    own = [alert for alert in alerts if alert["kind"] == "unauthorized" and alert["triage"]["question"] == "approved"]
    told = triage(scanned, own[0]["id"], "approved=yes", "asked=yes", "code=no")
    assert told["alert"]["playbook"]["topic"] == "scam-payment"
    assert "playbook scam-payment" in call("--ledger", scanned, "alerts", "show", own[0]["id"]).out


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (("orders",), "QUESTION=ANSWER"),
        (("pending=booked",), "not asked here"),
        (("orders=three",), "one, two, unsure"),
        (("orders=one", "pending=nonsense"), "booked, pending"),
    ],
)
def test_a_wrong_answer_is_one_sentence_and_nothing_is_kept(
    scanned: Path, duplicate: str, answers: tuple[str, ...], said: str
) -> None:
    options = [word for answer in answers for word in ("--answer", answer)]
    refused = call("--ledger", scanned, "alerts", "triage", duplicate, *options)
    assert (refused.code, refused.out) == (2, "")
    assert said in refused.sentence
    assert triage(scanned, duplicate)["triage"]["said"] == {}
