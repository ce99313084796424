"""The inbox: whole files go in and are moved, bad ones are kept with the reason, unfinished ones wait."""

import os
import shutil
import stat
import sys
from pathlib import Path

import pytest
import pyzipper

from dashboard.i18n import words
from dashboard.schedule.inbox import NoInbox, Taken, take_in
from ingest.ledger import Ledger

SAMPLES = Path(__file__).parents[2] / "ingest" / "importers" / "samples"
JUNE = SAMPLES / "alipay" / "june.csv"
NOW = 2_000_000_000.0


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "in box 收件"
    folder.mkdir()
    return folder


def put(folder: Path, name: str, content: bytes | None = None, *, age: float = 60) -> Path:
    """Put a file there that was last written `age` seconds ago."""
    path = folder / name
    path.write_bytes(JUNE.read_bytes() if content is None else content)
    os.utime(path, (NOW - age, NOW - age))
    return path


def take(ledger: Ledger, inbox: Path) -> Taken:
    return take_in(ledger, inbox, words("en"), NOW)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_imported_and_moved_to_done(ledger: Ledger, inbox: Path) -> None:
    put(inbox, "june.csv")
    assert take(ledger, inbox) == Taken(imported=1)
    assert names(inbox) == ["done", "failed"]
    assert (inbox / "done" / "june.csv").read_bytes() == JUNE.read_bytes()
    assert len(ledger.files()) == 1


def test_a_file_that_the_ledger_has_already_is_done_too(ledger: Ledger, inbox: Path) -> None:
    """A run that was cut short between import and move finds its file again."""
    list(ledger.import_path(put(inbox, "june.csv")))
    assert take(ledger, inbox) == Taken(imported=1)
    assert len(ledger.files()) == 1


def test_files_of_one_name_are_kept_apart(ledger: Ledger, inbox: Path) -> None:
    for _ in range(3):
        put(inbox, "june.csv")
        take(ledger, inbox)
    assert names(inbox / "done") == ["june (2).csv", "june (3).csv", "june.csv"]


def test_a_file_that_cannot_be_read_is_kept_with_its_reason(ledger: Ledger, inbox: Path) -> None:
    put(inbox, "junk.csv", b"nothing,of,use\n")
    put(inbox, "june.csv")
    assert take(ledger, inbox) == Taken(imported=1, failed=1)
    assert names(inbox / "failed") == ["junk.csv", "junk.csv.reason.txt"]
    reason = inbox / "failed" / "junk.csv.reason.txt"
    assert "junk.csv: " in reason.read_text(encoding="utf-8")
    if sys.platform != "win32":
        assert stat.S_IMODE(reason.stat().st_mode) == 0o600


def test_a_second_bad_file_of_one_name_keeps_its_own_reason(ledger: Ledger, inbox: Path) -> None:
    for content in (b"one,bad\n", b""):
        put(inbox, "x.csv", content)
        take(ledger, inbox)
    assert names(inbox / "failed") == ["x (2).csv", "x (2).csv.reason.txt", "x.csv", "x.csv.reason.txt"]
    assert "empty" in (inbox / "failed" / "x (2).csv.reason.txt").read_text(encoding="utf-8")


def test_a_protected_file_fails_and_says_that_it_needs_a_password(ledger: Ledger, inbox: Path) -> None:
    path = inbox / "bill.zip"
    with pyzipper.AESZipFile(path, "w", encryption=pyzipper.WZ_AES) as packed:
        packed.setpassword(b"123456")
        packed.write(JUNE, "june.csv")
    os.utime(path, (NOW - 60, NOW - 60))
    assert take(ledger, inbox) == Taken(failed=1)
    assert "password" in (inbox / "failed" / "bill.zip.reason.txt").read_text(encoding="utf-8")


def test_the_reason_is_told_in_the_language_asked_for(ledger: Ledger, inbox: Path) -> None:
    put(inbox, "leer.csv", b"")
    take_in(ledger, inbox, words("zh"), NOW)
    assert "文件" in (inbox / "failed" / "leer.csv.reason.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "age"), [("june.csv", 3), ("june.csv.crdownload", 999), ("june.csv.PART", 999)])
def test_a_file_that_is_still_being_written_waits(name: str, age: float, ledger: Ledger, inbox: Path) -> None:
    put(inbox, name, age=age)
    assert take(ledger, inbox) == Taken(left=1)
    assert names(inbox) == ["done", "failed", name]
    assert ledger.files().empty


def test_a_file_dated_by_a_clock_ahead_of_ours_does_not_wait_for_ever(ledger: Ledger, inbox: Path) -> None:
    put(inbox, "june.csv", age=-86400)
    assert take(ledger, inbox) == Taken(imported=1)


def test_a_file_that_changes_while_it_is_read_is_taken_back_and_waits(
    ledger: Ledger, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(inbox, "june.csv")
    real = ledger.import_path

    def interrupted(*asked: object) -> object:
        reports = list(real(*asked))  # type: ignore[arg-type]
        with path.open("ab") as file:
            file.write(b"\n")
        return reports

    monkeypatch.setattr(ledger, "import_path", interrupted)
    assert take(ledger, inbox) == Taken(left=1)
    assert ledger.files().empty


def test_hidden_files_folders_and_what_is_done_are_passed_over(ledger: Ledger, inbox: Path) -> None:
    put(inbox, ".DS_Store", b"x")
    put(inbox, "~$bill.xlsx", b"x")
    (inbox / "2026").mkdir()
    put(inbox / "2026", "june.csv")
    (inbox / "done").mkdir()
    put(inbox / "done", "june.csv")
    assert take(ledger, inbox) == Taken(left=1)  # the folder, which is not entered
    assert ledger.files().empty


@pytest.mark.skipif(sys.platform == "win32", reason="links need special rights there")
def test_a_link_is_not_followed(ledger: Ledger, inbox: Path, tmp_path: Path) -> None:
    shutil.copy(JUNE, tmp_path / "elsewhere.csv")
    (inbox / "june.csv").symlink_to(tmp_path / "elsewhere.csv")
    assert take(ledger, inbox) == Taken(failed=1)
    assert ledger.files().empty
    assert (tmp_path / "elsewhere.csv").exists()
    assert names(inbox / "failed") == ["june.csv", "june.csv.reason.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need special rights there")
def test_a_link_in_the_place_of_done_is_refused(ledger: Ledger, inbox: Path, tmp_path: Path) -> None:
    (tmp_path / "away").mkdir()
    (inbox / "done").symlink_to(tmp_path / "away")
    put(inbox, "june.csv")
    with pytest.raises(NoInbox):
        take(ledger, inbox)
    assert names(tmp_path / "away") == []


def test_a_folder_that_is_not_there_is_not_made(ledger: Ledger, tmp_path: Path) -> None:
    with pytest.raises(NoInbox, match="nowhere"):
        take(ledger, tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


def test_a_long_name_finds_its_place(ledger: Ledger, inbox: Path) -> None:
    put(inbox, "示" * 80 + ".csv", b"")
    assert take(ledger, inbox) == Taken(failed=1)
    moved, reason = names(inbox / "failed")
    assert moved.endswith(".csv")
    assert reason == f"{moved}.reason.txt"
    assert len(reason.encode()) < 255


def test_a_huge_file_fails_without_being_read(ledger: Ledger, inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = inbox / "huge.csv"
    with path.open("wb") as file:
        file.truncate(1 << 40)
    os.utime(path, (NOW - 60, NOW - 60))
    assert take(ledger, inbox) == Taken(failed=1)
    assert "MB" in (inbox / "failed" / "huge.csv.reason.txt").read_text(encoding="utf-8")
