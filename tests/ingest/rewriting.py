"""Rewrites the cells of a sample the way an institution might, or must not."""

import csv
import io
import re
from collections.abc import Callable

import openpyxl

from ingest.importer import Importer
from ingest.source import Row, Source
from ingest.table import TableImporter, find_table
from tests.ingest.golden import named

Rewrite = Callable[[str, list[str]], list[str]]  # heading and cells of a column -> new cells
_OFX_VOLATILE = ("REFNUM", "BALAMT", "DTASOF", "DTSERVER", "ORG", "DTSTART", "DTEND", "ACCTTYPE", "CURRATE")


def key_headings(importer: Importer) -> set[str]:
    """Return every heading that identity may rest on."""
    declared = importer.key_cells
    return {declared.reference, declared.amount, declared.date, declared.row_type, *declared.texts, *declared.also}


def table_headings(importer: Importer, source: Source) -> tuple[list[Row], int]:
    """Return all rows of a table and where its heading is."""
    if source.is_spreadsheet:
        rows = source.sheet()
    else:
        rows = source.rows(*(importer.encodings if isinstance(importer, TableImporter) else ()))
    required = importer.required if isinstance(importer, TableImporter) else ("account", "booked_at")
    table = find_table(rows, required)
    assert table is not None
    copies = [Row(row.line, list(row.cells)) for row in rows]  # a source keeps its rows; they are not ours to change
    return copies, next(n for n, row in enumerate(rows) if row.line == table.line)


def rotated(importer: Importer, source: Source) -> Source:
    """Give every cell that is no key cell the content of the row before."""
    kept = key_headings(importer)

    def rotate(heading: str, cells: list[str]) -> list[str]:
        return cells if heading in kept else [*cells[-1:], *cells[:-1]]

    if importer.name == "ofx":
        return _ofx(source, lambda tag, value: value[::-1] if tag in _OFX_VOLATILE else value)
    return _table(importer, source, rotate)


def changed(importer: Importer, source: Source, heading: str) -> Source:
    """Change every cell of one column into something else that can be read."""
    if importer.name == "ofx":
        return _ofx(source, lambda tag, value: other(tag, value) if tag == heading else value)
    return _table(importer, source, lambda name, cells: [other(name, c) for c in cells] if name == heading else cells)


def other(heading: str, cell: str) -> str:
    """Return another plausible content."""
    bare = cell.strip()
    if not bare:
        return cell
    if bare in ("CNY", "USD", "EUR", "JPY", "IDR", "人民币", "美元"):
        return "GBP" if bare != "GBP" else "CHF"
    numeric = heading in _AMOUNTS or re.fullmatch(r"[\d\-/: T.+Z]+", bare)
    return _other_number(cell) if numeric and re.search(r"[0-8]", bare) else f"{bare}x"


_AMOUNTS = ("金额", "金额(元)", "人民币金额", "交易金额", "收入", "支出", "amount", "TRNAMT")


def _other_number(cell: str) -> str:
    """Change the last digit that may change without making a date or time impossible."""
    digits = [found.start() for found in re.finditer(r"[1-8]", cell)] or [cell.rfind("0")]
    at = digits[-1]
    return f"{cell[:at]}{'2' if cell[at] == '1' else '1'}{cell[at + 1 :]}"


def _table(importer: Importer, source: Source, rewrite: Rewrite) -> Source:
    rows, heading = table_headings(importer, source)
    names = [cell.strip().strip("\ufeff") for cell in rows[heading].cells]
    body = [row for row in rows[heading + 1 :] if len(row.cells) >= len([name for name in names if name])]
    for column, name in enumerate(names):
        inside = [row for row in body if len(row.cells) > column]
        cells = [row.cells[column] for row in inside]
        for row, cell in zip(inside, rewrite(name, cells) if name else cells, strict=True):
            row.cells[column] = cell
    return Source(source.name, _workbook(rows) if source.is_spreadsheet else _csv(rows))


def _csv(rows: list[Row]) -> bytes:
    """Write every row on its own line again; blank lines keep the others in place."""
    text = io.StringIO()
    for row in rows:
        while text.getvalue().count("\n") < row.line - 1:
            text.write("\n")
        csv.writer(text, lineterminator="\n").writerow(row.cells)
    return text.getvalue().encode()


def _workbook(rows: list[Row]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row.cells)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _ofx(source: Source, rewrite: Callable[[str, str], str]) -> Source:
    text = source.text("cp1252") or ""

    def leaf(found: "re.Match[str]") -> str:
        value = found.group(2)
        return f"<{found.group(1)}>{rewrite(found.group(1).upper(), value.rstrip())}{value[len(value.rstrip()) :]}"

    return Source(source.name, re.sub(r"<([A-Za-z0-9.]+)>([^<\n]+)", leaf, text).encode())


__all__ = ["changed", "key_headings", "named", "rotated", "table_headings"]
