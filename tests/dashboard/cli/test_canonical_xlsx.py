"""The ledger as a workbook, read back by another library: what strangers wrote is text, money is numbers, nothing is lost."""

import csv
import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.escape import unescape

from dashboard.cli import canonical_xlsx as module
from dashboard.cli.canonical_xlsx import as_xlsx
from ingest.ledger import Ledger
from tests.dashboard.cli.calling import call

NASTY = (
    "=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://a.b","x")', "\tx", "<b>&amp;</b>", "_x0041_", "_x005F_", "007",
    "1e5", "2026-01-02", "TRUE", "店\u202e店", "😀", "a 'quote' \"quote\"",
)  # fmt: skip


def ledger_of(folder: Path, *rows: tuple[str, ...]) -> Path:
    """Import a canonical CSV of amounts, currencies, names and references."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["account", "booked_at", "amount", "currency", "counterparty", "reference"])
    writer.writerows(("bank", f"2026-06-02T10:00:{n:02}", *row) for n, row in enumerate(rows))
    (folder / "rows.csv").write_text(text.getvalue(), encoding="utf-8")
    path = folder / "ledger.db"
    (report,) = call("--ledger", path, "import", folder / "rows.csv", "--format", "json").json["files"]
    assert (report["new"], report["unread"]) == (len(rows), 0)
    return path


def sheet_of(path: Path) -> list[dict[str, Any]]:
    """Return the cells of the workbook that a ledger becomes, by column."""
    with Ledger(path) as ledger:
        book = openpyxl.load_workbook(io.BytesIO(as_xlsx(ledger.frame(), ledger.accounts())))
    heading, *rows = book["transactions"].iter_rows()
    names = [cell.value for cell in heading]
    return [dict(zip(names, row, strict=True)) for row in rows]


def test_no_text_becomes_a_formula_a_number_or_a_day(tmp_path: Path) -> None:
    path = ledger_of(tmp_path, *(("-1.00", "EUR", name, name) for name in NASTY))
    with Ledger(path) as ledger:
        kept = [*ledger.frame()["counterparty"]]
    rows = sheet_of(path)
    for name in ("counterparty", "reference"):
        assert {row[name].data_type for row in rows} <= {"s", "inlineStr"}
        assert {row[name].number_format for row in rows} == {"@"}
    assert [
        unescape(row["counterparty"].value) for row in rows
    ] == kept  # openpyxl leaves to others what the standard asks for
    assert kept[0] == "=1+1"


def test_money_is_a_number_with_the_digits_of_its_currency_where_that_is_exact(tmp_path: Path) -> None:
    huge = "-12345678901234.56"
    path = ledger_of(
        tmp_path, ("-36.5", "EUR", "A", "1"), ("1200", "JPY", "B", "2"), ("-1.234", "KWD", "C", "3"), (huge, "EUR", "D", "4")
    )  # fmt: skip
    cells = [row["amount"] for row in sheet_of(path)]
    assert [(cell.value, cell.number_format) for cell in cells] == [
        (-36.5, "0.00"), (1200, "0"), (-1.234, "0.000"), (huge, "@"),
    ]  # fmt: skip


def test_what_a_workbook_says_is_imported_again_without_change(tmp_path: Path) -> None:
    path = ledger_of(tmp_path, *(("-12345678901234.56", "EUR", name, f"{n}") for n, name in enumerate(NASTY)))
    target = tmp_path / "out.xlsx"
    assert call("--ledger", path, "export", "-o", target).code == 0
    other = tmp_path / "other.db"
    (moved,) = call("--ledger", other, "import", target, "--format", "json").json["files"]
    assert (moved["importer"], moved["new"], moved["unread"]) == ("canonical", len(NASTY), 0)
    columns = ["txn_id", "booked_at", "amount", "counterparty", "reference"]
    with Ledger(path) as first, Ledger(other) as second:
        one, two = (ledger.frame()[columns].astype("str").to_dict("records") for ledger in (first, second))
    assert one == two


def test_equal_ledgers_are_equal_files_without_columns_that_hold_nothing(tmp_path: Path) -> None:
    path = ledger_of(tmp_path, ("-1.00", "EUR", "A", "1"))
    with Ledger(path) as ledger:
        made = [as_xlsx(ledger.frame(), ledger.accounts()) for _ in range(2)]
    assert made[0] == made[1]
    assert "order_reference" not in sheet_of(path)[0]
    with zipfile.ZipFile(io.BytesIO(made[0])) as book:
        assert book.testzip() is None


def test_an_empty_ledger_is_a_heading(tmp_path: Path) -> None:
    assert sheet_of(tmp_path / "ledger.db") == []


def test_more_rows_than_a_sheet_holds_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = ledger_of(tmp_path, ("-1.00", "EUR", "A", "1"), ("-1.00", "EUR", "B", "2"))
    monkeypatch.setattr(module, "MOST_ROWS", 1)
    refused = call("--ledger", path, "export", "-o", tmp_path / "out.xlsx")
    assert (refused.code, ".csv" in refused.sentence) == (2, True)
    assert not (tmp_path / "out.xlsx").exists()
