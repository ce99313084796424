"""`walletwatch report`: a page or a PDF of one month."""

import re
import stat
import sys
from pathlib import Path

import pytest

from tests.dashboard.cli.calling import JUNE, call
from tests.dashboard.cli.conftest import Life


@pytest.mark.parametrize(("name", "begins"), [("m.html", b"<!DOCTYPE html>"), ("m.PDF", b"%PDF")])
def test_a_month_is_written(name: str, begins: bytes, scanned: Path, life: Life, tmp_path: Path) -> None:
    said = call("--ledger", scanned, "report", "--month", f"{life.last:%Y-%m}", "-o", tmp_path / name)
    assert (said.code, said.err) == (0, "")
    assert (tmp_path / name).read_bytes().startswith(begins)
    if sys.platform != "win32":
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("--month", "June", "-o", "m.html"), "June is not a month"),
        (("--month", "2026-06", "-o", "m.xls"), ".html or .pdf"),
        (("--month", "1999-01", "-o", "m.html"), "No statement shows"),
        (("--month", "2026-06"), "--output"),
    ],
)
def test_what_cannot_be_reported_is_one_sentence(argv: tuple[str, ...], said: str, empty: Path) -> None:
    outcome = call("--ledger", empty, "report", *argv)
    assert outcome.code == 2
    assert said in outcome.sentence


def test_a_place_that_cannot_be_written_is_one_sentence(scanned: Path, life: Life, tmp_path: Path) -> None:
    outcome = call("--ledger", scanned, "report", "--month", f"{life.last:%Y-%m}", "-o", tmp_path / "no" / "m.html")
    assert outcome.code == 2
    assert "cannot be written" in outcome.sentence


def test_a_report_in_chinese_has_no_signs_of_another_language(empty: Path, tmp_path: Path) -> None:
    call("--ledger", empty, "import", JUNE)
    call("--ledger", empty, "--locale", "zh", "report", "--month", "2026-06", "-o", tmp_path / "june.html")
    said = re.sub(r"<[^>]+>", "\n", (tmp_path / "june.html").read_text("utf-8"))
    assert "对得上" in said
    assert "138****0000：有账单" in said
    assert re.findall(r"。 |[\u4e00-\u9fff）”][:;,] ", said) == []
