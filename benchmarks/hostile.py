"""Files made to fill the memory or to keep the processor busy: what becomes of each, how long it takes, how much memory.

    python -m benchmarks.hostile [NAME...]

Each is written to a file, then imported as by the command line, into a fresh ledger, in a copy of a process that has loaded everything
before (a good file needs that too). Time is that of the processor (and by the clock on the wall), memory the most that was
resident, of that process or of one that it started.
"""

import argparse
import io
import os
import resource
import struct
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dashboard.cli.main import main as call

MEGABYTE: Final = 1024 * 1024
HEADING: Final = b"account,booked_at,amount,currency,counterparty\n"
ROW: Final = b"bank:1,2026-01-01,-1.00,EUR,Example\n"


def zipped(*members: tuple[str, Iterator[bytes]]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made:
        for name, pieces in members:
            with made.open(name, "w", force_zip64=False) as member:
                for piece in pieces:
                    member.write(piece)
    return data.getvalue()


def times(piece: bytes, megabytes: int) -> Iterator[bytes]:
    block = piece * (MEGABYTE // len(piece))
    return (block for _ in range(megabytes))


def overlapping() -> bytes:
    """A list of 1,000 members that are one and the same megabyte of rows."""
    data = zipped(("0000.csv", iter((HEADING, ROW * 29_000))))
    begin, end = data.index(b"PK\x01\x02"), data.rindex(b"PK\x05\x06")
    entries = b"".join(data[begin:end].replace(b"0000", b"%04d" % n) for n in range(1000))
    return data[:begin] + entries + struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 1000, 1000, len(entries), begin, 0)


def many_members() -> bytes:
    entry = struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    entries = entry * 2_000_000
    return b"PK\x03\x04" + entries + struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 0, 0, len(entries), 4, 0)


def nested() -> bytes:
    data = zipped(("bill.csv", iter((HEADING + ROW,))))
    for _ in range(20):
        data = zipped(("bill.zip", iter((data,))))
    return data


SHEET: Final = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
_RELATED: Final = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def workbook(sheet: Iterator[bytes], shared: Iterator[bytes] | None = None) -> bytes:
    types = (
        b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        b'<Default Extension="xml" ContentType="application/xml"/></Types>'
    )
    rels = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="r1" Type="%s/%s" Target="%s"/>%s</Relationships>'
    )
    strings = b'<Relationship Id="r2" Type="%s/sharedStrings" Target="sharedStrings.xml"/>' % _RELATED
    book = (
        b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="%s">'
        b'<sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>' % _RELATED
    )
    return zipped(
        ("[Content_Types].xml", iter((types,))),
        ("_rels/.rels", iter((rels % (_RELATED, b"officeDocument", b"xl/workbook.xml", b""),))),
        ("xl/workbook.xml", iter((book,))),
        ("xl/_rels/workbook.xml.rels", iter((rels % (_RELATED, b"worksheet", b"worksheets/sheet1.xml", strings),))),
        ("xl/worksheets/sheet1.xml", sheet),
        ("xl/sharedStrings.xml", shared or iter((b"<sst></sst>",))),
    )


def within(*pieces: Iterator[bytes]) -> Iterator[bytes]:
    yield SHEET
    for piece in pieces:
        yield from piece
    yield b"</sheetData></worksheet>"


def far_cells() -> bytes:
    cell = b'<row r="%d"><c r="%s%d"><v>1</v></c></row>'
    return workbook(within(iter((cell % (1, b"A", 1), cell % (2, b"B", 2), cell % (1_048_576, b"XFD", 1_048_576)))))


def shared_text() -> bytes:
    text = b"<sst><si><t>" + b"x" * MEGABYTE + b"</t></si></sst>"
    return workbook(within(times(b'<row><c t="s"><v>0</v></c></row>', 3)), iter((text,)))


