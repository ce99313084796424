"""Statements in: what was read is told, what was not is shown, secrets do not stay."""

from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.account_name import account_name
from dashboard.i18n import words
from dashboard.playbooks.model import LOCALES
from dashboard.views.parts import scanning
from dashboard.views.parts.said import sums
from ingest.ledger import Ledger
from ingest.source import Source
from tests.dashboard.views.uploading import imported, press, upload
from tests.dashboard.views.visiting import SAMPLES, read, troubles, visit
from tests.ingest.exports import Paid, at, cmb, with_balances

JUNE = SAMPLES / "alipay" / "june.csv"
UNREAD = "account,booked_at,amount,currency,counterparty\nbank,2026-06-01,-1.00,CNY,A\nbank,2026-06-02,one,CNY,**B**\n"
PART = "account,booked_at,amount,currency,counterparty\nbank,2026-06-01T10:00:00,-1.00,CNY,A\n"
WHOLE = f"{PART}bank,2026-06-02T10:00:00,-2.00,CNY,B\n"


@pytest.fixture(autouse=True)
def _no_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a scan finds is told by other tests; here it would only take time."""
    monkeypatch.setattr(scanning, "scan", lambda *_: None)
    monkeypatch.setattr(scanning, "told", lambda *_: "scanned")


@pytest.mark.parametrize("locale", LOCALES)
def test_a_file_is_shown_before_anything_is_stored(empty: Path, locale: str) -> None:
    app = upload(visit("upload", locale), ("june.csv", JUNE.read_bytes()))
    assert not app.exception
    said = read(app)
    with Ledger(empty) as ledger:
        assert ledger.files().empty
        report = ledger.import_source(Source("june.csv", JUNE.read_bytes()))
        (statement,) = report.statements
    speaks = words(locale)
    assert speaks("page.upload.preview") in said
    assert speaks("page.file.new", count=report.transactions) in said
    assert speaks("page.file.known", count=0) not in said
    assert speaks("page.file.would_update", count=0) not in said
    assert speaks("page.file.outflow", sums=sums(speaks, report.outflow)) in said
    assert speaks(f"page.check.{statement.check_status}") in said
    assert speaks("page.file.period", first=speaks.day(statement.first), last=speaks.day(statement.last)) in said
    assert account_name(statement.account, speaks) in said


@pytest.mark.parametrize("locale", LOCALES)
def test_a_file_is_imported_and_told(empty: Path, locale: str) -> None:
    app = imported(visit("upload", locale), ("june.csv", JUNE.read_bytes()))
    assert not app.exception
    said = read(app)
    with Ledger(empty) as ledger:
        count = len(ledger.frame())
        statement = ledger.statements().iloc[0]
    assert words(locale)("page.file.read.many", count=count) in said
    assert words(locale)("page.file.new", count=count) in said
    assert words(locale)("page.file.updated", count=0) not in said
    assert words(locale)(f"page.check.{statement['check_status']}") in said
    assert account_name(statement["account"], words(locale)) in said
    assert app.success[0].value == "scanned"


def test_the_same_file_again_changes_nothing(empty: Path) -> None:
    app = imported(visit("upload", "en"), ("june.csv", JUNE.read_bytes()))
    upload(app, ("june.csv", JUNE.read_bytes()))
    assert words("en")("page.file.unchanged") in read(app)
    assert "import" not in [button.key for button in app.button]


def test_files_of_one_upload_are_looked_at_together(empty: Path) -> None:
    app = upload(visit("upload", "en"), ("part.csv", PART.encode()), ("whole.csv", WHOLE.encode()))
    assert read(app).count(words("en")("page.file.new", count=1)) == 2
    assert read(app).count(words("en")("page.file.known", count=1)) == 1


def test_a_file_left_out_is_not_imported(empty: Path) -> None:
    app = upload(visit("upload", "en"), ("june.csv", JUNE.read_bytes()), ("mine.csv", PART.encode()))
    press(app, f"drop-{Source('', JUNE.read_bytes()).sha256[:12]}")
    app.button(key="import").click().run()
    with Ledger(empty) as ledger:
        assert ledger.files()["name"].tolist() == ["mine.csv"]


def test_one_file_chosen_twice_goes_in_once(empty: Path) -> None:
    app = imported(visit("upload", "en"), ("june.csv", JUNE.read_bytes()), ("copy.csv", JUNE.read_bytes()))
    assert not app.exception
    with Ledger(empty) as ledger:
        assert ledger.files()["name"].tolist() == ["june.csv"]


def test_what_does_not_add_up_is_shown_with_its_lines(empty: Path) -> None:
    rows = with_balances([Paid(at(f"2026-06-0{day}T10:00:00"), -day * 100, f"Shop {day}") for day in (1, 2, 3, 4)])
    rows[2] = replace(rows[2], balance=rows[2].balance + 500)
    said = read(upload(visit("upload", "en"), ("cmb.csv", cmb(rows))))
    assert words("en")("page.check.off") in said
    assert words("en")("page.check.agrees") not in said
    assert [f"Line {line}:" in said for line in (2, 3, 4, 5)] == [False, True, True, True]
    assert "Shop 3" in said


def test_lines_that_could_not_be_read_are_shown_with_their_reason(empty: Path) -> None:
    app = upload(visit("upload", "en"), ("mine.csv", UNREAD.encode()))
    assert words("en")("page.lines.unread.one") in [expander.label for expander in app.expander]
    table = app.dataframe[0].value
    assert table.iloc[0].tolist()[:2] == ["mine.csv", 3]
    assert "one" in table.iloc[0, 2]
    assert "**B**" in table.iloc[0, 3]


@pytest.mark.parametrize("locale", LOCALES)
def test_several_files_stand_and_fall_alone(empty: Path, locale: str) -> None:
    files = (
        ("june.csv", JUNE.read_bytes()),
        ("holiday.jpg", b"\xff\xd8\xff\xe0" + bytes(range(256)) * 20),
        ("empty.csv", b""),
    )
    app = imported(visit("upload", locale), *files)
    assert not app.exception
    assert len(troubles(app)) == 2
    with Ledger(empty) as ledger:
        assert ledger.files()["name"].tolist() == ["june.csv"]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\xff\xd8\xff\xe0" + bytes(range(256)), "picture"),
        (b"{\\rtf1 Salary 900.00}", "document"),
        (b"Rar!\x1a\x07\x01\0", "packed"),
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "html"),
        (b"", "empty"),
    ],
)
def test_what_is_no_statement_is_named_in_one_sentence(empty: Path, locale: str, data: bytes, what: str) -> None:
    app = upload(visit("upload", locale), ("odd.bin", data))
    assert not app.exception
    assert troubles(app) == [words(locale)(f"error.broken_file.{what}", file="odd.bin")]


def test_uploaded_bytes_leave_the_page_once_they_are_read(empty: Path) -> None:
    app = upload(visit("upload", "en"), ("june.csv", JUNE.read_bytes()))
    assert not app.file_uploader[0].value


def test_a_file_is_taken_out_only_after_a_yes(empty: Path) -> None:
    app = imported(visit("upload", "en"), ("june.csv", JUNE.read_bytes()))
    app.button(key="undo-1").click().run()
    assert "june" in app.warning[0].value
    app.button(key="undo-no-1").click().run()
    with Ledger(empty) as ledger:
        assert len(ledger.files()) == 1
    app.button(key="undo-1").click().run()
    app.button(key="undo-yes-1").click().run()
    assert not app.exception
    with Ledger(empty) as ledger:
        assert ledger.files().empty


def test_nothing_can_be_read_before_a_file_is_chosen(empty: Path) -> None:
    assert visit("upload", "en").button(key="read").disabled


def test_a_whole_import_can_be_undone_right_after(empty: Path) -> None:
    app = imported(visit("upload", "en"), ("june.csv", JUNE.read_bytes()), ("mine.csv", UNREAD.encode()))
    app.button(key="undo-import").click().run()
    app.button(key="undo-yes-import").click().run()
    assert not app.exception
    with Ledger(empty) as ledger:
        assert ledger.files().empty
        assert ledger.frame().empty
