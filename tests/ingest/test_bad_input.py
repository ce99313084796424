"""What people really drop on an importer. Each gets one sentence that helps, and leaves the ledger as it was."""

import io
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest

from ingest import limits
from ingest.errors import InputError
from ingest.importer import choose, importers
from ingest.ledger import Ledger
from ingest.report import FileReport
from ingest.source import Source, open_sources
from ingest.table import TableImporter
from tests.ingest.exports import Paid, alipay, at, canonical, cmb, ofx, saved
from tests.ingest.golden import SAMPLES, named
from tests.ingest.pdfs import pdf
from tests.ingest.rewriting import records_of, table_headings
from tests.ingest.test_archive import aes, plain, zipcrypto

JUNE = SAMPLES / "alipay" / "june.csv"
WORKBOOK = SAMPLES / "wechat" / "row18.xlsx"
CHECKING = SAMPLES / "ofx" / "checking.ofx"
GOOD = [
    Paid(at("2026-06-05T08:00:00"), -2500, "示例咖啡", "A1"),
    Paid(at("2026-06-06T08:00:00"), -900, "示例面馆", "A2"),
]
CSV = alipay(GOOD)
LONGEST = 400


@dataclass(frozen=True)
class Bad:
    """Bytes under the name a person would know them by; the error they get, and words it must hold."""

    data: bytes
    name: str
    code: str
    words: tuple[str, ...] = ()
    password: str | None = None


def workbook(*rows: tuple[object, ...]) -> bytes:
    book, data = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(data)
    return data.getvalue()


def wide_workbook() -> bytes:
    """A workbook of a few bytes whose one cell says that the sheet has 17 billion."""
    data = workbook(("a",))
    swollen = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(swollen, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info, old.read(info).replace(b'r="A1"', b'r="XFD1048576"'))
    return swollen.getvalue()


def ofx_error(message: str) -> bytes:
    return (
        "OFXHEADER:100\n\n<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>15500<SEVERITY>ERROR"
        f"<MESSAGE>{message}</STATUS></SONRS></SIGNONMSGSRSV1></OFX>\n"
    ).encode()


HTML = (
    b'<!DOCTYPE html>\n<html lang="en"><head><title>Session expired</title></head><body>Sign in again</body></html>\n'
)
CASHBOOK = "------------\n导出信息：\n记录时间,分类,收支类型,金额,备注,账户,来源,标签,\n2026-06-05 08:00:00,餐饮,支出,25.00,,余额宝,支付宝,,\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90wS\xde"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xdb\x00C\x00" + bytes(range(64)) * 9
LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
SECRET = b"123456"
ENCRYPTED = {"AES": aes({"bill.csv": CSV}, SECRET), "ZipCrypto": zipcrypto("bill.csv", CSV, SECRET)}

