"""`walletwatch alerts`, `answer`: one alert with all its rows, answers and taking them back."""

from pathlib import Path
from typing import Any

import pytest

from tests.dashboard.cli.calling import JUNE, call
from tests.dashboard.cli.conftest import Life


def alerts(ledger: Path, *argv: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = call("--ledger", ledger, "alerts", *argv, "--format", "json").json["alerts"]
    return found


def test_alerts_lists_what_the_scan_found(life: Life, scanned: Path) -> None:
    assert [alert["id"] for alert in alerts(scanned)] == [alert["id"] for alert in life.scanned.json["alerts"]]
    said = call("--ledger", scanned, "alerts").out
    assert all(alert["id"] in said for alert in life.scanned.json["alerts"])


def test_one_alert_is_shown_with_its_rows_and_what_to_do(life: Life, scanned: Path) -> None:
    for alert in life.scanned.json["alerts"]:
        said = call("--ledger", scanned, "alerts", "show", alert["id"]).out
        for shown in (alert["title"], alert["verdict"], *alert["reasons"], f"playbook {alert['playbook']['topic']}"):
            assert shown in said
        for row in alert["transactions"]:
            assert f"{row['file']}, line {row['line']}" in said
            assert row["id"] in said


def test_what_is_due_today_is_no_longer_soon(life: Life, scanned: Path) -> None:
    cards = [call("--ledger", scanned, "alerts", "show", alert["id"]).out for alert in life.scanned.json["alerts"]]
    due = [card.splitlines()[0] for card in cards if "Due today" in card]
    assert due
    assert not [head for head in due if "Soon" in head]


def test_the_beginning_of_an_id_is_enough(life: Life, scanned: Path) -> None:
    identity = life.scanned.json["alerts"][0]["id"]
    assert call("--ledger", scanned, "alerts", "show", identity[:8], "--format", "json").json["alert"]["id"] == identity


@pytest.mark.parametrize(
    "argv", [["alerts", "show", "nothing"], ["answer", "nothing", "mine"], ["answer", "nothing", "--undo"]]
)
def test_an_unknown_alert_is_one_sentence(argv: list[str], scanned: Path) -> None:
    outcome = call("--ledger", scanned, *argv)
    assert outcome.code == 2
    assert outcome.sentence == "There is no alert nothing in this ledger; `walletwatch alerts` lists them."


def test_mine_closes_and_can_be_taken_back(life: Life, scanned: Path) -> None:
    identity = life.scanned.json["alerts"][0]["id"]
    said = call("--ledger", scanned, "answer", identity, "mine", "--note", "a gift", "--format", "json").json["alert"]
    assert (said["state"], said["answer"], said["closed_by"]) == ("closed", "mine", "answer")
    assert identity not in [alert["id"] for alert in alerts(scanned)]
    assert [alert["id"] for alert in alerts(scanned, "--state", "closed")] == [identity]
    told = call("--ledger", scanned, "--locale", "en", "alerts", "--state", "closed").out
    assert "Closed: your answer" in told
    assert "Act now" not in told
    assert len(alerts(scanned, "--state", "all")) == len(life.scanned.json["alerts"])
    back = call("--ledger", scanned, "answer", identity, "--undo", "--format", "json").json["alert"]
    assert (back["state"], back["answer"]) == ("open", None)
    assert len(alerts(scanned)) == len(life.scanned.json["alerts"])


def test_undo_takes_the_last_answer_back_and_then_the_one_before_it(life: Life, scanned: Path) -> None:
    identity = life.scanned.json["alerts"][0]["id"]
    for answer in ("mine", "not-mine"):
        call("--ledger", scanned, "answer", identity, answer)
    said = call("--ledger", scanned, "--locale", "en", "answer", identity, "--undo").out
    assert "The one before it holds again: mine." in said
    assert "walletwatch playbook" not in said
    shown = call("--ledger", scanned, "alerts", "show", identity, "--format", "json").json["alert"]
    assert (shown["state"], shown["answer"], shown["closed_by"]) == ("closed", "mine", "answer")
    back = call("--ledger", scanned, "answer", identity, "--undo", "--format", "json").json["alert"]
    assert (back["state"], back["answer"], back["closed_by"]) == ("open", None, None)


@pytest.mark.parametrize(("said", "kept"), [("not-mine", "not_mine"), ("unsure", "unsure")])
def test_other_answers_keep_it_open_and_name_the_playbook(said: str, kept: str, life: Life, scanned: Path) -> None:
    alert = life.scanned.json["alerts"][0]
    outcome = call("--ledger", scanned, "answer", alert["id"], said)
    assert outcome.out.startswith(alert["verdict"])
    assert f"playbook {alert['playbook']['topic']}" in outcome.out
    shown = call("--ledger", scanned, "alerts", "show", alert["id"], "--format", "json").json["alert"]
    assert (shown["state"], shown["answer"]) == ("open", kept)
    assert "Your answer: " in call("--ledger", scanned, "alerts", "show", alert["id"]).out


@pytest.mark.parametrize("argv", [[], ["mine", "--undo"], ["perhaps"]])
def test_an_answer_is_one_of_three_or_its_undoing(argv: list[str], life: Life, scanned: Path) -> None:
    outcome = call("--ledger", scanned, "answer", life.scanned.json["alerts"][0]["id"], *argv)
    assert outcome.code == 2
    assert outcome.sentence


def test_what_to_type_reaches_the_same_ledger(scanned: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    identity = alerts(scanned)[0]["id"]
    assert (
        f"walletwatch --ledger {scanned} answer {identity}" in call("--ledger", scanned, "alerts", "show", identity).out
    )
    monkeypatch.setenv("WALLETWATCH_LEDGER", str(scanned))
    assert f"walletwatch answer {identity}" in call("alerts", "show", identity).out


def test_never_scanned_is_not_calm(empty: Path) -> None:
    call("--ledger", empty, "import", JUNE)
    assert "Nobody has looked yet" in call("--ledger", empty, "alerts").out


def test_calm_names_its_coverage(empty: Path) -> None:
    call("--ledger", empty, "import", JUNE)
    call("--ledger", empty, "scan", "--as-of", "2026-06-30")
    said = call("--ledger", empty, "alerts").out
    assert said.startswith("Nothing here needs you.")
    assert "Watched: alipay:138****0000 (Jun 2026)." in said
