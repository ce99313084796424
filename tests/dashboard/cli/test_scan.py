"""`walletwatch scan`: the contract's answer, what is new, what is told, scores, exit codes."""

import csv
import os
import stat
from pathlib import Path
from typing import Any

import pytest

from dashboard.playbooks.library import library
from tests.dashboard.cli.calling import JUNE, call
from tests.dashboard.cli.conftest import Life

ALERT = (
    "id", "kind", "severity", "score", "state", "is_new", "amount", "currency", "opened_on", "person", "account", "title",
    "facts", "reasons", "playbook", "last_safe_day", "act_now",
    "clocks", "transactions",
)  # fmt: skip
ROW = (
    "id",
    "reference",
    "order_reference",
    "account",
    "importer",
    "booked_at",
    "amount",
    "currency",
    "counterparty",
    "status",
    "file",
    "line",
)


def test_the_answer_is_as_the_contract_says(life: Life) -> None:
    assert (life.scanned.code, life.scanned.err) == (0, "")
    answer = life.scanned.json
    assert answer.keys() >= {
        "as_of",
        "rows",
        "accounts",
        "seconds",
        "new",
        "open",
        "closed",
        "coverage",
        "cold_start",
        "alerts",
    }
    assert (answer["as_of"], answer["accounts"]) == (life.last.isoformat(), 4)
    assert answer["rows"] == sum(file["transactions"] for file in life.imported.json["files"])
    assert answer["open"] == answer["new"] == len(answer["alerts"]) > 3
    assert {month["state"] for month in answer["coverage"]} == {"covered"}
    assert all({"account", "month", "state"} <= month.keys() for month in answer["coverage"])


def assert_deadlines(alert: dict[str, Any], day: str) -> None:
    """The last safe day is before the end of every clock of the person's that runs; somebody else's has not begun."""
    mine = [
        clock["due"]
        for clock in alert["clocks"]
        if clock["effect"] in {"lost", "later"} and clock["state"] == "running"
    ]
    assert (alert["last_safe_day"] is None) == (not mine)
    assert not mine or alert["last_safe_day"] <= min(mine)
    assert all(due >= day for due in mine)
    assert [clock["due"] for clock in alert["clocks"]] == sorted(clock["due"] for clock in alert["clocks"])
    assert all(
        clock["id"] in {name for pack in library().packs.values() for name in pack.clocks} for clock in alert["clocks"]
    )


def test_every_alert_is_whole(life: Life) -> None:
    names = {path.name for path in life.statements}
    for alert in life.scanned.json["alerts"]:
        assert [name for name in ALERT if name not in alert] == []
        assert alert["state"] == "open"
        assert alert["is_new"] is True
        assert alert["title"]
        assert alert["reasons"]
        assert all(isinstance(reason, str) and "{" not in reason for reason in alert["reasons"])
        assert float(alert["amount"]) > 0
        assert "." in alert["amount"]
        assert_deadlines(alert, life.last.isoformat())
        assert alert["playbook"]["topic"] in library().topics
        assert alert["playbook"]["jurisdiction"] in library().packs
        assert alert["transactions"]
        for row in alert["transactions"]:
            assert [name for name in ROW if name not in row] == []
            assert row["file"] in names
            assert row["line"] > 1
            assert row["amount"].lstrip("-").replace(".", "").isdigit()


def test_the_most_severe_comes_first(life: Life) -> None:
    order = ["high", "medium", "low"]
    places = [order.index(alert["severity"]) for alert in life.scanned.json["alerts"]]
    assert places == sorted(places)


def test_facts_that_are_money_are_decimal_strings(life: Life) -> None:
    facts = [
        fact
        for alert in life.scanned.json["alerts"]
        for name, fact in alert["facts"].items()
        if name in ("amount", "taken", "spent")
    ]
    assert all(isinstance(fact, str) for fact in facts)


def test_a_second_scan_finds_nothing_new_and_says_so(life: Life, scanned: Path) -> None:
    again = call("--ledger", scanned, "scan", "--as-of", life.last, "--format", "json").json
    assert (again["new"], again["open"]) == (0, life.scanned.json["open"])
    assert not any(alert["is_new"] for alert in again["alerts"])
    said = call("--ledger", scanned, "scan", "--as-of", life.last).out
    assert "Nothing new since the last scan." in said
    assert f"Still open from before: {again['open']}." in said
    assert "Watched: " in said


def test_what_was_told_is_remembered(life: Life, scanned: Path) -> None:
    from detect.casebook import Casebook
    from ingest.ledger import Ledger

    with Ledger(scanned) as ledger:
        assert all(alert.told is not None for alert in Casebook(ledger).alerts("open"))