def swollen_sheet() -> bytes:
    """A sheet of 1 GB that declares a few bytes."""
    data = workbook(within(times(b" " * 1024, 1000)))
    name = data.rindex(b"xl/worksheets/sheet1.xml")
    return data[: name - 22] + struct.pack("<I", 100) + data[name - 18 :]


def pdf(
    content: bytes, said: bytes = b"", font: bytes = b"<</Type/Font/Subtype/Type1/BaseFont/Courier>>", *more: bytes
) -> bytes:
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), said, content), font, *more,
    ]  # fmt: skip
    data, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(data))
    return data + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (size, table, end)


def deflated_twice() -> bytes:
    inner = zlib.compressobj(9)
    packed = b"".join(inner.compress(piece) for piece in times(b" " * 1024, 4000)) + inner.flush()
    return pdf(zlib.compress(packed, 9), b"/Filter[/FlateDecode/FlateDecode]")


def billions_of_codes() -> bytes:
    font = b"<</Type/Font/Subtype/Type0/BaseFont/Any/Encoding/Identity-H/DescendantFonts[6 0 R]>>"
    inner = (
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Any/CIDSystemInfo<</Registry(A)/Ordering(I)/Supplement 0>>"
        b"/W[0 4000000000 500]>>"
    )
    return pdf(b"BT /F1 9 Tf 9 9 Td <0041> Tj ET", b"", font, inner)


def xml(body: bytes) -> bytes:
    return b'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>' + body


LAUGHS: Final = b"".join(
    (b'<!DOCTYPE a [<!ENTITY a0 "ha">', *(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10)), b"]>")
)  # fmt: skip

BOMBS: Final[dict[str, tuple[str, Callable[[], Iterator[bytes]]]]] = {
    "plain": ("a good CSV of one row, to compare", lambda: iter((HEADING, ROW))),
    "zip-member": ("ZIP, one member of 400 MB", lambda: iter((zipped(("bill.csv", times(ROW, 400))),))),
    "zip-overlap": ("ZIP, 1,000 names for one megabyte", lambda: iter((overlapping(),))),
    "zip-list": ("ZIP, a list of 2,000,000 members", lambda: iter((many_members(),))),
    "zip-nested": ("ZIP, twenty deep", lambda: iter((nested(),))),
    "xlsx-far": ("XLSX, three cells, the last XFD1048576", lambda: iter((far_cells(),))),
    "xlsx-shared": ("XLSX, 90,000 cells share a text of 1 MB", lambda: iter((shared_text(),))),
    "xlsx-swollen": ("XLSX, a sheet of 1 GB that declares 100 bytes", lambda: iter((swollen_sheet(),))),
    "csv-wide": ("CSV, a line of 10,000,000 cells", lambda: iter((HEADING, ROW, b"1," * 10_000_000, b"\n"))),
    "csv-wide-unknown": ("CSV of nobody, 10,000,000 columns", lambda: iter((b"a," * 10_000_000, b"\n", b"1," * 10_000_000, b"\n"))),
    "csv-cell": ("CSV, 400 MB of one quoted cell", lambda: iter((HEADING, ROW, b'"', *times(b"x", 400)))),
    "csv-cell-small": ("CSV, 150 MB of one quoted cell", lambda: iter((HEADING, ROW, b'"', *times(b"x", 150)))),
    "csv-quotes": ("CSV, 50 MB of quotes", lambda: iter((HEADING, ROW, *times(b'"', 50)))),
    "csv-lines": ("CSV, 50 MB of empty lines", lambda: iter((HEADING, ROW, *times(b"\n", 50)))),
    "pdf-flate": ("PDF, 4 GB deflated twice", lambda: iter((deflated_twice(),))),
    "pdf-codes": ("PDF, widths of 4,000,000,000 characters", lambda: iter((billions_of_codes(),))),
    "pdf-words": ("PDF, 15 MB of words that draw nothing", lambda: iter((pdf(b"q Q " * 4_000_000),))),
    "xml-laughs": ("CAMT, a billion laughs", lambda: iter((LAUGHS + xml(b"<Stmt>&a9;</Stmt>"),))),
    "xml-deep": ("CAMT, a million elements deep", lambda: iter((xml(b"<Stmt>" + b"<a>" * 1_000_000),))),
    "xml-names": ("CAMT, 5,000,000 elements of different names", lambda: iter((xml(b"<Stmt>"), *(b"<n%d/>" % n for n in range(5_000_000))))),
    "mt940-fields": ("MT940, 12,000,000 fields that say nothing", lambda: iter((b":20:X\n:25:1\n:60F:C260101EUR1,\n", *times(b":86:\n", 50)))),
    "qif-splits": ("QIF, 12,000,000 parts of one record", lambda: iter((b"!Type:Bank\nD2026-01-26\nT-1\n", *times(b"Sa\n$1\n", 70)))),
    "xml-details": ("CAMT, 5,000,000 details of nothing", lambda: iter((xml(b"<Stmt>"), *times((b"<Ntry>" + b"<TxDtls/>" * 1000 + b"</Ntry>") * 10, 50)))),
    "ofx-open": ("OFX, 1,000,000 records that never end", lambda: iter((b"OFXHEADER:100\n\n<OFX><STMTRS>", b"<STMTTRN><TRNAMT>1" * 1_000_000, b"</OFX>"))),
}  # fmt: skip


