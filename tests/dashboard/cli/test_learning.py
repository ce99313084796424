"""`walletwatch learned`, `backtest`: what answers taught, and what another budget would have told. Nothing is stored."""

from pathlib import Path

from tests.dashboard.cli.calling import call
from tests.dashboard.cli.conftest import Life


def thefts(life: Life) -> list[str]:
    return [alert["id"] for alert in life.scanned.json["alerts"] if alert["kind"] == "unauthorized"]


def test_an_answer_teaches_and_its_undo_takes_it_back(life: Life, scanned: Path) -> None:
    assert call("--ledger", scanned, "learned", "--format", "json").json["learned"] == []
    assert "taught nothing yet" in call("--ledger", scanned, "learned").out
    identity = thefts(life)[0]
    call("--ledger", scanned, "answer", identity, "mine")
    learned = call("--ledger", scanned, "learned", "--format", "json").json["learned"]
    assert "expected_payee" in {one["code"] for one in learned}
    said = call("--ledger", scanned, "learned").out
    assert all(str(one["merchant"]) in said for one in learned if one["code"] == "expected_payee")
    call("--ledger", scanned, "answer", identity, "--undo")
    assert call("--ledger", scanned, "learned", "--format", "json").json["learned"] == []


def test_what_was_said_of_a_double_charge_is_told_as_well(life: Life, scanned: Path) -> None:
    charge = next(alert for alert in life.scanned.json["alerts"] if alert["kind"] == "duplicate")
    call("--ledger", scanned, "answer", charge["id"], "mine")
    (lesson,) = call("--ledger", scanned, "learned", "--format", "json").json["learned"]
    assert lesson["code"] == "charges_apart"
    assert lesson["merchant"] == charge["transactions"][-1]["counterparty"]
    assert lesson["merchant"] in call("--ledger", scanned, "learned").out


def test_a_larger_budget_never_tells_less(life: Life, scanned: Path) -> None:
    small, large = (
        call("--ledger", scanned, "backtest", "--budget", budget, "--format", "json").json for budget in ("0.25", "3")
    )
    assert 0 < small["alerts"] <= large["alerts"]
    assert sum(month["alerts"] for month in large["by_month"]) == large["alerts"]
    assert all(month["unanswered"] == month["alerts"] for month in large["by_month"])
    assert (
        call("--ledger", scanned, "alerts", "--format", "json").json["alerts"]
        == call("--ledger", scanned, "alerts", "--format", "json").json["alerts"]
    )


def test_what_was_answered_is_split_off_and_counts_no_theft_as_false(life: Life, scanned: Path) -> None:
    before = call("--ledger", scanned, "backtest", "--format", "json").json
    call("--ledger", scanned, "answer", thefts(life)[0], "not-mine")
    after = call("--ledger", scanned, "backtest", "--format", "json").json
    assert after["alerts"] == before["alerts"]
    assert sum(month["not_mine"] for month in after["by_month"]) >= 1
    assert after["rate"] < before["rate"]
    stolen = next(one for one in after["which"] if one["answer"] == "not_mine")
    answered = next(alert for alert in life.scanned.json["alerts"] if alert["id"] == thefts(life)[0])
    assert set(stolen["transactions"]) & {row["id"] for row in answered["transactions"]}
    assert len(after["which"]) == after["alerts"]
    said = call("--ledger", scanned, "backtest").out
    assert "0.25" in said
    assert all(one["counterparty"] in said for one in after["which"])
    assert all(month["month"] in said for month in after["by_month"])


def test_an_empty_ledger_has_no_past(tmp_path: Path) -> None:
    assert call("--ledger", tmp_path / "l", "backtest", "--format", "json").json["alerts"] == 0
    assert call("--ledger", tmp_path / "l", "learned").code == 0


def test_months_that_no_statement_shows_are_not_counted(tmp_path: Path) -> None:
    table = tmp_path / "two.csv"
    rows = [f"bank,{day},-12.30,EUR,EXAMPLE SHOP" for day in ("2020-01-10", "2020-01-20")]
    table.write_text("\n".join(["account,booked_at,amount,currency,counterparty", *rows]) + "\n", encoding="utf-8")
    later = tmp_path / "later.csv"
    later.write_text(table.read_text("utf-8").replace("2020-01", "2026-01"), encoding="utf-8")
    for path in (table, later):
        assert call("--ledger", tmp_path / "l", "import", path).code == 0
    found = call("--ledger", tmp_path / "l", "backtest", "--as-of", "2026-01-31", "--format", "json").json
    assert found["months"] == 2
