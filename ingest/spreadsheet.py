"""XLSX and XLS cells as the text a person sees in them."""

import datetime as dt
import io
import re
import zipfile
from typing import Final

import python_calamine

from ingest.errors import BrokenFile, PasswordNeeded
from ingest.money import number_text

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # XLS, and the wrapper of an encrypted XLSX
_CELLS: Final = 30_000_000  # calamine holds the whole rectangle between the first and the last cell
_BYTES: Final = 400 * 1024 * 1024
_LAST_CELL = re.compile(rb'<(?:dimension ref="(?:[A-Z]+\d+:)?|c r="|row r=")([A-Z]*)(\d+)"')


def is_spreadsheet(data: bytes) -> bool:
    """Tell XLSX and XLS by content."""
    if data.startswith(_OLE):
        return True
    return data.startswith(b"PK\x03\x04") and b"xl/" in data and b"[Content_Types].xml" in data


def sheet(data: bytes, file: str, index: int) -> list[list[str]]:
    """Return the rows of sheet `index` from its first line, cells as shown text, empty beyond the last sheet.

    Raises:
        BrokenFile: damaged, or a sheet that claims more cells than any statement has.
        PasswordNeeded: encrypted.
    """
    _refuse_bombs(data, file)
    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        if index >= len(workbook.sheet_names):
            return []
        rows = workbook.get_sheet_by_index(index).to_python(skip_empty_area=False)
    except python_calamine.PasswordError as error:
        raise PasswordNeeded(file=file) from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise BrokenFile("spreadsheet", file=file) from error
    return [[cell_text(cell) for cell in row] for row in rows]


def cell_text(cell: object) -> str:
    """Return what the sheet shows; numbers exactly, dates as ISO.

    >>> cell_text(28.16), cell_text(dt.datetime(2026, 3, 1, 9, 5)), cell_text(None)
    ('28.16', '2026-03-01 09:05:00', '')
    """
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, int | float):
        return number_text(cell)
    if isinstance(cell, dt.datetime):
        return cell.isoformat(sep=" ", timespec="seconds")
    return str(cell)


def _refuse_bombs(data: bytes, file: str) -> None:
    """Look at the declared size and the last cell of each sheet before a library allocates the rectangle."""
    if data.startswith(_OLE):
        return  # BIFF has at most 65,536 x 256 cells
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            infos = [info for info in book.infolist() if info.filename.startswith("xl/")]
            if sum(info.file_size for info in infos) > _BYTES:
                raise BrokenFile("spreadsheet", file=file)
            for info in infos:
                if info.filename.startswith("xl/worksheets/") and _area(book, info) > _CELLS:
                    raise BrokenFile("spreadsheet", file=file)
    except zipfile.BadZipFile as error:
        raise BrokenFile("spreadsheet", file=file) from error


def _area(book: zipfile.ZipFile, info: zipfile.ZipInfo) -> int:
    widest = tallest = 1
    with book.open(info) as stream:
        tail = b""
        while chunk := stream.read(1 << 20):
            for letters, digits in _LAST_CELL.findall(tail + chunk):
                widest = max(widest, _column(letters))
                tallest = max(tallest, int(digits))
            tail = chunk[-64:]
    return widest * tallest


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
