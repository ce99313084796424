import hashlib
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import limits
from ingest.errors import BrokenFile, InputError
from ingest.source import Row, Source, open_sources, unpacked
from tests.ingest.test_archive import aes, plain


def rows(text: str) -> list[Row]:
    return Source("a.csv", text.encode()).rows()


def opened(path: Path) -> dict[str, bytes | InputError]:
    found: dict[str, bytes | InputError] = {}
    for item in open_sources(path, lambda _: None):
        if isinstance(item, Source):
            found[item.name] = item.data
        else:
            found[item[0]] = item[1]
    return found


def test_rows_carry_the_line_they_start_on() -> None:
    assert rows("a,b\n\n1,2\r\n3,4") == [Row(1, ["a", "b"]), Row(2, []), Row(3, ["1", "2"]), Row(4, ["3", "4"])]


def test_a_cell_may_hold_separators_and_quotes() -> None:
    assert rows('"a,b","say ""yes""",c\n')[0].cells == ["a,b", 'say "yes"', "c"]


def test_a_cell_printed_over_several_lines_is_one_cell() -> None:
    assert rows('1,"two\nlines, here",3\n4,5,6\n') == [Row(1, ["1", "two\nlines, here", "3"]), Row(3, ["4", "5", "6"])]


def test_a_stray_quote_swallows_no_line() -> None:
    """The quote of one line and the quote of a later one are not the ends of one cell."""
    text = '1,"dress,10.00\n2,shoes,20.00\n3,"hat",30.00\n4,"bag,40.00\n5,"1,250.00",x\n'
    read = rows(text)
    assert [row.line for row in read] == [1, 2, 3, 4, 5]
    assert read[1].cells == ["2", "shoes", "20.00"]
    assert read[2].cells == ["3", "hat", "30.00"]
    assert read[4].cells == ["5", "1,250.00", "x"]


def test_two_stray_quotes_that_look_like_one_cell_swallow_no_line() -> None:
    read = rows('1,"dress,10.00,x\n2,shoes 5",20.00,y\n3,hat,30.00,z\n')
    assert [row.line for row in read] == [1, 2, 3]
    assert [len(row.cells) for row in read] == [4, 4, 4]


def test_a_quote_that_never_ends_swallows_no_line() -> None:
    text = '1,"endless,10.00\n' + "".join(f"{n},thing,1.00\n" for n in range(2, 400))
    assert len(rows(text)) == 399


def test_other_line_ends_than_those_of_csv_do_not_shift_lines() -> None:
    """Statement text may hold a form feed or a Unicode line separator inside a cell."""
    text = '1,"a\u2028b\x0cc,1.00\n2,"x\ny",2.00\n3,z,3.00\n'
    assert [row.cells[0] for row in rows(text) if row.cells] == ["1", "2", 'y"', "3"]


def test_a_cell_larger_than_csv_allows_is_taken_apart() -> None:
    read = rows(f'1,2\n"{"x" * 200_000}",2\n3,4\n')
    assert [row.line for row in read] == [1, 2, 3]
    assert read[2].cells == ["3", "4"]


@given(st.lists(st.lists(st.text('ab,"\n 1', max_size=6), min_size=2, max_size=4), max_size=8))
def test_no_line_is_ever_lost(table: list[list[str]]) -> None:
    """Whatever the quotes do: every line that holds a mark is found again in some row."""
    text = "\n".join(",".join(row) for row in table)
    marked = "\n".join(f"§{n},{line}" for n, line in enumerate(text.split("\n")))
    found = "".join(cell for row in rows(marked) for cell in row.cells)
    assert all(f"§{n}" in found for n in range(marked.count("\n") + 1))


def test_the_head_is_enough_to_find_a_heading() -> None:
    source = Source("a.csv", b"x\n" * 10_000)
    assert len(source.head()) == 200


def test_bytes_are_read_once_and_hashed_untouched() -> None:
    source = Source("a.csv", b"\xef\xbb\xbfa,b\r\n")
    assert source.sha256 == hashlib.sha256(b"\xef\xbb\xbfa,b\r\n").hexdigest()
    assert source.rows() is source.rows()


@pytest.mark.parametrize(
    ("text", "ends"), [("a,b\n1,2\n", False), ("a,b\n1,2", True), ("a,b\r1,2\r", False), ("a,b\n1,店", True)]
)
def test_a_text_without_a_last_line_end_may_be_cut(text: str, ends: bool) -> None:
    assert Source("a.csv", text.encode()).breaks_off() is ends


