"""PDFs and workbooks behind a password: asked for like a ZIP's, opened in memory, the same bytes each time."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from ingest import limits
from ingest.errors import InputError, PasswordNeeded, WrongPassword
from ingest.ledger import Ledger
from ingest.locked import unlocked
from ingest.source import Source, unpacked
from tests.ingest.golden import SAMPLES, named, reading
from tests.ingest.pdfs import layout_of, pdf

STATEMENT = (SAMPLES / "pdf_dbs" / "account.pdf").read_bytes()
SECRET = "s3cret"
JUNE = next((SAMPLES / "alipay").glob("*.csv"))


def locked_pdf() -> bytes:
    return pdf(layout_of(STATEMENT), password=SECRET)


def locked_workbook() -> bytes:
    book, plain, closed = openpyxl.Workbook(), io.BytesIO(), io.BytesIO()
    book.active.append(["account", "booked_at"])
    book.save(plain)
    OOXMLFile(plain).encrypt(SECRET, closed)
    return closed.getvalue()


both = pytest.mark.parametrize("make", [locked_pdf, locked_workbook], ids=["PDF", "XLSX"])


@both
def test_a_locked_file_opens_with_its_password_to_the_same_bytes_each_time(make: Callable[[], bytes]) -> None:
    data = make()
    opened = unlocked(data, "a", lambda _: SECRET)
    assert opened != data
    assert unlocked(data, "a", lambda _: SECRET) == opened
    assert unlocked(opened, "a", lambda _: pytest.fail("asked")) is opened


@both
@pytest.mark.parametrize(("answer", "error"), [(None, PasswordNeeded), ("wrong", WrongPassword), ("", WrongPassword)])
def test_without_the_right_password_it_says_so_in_one_sentence(
    make: Callable[[], bytes], answer: str | None, error: type[InputError]
) -> None:
    locked = Source("bank.pdf", make())
    ((name, refused, kept),) = unpacked(locked, lambda _: answer)  # type: ignore[misc]
    assert (name, kept) == ("bank.pdf", locked)
    assert type(refused) is error
    assert str(refused).startswith("bank.pdf: ")


def test_the_password_is_asked_once_and_only_where_it_is_needed() -> None:
    asked: list[str] = []

    def ask(file: str) -> str:
        asked.append(file)
        return SECRET

    for data in (STATEMENT, JUNE.read_bytes(), locked_pdf()):
        (source,) = unpacked(Source("file", data), ask)
        assert isinstance(source, Source)
    assert asked == ["file"]


def test_a_locked_pdf_is_read_like_the_open_one() -> None:
    (source,) = unpacked(Source("a.pdf", locked_pdf()), lambda _: SECRET)
    assert isinstance(source, Source)
    bank = named("pdf_dbs")
    assert bank.detect(source)
    assert reading(bank.parse(source)) == reading(bank.parse(Source("a.pdf", STATEMENT)))


def test_a_locked_pdf_in_a_zip_opens_too() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.pdf", locked_pdf())
    (source,) = unpacked(Source("a.zip", packed.getvalue()), lambda _: SECRET)
    assert isinstance(source, Source)
    assert named("pdf_dbs").detect(source)


def test_a_locked_pdf_imported_twice_is_unchanged(tmp_path: Path) -> None:
    path = tmp_path / "statement.pdf"
    path.write_bytes(locked_pdf())
    with Ledger(tmp_path / "ledger.db") as ledger:
        statuses = [report.status for _ in range(2) for report in ledger.import_path(path, password=lambda _: SECRET)]
        assert statuses == ["imported", "unchanged"]


def test_a_pdf_that_only_forbids_printing_needs_no_password() -> None:
    data = pdf(layout_of(STATEMENT), password="")
    assert unlocked(data, "a.pdf", lambda _: pytest.fail("asked")) is data
    assert named("pdf_dbs").detect(Source("a.pdf", data))


def test_a_locked_pdf_that_nobody_unlocked_says_that_it_is_locked() -> None:
    source = Source("a.pdf", locked_pdf())
    assert not named("pdf_dbs").detect(source)
    with pytest.raises(PasswordNeeded):
        named("pdf_dbs").parse(source)


def test_a_workbook_whose_password_takes_minutes_to_try_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SPINS", 99_999)
    ((_, refused, _),) = unpacked(Source("bank.xlsx", locked_workbook()), lambda _: SECRET)  # type: ignore[misc]
    assert refused.code == "broken_file.spreadsheet_unsafe"