BAD = {
    "nothing at all": Bad(b"", "bill.csv", "broken_file.empty"),
    "blank lines": Bad(b"\xef\xbb\xbf\r\n \r\n", "bill.csv", "broken_file.empty"),
    "random bytes": Bad(bytes(range(256)) * 40, "bill.csv", "broken_file.binary"),
    "an image": Bad(PNG, "screenshot.png", "broken_file.picture"),
    "a photo": Bad(JPEG, "photo.csv", "broken_file.picture"),
    "a damaged PDF": Bad(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n", "statement.pdf", "broken_file.pdf"),
    "a scanned PDF": Bad(pdf(" "), "scan.pdf", "broken_file.pdf_scan", ("pictures", "CSV")),
    "a PDF that no bank declares": Bad(pdf(" Example Bank"), "letter.pdf", "unknown_format"),
    "a letter": Bad(b"Dear customer,\nyour statement is ready.\n", "bill.txt", "unknown_format"),
    "an answer of a server": Bad(b'{"error": "session expired"}', "bill.csv", "unknown_format"),
    "a table of something else": Bad(b"name,age\nExample,42\n", "people.csv", "unknown_format"),
    "a sign-in page as CSV": Bad(HTML, "bill.csv", "broken_file.html", ("web page", "sign in again")),
    "a sign-in page as XLS": Bad(HTML, "bill.xls", "broken_file.html", ("web page",)),
    "a sign-in page as OFX": Bad(HTML.replace(b"expired", b"<OFX>"), "bill.ofx", "broken_file.html", ("web page",)),
    "a table for Excel that is a web page": Bad(b"<html><table><tr><td>1</td></tr></table>", "b.xls", "broken_file.html"),
    "Alipay's cash book": Bad(CASHBOOK.encode("gb18030"), "cashbook.csv", "broken_file.alipay_cashbook", ("记账本", "开具交易流水证明")),
    "Alipay's cash book saved again": Bad(CASHBOOK.encode(), "cashbook.csv", "broken_file.alipay_cashbook", ("记账本",)),
    "a row cut in the middle": Bad(JUNE.read_bytes()[:-60], "june.csv", "broken_file.cut", ("line 31",)),
    "a row of dates and balances cut in the middle": Bad(cmb(GOOD)[:-25], "cmb.csv", "broken_file.cut", ("line 3",)),
    "our own CSV cut in the middle of a row": Bad(canonical(GOOD)[:-22], "own.csv", "broken_file.cut", ("line 3",)),
    "our own CSV cut inside a character": Bad(canonical(GOOD).replace(b",me\n", b"\n")[:-2], "own.csv", "broken_file.cut", ("line 3",)),
    "a workbook cut in the middle": Bad(WORKBOOK.read_bytes()[:4000], "wechat.xlsx", "broken_file.spreadsheet"),
    "OFX cut in the middle of a record": Bad(CHECKING.read_bytes()[:-700], "bank.ofx", "broken_file.cut", ("line ",)),
    "OFX without its end": Bad(CHECKING.read_bytes().replace(b"</OFX>", b""), "bank.ofx", "broken_file.cut"),
    "OFX that holds an error": Bad(ofx_error("Invalid user"), "bank.ofx", "broken_file.bank_error", ("Invalid user",)),
    "OFX whose error says too much": Bad(ofx_error("\x1b[31m\u202e" + "x" * 9000), "bank.ofx", "broken_file.bank_error"),
    "OFX without a statement": Bad(b"OFXHEADER:100\n\n<OFX></OFX>\n", "bank.ofx", "broken_file.no_rows"),
    "rows that cannot be read": Bad(CSV.replace(b"2026-", b"MMXXVI-"), "bill.csv", "broken_file.all_unread", ("MMXXVI-06",)),
    "a misspelt column": Bad(canonical(GOOD).replace(b"person", b"preson"), "own.csv", "broken_file.columns_unknown", ("preson",)),
    "a thousand misspelt columns": Bad(canonical(GOOD).replace(b"person", b",".join([b"preson"] * 999)), "own.csv", "broken_file.columns_unknown"),
    "a locked workbook": Bad(LOCKED, "bill.xlsx", "broken_file.spreadsheet_locked", ("password",)),
    "a damaged old workbook": Bad(LOCKED[:600], "bill.xls", "broken_file.spreadsheet"),
    "a workbook of something else": Bad(workbook(("name", "age"), ("Example", 42)), "people.xlsx", "unknown_format"),
    "a workbook that would fill the memory": Bad(wide_workbook(), "bill.xlsx", "broken_file.spreadsheet_unsafe"),
    "a damaged ZIP": Bad(plain({"bill.csv": CSV})[:-30], "bill.zip", "broken_file.zip"),
    "an empty ZIP": Bad(plain({}), "bill.zip", "broken_file.no_files"),
    "a ZIP of clutter": Bad(plain({"__MACOSX/._bill.csv": b"x", ".DS_Store": b"x"}), "bill.zip", "broken_file.no_files"),
    "a ZIP bomb": Bad(plain({"bill.csv": bytes(30 * limits.MEGABYTE)}), "bill.zip", "unsafe_archive", ("200 times",)),
    "a ZIP of a ZIP": Bad(plain({"bill.zip": plain({"bill.csv": CSV})}), "outer.zip", "unsafe_archive", ("another ZIP",)),
    "a ZIP that climbs out of its folder": Bad(plain({"../../bill.csv": CSV}), "bill.zip", "unsafe_archive", ("outside",)),
    "a ZIP that names a place of its own": Bad(plain({"/etc/bill.csv": CSV}), "bill.zip", "unsafe_archive", ("outside",)),
    "a member whose name is a trick": Bad(plain({"\x1b[31m\u202efdp.csv": b"name,age\n"}), "bill.zip", "unknown_format"),
    "a member with a name without end": Bad(plain({f"{'x' * 9000}.csv": b""}), "bill.zip", "broken_file.empty"),
    **{
        f"{kind} without its password": Bad(data, "bill.zip", "password_needed", ("--password-env",))
        for kind, data in ENCRYPTED.items()
    },
    **{
        f"{kind} with a wrong password": Bad(data, "bill.zip", "wrong_password", ("message",), "654321")
        for kind, data in ENCRYPTED.items()
    },
}  # fmt: skip


@pytest.fixture
def kept(ledger: Ledger) -> Ledger:
    """Return a ledger that already holds something worth keeping."""
    report = ledger.import_source(Source("kept.csv", JUNE.read_bytes()))
    assert report.new == 14
    return ledger


def everything(ledger: Ledger) -> tuple[str, list[str]]:
    """Return every row of every table, and the names of the kept originals."""
    return "\n".join(ledger.connection.iterdump()), sorted(path.name for path in ledger.originals.folder.iterdir())


def failure(ledger: Ledger, path: Path, password: str | None = None) -> InputError:
    """Import and return the one error it must give; nothing may have changed."""
    before = everything(ledger)
    (report,) = ledger.import_path(path, lambda _: password)
    assert everything(ledger) == before
    assert (report.status, report.file_id, report.new, report.statements) == ("failed", None, 0, [])
    assert isinstance(report.error, InputError)
    return report.error


def assert_helps(error: InputError, name: str) -> None:
    """One plain sentence: which file, what is wrong, and after a semicolon what to do."""
    said = str(error)
    assert name in said
    assert said.endswith(".")
    assert ". " not in said.replace(str(error.facts.get("columns")), "")  # a column may be named `Journal No.`
    assert "; " in said
    assert len(said) < LONGEST
    assert "Traceback" not in said
    assert not [letter for letter in said if unicodedata.category(letter) in ("Cc", "Cf", "Zl", "Zp")]
    assert "{" not in said


@pytest.mark.parametrize("what", BAD)
def test_a_bad_file_gets_one_sentence_that_helps_and_changes_nothing(kept: Ledger, tmp_path: Path, what: str) -> None:
    bad = BAD[what]
    error = failure(kept, saved(tmp_path, bad.name, bad.data), bad.password)
    assert error.code == bad.code
    assert_helps(error, bad.name)
    for word in bad.words:
        assert word in str(error)


def test_one_bad_file_in_a_folder_stops_no_other(kept: Ledger, tmp_path: Path) -> None:
    """All of them at once, between good files that sort before, among and after them."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    bad = {
        saved(folder, f"{place:02d} {one.name}", one.data).name: one
        for place, one in enumerate(BAD.values())
        if one.password is None
    }
    good = {
        f"{place} good.csv": alipay([Paid(GOOD[0].when, -500, "示例", f"G{place}")]) for place in ("00", "17a", "99")
    }
    for name, data in good.items():
        saved(folder, name, data)
    reports = {report.name.partition("/")[0]: report for report in kept.import_path(folder)}
    assert {name for name, report in reports.items() if report.status == "imported"} == set(good)
    assert {name: code(report) for name, report in reports.items() if report.error} == {
        name: one.code for name, one in bad.items()
    }
    assert len(kept.frame()) == 14 + len(good)


def code(report: FileReport) -> str:
    assert isinstance(report.error, InputError)
    return report.error.code


def test_one_bad_member_of_a_zip_stops_no_other(kept: Ledger, tmp_path: Path) -> None:
    path = saved(tmp_path, "bills.zip", plain({"a.csv": HTML, "b.csv": CSV, "c.csv": b""}))
    assert [(report.name, report.status) for report in kept.import_path(path)] == [
        ("bills.zip/a.csv", "failed"),
        ("bills.zip/b.csv", "imported"),
        ("bills.zip/c.csv", "failed"),
    ]


# -- headings that are nearly right ------------------------------------------------------------------------------------

TABLES = [importer for importer in importers() if isinstance(importer, TableImporter)]
HEADINGS = [(importer.name, column) for importer in TABLES for column in importer.required]
SPARED = [("alipay", "交易分类")]  # an older layout has none
DISTINCT = ("alipay", "wechat", "jd", "meituan", "cmb_netbank", "hsbc_hk_credit")  # headings like no other


def first_sample(name: str) -> Source:
    path = next(path for path in sorted((SAMPLES / name).iterdir()) if path.suffix == ".csv")
    return Source(path.name, path.read_bytes())


def renamed(text: str, column: str) -> bytes:
    """Return the export as if the institution had renamed one column of the heading."""
    return text.replace(column, f"{column[:-1]}＊", 1).encode()


def heading_only(name: str, column: str) -> bytes:
    """Return the sample from its heading on, with one column renamed: a preamble may hold the same word."""
    source = first_sample(name)
    rows, heading = table_headings(named(name), source)
    lines = [",".join(row.cells) for row in rows[heading:]]
    return renamed(lines[0], column) + "\n".join(["", *lines[1:], ""]).encode()


@pytest.mark.parametrize(
    ("name", "column"), [heading for heading in HEADINGS if heading[0] in DISTINCT and heading not in SPARED]
)
def test_a_heading_that_lacks_one_column_is_told_which(kept: Ledger, tmp_path: Path, name: str, column: str) -> None:
    error = failure(kept, saved(tmp_path, "bill.csv", heading_only(name, column)))
    assert error.code == "broken_file.columns"
    assert_helps(error, "bill.csv")
    assert (error.facts["columns"], error.facts["line"]) == (column, "1")
    assert named(name).institution in str(error)


@pytest.mark.parametrize(("name", "column"), HEADINGS)
def test_a_heading_that_lacks_one_column_is_refused_with_help_or_loses_no_line(name: str, column: str) -> None:
    """Some are another layout of the same bank without it."""
    source = Source("bill.csv", heading_only(name, column))
    try:
        importer = choose(source)
        statements = importer.parse(source)
    except InputError as error:
        assert_helps(error, "bill.csv")
    else:
        read = sum(len(said.rows) + len(said.skipped) + len(said.unread) for said in statements)
        assert read == len(records_of(importer, source))


def test_a_workbook_that_lacks_one_column_is_told_which(kept: Ledger, tmp_path: Path) -> None:
    rows, heading = table_headings(named("wechat"), Source("row18.xlsx", WORKBOOK.read_bytes()))
    rows[heading].cells[5] = "金额"
    error = failure(kept, saved(tmp_path, "bill.xlsx", workbook(*(tuple(row.cells) for row in rows))))
    assert error.code == "broken_file.columns"
    assert (error.facts["columns"], error.facts["line"]) == ("金额(元)", "18")


@pytest.mark.parametrize("column", ["account", "amount", "currency", "counterparty"])
def test_our_own_csv_that_lacks_one_column_is_told_which(kept: Ledger, tmp_path: Path, column: str) -> None:
    data = canonical(GOOD).decode().replace(column, f"{column}s", 1).encode()
    error = failure(kept, saved(tmp_path, "own.csv", data))
    assert (error.code, error.facts["columns"]) == ("broken_file.columns", column)


def test_a_heading_like_another_wallets_is_not_taken_for_an_export_of_alipay(kept: Ledger, tmp_path: Path) -> None:
    """JD's heading shares most names with Alipay's; telling its owner to export "again" from Alipay would be no help."""
    jd = "交易时间,商户名称,交易说明,金额,收/付款方式,交易状态,收/支,交易分类,交易订单号,商家订单号,备注\n"
    (report,) = kept.import_path(saved(tmp_path, "jd.csv", jd.encode()))
    assert (report.importer, report.transactions, report.error) == ("jd", 0, None)
    (report,) = kept.import_path(saved(tmp_path, "other.csv", jd.replace("交易说明", "交易说道").encode()))
    assert "Alipay" not in str(report.error)


# -- paths -------------------------------------------------------------------------------------------------------------


def missing(folder: Path) -> Path:
    return folder / "no such bill.csv"


def empty_folder(folder: Path) -> Path:
    (folder / "inbox").mkdir()
    return folder / "inbox"


def folder_of_hidden_files(folder: Path) -> Path:
    saved(empty_folder(folder), ".DS_Store", b"x")
    return folder / "inbox"


def name_too_long(folder: Path) -> Path:
    return folder / ("x" * 5000)


def broken_link(folder: Path) -> Path:
    (folder / "link.csv").symlink_to(folder / "gone.csv")
    return folder / "link.csv"


@pytest.mark.parametrize(
    ("place", "wanted"),
    [
        (missing, "broken_file.absent"),
        (empty_folder, "broken_file.no_files"),
        (folder_of_hidden_files, "broken_file.no_files"),
        (name_too_long, "broken_file.unreadable"),
        (broken_link, "broken_file.absent"),
    ],
)
def test_a_path_that_leads_nowhere_says_so(
    kept: Ledger, tmp_path: Path, place: Callable[[Path], Path], wanted: str
) -> None:
    path = place(tmp_path)
    error = failure(kept, path)
    assert error.code == wanted
    assert_helps(error, path.name[-50:])


def test_a_folder_without_exports_says_so_of_every_file(kept: Ledger, tmp_path: Path) -> None:
    folder = empty_folder(tmp_path)
    for name in ("notes.txt", "todo.md"):
        saved(folder, name, b"nothing of a statement\n")
    assert [code(report) for report in kept.import_path(folder)] == ["unknown_format"] * 2


def test_a_format_that_is_insisted_on_but_does_not_fit_changes_nothing(kept: Ledger, tmp_path: Path) -> None:
    """`--format-name` is the way out of a doubt, not a way to read money out of anything."""
    paths = [saved(tmp_path, f"{place}.csv", bad.data) for place, bad in enumerate(BAD.values())]
    opened = [source for path in paths for source in open_sources(path, lambda _: None)]
    sources = [source for source in opened if isinstance(source, Source)]  # each is decoded once for all importers
    assert len(sources) > len(BAD) // 2
    before = everything(kept)
    for importer in importers():
        for source in sources:
            report = kept.import_source(source, format_name=importer.name)
            assert (report.status, report.transactions) == ("failed", 0), (importer.name, source.name)
            assert isinstance(report.error, InputError)
    assert everything(kept) == before


def test_good_input_is_told_from_bad() -> None:
    """The cases above are bad for their own reasons: what they are made from is good."""
    for data in (CSV, canonical(GOOD), cmb(GOOD), ofx(GOOD)):
        assert [importer.name for importer in importers() if importer.detect(Source("good", data))]
