"""The inbox: a folder whose new files are imported, then moved to `done` or `failed` inside it, the latter with the reason.

A file is moved only after it is in the ledger, so a run that is cut short finds it again, and the ledger knows it.
What is still being written is left for the next run. Links are never followed, folders never entered.
"""

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dashboard.i18n import Words
from dashboard.private import keep_private
from ingest.ledger import Ledger
from ingest.report import FileReport

DONE: Final = "done"
FAILED: Final = "failed"
REASON: Final = ".reason.txt"
SETTLED: Final = 10.0  # seconds without a change, after which a file counts as whole
_AHEAD: Final = 60.0  # seconds: a file changed so far in the future was dated by another clock
_GROWING: Final = (".part", ".partial", ".crdownload", ".download", ".tmp", ".opdownload")  # of browsers and copiers
_LONGEST: Final = 200  # bytes of a name, so that what is added to it still fits everywhere


class NoInbox(Exception):
    """The inbox cannot be used; the text is its path."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of an inbox: files in the ledger, files that could not be read, and files left where they are."""

    imported: int = 0
    failed: int = 0
    left: int = 0


def take_in(ledger: Ledger, inbox: Path, words: Words, now: float) -> Taken:
    """Import what waits in a folder; `now` is seconds since 1970.

    Raises:
        NoInbox: the folder is not there, or cannot be read or written.
        LedgerError: the store is in the way; what was not imported yet waits.
    """
    try:
        for folder in (inbox / DONE, inbox / FAILED):
            _own_folder(folder)
        waiting = [file for file in sorted(inbox.iterdir()) if not _passed_over(file)]
        fates = [_take(ledger, file, words, now) for file in waiting]
    except OSError as error:
        raise NoInbox(str(inbox)) from error
    return Taken(*(fates.count(fate) for fate in (DONE, FAILED, "left")))


def _own_folder(folder: Path) -> None:
    if not folder.parent.is_dir() or folder.is_symlink():
        raise NoInbox(str(folder))
    folder.mkdir(mode=0o700, exist_ok=True)


def _passed_over(path: Path) -> bool:
    return path.name.startswith((".", "~$")) or (path.name in (DONE, FAILED) and path.is_dir())


def _take(ledger: Ledger, file: Path, words: Words, now: float) -> str:
    before = file.lstat()
    if stat.S_ISLNK(before.st_mode):
        return _move(file, FAILED, words("schedule.inbox.link"))
    if not stat.S_ISREG(before.st_mode) or not _settled(file, before, now):
        return "left"
    reports = list(ledger.import_path(file))
    if _changed(before, file):
        _take_back(ledger, reports)
        return "left"
    if reasons := list(_reasons(reports, words)):
        return _move(file, FAILED, "\n".join(reasons))
    return _move(file, DONE)


def _settled(file: Path, found: os.stat_result, now: float) -> bool:
    growing = file.name.lower().endswith(_GROWING)
    return not growing and not now - SETTLED < found.st_mtime < now + _AHEAD


def _changed(before: os.stat_result, file: Path) -> bool:
    """Tell whether somebody wrote to a file, or replaced it, while it was read."""
    try:
        after = file.lstat()
    except FileNotFoundError:
        return True
    return (before.st_ino, before.st_size, before.st_mtime_ns) != (after.st_ino, after.st_size, after.st_mtime_ns)


def _take_back(ledger: Ledger, reports: Sequence[FileReport]) -> None:
    for report in reports:
        if report.status == "imported" and report.file_id is not None:
            ledger.undo(report.file_id)


def _reasons(reports: Sequence[FileReport], words: Words) -> Iterator[str]:
    yield from (words.error(report.error) for report in reports if report.error is not None)
    if not reports:
        yield words("schedule.inbox.nothing")


def _move(file: Path, to: str, reason: str = "") -> str:
    """Move a file under a name that is free, and write the reason beside it; nothing is ever overwritten."""
    target = _free(file.parent / to, file.name)
    if reason:
        keep_private(target.with_name(f"{target.name}{REASON}"), f"{reason}\n".encode())
    file.rename(target)
    return to


def _free(folder: Path, name: str) -> Path:
    stem, suffix = os.path.splitext(name)  # noqa: PTH122  (of a name, which is no path)
    stem = os.fsencode(stem)[: _LONGEST - len(os.fsencode(suffix))].decode(errors="ignore") or "file"
    suffix = suffix if len(os.fsencode(suffix)) < _LONGEST else ""
    count = 1
    while True:
        target = folder / f"{stem}{f' ({count})' if count > 1 else ''}{suffix}"
        if not os.path.lexists(target) and not os.path.lexists(target.with_name(f"{target.name}{REASON}")):
            return target
        count += 1
