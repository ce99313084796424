import datetime as dt
import io
import struct
import zipfile
from pathlib import Path

import openpyxl
import pytest

from ingest import spreadsheet
from ingest.draft import Draft
from ingest.errors import BrokenFile
from ingest.source import Row
from ingest.spreadsheet import cell_text, is_spreadsheet, sheet

at = dt.datetime.fromisoformat


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def with_sheet(xml: str, name: str = "xl/worksheets/sheet1.xml") -> bytes:
    """Return a workbook whose sheet is this XML."""
    whole, data = zipfile.ZipFile(io.BytesIO(workbook(("a",)))), io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made:
        for info in whole.infolist():
            content = whole.read(info) if info.filename != "xl/worksheets/sheet1.xml" else xml.encode()
            made.writestr(name if info.filename == "xl/worksheets/sheet1.xml" else info.filename, content)
    return data.getvalue()


def of_cells(cells: str, dimension: str = "A1") -> str:
    return (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f'<dimension ref="{dimension}"/><sheetData>{cells}</sheetData></worksheet>'
    )


def test_cells_are_the_text_a_person_sees() -> None:
    data = workbook(("商品", 28.16, 13, 0.3, True), (at("2026-03-01T09:05:00"), at("2026-03-02"), "0012", 1e-05))
    assert sheet(data, "a.xlsx", 0) == [
        ["商品", "28.16", "13", "0.3", "TRUE"],
        ["2026-03-01 09:05:00", "2026-03-02", "0012", "0.00001", ""],
    ]


def test_rows_keep_their_line_numbers() -> None:
    book = openpyxl.Workbook()
    book.active["B4"] = "x"
    data = io.BytesIO()
    book.save(data)
    assert sheet(data.getvalue(), "a.xlsx", 0) == [["", ""], ["", ""], ["", ""], ["", "x"]]


def test_beyond_the_last_sheet_there_is_nothing() -> None:
    assert sheet(workbook(("a",)), "a.xlsx", 5) == []


def test_midnight_is_read_as_the_day() -> None:
    """The library returns a date for midnight; as text that is a day, which both kinds of column understand."""
    (cell,) = sheet(workbook((at("2026-03-02"),)), "a.xlsx", 0)[0]
    draft = Draft([Row(1, [cell])], ["when"])
    stamps = draft.stamps(draft.text("when"), ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d"))
    assert stamps[0].item() == at("2026-03-02")
    assert not draft.problems


@pytest.mark.parametrize(
    ("number", "moment"),
    [("45678", "2025-01-21"), ("45678.5", "2025-01-21T12:00:00"), ("46000.999988425924", "2025-12-09T23:59:59")],
)
def test_day_numbers_are_dates(number: str, moment: str) -> None:
    draft = Draft([Row(1, [number])], ["when"])
    assert draft.stamps([number], ("%Y-%m-%d",), serial=True)[0].item() == at(moment)


@pytest.mark.parametrize("number", ["12", "100000", "-5", "4200000001", "20260304"])
def test_other_numbers_are_no_dates(number: str) -> None:
    draft = Draft([Row(1, [number])], ["when"])
    draft.stamps([number], ("%Y-%m-%d",), serial=True)
    assert draft.problems[0].code == "date_unreadable"


def test_workbooks_are_known_by_content() -> None:
    assert is_spreadsheet(workbook(("a",)))
    assert not is_spreadsheet(b"PK\x03\x04")
    assert not is_spreadsheet(b"a,b\n")
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        made.writestr("bill/xl/[Content_Types].xml", workbook(("a",)))
    assert not is_spreadsheet(data.getvalue())


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="1"><c s="0" r="XFD1048576"><v>1</v></c></row>',
        "<row r='1'><c t='n' r='XFD1048576'><v>1</v></c></row>",
        '<row r="1048576"><c><v>1</v></c></row><row r="1"><c r="XFD1"><v>1</v></c></row>',
        '<row r="1"><c r="xfd1048576"><v>1</v></c></row>',
    ],
)
def test_a_sheet_with_one_cell_far_away_is_refused(cells: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library would allocate the whole rectangle, 17 billion cells. It must not even be asked."""
    monkeypatch.setattr("python_calamine.CalamineWorkbook", None)
    with pytest.raises(BrokenFile):
        sheet(with_sheet(of_cells(cells)), "a.xlsx", 0)


def test_a_sheet_may_declare_more_than_it_holds() -> None:
    """Programs write the dimension of the whole grid; only cells that are there cost anything."""
    cells = '<row r="1"><c r="A1"><v>7</v></c></row>'
    assert sheet(with_sheet(of_cells(cells, "A1:XFD1048576")), "a.xlsx", 0) == [["7"]]


def test_a_part_that_swells_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "_BYTES", 1000)
    with pytest.raises(BrokenFile):
        sheet(with_sheet(of_cells(" " * 2000)), "a.xlsx", 0)


def compound(stream: str) -> bytes:
    """Return the smallest OLE file with one stream."""
    free, end = 0xFFFFFFFF, 0xFFFFFFFE

    def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
        raw = f"{name}\0".encode("utf-16-le")
        return raw.ljust(64, b"\0") + struct.pack("<HBBIII36xIQ", len(raw), kind, 1, free, free, child, start, size)

    header = struct.pack("<16xHHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, end, 0, end, 0)
    table = struct.pack("<128I", 0xFFFFFFFD, end, *range(3, 10), end, *[free] * 118)
    folder = entry("Root Entry", 5, 1, end, 0) + entry(stream, 2, free, 2, 4096) + bytes(256)
    signature = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    return signature + header + struct.pack("<109I", 0, *[free] * 108) + table + folder + bytes(4096)


@pytest.mark.parametrize(("stream", "what"), [("EncryptedPackage", "spreadsheet_locked"), ("Something", "spreadsheet")])
def test_a_locked_workbook_says_what_to_do(stream: str, what: str) -> None:
    with pytest.raises(BrokenFile) as raised:
        sheet(compound(stream), "a.xlsx", 0)
    assert raised.value.what == what


def test_an_old_workbook_is_read(shared: Path) -> None:
    (path,) = (shared / "corpus" / "cnbank_xls").glob("*.xls")
    rows = sheet(path.read_bytes(), path.name, 0)
    assert any("交易时间" in "".join(row) for row in rows)


def test_a_cut_old_workbook_is_refused_quietly(shared: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The library panics on it, with a backtrace on stderr, or asks for all memory and aborts."""
    (path,) = (shared / "corpus" / "cnbank_xls").glob("*.xls")
    for keep in (600, 2000, len(path.read_bytes()) - 700):
        with pytest.raises(BrokenFile):
            sheet(path.read_bytes()[:keep], "a.xls", 0)
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("keep", [0.3, 0.6, 0.9, 0.999])
def test_a_cut_workbook_is_refused(keep: float) -> None:
    data = workbook(*(("a", n) for n in range(200)))
    with pytest.raises(BrokenFile):
        sheet(data[: int(len(data) * keep)], "a.xlsx", 0)


def test_every_kind_of_cell_has_a_text() -> None:
    assert [cell_text(cell) for cell in (None, "", " x ", 5, 5.0, True, dt.time(9, 5), dt.timedelta(1))] == [
        "", "", " x ", "5", "5", "TRUE", "09:05:00", "1 day, 0:00:00",
    ]  # fmt: skip
