"""XLSX and XLS cells as the text a person sees in them.

A workbook is looked at before the library may open it, and read in a process of its own: the library asks for all memory on some hostile or
damaged files, or aborts, and would take us with it.
"""

import datetime as dt
import io
import json
import re
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

from ingest import limits, shared_texts
from ingest.errors import BrokenFile
from ingest.money import number_text

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # XLS, and the wrapper of an encrypted XLSX
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")  # the stream that holds an encrypted XLSX
_LOCAL_HEADER: Final = b"PK\x03\x04"
_OFFICE_PARTS: Final = (b"[Content_Types].xml", b"_rels/", b"docProps/", b"xl/")  # one of them comes first
_CELL: Final = re.compile(rb"""<(?:\w+:)?(?:c|row)\s[^<>]*?\br=["']([A-Za-z]*)(\d+)["']""")
_CHUNK: Final = 1 << 20
_TAIL: Final = 256  # bytes of a chunk that may begin a cell
_TOO_MUCH: Final = 3  # what the other process returns

_SHEET: Final = b"true"  # the line before the rows of a sheet
_UNREAD: Final = b"null"  # the line of a sheet that cannot be read

Sheets = list[list[list[str]] | None]  # rows of cells; None for a sheet that cannot be read


class _TooMuchError(Exception):
    pass


def is_spreadsheet(data: bytes) -> bool:
    """Tell XLSX and XLS by content; a ZIP that merely holds a workbook is none."""
    if data.startswith(_OLE):
        return True
    length = int.from_bytes(data[26:28], "little")
    return data.startswith(_LOCAL_HEADER) and data[30 : 30 + length].startswith(_OFFICE_PARTS)


def sheets(data: bytes, file: str) -> Sheets:
    """Return the rows of the first sheets, each from its first line, cells as shown text.

    Raises:
        BrokenFile: damaged, locked, or larger than any statement is.
    """
    if _LOCKED in data and data.startswith(_OLE):
        raise BrokenFile("spreadsheet_locked", file=file)
    try:
        if not data.startswith(_OLE):
            _refuse_bombs(data)
        return _read_apart(data)
    except (_TooMuchError, subprocess.TimeoutExpired) as error:
        raise BrokenFile("spreadsheet_unsafe", file=file) from error
    except _DAMAGED as error:
        raise BrokenFile("spreadsheet", file=file) from error


def _read_apart(data: bytes) -> Sheets:
    """Let another process read the sheets, in bounded memory and time.

    Raises:
        ValueError: it could not; what it had to say is not for people.
    """
    bounds = (
        limits.SHEETS,
        limits.CELLS,
        limits.COLUMNS,
        limits.SHEETS_CHARACTERS,
        limits.WORKBOOK_MEMORY,
        limits.WORKBOOK_SECONDS,
    )
    command = [sys.executable, "-I", "-c", _READER, *map(str, (*bounds, _TOO_MUCH))]
    done = subprocess.run(command, input=data, capture_output=True, check=False, timeout=limits.WORKBOOK_PATIENCE)  # noqa: S603
    stopped = done.returncode < 0 and not data.startswith(_OLE)  # out of memory or time; an XLS may just be damaged
    if done.returncode == _TOO_MUCH or stopped:
        raise _TooMuchError
    if done.returncode:
        raise ValueError(done.returncode)
    return _sheets(done.stdout)


def _sheets(told: bytes) -> Sheets:
    """Read what the other process tells, row by row: as a whole it would be in memory several times."""
    read: Sheets = []
    for line in io.BytesIO(told):
        if line.rstrip() in (_SHEET, _UNREAD):
            read.append([] if line.rstrip() == _SHEET else None)
        elif read and (rows := read[-1]) is not None:
            rows.append([cell_text(cell) for cell in json.loads(line)])
    return read


_READER: Final = """
import io, json, sys, python_calamine
count, cells, columns, characters, memory, seconds, too_much = map(int, sys.argv[1:])
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
except (ImportError, OSError, ValueError):
    pass
book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
told = sys.stdout.buffer
for index in range(min(count, len(book.sheet_names))):
    try:
        sheet = book.get_sheet_by_index(index)
    except BaseException:
        told.write(b"null\\n")
        continue
    cells -= sheet.total_height * sheet.total_width
    if cells < 0 or sheet.total_width > columns:
        sys.exit(too_much)
    told.write(b"true\\n")
    left = [""] * sheet.start[1] if sheet.start else []  # columns that are empty throughout
    for row in sheet.iter_rows():
        row = left + row
        characters -= sum(len(cell) for cell in row if isinstance(cell, str))
        if characters < 0:
            sys.exit(too_much)
        line = json.dumps(row, ensure_ascii=False, default=lambda moment: str(moment).partition(".")[0])
        told.write(line.encode() + b"\\n")
    del sheet
told.flush()
"""

_DAMAGED: Final = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, ValueError, MemoryError)


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


def _refuse_bombs(data: bytes) -> None:
    """Unpack every part piece by piece, whatever size it declares; look for the last cell of each sheet, and at texts that cells share.

    Raises:
        _TooMuchError: more bytes than a statement has, or cells that a library would fill the memory with.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        parts = book.infolist()
    if len(parts) > limits.WORKBOOK_PARTS:
        raise _TooMuchError
    unpacked = 0
    shared = shared_texts.Estimate()
    for part in parts:
        widest = tallest = 1
        tail = b""
        for piece in shared.watching(_pieces(data, part)):
            unpacked += len(piece)
            if unpacked > limits.WORKBOOK_BYTES:
                raise _TooMuchError
            for letters, digits in _CELL.findall(tail + piece):
                widest = max(widest, _column(letters))
                tallest = max(tallest, int(digits[:9]))
            if widest * tallest > limits.CELLS:
                raise _TooMuchError
            tail = piece[-_TAIL:]
    most = limits.SHEETS_CHARACTERS
    if (
        shared.most > most
        and shared_texts.characters(lambda: (_pieces(data, part) for part in parts), shared.longest) > most
    ):
        raise _TooMuchError


def _pieces(data: bytes, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield what a part really unpacks to: the library goes by the stream's own end, not by the size that is declared."""
    begin = part.header_offset
    begin += 30 + int.from_bytes(data[begin + 26 : begin + 28], "little") + int.from_bytes(data[begin + 28 : begin + 30], "little")  # fmt: skip
    packed = memoryview(data)[begin : begin + part.compress_size]
    if part.flag_bits & 1 or part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise NotImplementedError
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS) if part.compress_type == zipfile.ZIP_DEFLATED else None
    for start in range(0, len(packed), _CHUNK):
        piece = bytes(packed[start : start + _CHUNK])
        if unpacker is None:
            yield piece
            continue
        while piece and not unpacker.eof:
            yield unpacker.decompress(piece, _CHUNK)
            piece = unpacker.unconsumed_tail


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters[:4].upper():
        number = number * 26 + letter - 64
    return number