@dataclass(frozen=True)
class Outcome:
    """What became of one file."""

    size: int
    code: int
    said: str
    processor: float
    clock: float
    megabytes: float


def apart(work: Callable[[], int]) -> tuple[int, "resource.struct_rusage"]:
    """Do something in a copy of this process; return its exit code, and what it used."""
    sys.stdout.flush()
    child = os.fork()
    if not child:
        code = 70
        try:
            code = work()
        finally:
            os._exit(code)
    _, status, used = os.wait4(child, 0)
    return os.waitstatus_to_exitcode(status), used


def written(name: str, path: Path) -> int:
    with path.open("wb") as file:
        file.writelines(BOMBS[name][1]())
    return 0


def imported(path: Path, folder: Path) -> int:
    """Import a file as the command line does, and keep what it says."""
    told = os.open(folder / "said.txt", os.O_WRONLY | os.O_CREAT)
    os.dup2(told, 1)
    os.dup2(told, 2)
    code = call(["--ledger", str(folder / "ledger.db"), "import", str(path)])
    sys.stdout.flush()
    return code


def outcome(name: str) -> Outcome:
    with tempfile.TemporaryDirectory() as place:
        folder, path = Path(place), Path(place) / f"{name}.bin"
        apart(lambda: written(name, path))
        began = time.monotonic()
        code, used = apart(lambda: imported(path, folder))
        took = time.monotonic() - began
        said = (folder / "said.txt").read_text("utf-8", "replace").strip()
        return Outcome(
            path.stat().st_size, code, said, used.ru_utime + used.ru_stime, took, used.ru_maxrss / 1024
        )  # fmt: skip


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    options.add_argument("names", nargs="*", default=list(BOMBS))
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        written("plain", Path(folder) / "plain.csv")
        with redirect_stdout(io.StringIO()):
            call(["--ledger", f"{folder}/ledger.db", "import", f"{folder}/plain.csv"])
    print(
        "| what | size, MB | exit | processor, s | clock, s | memory, MB | it says |\n|---|---:|---:|---:|---:|---:|---|"
    )
    for name in chosen.names:
        done = outcome(name)
        said = done.said.splitlines()[-1].partition(": ")[2] if done.said else ""
        print(
            f"| {BOMBS[name][0]} | {done.size / MEGABYTE:.1f} | {done.code} | {done.processor:.1f} | {done.clock:.1f} "
            f"| {done.megabytes:.0f} | {said[:90]} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
