"""`walletwatch doctor`: what is well, what is not, and nothing of what statements say."""

import os
from pathlib import Path

import pytest

from tests.dashboard.cli.calling import JUNE, call


def test_a_healthy_ledger(empty: Path) -> None:
    call("--ledger", empty, "import", JUNE)
    facts = call("--ledger", empty, "doctor", "--format", "json").json
    assert (facts["integrity"], facts["files"], facts["transactions"], facts["problems"]) == ("ok", 1, 14, [])
    assert facts["originals"] == {"kept": 1, "absent": 0, "damaged": 0}
    outcome = call("--ledger", empty, "doctor")
    assert (outcome.code, outcome.err) == (0, "")
    assert "All is well." in outcome.out


def test_the_compiled_forest_is_held_against_pyod_s(monkeypatch: pytest.MonkeyPatch, empty: Path) -> None:
    assert call("--ledger", empty, "doctor", "--format", "json").json["forest"] > 0.9
    monkeypatch.setattr("detect.detector.isolation", lambda _trees, rows: rows[:, 0])  # a machine that computes wrongly
    outcome = call("--ledger", empty, "doctor")
    assert outcome.code == 2
    assert outcome.sentence.startswith("The compiled forest does not score as pyod's does")


def test_nothing_of_the_statements_is_shown(empty: Path) -> None:
    call("--ledger", empty, "import", JUNE)
    said = call("--ledger", empty, "doctor").out + call("--ledger", empty, "doctor", "--format", "json").out
    assert "示例" not in said
    assert "138" not in said
    assert "june" not in said


def test_no_ledger_is_made(empty: Path) -> None:
    outcome = call("--ledger", empty, "doctor")
    assert outcome.code == 0
    assert "There is no ledger yet" in outcome.out
    assert not empty.exists()


def test_a_changed_original_is_a_problem(empty: Path) -> None:
    call("--ledger", empty, "import", JUNE)
    (kept,) = empty.with_name(f"{empty.name}.originals").iterdir()
    kept.write_bytes(b"something else")
    outcome = call("--ledger", empty, "doctor")
    assert outcome.code == 2
    assert "no longer what was imported" in outcome.sentence


@pytest.mark.skipif(os.name != "posix", reason="rights are otherwise elsewhere")
def test_a_folder_open_to_others_is_a_problem(empty: Path) -> None:
    call("--ledger", empty, "import", JUNE)
    empty.with_name(f"{empty.name}.originals").chmod(0o755)
    assert call("--ledger", empty, "doctor", "--format", "json").json["problems"] == ["permissions"]
