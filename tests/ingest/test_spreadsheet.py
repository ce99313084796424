import datetime as dt
import io
import struct
import subprocess
import sys
import zipfile
from contextlib import suppress
from pathlib import Path

import openpyxl
import pytest

from ingest import limits
from ingest.draft import Draft
from ingest.errors import BrokenFile
from ingest.source import Row, Source
from ingest.spreadsheet import cell_text, is_spreadsheet, sheets
from tests.ingest.biff import compound, xls

at = dt.datetime.fromisoformat


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def sheet(data: bytes, file: str, index: int) -> list[list[str]]:
    read = sheets(data, file)
    rows = read[index] if index < len(read) else []
    assert rows is not None
    return rows


def refusal(data: bytes) -> str:
    with pytest.raises(BrokenFile) as raised:
        sheets(data, "a.xlsx")
    return raised.value.what


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
    monkeypatch.setattr(subprocess, "run", None)
    assert refusal(with_sheet(of_cells(cells))) == "spreadsheet_unsafe"


def test_a_sheet_may_declare_more_than_it_holds() -> None:
    """Programs write the dimension of the whole grid; only cells that are there cost anything."""
    cells = '<row r="1"><c r="A1"><v>7</v></c></row>'
    assert sheet(with_sheet(of_cells(cells, "A1:XFD1048576")), "a.xlsx", 0) == [["7"]]


def test_a_part_that_swells_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "WORKBOOK_BYTES", 10_000)
    assert refusal(with_sheet(of_cells(" " * 20_000))) == "spreadsheet_unsafe"


def test_a_part_that_declares_less_than_it_unpacks_to_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader of ZIPs stops at the declared size; the library that opens the workbook does not."""
    monkeypatch.setattr(limits, "WORKBOOK_BYTES", 100_000)
    data = with_sheet(of_cells(" " * 200_000))
    size = next(
        info.file_size for info in zipfile.ZipFile(io.BytesIO(data)).infolist() if "sheet1.xml" in info.filename
    )
    assert refusal(data.replace(struct.pack("<I", size), struct.pack("<I", 100))) == "spreadsheet_unsafe"


def test_a_long_text_that_every_cell_shares_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SHEETS_CHARACTERS", 100_000)
    shared = '<c t="inlineStr"><is><t>' + "x" * 1000 + "</t></is></c>"
    assert refusal(with_sheet(of_cells(f'<row r="1">{shared * 200}</row>'))) == "spreadsheet_unsafe"


def with_texts(*texts: str, cells: str) -> bytes:
    """Return a workbook with these shared texts, and this row."""
    data = io.BytesIO(with_sheet(of_cells(f"<row>{cells}</row>")))
    shared = "".join(f"<si><t>{text}</t></si>" for text in texts)
    with zipfile.ZipFile(data, "a", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/sharedStrings.xml", f"<sst>{shared}</sst>")
    return data.getvalue()


def test_a_long_text_that_cells_share_by_number_is_refused_before_it_is_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SHEETS_CHARACTERS", 100_000)
    monkeypatch.setattr(subprocess, "run", None)
    assert refusal(with_texts("x" * 1000, cells='<c t="s"><v>0</v></c>' * 200)) == "spreadsheet_unsafe"


def test_a_long_text_beside_short_ones_that_cells_share_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bank's terms stand in one cell; the names of shops, in thousands."""
    monkeypatch.setattr(limits, "SHEETS_CHARACTERS", 100_000)
    cells = '<c t="s"><v>0</v></c>' + '<c t="s"><v>1</v></c>' * 200
    assert sheets(with_texts("x" * 1000, "Cafe", cells=cells), "a.xlsx") == [[["x" * 1000, *["Cafe"] * 200]]]


def test_columns_that_are_empty_throughout_keep_their_place() -> None:
    book = openpyxl.Workbook()
    book.active["C2"], book.active["D3"] = "一\n二\u2028三", "true"
    data = io.BytesIO()
    book.save(data)
    assert sheets(data.getvalue(), "a.xlsx") == [
        [["", "", "", ""], ["", "", "一\n二\u2028三", ""], ["", "", "", "true"]]
    ]


def test_cells_without_a_place_are_counted_by_the_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CELLS", 1000)
    rows = "<row>" + "<c><v>1</v></c>" * 50 + "</row>"
    assert refusal(with_sheet(of_cells(rows * 30))) == "spreadsheet_unsafe"


def test_more_parts_than_a_workbook_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "WORKBOOK_PARTS", 5)
    assert refusal(workbook(("a",))) == "spreadsheet_unsafe"


def far_away() -> bytes:
    """Return an old workbook of two cells, the second in the last corner of the sheet."""
    data = xls(("a", "bc"))
    at = data.index(struct.pack("<HH", 0x204, 13)) + 4
    return data[:at] + struct.pack("<HH", 65_535, 255) + data[at + 4 :]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems bound no memory")
def test_an_old_workbook_that_asks_for_all_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "WORKBOOK_MEMORY", 200 * limits.MEGABYTE)
    assert refusal(far_away()) == "spreadsheet"


def test_a_workbook_that_keeps_the_processor_busy_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "WORKBOOK_PATIENCE", 0.001)
    assert refusal(workbook(("a",))) == "spreadsheet_unsafe"


def test_an_old_workbook_whose_last_cell_is_far_away_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CELLS", 10_000)
    assert refusal(far_away()) == "spreadsheet_unsafe"


@pytest.mark.parametrize("length", [0, 3, 0x7FFF, 0xFFFF])
def test_an_old_workbook_whose_records_lie_about_their_length_is_refused_or_read(length: int) -> None:
    data = xls(("when", "amount"), ("2026-01-01", 12.5))
    for kind in (0x809, 0x85, 0x204, 0x203):
        at = data.rindex(struct.pack("<H", kind), 0, len(data))
        lying = data[: at + 2] + struct.pack("<H", length) + data[at + 4 :]
        with suppress(BrokenFile):
            sheets(lying, "a.xls")


def test_why_a_workbook_cannot_be_read_is_found_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    source = Source("a.xlsx", workbook(("a",))[:-50])
    for _ in range(2):
        with pytest.raises(BrokenFile):
            source.sheet()
        monkeypatch.setattr("ingest.spreadsheet.sheets", None)


def test_an_old_workbook_of_ours_is_read() -> None:
    assert sheets(xls(("日期", "金额"), ("2026-01-01", 12.5)), "a.xls") == [[["日期", "金额"], ["2026-01-01", "12.5"]]]


@pytest.mark.parametrize(("stream", "what"), [("EncryptedPackage", "spreadsheet_locked"), ("Something", "spreadsheet")])
def test_a_locked_workbook_says_what_to_do(stream: str, what: str) -> None:
    with pytest.raises(BrokenFile) as raised:
        sheet(compound(bytes(4096), stream), "a.xlsx", 0)
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


def test_a_sheet_wider_than_any_table_is_refused() -> None:
    """An old workbook with a damaged column number: every importer would look at every cell of its first lines."""
    data = xls(("a", "bc"))
    at = data.index(struct.pack("<HH", 0x204, 13)) + 6
    assert refusal(data[:at] + struct.pack("<H", 35_000) + data[at + 2 :]) == "spreadsheet_unsafe"


@pytest.mark.parametrize(
    ("data", "what"), [(workbook(("a",)), "spreadsheet_unsafe"), (xls(("a",)), "spreadsheet")], ids=["XLSX", "XLS"]
)
def test_a_reader_that_was_stopped_says_what_it_means(data: bytes, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    stopped = subprocess.CompletedProcess([], -6, b"", b"")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: stopped)
    assert refusal(data) == what
