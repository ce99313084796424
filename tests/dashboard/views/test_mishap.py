"""An error of ours is one sentence and a report without a word of the statements."""

from pathlib import Path

import pytest

from dashboard.i18n import words
from dashboard.views import language, mishap, paint
from ingest.errors import LedgerBusy
from tests.dashboard.views.visiting import Words

QUOTED = "paid 129.00 to :red[somebody]"


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    sentences: list[str] = []
    monkeypatch.setattr(paint, "put", lambda body: sentences.append("".join(Words(body).said)))
    monkeypatch.setattr(language, "current", lambda: words("en"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return sentences


def test_an_unexpected_error_is_told_by_its_kind_alone(said: list[str], tmp_path: Path) -> None:
    assert mishap.told(ValueError(QUOTED))
    assert len(said) == 1
    assert "ValueError" in said[0]
    report = next(tmp_path.glob("walletwatch-error-*"))
    assert "somebody" not in said[0] + report.read_text("utf-8")


def test_an_expected_one_has_its_own_sentence_and_needs_no_report(said: list[str], tmp_path: Path) -> None:
    assert mishap.told(LedgerBusy(path="x"))
    assert said == [words("en")("page.error.ledger_busy")]
    assert not list(tmp_path.iterdir())
