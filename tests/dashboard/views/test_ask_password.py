"""Protected files: each asks for its own password, uses it once, and keeps it nowhere."""

import io
from pathlib import Path

import pytest
import pyzipper
from streamlit.testing.v1 import AppTest

from dashboard.i18n import words
from dashboard.playbooks.model import LOCALES
from dashboard.views.parts import scanning
from ingest.ledger import Ledger
from tests.dashboard.views.uploading import press, upload
from tests.dashboard.views.visiting import SAMPLES, read, troubles, visit
from tests.ingest.test_locked import SECRET as OF_THE_PDF
from tests.ingest.test_locked import locked_pdf

JUNE = (SAMPLES / "alipay" / "june.csv").read_bytes()


@pytest.fixture(autouse=True)
def _no_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning, "scan", lambda *_: None)
    monkeypatch.setattr(scanning, "told", lambda *_: "scanned")


def locked(password: str, **files: bytes) -> bytes:
    packed = io.BytesIO()
    with pyzipper.AESZipFile(packed, "w", encryption=pyzipper.WZ_AES) as archive:
        archive.setpassword(password.encode())
        for name, data in files.items():
            archive.writestr(name, data)
    return packed.getvalue()


def typed(app: AppTest, password: str, place: int = 0) -> AppTest:
    """Type a password into the field of a file and open it."""
    field = [field for field in app.text_input if str(field.key).startswith("secret-")][place]
    field.set_value(password)
    return press(app, str(field.key).replace("secret-", "open-"))


@pytest.mark.parametrize("locale", LOCALES)
def test_a_locked_file_asks_until_its_password_fits(empty: Path, locale: str) -> None:
    speaks = words(locale)
    app = upload(visit("upload", locale), ("alipay.zip", locked("s3cret", june=JUNE)))
    assert troubles(app) == [speaks("page.error.password_needed", file="alipay.zip")]
    typed(app, "wrong")
    assert troubles(app) == [speaks("page.error.wrong_password", file="alipay.zip")]
    typed(app, "s3cret")
    assert not troubles(app)
    assert not app.exception
    app.button(key="import").click().run()
    with Ledger(empty) as ledger:
        assert ledger.files()["name"].tolist() == ["alipay.zip/june"]


def test_a_password_is_forgotten_at_once_right_or_wrong(empty: Path) -> None:
    app = upload(visit("upload", "en"), ("alipay.zip", locked("s3cret", june=JUNE)))
    for password in ("wr0ng", "s3cret"):
        typed(app, password)
        assert password not in repr(app.session_state)
        assert password not in read(app)
        assert password not in str([field.value for field in app.text_input])


def test_each_file_asks_for_its_own(empty: Path) -> None:
    files = ("one.zip", locked("first", june=JUNE)), ("bank.pdf", locked_pdf())
    app = typed(upload(visit("upload", "en"), *files), OF_THE_PDF, place=1)
    assert troubles(app) == [words("en")("page.error.password_needed", file="one.zip")]
    typed(app, "first")
    assert not troubles(app)


def test_one_password_opens_every_file_that_it_fits(empty: Path) -> None:
    files = ("one.zip", locked("same", june=JUNE)), ("two.zip", locked("same", other=JUNE))
    assert not troubles(typed(upload(visit("upload", "en"), *files), "same"))


def test_a_protected_file_in_a_protected_zip_asks_after_it(empty: Path) -> None:
    packed = locked("outer", bank=locked_pdf())
    app = typed(upload(visit("upload", "en"), ("all.zip", packed)), "outer")
    assert troubles(app) == [words("en")("page.error.password_needed", file="all.zip/bank")]
    assert not troubles(typed(app, OF_THE_PDF))
