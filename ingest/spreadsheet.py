"""XLSX and XLS cells as the text a person sees in them."""

import datetime as dt
import io
import json
import re
import subprocess
import sys
import zipfile
import zlib
from typing import Final

import python_calamine

from ingest.errors import BrokenFile
from ingest.money import number_text

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # XLS, and the wrapper of an encrypted XLSX
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")  # the stream that holds an encrypted XLSX
_LOCAL_HEADER: Final = b"PK\x03\x04"
_OFFICE_PARTS: Final = (b"[Content_Types].xml", b"_rels/", b"docProps/", b"xl/")  # one of them comes first
_CELLS: Final = 5_000_000  # calamine holds the whole rectangle between the first and the last cell
_BYTES: Final = 400 * 1024 * 1024
_PATIENCE: Final = 120  # seconds; an XLS has at most 65,536 x 256 cells
_CELL: Final = re.compile(rb"""<(?:\w+:)?(?:c|row)\s[^<>]*?\br=["']([A-Za-z]*)(\d+)["']""")


def is_spreadsheet(data: bytes) -> bool:
    """Tell XLSX and XLS by content; a ZIP that merely holds a workbook is none."""
    if data.startswith(_OLE):
        return True
    length = int.from_bytes(data[26:28], "little")
    return data.startswith(_LOCAL_HEADER) and data[30 : 30 + length].startswith(_OFFICE_PARTS)


def sheet(data: bytes, file: str, index: int) -> list[list[str]]:
    """Return the rows of sheet `index` from its first line, cells as shown text, empty beyond the last sheet.

    Raises:
        BrokenFile: damaged, locked, or a sheet that claims more cells than any statement has.
    """
    if data.startswith(_OLE):
        return _old_sheet(data, file, index)
    try:
        _refuse_bombs(data, file)
        return _cells(data, index)
    except _DAMAGED as error:
        raise BrokenFile("spreadsheet", file=file) from error


def _cells(data: bytes, index: int) -> list[list[str]]:
    workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    if index >= len(workbook.sheet_names):
        return []
    rows = workbook.get_sheet_by_index(index).to_python(skip_empty_area=False)
    return [[cell_text(cell) for cell in row] for row in rows]


def _old_sheet(data: bytes, file: str, index: int) -> list[list[str]]:
    """Read an XLS in a process of its own: the library aborts on some damaged ones, and would take us with it."""
    if _LOCKED in data:
        raise BrokenFile("spreadsheet_locked", file=file)
    command = [sys.executable, "-I", "-c", _READ_OLD, str(index)]
    done = subprocess.run(command, input=data, capture_output=True, check=False, timeout=_PATIENCE)  # noqa: S603
    if done.returncode:
        raise BrokenFile("spreadsheet", file=file)
    return [[cell_text(cell) for cell in row] for row in json.loads(done.stdout)]


_READ_OLD: Final = """
import io, json, sys, python_calamine
book, index = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read())), int(sys.argv[1])
rows = book.get_sheet_by_index(index).to_python(skip_empty_area=False) if index < len(book.sheet_names) else []
json.dump(rows, sys.stdout, default=lambda moment: str(moment).partition(".")[0])
"""

_DAMAGED: Final = (
    python_calamine.CalamineError,
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    RuntimeError,  # an encrypted member
    NotImplementedError,  # a compression of its own
    ValueError,
)


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
    return str(cell)  # a date: calamine's form of a day, and of midnight


def _refuse_bombs(data: bytes, file: str) -> None:
    """Look at the declared size and the last cell of each sheet before a library allocates the rectangle."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        parts = [info for info in book.infolist() if info.filename.lower().endswith(".xml")]
        if sum(info.file_size for info in parts) > _BYTES or any(_area(book, info) > _CELLS for info in parts):
            raise BrokenFile("spreadsheet", file=file)


def _area(book: zipfile.ZipFile, info: zipfile.ZipInfo) -> int:
    widest = tallest = 1
    with book.open(info) as stream:
        tail = b""
        while chunk := stream.read(1 << 20):
            for letters, digits in _CELL.findall(tail + chunk):
                widest = max(widest, _column(letters))
                tallest = max(tallest, int(digits[:9]))
            tail = chunk[-256:]
    return widest * tallest


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters[:4].upper():
        number = number * 26 + letter - 64
    return number
