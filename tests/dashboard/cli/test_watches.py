"""What the person asks to be watched: a refund that was promised, a subscription that was cancelled."""

from pathlib import Path
from typing import Any

import pytest

from tests.dashboard.cli.calling import call

HEADING = "account,booked_at,amount,currency,counterparty"
CHARGES = [f"bank:1,2026-{month:02d}-05T03:00:00,{price},EUR,Streamhollow" for month, price in enumerate(("-9.99",) * 4 + ("-11.99",) * 2, start=1)]  # fmt: skip


def asked(ledger: Path, *argv: object) -> Any:
    return call("--ledger", ledger, *argv, "--format", "json").json


@pytest.fixture
def subscribed(empty: Path, tmp_path: Path) -> Path:
    """A ledger of six monthly charges, the last two dearer."""
    file = tmp_path / "year.csv"
    file.write_text("\n".join((HEADING, *CHARGES)) + "\n", encoding="utf-8")
    assert call("--ledger", empty, "import", file).code == 0
    return empty


def test_a_subscription_is_listed_with_its_steps_and_cost(subscribed: Path) -> None:
    (one,) = asked(subscribed, "subscriptions", "--as-of", "2026-06-30")["subscriptions"]
    assert (one["price"], one["usual_days"], one["state"]) == ("11.99", 31, "running")
    assert [step["price"] for step in one["steps"]] == ["9.99", "11.99"]
    assert one["next"] == "2026-07-06"
    said = call("--ledger", subscribed, "subscriptions", "--as-of", "2026-06-30").out
    assert "Streamhollow" in said
    assert one["id"] in said


def test_a_charge_after_cancelling_is_told_and_the_word_can_be_taken_back(subscribed: Path) -> None:
    (one,) = asked(subscribed, "subscriptions")["subscriptions"]
    (after,) = asked(subscribed, "subscriptions", "cancelled", one["id"], "--on", "2026-05-20")["subscriptions"]
    assert (after["state"], after["cancelled_on"]) == ("cancelled", "2026-05-20")
    kinds = [alert["kind"] for alert in asked(subscribed, "scan", "--as-of", "2026-06-30")["alerts"]]
    assert "charged_after_cancel" in kinds
    (taken_back,) = asked(subscribed, "subscriptions", "cancelled", one["id"], "--undo")["subscriptions"]
    assert taken_back["cancelled_on"] is None


def test_an_unknown_subscription_is_one_sentence(subscribed: Path) -> None:
    outcome = call("--ledger", subscribed, "subscriptions", "cancelled", "nothing")
    assert outcome.code == 2
    assert "nothing" in outcome.err


def test_a_promise_is_watched_until_it_is_late(subscribed: Path) -> None:
    told = ("refund", "expect", "--amount", "39.90", "--merchant", "Harbor Outfitters", "--by", "2026-05-20")
    (one,) = asked(subscribed, *told)["refunds"]
    assert (one["amount"], one["currency"], one["promised_by"]) == ("39.90", "EUR", "person")
    assert asked(subscribed, "refund")["refunds"] == asked(subscribed, "refund", "list")["refunds"] == [one]
    assert one["id"] in call("--ledger", subscribed, "refund").out
    assert asked(subscribed, "refund", "forget", one["id"])["refunds"] == []


@pytest.mark.parametrize(
    "wrong",
    [
        ("--amount", "many"),
        ("--amount", "-3"),
        ("--amount", "1.234"),
        ("--currency", "QQQ"),
        ("--merchant", " "),
        ("--by", "soon"),
    ],
)
def test_a_promise_that_makes_no_sense_is_one_sentence(wrong: tuple[str, str], subscribed: Path) -> None:
    given = {"--amount": "39.90", "--merchant": "Shop", "--by": "2026-05-20", "--currency": "EUR"} | dict([wrong])
    outcome = call("--ledger", subscribed, "refund", "expect", *(word for pair in given.items() for word in pair))
    assert outcome.code == 2
    assert outcome.err.count("\n") == 1
    assert asked(subscribed, "refund")["refunds"] == []
