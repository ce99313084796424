from pathlib import Path

import pytest

from ingest.above import apart
from ingest.errors import InputError
from ingest.guess.unknown import guessed
from ingest.importer import Importer, importers
from ingest.importers.canonical import Canonical
from ingest.notes import note
from ingest.source import Row, Source
from ingest.statement import Statement
from ingest.table import TableImporter
from tests.ingest.golden import named, samples, source_of
from tests.ingest.rewriting import sunk, table_headings

HEADING = ["Date", "Payee", "Amount", "Balance"]
BODY = [
    ["2026-03-01", "Cafe", "-4.50", "95.50"],
    ["2026-03-02", "", "-1,200.00", "-1,104.50"],
    ["2026-03-03", "Work", "2.000,00", ""],
]
TABLES = [one.name for one in importers() if isinstance(one, TableImporter)]
CASES = [(name, sample) for name in (*TABLES, "canonical") for sample in samples(name)]


def astray(*above: list[str], body: list[list[str]] = BODY, heading: list[str] = HEADING) -> list[int]:
    rows = [Row(n, cells) for n, cells in enumerate([*above, heading, *body], start=1)]
    preamble, found = apart(rows[: len(above)], heading, rows[len(above) + 1 :])
    assert sorted([*preamble, *found]) == rows[: len(above)]
    return [row.line for row in found]


def test_payments_above_the_heading_are_no_preamble() -> None:
    assert astray(["Da", "Pay", "Amo", "Balance"], ["2026-02-27", "Shop", "-9.00", "100.00"], BODY[0]) == [2, 3]


@pytest.mark.parametrize("row", [["27/02/2026", "Shop", "9", "1"], ["27 Feb 2026", "Shop", "€ 9,00", "1.000,00 CR"]])
def test_payments_above_the_heading_may_print_days_and_amounts_otherwise(row: list[str]) -> None:
    assert astray(row) == [1]


@pytest.mark.parametrize(
    "line",
    [
        ["Opening balance", "2026-03-01", "100.00", ""],  # not where the table has them
        ["2026-03-01", "Opening balance", "", ""],
        ["From 2026-03-01", "to 2026-03-31", "100.00", "5"],
        ["2026-03-01", "100.00"],
        ["Period", "2026-03-01", "2026-03-31", ""],
        ["", "", "2026-03-01", "100.00"],
    ],
)
def test_what_an_export_says_of_itself_is_a_preamble(line: list[str]) -> None:
    assert astray(line) == []


def test_days_as_numbers_of_excel_are_days_where_a_column_holds_nothing_else() -> None:
    body = [["46082", "Cafe", "-4.50", "95.50"], ["46083.5", "", "-1,200.00", "-1,104.50"]]
    assert astray(["46080", "Shop", "-9.00", "100.00"], body=body) == [1]
    assert astray(["46080", "Shop", "", ""], ["Rows", "", "46080", "2"], ["7", "Shop", "-9.00", "1"], body=body) == []
    assert astray(["46080", "Shop", "-9.00", "100.00"]) == []  # this table prints its days


def test_a_word_in_place_of_a_day_is_one_where_rows_below_have_it_too() -> None:
    body = [*BODY, ["PEND", "Cafe", "-4.50", ""]]
    assert astray(["'PEND", "Shop", "-9.00", "100.00"], body=body) == [1]
    assert astray(["Opening balance", "", "-9.00", "100.00"], ["PEND", "Shop", "", ""], body=body) == []
    assert astray(["PEND", "Shop", "-9.00", "100.00"]) == []


def test_in_a_table_without_rows_a_line_of_its_width_is_no_preamble() -> None:
    assert astray(["2026-03-01", "Cafe", "-4.50", ""], body=[]) == [1]
    assert astray(["2026-03-01", "", "-4.50", ""], ["2026-03-01", "-4.50", "Cafe"], body=[]) == []


@pytest.mark.parametrize(("name", "sample"), CASES, ids=lambda value: value.stem if isinstance(value, Path) else value)
def test_no_payment_above_the_heading_of_any_table_is_lost(name: str, sample: Path) -> None:
    importer, source = named(name), source_of(sample)
    (whole, *_) = importer.parse(source)
    first = min(whole.rows["line"], default=0)
    rows, heading = table_headings(importer, source)
    body = [row for row in rows[heading + 1 :] if any(cell.strip() for cell in row.cells)]
    depth = 1 + next((n for n, row in enumerate(body) if row.line == first), -1)
    if not depth or len(body) == depth:
        pytest.skip("a table of one payment or none")
    statements = parsed(importer, sunk(importer, source, depth))
    if isinstance(statements, list):
        found = [line for one in statements for line in one.unread if line.note == note("above_heading")]
        assert len(found) >= 1


def parsed(importer: Importer, source: Source) -> list[Statement] | InputError:
    try:
        return importer.parse(source)
    except InputError as error:
        return error


def test_lines_above_the_heading_of_the_canonical_csv_are_unread() -> None:
    """It has no preamble, so the heading that was destroyed is shown, too."""
    heading = "account,booked_at,amount,currency,counterparty\n"
    row = "bank:1,2026-01-0{},-1.00,EUR,Example\n"
    text = (
        "Household\n\n"
        + heading.replace("amount", "amo")
        + row.format(1)
        + "bank:1,,,,\nbank:1,x,,,\n"
        + heading
        + row.format(2)
    )
    (statement,) = Canonical().parse(Source("a.csv", text.encode()))
    assert statement.rows["line"].tolist() == [8]
    assert [(line.number, line.note.code) for line in statement.unread] == [
        (3, "above_heading"), (4, "above_heading"), (6, "above_heading"),
    ]  # fmt: skip


def test_lines_above_the_heading_of_a_table_nobody_knows_are_unread() -> None:
    rows = [f"2026-03-{day:02};Shop {day};-{day},50;{900 - day},00" for day in range(13, 29)]
    text = "\n".join(["2026-03-12;Shop;-9,00;900,00", "Date;Details;Amount;Balance", *rows, ""])
    source = Source("a.csv", text.encode())
    importer = guessed(source)
    assert importer is not None
    (statement,) = importer.parse(source)
    assert len(statement.rows) == 16
    assert [(line.number, line.note.code) for line in statement.unread] == [(1, "above_heading")]
