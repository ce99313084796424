"""`walletwatch settings`: kept with the ledger, used by scans and back-tests."""

from pathlib import Path

from tests.dashboard.cli.calling import call


def test_a_budget_is_kept_and_used(tmp_path: Path) -> None:
    path = tmp_path / "l"
    assert call("--ledger", path, "settings", "--format", "json").json["budget"] == 0.25
    assert "0.5" in call("--ledger", path, "settings", "budget", "0.5").out
    assert call("--ledger", path, "settings", "--format", "json").json["budget"] == 0.5
    assert call("--ledger", path, "backtest", "--format", "json").json["budget"] == 0.5
    assert call("--ledger", path, "backtest", "--budget", "2", "--format", "json").json["budget"] == 2


def test_a_budget_that_makes_no_sense_is_refused_in_one_sentence(tmp_path: Path) -> None:
    refused = call("--ledger", tmp_path / "l", "settings", "budget", "31")
    assert refused.code == 2
    assert "from 0 to 30" in refused.err
