"""Rewrites the cells of a sample the way an institution might, or must not."""

import csv
import importlib
import io
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, cast

import openpyxl

from ingest.importer import Importer
from ingest.importers.canonical import REQUIRED
from ingest.pdf.statement import PdfImporter
from ingest.source import Row, Source
from ingest.table import TableImporter, find_table
from tests.ingest.golden import named

Rewrite = Callable[[str, list[str]], list[str]]  # heading and cells of a column -> new cells


class Anatomy(Protocol):
    """What a format that is no table tells the generic tests: a module `tests/ingest/anatomy/<importer>.py`."""

    def records(self, source: Source) -> list[int]:
        """Return the line of every record, found without the importer."""

    def rotated(self, source: Source) -> Source:
        """Change every part of the records that is no key cell."""

    def changed(self, source: Source, cell: str) -> Source:
        """Change one key cell of every record into something else that can be read."""


def anatomy(importer: Importer) -> Anatomy | None:
    """Return the anatomy of an importer's format, None for a table."""
    name = "pdf" if isinstance(importer, PdfImporter) else importer.name  # all PDFs are made alike
    try:
        return cast("Anatomy", importlib.import_module(f"tests.ingest.anatomy.{name}"))
    except ModuleNotFoundError:
        return None


def records_of(importer: Importer, source: Source) -> list[int]:
    """Return the line of every record below the heading, or as the format's anatomy says."""
    if (own := anatomy(importer)) is not None:
        return own.records(source)
    rows, heading = table_headings(importer, source)
    return [row.line for row in rows[heading + 1 :] if any(cell.strip() for cell in row.cells)]


def key_headings(importer: Importer) -> set[str]:
    """Return every heading that identity may rest on."""
    declared = importer.key_cells
    return {declared.reference, declared.amount, declared.date, declared.row_type, *declared.texts, *declared.also}


def table_headings(importer: Importer, source: Source) -> tuple[list[Row], int]:
    """Return all rows of a table and where its heading is."""
    required, aliases, delimiters, encodings = declared(importer)
    ways = [source.sheet(n) for n in range(3)] if source.is_spreadsheet else [source.rows(*encodings, delimiter=mark) for mark in delimiters]  # fmt: skip
    headings = (required, *getattr(importer, "variants", ()))
    found = ((rows, find_table(rows, wanted, aliases)) for wanted in headings for rows in ways)
    rows, table = next((rows, table) for rows, table in found if table is not None)
    copies = [Row(row.line, list(row.cells)) for row in rows]  # a source keeps its rows; they are not ours to change
    return copies, next(n for n, row in enumerate(rows) if row.line == table.line)


def declared(importer: Importer) -> tuple[Sequence[str], Mapping[str, str], Sequence[str], Sequence[str]]:
    """Return what a table's heading must hold, its other spellings, and how the text may be written."""
    if isinstance(importer, TableImporter):
        return importer.required, importer.aliases, importer.delimiters, importer.encodings
    return REQUIRED, {}, (",",), ()


def rotated(importer: Importer, source: Source) -> Source:
    """Give every cell that is no key cell the content of the row before."""
    kept = key_headings(importer)

    def rotate(heading: str, cells: list[str]) -> list[str]:
        return cells if heading in kept else [*cells[-1:], *cells[:-1]]

    if (own := anatomy(importer)) is not None:
        return own.rotated(source)
    return _table(importer, source, rotate)


def sunk(importer: Importer, source: Source, depth: int) -> Source:
    """Move the heading of a table below its first rows, as many as `depth`; a spreadsheet may have filled the lines up."""
    rows, heading = table_headings(importer, source)
    body = [row for row in rows[heading + 1 :] if any(cell.strip() for cell in row.cells)]
    order = [*rows[:heading], *body[:depth], rows[heading], *body[depth:]]
    moved = [Row(line, row.cells) for line, row in enumerate(order, start=1)]
    delimiter = importer.delimiters[0] if isinstance(importer, TableImporter) else ","
    return Source(source.name, _workbook(moved) if source.is_spreadsheet else _csv(moved, delimiter))


def changed(importer: Importer, source: Source, heading: str) -> Source:
    """Change every cell of one column into something else that can be read."""
    if (own := anatomy(importer)) is not None:
        return own.changed(source, heading)
    return _table(importer, source, lambda name, cells: [other(name, c) for c in cells] if name == heading else cells)


def other(heading: str, cell: str) -> str:
    """Return another plausible content."""
    bare = cell.strip()
    if not bare:
        return cell
    if bare in ("CNY", "USD", "EUR", "GBP", "JPY", "IDR", "HKD", "人民币", "人民币元", "美元", "港币"):
        return "GBP" if bare != "GBP" else "CHF"
    if bare in _OPPOSITES:
        return _OPPOSITES[bare]
    numeric = heading in _AMOUNTS or _NUMERIC.fullmatch(bare)
    return _other_number(cell) if numeric and re.search(r"[0-8]", bare) else f"{bare}x"


# Words of closed lists that decide a sign.
_DIRECTIONS = (
    ("借 Dr", "贷 Cr"),
    ("借", "贷"),
    ("转出", "转入"),
    ("DEBIT", "CREDIT"),
    ("Debit", "Credit"),
    ("OUT", "IN"),
)
_OPPOSITES = {one: other for pair in _DIRECTIONS for one, other in (pair, pair[::-1])}
# Amounts, also with a code before them, days, `24 Jul 2026 02:59`.
_NUMERIC = re.compile(r"(?:[A-Z]{3} ?)?[\d\-/: T.,'+Z]+|\d{1,2} [A-Za-z]{3,9} \d{4}[.,]?[ \d:]*")
_AMOUNTS = ("金额", "金额(元)", "人民币金额", "交易金额", "收入", "支出", "amount", "TRNAMT")


def _other_number(cell: str) -> str:
    """Change the last digit that may change without making a date or time impossible."""
    digits = [found.start() for found in re.finditer(r"[1-8]", cell)] or [cell.rfind("0")]
    at = digits[-1]
    return f"{cell[:at]}{'2' if cell[at] == '1' else '1'}{cell[at + 1 :]}"


def _table(importer: Importer, source: Source, rewrite: Rewrite) -> Source:
    rows, heading = table_headings(importer, source)
    aliases = importer.aliases if isinstance(importer, TableImporter) else {}
    names = [" ".join(cell.strip("\ufeff").split()) for cell in rows[heading].cells]
    names = [aliases.get(name, name) for name in names]
    body = [row for row in rows[heading + 1 :] if len(row.cells) >= len([name for name in names if name])]
    for column, name in enumerate(names):
        inside = [row for row in body if len(row.cells) > column]
        cells = [row.cells[column] for row in inside]
        for row, cell in zip(inside, rewrite(name, cells) if name else cells, strict=True):
            row.cells[column] = cell
    delimiter = importer.delimiters[0] if isinstance(importer, TableImporter) else ","
    return Source(source.name, _workbook(rows) if source.is_spreadsheet else _csv(rows, delimiter))


def _csv(rows: list[Row], delimiter: str) -> bytes:
    """Write every row on its own line again; blank lines keep the others in place."""
    text = io.StringIO()
    for row in rows:
        while text.getvalue().count("\n") < row.line - 1:
            text.write("\n")
        csv.writer(text, lineterminator="\n", delimiter=delimiter).writerow(row.cells)
    return text.getvalue().encode()


def _workbook(rows: list[Row]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row.cells)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


__all__ = ["anatomy", "changed", "key_headings", "named", "other", "records_of", "rotated", "sunk", "table_headings"]
