"""`walletwatch snooze`: set aside until a day, and back."""

import datetime as dt
from pathlib import Path

import pytest

from tests.dashboard.cli.calling import call

SOON = dt.datetime.now().astimezone().date() + dt.timedelta(days=9)


@pytest.fixture
def first(scanned: Path) -> str:
    return str(call("--ledger", scanned, "alerts", "--format", "json").json["alerts"][0]["id"])


def test_an_alert_is_set_aside_and_taken_back(scanned: Path, first: str) -> None:
    told = call("--ledger", scanned, "snooze", first[:6], "--until", SOON, "--format", "json").json["alert"]
    assert (told["snoozed_until"], told["state"]) == (SOON.isoformat(), "open")
    said = call("--ledger", scanned, "snooze", first, "--undo").out
    assert "back among what needs you" in said
    again = call("--ledger", scanned, "alerts", "show", first, "--format", "json").json["alert"]
    assert again["snoozed_until"] is None


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        ([], "`--until`"),
        (["--undo", "--until", SOON.isoformat()], "`--until`"),
        (["--until", "2020-01-01"], "after today"),
        (["--until", "soon"], "soon"),
    ],
)
def test_a_call_without_sense_is_one_sentence(scanned: Path, first: str, argv: list[str], said: str) -> None:
    refused = call("--ledger", scanned, "snooze", first, *argv)
    assert (refused.code, refused.out) == (2, "")
    assert said in refused.sentence


def test_what_is_closed_cannot_be_set_aside(scanned: Path, first: str) -> None:
    call("--ledger", scanned, "answer", first, "mine")
    assert call("--ledger", scanned, "snooze", first, "--until", SOON).code == 2
