"""`walletwatch case evidence` and `walletwatch verify`."""

import stat
import sys
import zipfile
from pathlib import Path

import pytest

from dashboard.errors import MissingFont
from dashboard.evidence import pack as packing
from detect.casebook import Casebook
from ingest.ledger import Ledger
from tests.dashboard.cli.calling import Outcome, call
from tests.dashboard.evidence.stories import told


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A ledger and its case, which these commands only read."""
    folder = tmp_path_factory.mktemp("case")
    with Ledger(folder / "ledger" / "ledger.db") as ledger:
        return ledger.path, told(Casebook(ledger), folder)


@pytest.fixture(autouse=True)
def no_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without fonts, which is also a fast one."""

    def lacking(_: object) -> bytes:
        raise MissingFont(sample="退", font="any")

    monkeypatch.setattr(packing, "as_pdf", lacking)


def packed(case: tuple[Path, str], file: Path, *options: object) -> Outcome:
    return call("--ledger", case[0], "case", "evidence", case[1][:5], "-o", file, "--as-of", "2026-06-30", *options)


def test_a_pack_is_written_for_its_owner_alone_and_verified(case: tuple[Path, str], tmp_path: Path) -> None:
    letter = tmp_path / "letter.md"
    letter.write_text("Dear bank", encoding="utf-8")
    answer = packed(case, tmp_path / "e.zip", "--with-originals", "--letter", letter, "--format", "json").json
    assert answer["left_out"] == {"summary.pdf": "missing_font"}
    assert {"letters/letter.md", "manifest.json", "summary.md"} <= set(answer["files"])
    if sys.platform != "win32":
        assert stat.S_IMODE((tmp_path / "e.zip").stat().st_mode) == 0o600
    checked = call("verify", tmp_path / "e.zip", "--format", "json").json
    assert (checked["unchanged"], checked["repacked"], checked["changed"]) == (True, False, [])
    assert (checked["case"], checked["as_of"]) == (case[1], "2026-06-30")
    assert checked["fingerprint"] == answer["fingerprint"]
    said = call("verify", tmp_path / "e.zip").out
    assert "Unchanged since it was made" in said
    assert "does not show who made it" in said


def test_whoever_puts_whole_statements_in_is_told_what_that_means(case: tuple[Path, str], tmp_path: Path) -> None:
    assert "Whole statements" not in packed(case, tmp_path / "a.zip").out
    assert "sees everything" in packed(case, tmp_path / "b.zip", "--with-originals").out


def test_a_changed_pack_is_named_and_exits_with_two(case: tuple[Path, str], tmp_path: Path) -> None:
    packed(case, tmp_path / "e.zip")
    with zipfile.ZipFile(tmp_path / "e.zip") as pack, zipfile.ZipFile(tmp_path / "f.zip", "w") as other:
        for info in pack.infolist():
            content = pack.read(info)
            other.writestr(info.filename, content.replace(b"129.00", b"199.00"))
    checked = call("verify", tmp_path / "f.zip")
    assert checked.code == 2
    assert "changed: transactions.csv" in checked.out
    assert "f.zip" in checked.sentence
    asked = call("verify", tmp_path / "f.zip", "--format", "json")
    assert (asked.code, asked.json["unchanged"]) == (2, False)
    assert "transactions.csv" in asked.json["changed"]


def test_what_cannot_be_done_is_one_sentence(case: tuple[Path, str], tmp_path: Path) -> None:
    assert packed(case, tmp_path / "e.pdf").code == 2
    assert packed((case[0], "zzzzzz"), tmp_path / "e.zip").code == 2
    assert not (tmp_path / "e.zip").exists()
    gone = call("verify", tmp_path / "none.zip")
    assert (gone.code, "none.zip" in gone.sentence) == (2, True)
    letters = [tmp_path / "a" / "x.md", tmp_path / "b" / "x.md"]
    for path in letters:
        path.parent.mkdir()
        path.write_text("x", encoding="utf-8")
    twice = packed(case, tmp_path / "e.zip", "--letter", letters[0], "--letter", letters[1])
    assert (twice.code, "x.md" in twice.sentence) == (2, True)
