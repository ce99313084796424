"""What spreadsheets make of an export that they save again is still that export, with every line of it."""

import csv
import io
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from ingest.importer import choose, importers
from ingest.source import Source
from ingest.statement import Statement
from ingest.table import TableImporter
from tests.ingest.golden import named, samples, source_of

Grid = list[list[str]]
_MONEY = re.compile(r"-?\d{1,6}\.\d{2}")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(.*)", re.DOTALL)
_CLOCK, _BARE = re.compile(r"^[ T](\d\d:\d\d):\d\d(\.\d+)?$"), r" \1"
_WIDE = str.maketrans("0123456789.-", "０１２３４５６７８９．－")
_BRACKETS = str.maketrans("()", "（）")
OWN = ("klikbca",)  # reads its amounts, which end in DB and CR, in a way of its own


def written(grid: Grid, delimiter: str = ",") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(grid)
    return text.getvalue().encode()


def each_cell(grid: Grid, below: int, rewrite: Callable[[str], str]) -> Grid:
    return [*grid[:below], *([rewrite(cell) for cell in row] for row in grid[below:])]


def headed(grid: Grid, below: int, rewrite: Callable[[str], str]) -> Grid:
    return [*grid[: below - 1], [rewrite(cell) for cell in grid[below - 1]], *grid[below:]]


def slashed(cell: str) -> str:
    """Return a day as a spreadsheet of China writes it, without noughts, its time without seconds."""
    found = _DAY.fullmatch(cell.strip())
    if not found or cell.endswith("Z"):  # a moment that spreadsheets leave alone
        return cell
    year, month, day, rest = found.groups()
    return f"{year}/{int(month)}/{int(day)}{_CLOCK.sub(_BARE, rest)}"


SAVED: dict[str, Callable[[Grid, int], bytes]] = {
    "with semicolons": lambda grid, _: written(grid, ";"),
    "with tabs": lambda grid, _: written(grid, "\t"),
    "with more empty columns": lambda grid, _: written([[*row, "", "", ""] for row in grid]),
    "with other dates": lambda grid, below: written(each_cell(grid, below, slashed)),
    "with wide digits": lambda grid, below: written(
        each_cell(grid, below, lambda cell: cell.translate(_WIDE) if _MONEY.fullmatch(cell) else cell)
    ),
    "with its heading repeated": lambda grid, below: written([*grid[:below], *grid[below - 1 :]]),
    "with a total below": lambda grid, below: written([*grid, ["合计", *[""] * (len(grid[below - 1]) - 1)]]),
    "with small letters in its heading": lambda grid, below: written(headed(grid, below, str.lower)),
    "with wide brackets in its heading": lambda grid, below: written(
        headed(grid, below, lambda cell: cell.translate(_BRACKETS))
    ),
    "with other spaces in its heading": lambda grid, below: written(
        headed(grid, below, lambda cell: f" {cell} ".replace(" (", "(").replace("/", " / "))
    ),
    "filled up with zero bytes": lambda grid, _: written(grid) + bytes(512),
}
TABLES = [importer for importer in importers() if isinstance(importer, TableImporter) and importer.name not in OWN]


@cache
def grid_of(importer: TableImporter) -> tuple[Source, Grid, int] | None:
    """Return the importer's first text sample with a heading of one line, its cells, and the first row below it."""
    for source in map(source_of, samples(importer.name)):
        table = None if source.is_spreadsheet else importer.table(source)
        if table is None or "hostile" in source.name or any("\n" in cell for cell in table.printed):
            continue
        for delimiter in importer.delimiters:
            rows = source.rows(*importer.encodings, delimiter=delimiter)
            below = next((n for n, row in enumerate(rows, 1) if row.cells == table.printed), None)
            if below is not None:
                return source, [list(row.cells) for row in rows], below
    return None


def read(statements: list[Statement]) -> tuple[list[tuple[str, int, str]], int]:
    """Return day, amount and currency of every row, and how many lines are unread."""
    rows = [
        (str(when)[:10], int(amount), str(code))
        for said in statements
        for when, amount, code in zip(said.rows["booked_at"], said.rows["amount"], said.rows["currency"], strict=True)
    ]
    return sorted(rows), sum(len(said.unread) for said in statements)


@pytest.mark.parametrize("way", SAVED)
@pytest.mark.parametrize("importer", TABLES, ids=lambda importer: importer.name)
def test_a_file_saved_again_is_read_as_before(importer: TableImporter, way: str) -> None:
    found = grid_of(importer)
    if found is None:
        pytest.skip("its samples are workbooks")
    source, grid, below = found
    again = Source(source.name, SAVED[way](grid, below))
    assert choose(again).name == importer.name
    assert read(importer.parse(again)) == read(importer.parse(source))


def mint(*days: str) -> Statement:
    head = "Date,Description,Original Description,Amount,Transaction Type,Account Name"
    rows = [f"{day},Shop,SHOP,5.00,debit,Card" for day in days]
    return named("mint").parse(Source("m.csv", "\n".join([head, *rows, ""]).encode()))[0]


def test_a_day_that_contradicts_the_order_of_the_others_stays_unread() -> None:
    assert [line.number for line in mint("1/2/2026", "31/1/2026").unread] == [3]


@pytest.mark.parametrize(("cells", "cents"), [(["1.234,50", "12,5"], [123450, 1250]), (["1,234", "5"], [123400, 500])])
def test_a_comma_is_the_decimal_mark_only_where_it_must_be(cells: list[str], cents: list[int], tmp_path: Path) -> None:
    head = "交易时间;交易类型;交易对方;商品;收/支;金额(元);支付方式;当前状态;交易单号"
    rows = [
        f"2026-06-0{n} 12:00:00;商户消费;示例;示例;支出;{cell};零钱;支付成功;W{n}" for n, cell in enumerate(cells, 1)
    ]
    path = tmp_path / "w.csv"
    path.write_text("\n".join([head, *rows, ""]), encoding="utf-8")
    (statement,) = named("wechat").parse(Source(path.name, path.read_bytes()))
    assert statement.rows["amount"].tolist() == [-amount for amount in cents]
