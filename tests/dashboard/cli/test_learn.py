"""`walletwatch formats learn`: a table is shown with what speaks for it, corrected by options, saved and shared."""

from pathlib import Path

import pytest

from tests.dashboard.cli.calling import call

UNCLEAR = "Date,Description,Amount\n03/04/2025,Cafe purchase,-4.20\n05/06/2025,Salary,900.00\n"


@pytest.fixture(autouse=True)
def _ledger(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("WALLETWATCH_LEDGER", str(tmp_path / "ledger.db"))


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "table.csv"
    path.write_text(UNCLEAR, encoding="utf-8")
    return path


def test_nothing_is_saved_without_being_told_to(table: Path) -> None:
    done = call("formats", "learn", str(table))
    assert done.code == 0
    assert "Unclear: whether day or month comes first" in done.out
    assert call("import", str(table)).code == 2


def test_what_is_unclear_is_not_saved_unasked(table: Path) -> None:
    done = call("formats", "learn", str(table), "--yes")
    assert done.code == 2
    assert "day or month" in done.err


def test_a_told_format_is_saved_and_reads_the_file(table: Path, tmp_path: Path) -> None:
    shared = tmp_path / "bank.toml"
    done = call("formats", "learn", str(table), "--yes", "--date-order", "mdy", "--currency", "USD", "-o", str(shared))
    assert done.code == 0
    (file,) = call("import", str(table), "--format", "json").json["files"]
    assert (file["importer"], file["new"], file["inflow"]) == ("mapped", 2, {"USD": "900.00"})
    assert call("formats", "learn", str(shared)).code == 0


def test_json_tells_the_format_its_evidence_and_its_doubts(table: Path) -> None:
    answer = call("formats", "learn", str(table), "--column", "counterparty=Description", "--format", "json").json
    assert answer["format"]["columns"]["counterparty"] == ["Description"]
    assert answer["doubts"]
    assert answer["evidence"]
    assert [row["amount"] for row in answer["preview"]] == ["-4.20", "900.00"]


def test_a_guess_is_marked_until_it_is_confirmed(tmp_path: Path) -> None:
    clear = tmp_path / "clear.csv"
    clear.write_text(UNCLEAR.replace("03/04/2025", "2025-04-03").replace("05/06/2025", "2025-06-05"), encoding="utf-8")
    assert "formats learn" in call("import", str(clear)).err
    (file,) = call("import", str(clear), "--guess", "--format", "json").json["files"]
    assert file["importer"] == "guessed"
    call("formats", "learn", str(clear), "--yes")
    call("import", str(clear))
    assert call("files", "--format", "json").json["files"][0]["importer"] == "mapped"


def test_in_a_terminal_a_change_is_typed_and_enter_saves(table: Path) -> None:
    done = call("formats", "learn", str(table), stdin="order=mdy\n\n", terminal=True)
    assert done.code == 0
    assert "Saved as" in done.out
    assert call("import", str(table)).code == 0


def test_in_a_terminal_q_leaves_without_saving(table: Path) -> None:
    call("formats", "learn", str(table), stdin="q\n", terminal=True)
    assert call("import", str(table)).code == 2
