"""Days without a statement on a terminal: what is missing, and the one thing to do."""

from pathlib import Path

import pytest

from tests.dashboard.cli.calling import Outcome, call
from tests.ingest.exports import Paid, at, cmb, with_balances


@pytest.fixture
def holed(empty: Path, tmp_path: Path) -> Path:
    """A ledger of January and March; what the February file would show is missing from the balance."""
    paid = [
        Paid(at(f"2026-0{month}-{day:02d}T00:00:00"), -290, "示例咖啡") for month in (1, 2, 3) for day in (5, 15, 25)
    ]
    rows = with_balances(paid)
    for month in range(3):
        (tmp_path / f"{month + 1}.csv").write_bytes(cmb(rows[3 * month : 3 * month + 3]))
    assert call("--ledger", empty, "import", tmp_path / "1.csv", tmp_path / "3.csv").code == 0
    return empty


def scan(ledger: Path, day: str) -> Outcome:
    return call("--ledger", ledger, "scan", "--as-of", day)


def test_a_jump_of_the_balance_is_told_with_its_amount_and_leads_to_the_import(holed: Path) -> None:
    said = scan(holed, "2026-03-31").out
    assert "¥8.70 moved in China Merchants Bank that no imported statement shows" in said
    assert f"walletwatch --ledger {holed} import FILE" in said
    (alert,) = call("--ledger", holed, "alerts", "--format", "json").json["alerts"]
    assert (alert["kind"], alert["playbook"], alert["transactions"]) == ("statement_gap", None, [])
    shown = call("--ledger", holed, "alerts", "show", alert["id"]).out
    assert "explain" not in shown


def test_the_missing_statement_settles_it(holed: Path, tmp_path: Path) -> None:
    scan(holed, "2026-03-31")
    call("--ledger", holed, "import", tmp_path / "2.csv")
    assert "Settled by what the statements now show: 1" in scan(holed, "2026-04-01").out
