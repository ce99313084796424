"""Writes old workbooks (XLS: BIFF8 in a compound file) from rows of text and numbers.

Formats: [MS-XLS] 2.4 (records), [MS-CFB] 2 (sectors, table of sectors, directory). Only what a reader needs.
"""

import struct
from collections.abc import Sequence
from typing import Final

_SECTOR: Final = 512
_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SMALLEST: Final = 4096  # a shorter stream would have to lie in the small sectors


def xls(*rows: Sequence[str | float]) -> bytes:
    """Return a workbook of one sheet."""
    return compound(workbook(*rows))


def workbook(*rows: Sequence[str | float]) -> bytes:
    """Return the stream of records: the globals, then the sheet."""
    name = _record(0x85, struct.pack("<IBBBB", 0, 0, 0, 6, 0) + b"Sheet1")
    head = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)) + _record(0x42, struct.pack("<H", 1200))
    start = len(head) + len(name) + 4
    name = name[:4] + struct.pack("<I", start) + name[8:]
    sheet = _record(0x809, struct.pack("<HHHHII", 0x600, 16, 0, 0, 0, 0))
    sheet += _record(0x200, struct.pack("<IIHHH", 0, len(rows), 0, max(map(len, rows), default=0), 0))
    for line, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet += _cell(line, column, cell)
    return head + name + _record(0x0A) + sheet + _record(0x0A)


def _cell(line: int, column: int, cell: str | float) -> bytes:
    place = struct.pack("<HHH", line, column, 0)
    if isinstance(cell, str):
        return _record(0x204, place + struct.pack("<HB", len(cell), 1) + cell.encode("utf-16-le"))
    return _record(0x203, place + struct.pack("<d", cell))


def _record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def compound(stream: bytes, name: str = "Workbook") -> bytes:
    """Return a compound file with one stream of at most 62,000 bytes."""
    stream = stream.ljust(_SMALLEST, b"\0")
    stream += bytes(-len(stream) % _SECTOR)
    sectors = len(stream) // _SECTOR
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, _END, 0, _END, 0
    )  # fmt: skip
    table = [_TABLE, _END, *range(3, 2 + sectors), _END]
    folder = _entry("Root Entry", 5, 1, _END, 0) + _entry(name, 2, _FREE, 2, len(stream)) + bytes(256)
    return (
        header + struct.pack("<109I", 0, *[_FREE] * 108)
        + struct.pack("<128I", *table, *[_FREE] * (128 - len(table))) + folder + stream
    )  # fmt: skip


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    raw = f"{name}\0".encode("utf-16-le")
    return raw.ljust(64, b"\0") + struct.pack("<HBBIII36xIQ", len(raw), kind, 1, _FREE, _FREE, child, start, size)