def test_a_text_that_ends_inside_a_character_breaks_off() -> None:
    assert Source("a.csv", "a\n店\n".encode()[:-2]).breaks_off()


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"<!DOCTYPE html><html><body>sign in</body></html>", "html"),
        (b"\xef\xbb\xbf\n <html>", "html"),
        ("<HTML><HEAD>".encode("utf-16"), "html"),
        (b"<?xml version='1.0'?>\n<html xmlns='x'>", "html"),
        (b"<!-- bank --><script>", "html"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "picture"),
        (b"\xff\xd8\xff\xe0" + bytes(range(256)), "picture"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "picture"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "picture"),
        (b"\0\0\0\x18ftypisom\0\0\0\0", "binary"),
        (b"{\\rtf1\\ansi Salary 900.00}", "document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "WordDocument".encode("utf-16-le"), "document"),
        (plain({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}), "document"),
        (plain({"mimetype": b"application/vnd.oasis.opendocument.text"}, zipfile.ZIP_STORED), "document"),
        (plain({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}, zipfile.ZIP_STORED), "other_sheet"),
        (b"Rar!\x1a\x07\x01\0", "packed"),
        (b"\x1f\x8b\x08\0\0\0\0\0", "packed"),
        (b"PK\x03\x04" + b"\0" * 22 + b"\x13\0\0\0[Content_Types].xml", "spreadsheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "spreadsheet"),
    ],
)
def test_what_no_importer_could_read_is_named(data: bytes, what: str) -> None:
    with pytest.raises(BrokenFile) as raised:
        Source("a.csv", data).refuse_hopeless()
    assert raised.value.what == what


def test_an_office_text_is_one_file_not_the_parts_it_is_packed_from() -> None:
    text = plain({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}, zipfile.ZIP_STORED)
    (alone,) = unpacked(Source("letter.odt", text), lambda _: None)
    (packed,) = unpacked(Source("all.zip", plain({"letter.odt": text})), lambda _: None)
    for source in (alone, packed):
        assert isinstance(source, Source)
        with pytest.raises(BrokenFile, match="text document"):
            source.refuse_hopeless()


def test_a_zip_that_only_holds_an_office_text_is_opened() -> None:
    text = plain({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}, zipfile.ZIP_STORED)
    outer = plain({"letter.docx": text, "list.csv": b"a,b\n"}, zipfile.ZIP_STORED)
    found = [item.name for item in unpacked(Source("all.zip", outer), lambda _: None)]
    assert found == ["all.zip/letter.docx", "all.zip/list.csv"]


@pytest.mark.parametrize("data", [b"a,b\n", b"%PDF-1.7", b"<note>5 < 6</note>"])
def test_what_some_importer_might_read_is_not_refused(data: bytes) -> None:
    Source("a.csv", data).refuse_hopeless()


def test_a_folder_gives_every_file_in_it_but_hidden_ones(tmp_path: Path) -> None:
    (tmp_path / "sub" / ".git").mkdir(parents=True)
    for name in ("b.csv", "sub/a.csv", ".hidden", "sub/.git/config"):
        (tmp_path / name).write_bytes(b"x")
    assert list(opened(tmp_path)) == ["b.csv", "a.csv"]


def test_members_of_a_zip_are_named_after_it(tmp_path: Path) -> None:
    (tmp_path / "bills.zip").write_bytes(plain({"a.csv": b"1", "b.csv": b"2"}))
    assert opened(tmp_path / "bills.zip") == {"bills.zip/a.csv": b"1", "bills.zip/b.csv": b"2"}


def test_what_cannot_be_opened_stops_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FILE_BYTES", 2000)
    (tmp_path / "a.zip").write_bytes(aes({"a.csv": b"1"}, b"secret"))
    (tmp_path / "b.zip").write_bytes(b"PK\x03\x04damaged")
    (tmp_path / "c.csv").write_bytes(b"x" * 3000)
    (tmp_path / "d.csv").write_bytes(b"good")
    found = opened(tmp_path)
    assert [error.code for error in found.values() if isinstance(error, InputError)] == [
        "password_needed",
        "broken_file.zip",
        "broken_file.too_large",
    ]
    assert found["d.csv"] == b"good"


def test_a_path_that_is_not_there_says_so(tmp_path: Path) -> None:
    (error,) = opened(tmp_path / "no such.csv").values()
    assert isinstance(error, BrokenFile)
    assert error.what == "absent"


def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    (error,) = opened(tmp_path).values()
    assert isinstance(error, BrokenFile)
    assert error.what == "no_files"


def test_a_file_that_may_not_be_read_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"x")

    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert (
        str(opened(path)["a.csv"]) == "a.csv: the system does not let it be read (Permission denied); check its rights."
    )


@pytest.mark.parametrize("long", ["a," * 600, '"' + "x" * 1200, '"' * 1200])
def test_a_line_longer_than_that_of_any_table_is_refused(long: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LINE_CHARACTERS", 500)
    with pytest.raises(BrokenFile) as raised:
        rows(f"a,b\n{long}\n1,2\n")
    assert raised.value.what == "line_long"


def test_a_line_of_more_cells_than_any_table_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "COLUMNS", 50)
    assert len(rows("a,b\n" + "1," * 49 + "\n")) == 2
    with pytest.raises(BrokenFile) as raised:
        rows("a,b\n" + "1," * 50 + "\n")
    assert raised.value.what == "line_long"


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_many_lines_are_no_long_line(end: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LINE_CHARACTERS", 500)
    assert len(rows(end.join(["1,2"] * 2000))) == 2000


@pytest.mark.parametrize(("text", "limit"), [("\n" * 60, "LINES"), ("\r" * 60, "LINES"), (",,,\n" * 20, "TEXT_CELLS")])
def test_more_lines_or_cells_than_any_statement_are_refused(
    text: str, limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also empty ones: each is a row, and fifty million of them filled the memory."""
    assert rows(text)
    monkeypatch.setattr(limits, limit, 50)
    with pytest.raises(BrokenFile) as raised:
        rows(text)
    assert raised.value.what == "lines_many"
