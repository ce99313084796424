"""What the first page shows is ready before it is asked for; and nothing else comes of it."""

from pathlib import Path

import pytest

from dashboard.i18n import words
from dashboard.views import reading
from dashboard.web import warming
from dashboard.web.served import LEDGER
from ingest.ledger import Ledger
from tests.dashboard.views.visiting import SAMPLES


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(LEDGER, str(tmp_path / "ledger.db"))
    return tmp_path / "ledger.db"


def test_what_the_first_page_reads_is_read_once(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Ledger(path) as ledger:
        list(ledger.import_path(SAMPLES / "alipay" / "june.csv"))
    warming.warm()
    monkeypatch.setattr(Ledger, "frame", None)  # whoever reads it again fails
    with Ledger(path) as ledger:
        assert len(reading.presenter(ledger, words("zh")).frame) > 0
        assert reading.accounts(ledger, words("zh")) is reading.accounts(ledger, words("en"))


def test_a_ledger_that_does_not_exist_is_not_made(path: Path) -> None:
    warming.warm()
    assert not path.exists()


def test_a_file_that_is_no_ledger_is_left_to_the_page(path: Path) -> None:
    path.write_bytes(b"nothing of ours")
    warming.warm()
    assert path.read_bytes() == b"nothing of ours"
