"""Statements in: what was read is told, what was not is shown, secrets do not stay."""

import io
from pathlib import Path

import pytest
import pyzipper
from streamlit.testing.v1 import AppTest

from dashboard.i18n import words
from dashboard.playbooks.model import LOCALES
from dashboard.views.parts import scanning
from ingest.ledger import Ledger
from tests.dashboard.views.visiting import SAMPLES, read, troubles, visit

JUNE = SAMPLES / "alipay" / "june.csv"
UNREAD = "account,booked_at,amount,currency,counterparty\nbank,2026-06-01,-1.00,CNY,A\nbank,2026-06-02,one,CNY,**B**\n"


@pytest.fixture(autouse=True)
def _no_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a scan finds is told by other tests; here it would only take time."""
    monkeypatch.setattr(scanning, "scan", lambda *_: None)
    monkeypatch.setattr(scanning, "told", lambda *_: "scanned")


def upload(app: AppTest, *files: tuple[str, bytes], password: str = "") -> AppTest:
    app.file_uploader[0].set_value([(name, data, "application/octet-stream") for name, data in files])
    app.text_input[0].set_value(password)
    app.run()
    return app.button(key="read").click().run()


def locked(name: str, data: bytes, password: str) -> bytes:
    packed = io.BytesIO()
    with pyzipper.AESZipFile(packed, "w", encryption=pyzipper.WZ_AES) as archive:
        archive.setpassword(password.encode())
        archive.writestr(name, data)
    return packed.getvalue()


@pytest.mark.parametrize("locale", LOCALES)
def test_a_file_is_read_and_told(empty: Path, locale: str) -> None:
    app = upload(visit("upload", locale), ("june.csv", JUNE.read_bytes()))
    assert not app.exception
    said = read(app)
    with Ledger(empty) as ledger:
        count = len(ledger.frame())
        statement = ledger.statements().iloc[0]
    assert words(locale)("page.file.read.many", count=count) in said
    assert words(locale)("page.file.counts", new=count, known=0, updated=0) in said
    assert words(locale)(f"page.check.{statement['check_status']}") in said
    assert statement["account"] in said
    assert app.success[0].value == "scanned"


def test_the_same_file_again_changes_nothing(empty: Path) -> None:
    app = upload(visit("upload", "en"), ("june.csv", JUNE.read_bytes()))
    upload(app, ("june.csv", JUNE.read_bytes()))
    assert words("en")("page.file.unchanged") in read(app)


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
    app = upload(visit("upload", locale), *files)
    assert not app.exception
    assert len(troubles(app)) == 2
    with Ledger(empty) as ledger:
        assert ledger.files()["name"].tolist() == ["june.csv"]


@pytest.mark.parametrize("locale", LOCALES)
def test_a_locked_zip_asks_for_its_password_and_stays_chosen(empty: Path, locale: str) -> None:
    archive = locked("june.csv", JUNE.read_bytes(), "s3cret")
    app = upload(visit("upload", locale), ("alipay.zip", archive))
    assert len(troubles(app)) == 1
    assert "alipay" in troubles(app)[0]
    assert "--password" not in troubles(app)[0]
    assert [file.name for file in app.file_uploader[0].value] == ["alipay.zip"]
    app.text_input[0].set_value("wrong").run()
    app.button(key="read").click().run()
    assert len(troubles(app)) == 1
    app.text_input[0].set_value("s3cret").run()
    app.button(key="read").click().run()
    assert not troubles(app)
    with Ledger(empty) as ledger:
        assert len(ledger.files()) == 1


def test_the_password_is_forgotten(empty: Path) -> None:
    archive = locked("june.csv", JUNE.read_bytes(), "s3cret")
    app = upload(visit("upload", "en"), ("alipay.zip", archive), password="s3cret")
    assert not troubles(app)
    assert app.text_input[0].value == ""
    assert "s3cret" not in repr(app.session_state)
    assert "s3cret" not in read(app)


def test_uploaded_bytes_leave_the_page_once_they_are_read(empty: Path) -> None:
    app = upload(visit("upload", "en"), ("june.csv", JUNE.read_bytes()))
    assert not app.file_uploader[0].value


def test_a_file_is_taken_out_only_after_a_yes(empty: Path) -> None:
    app = upload(visit("upload", "en"), ("june.csv", JUNE.read_bytes()))
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