def test_a_dry_run_tells_and_stores_nothing(empty: Path, life: Life) -> None:
    call("--ledger", empty, "import", *life.statements)
    dry = call("--ledger", empty, "scan", "--as-of", life.last, "--dry-run", "--format", "json").json
    assert (dry["new"], dry["rehearsal"]) == (life.scanned.json["new"], True)
    assert call("--ledger", empty, "alerts", "--format", "json").json["alerts"] == []
    assert "A rehearsal: nothing was stored." in call("--ledger", empty, "scan", "--as-of", life.last, "--dry-run").out


def test_a_look_back_stores_nothing(life: Life, scanned: Path) -> None:
    before = call("--ledger", scanned, "alerts", "--format", "json").stdout
    answer = call("--ledger", scanned, "scan", "--as-of", life.last.replace(day=1), "--format", "json").json
    assert answer["rehearsal"] is True
    assert call("--ledger", scanned, "alerts", "--format", "json").stdout == before


def test_a_full_scan_gives_the_same(life: Life, empty: Path) -> None:
    call("--ledger", empty, "import", *life.statements)
    full = call("--ledger", empty, "scan", "--as-of", life.last, "--full", "--format", "json").json
    assert full["alerts"] == life.scanned.json["alerts"]


def test_calm_always_names_its_coverage(empty: Path) -> None:
    call("--ledger", empty, "import", JUNE)
    said = call("--ledger", empty, "scan", "--as-of", "2026-07-10").out
    assert "Nothing looks wrong in what was watched." in said
    assert "Watched: alipay:138****0000 (Jun 2026)." in said
    assert "Not watched, no statement: alipay:138****0000 (Jul 2026)." in said


def test_an_empty_ledger_is_no_reason_to_be_calm(empty: Path) -> None:
    outcome = call("--ledger", empty, "scan")
    assert outcome.code == 0
    assert outcome.out.startswith("Nothing is in this ledger yet.")


def test_an_empty_ledger_is_json_too(empty: Path) -> None:
    assert call("--ledger", empty, "scan", "--format", "json").json["rows"] == 0


def test_fail_on_counts_open_alerts(life: Life, scanned: Path, empty: Path) -> None:
    for level in ("high", "medium", "low"):
        assert call("--ledger", scanned, "scan", "--as-of", life.last, "--fail-on", level).code == 1
    call("--ledger", empty, "import", JUNE)
    assert call("--ledger", empty, "scan", "--as-of", "2026-06-30", "--fail-on", "low").code == 0


def test_an_answered_alert_fails_nothing(life: Life, scanned: Path) -> None:
    for alert in life.scanned.json["alerts"]:
        call("--ledger", scanned, "answer", alert["id"], "mine")
    outcome = call("--ledger", scanned, "scan", "--as-of", life.last, "--fail-on", "low", "--format", "json")
    assert (outcome.code, outcome.json["open"]) == (0, 0)


def test_scores_cover_every_row_that_moved_money_out(life: Life, scanned: Path, tmp_path: Path) -> None:
    target = tmp_path / "scores.csv"
    outcome = call("--ledger", scanned, "scan", "--as-of", life.last, "--scores", target, "--format", "json")
    assert outcome.code == 0
    with target.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["person", "account", "reference", "txn_id", "booked_at", "amount", "score", "reason"]
    assert len({row["txn_id"] for row in rows}) == len(rows) > 300
    assert all(row["amount"].startswith("-") for row in rows)
    assert all((row["score"] == "") == (row["reason"] in ("mirror", "transfer", "cold_start")) for row in rows)
    assert all(0 <= float(row["score"]) <= 1 for row in rows if row["score"])
    assert {"mirror", "transfer", ""} <= {row["reason"] for row in rows}
    if os.name == "posix":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_scores_that_cannot_be_written_are_one_sentence(scanned: Path, life: Life, tmp_path: Path) -> None:
    outcome = call("--ledger", scanned, "scan", "--as-of", life.last, "--scores", tmp_path / "absent" / "scores.csv")
    assert outcome.code == 2
    assert "cannot be written" in outcome.sentence


@pytest.mark.parametrize("locale", ["zh", "id"])
def test_a_scan_speaks_the_language(locale: str, life: Life, scanned: Path) -> None:
    said = call("--ledger", scanned, "--locale", locale, "scan", "--as-of", life.last).out
    assert {"zh": "之前还没了结的", "id": "Belum selesai dari sebelumnya"}[locale] in said
