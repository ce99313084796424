from typing import ClassVar

import pytest

from ingest.errors import BrokenFile
from ingest.importer import KeyCells, Nearly
from ingest.notes import Note, note
from ingest.source import Row, Source
from ingest.statement import AccountHint
from ingest.table import Table, TableImporter, find_table, nearly_table, period


class Bank(TableImporter):
    """A bank of a few class attributes."""

    name = "test_bank"
    family = "test_bank"
    institution = "Example Bank"
    file_types = ("csv",)
    currency = "EUR"
    required = ("Date", "Time", "In", "Out", "Text")
    columns: ClassVar[dict[str, str]] = {
        "booked_at": "Date", "time": "Time", "amount_in": "In", "amount_out": "Out", "counterparty": "Text", "balance": "Balance",
    }  # fmt: skip
    key_cells = KeyCells("", "In", "Date", texts=("Text",), also=("Out", "Time"))
    dates = ("%Y-%m-%d %H:%M", "%Y-%m-%d")

    def account(self, table: Table, source: Source) -> AccountHint:  # noqa: ARG002
        return AccountHint("bank", table.said)

    def skipped(self, row: Row) -> Note | None:
        return note("total") if row.cells[0] == "Total" else None


def rows(*lines: str) -> list[Row]:
    return [Row(n, line.split(",")) for n, line in enumerate(lines, start=1)]


def test_a_heading_is_found_wherever_it_begins() -> None:
    table = find_table(rows("Statement of", "", "\ufeff A , B ,,", "1,2", ",", "3,4"), ("A", "B"))
    assert table is not None
    assert (table.line, table.heading) == (3, ["A", "B"])
    assert [row.cells for row in table.rows] == [["1", "2"], ["3", "4"]]
    assert table.said == "Statement of\n"


def test_a_heading_far_down_is_not_looked_for() -> None:
    assert find_table(rows(*["x"] * 200, "A,B"), ("A", "B")) is None


def test_a_heading_with_one_column_missing_is_nearly_one() -> None:
    assert nearly_table(rows("x", "A,B,C,D"), ("A", "B", "C", "D", "E")) == Nearly(2, ("E",))
    assert nearly_table(rows("A,B,C"), ("A", "B", "C", "D", "E")) is None


def test_a_bank_is_declared_by_its_table() -> None:
    data = "konto 1\nDate,Time,In,Out,Text,Balance\n2026-01-01,09:30,5.00,,one,5.00\n2026-01-02,,,2.00,two,3.00\nTotal,,5,2,,\n"
    (statement,) = Bank().parse(Source("a.csv", data.encode()))
    assert statement.rows["amount"].tolist() == [500, -200]
    assert statement.rows["has_time"].tolist() == [True, False]
    assert statement.rows["balance"].tolist() == [500, 300]
    assert statement.rows["currency"].tolist() == ["EUR", "EUR"]
    assert statement.account.number == "konto 1"
    assert [line.note.code for line in statement.skipped] == ["total"]


def test_a_line_with_neither_money_in_nor_out_is_unread() -> None:
    data = "Date,Time,In,Out,Text\n2026-01-01,,,,nothing\n2026-01-01,,1.00,,one\n"
    (statement,) = Bank().parse(Source("a.csv", data.encode()))
    assert [line.note.code for line in statement.unread] == ["amount_missing"]


@pytest.mark.parametrize(
    "end", ["2026-01-02,,,2", "2026-01-02,,", "2026-01-02", '2026-01-02,,,2.00,"tw', "2026-01-02,,,2.00"]
)
def test_a_table_that_ends_inside_a_line_is_refused(end: str) -> None:
    """The line may hold half an amount; and the lines after it are missing."""
    data = f"Date,Time,In,Out,Text,Balance\n2026-01-01,,5.00,,one,5.00\n{end}"
    with pytest.raises(BrokenFile) as raised:
        Bank().parse(Source("a.csv", data.encode()))
    assert (raised.value.what, raised.value.facts["line"]) == ("cut", "3")


def test_a_last_line_without_line_end_is_read_if_it_is_whole() -> None:
    data = "Date,Time,In,Out,Text,Balance\n2026-01-01,,5.00,,one,5.00\n2026-01-02,,,2.00,two,3.00"
    (statement,) = Bank().parse(Source("a.csv", data.encode()))
    assert len(statement.rows) == 2


def test_a_file_without_the_heading_says_so() -> None:
    with pytest.raises(BrokenFile) as raised:
        Bank().parse(Source("a.csv", b"a,b\n1,2\n"))
    assert raised.value.what == "no_table"


def test_a_period_is_read_in_its_form_or_not_at_all() -> None:
    assert period("20260101", "20260131", "%Y%m%d") is not None
    assert period("20260101", "January", "%Y%m%d") is None
