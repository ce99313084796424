"""Rows that two files may both show: listed, answered, and gone from the list."""

from pathlib import Path

import pytest

from tests.dashboard.cli.calling import call
from tests.ingest.exports import Paid, at, cmb_credit


@pytest.fixture
def doubtful(empty: Path, tmp_path: Path) -> Path:
    """A ledger of two card bills that share one day and one payment of it."""
    paid = [Paid(at(f"2026-01-0{day}T00:00:00"), -290, "示例咖啡") for day in (1, 2, 3)]
    for name, rows in (("first.csv", paid[:2]), ("second.csv", paid[1:])):
        (tmp_path / name).write_bytes(cmb_credit(rows))
        assert call("--ledger", empty, "import", tmp_path / name).code == 0
    return empty


def rows_in(ledger: Path) -> int:
    accounts = call("--ledger", ledger, "accounts", "--format", "json").json["accounts"]
    return sum(account["transactions"] for account in accounts)


def test_a_pair_in_doubt_is_shown_with_both_rows_and_what_to_type(doubtful: Path) -> None:
    (pair,) = call("--ledger", doubtful, "overlaps", "--format", "json").json["overlaps"]
    said = call("--ledger", doubtful, "overlaps").out
    assert pair["txn_id"] in said
    assert said.count("示例咖啡") == 2
    assert "overlaps same ID" in said
    assert "overlaps different ID" in said


@pytest.mark.parametrize(("answer", "rows"), [("same", 3), ("different", 4)])
def test_an_answer_settles_the_pair(answer: str, rows: int, doubtful: Path) -> None:
    (pair,) = call("--ledger", doubtful, "overlaps", "--format", "json").json["overlaps"]
    outcome = call("--ledger", doubtful, "overlaps", answer, pair["txn_id"])
    assert (outcome.code, outcome.out.strip()) == (0, "No row is in doubt.")
    assert rows_in(doubtful) == rows


def test_an_unknown_row_is_one_sentence(doubtful: Path) -> None:
    outcome = call("--ledger", doubtful, "overlaps", "same", "nothing")
    assert outcome.code == 2
    assert "`walletwatch overlaps`" in outcome.sentence
