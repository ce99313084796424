"""One run at a time: a lock that the system takes back by itself when its holder dies."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class AlreadyRunning(Exception):
    """Another run of the same ledger is under way."""


@contextmanager
def only_one(ledger: Path) -> Iterator[None]:
    """Hold the lock of a ledger's runs for a block. The file stays; that it is there means nothing.

    Raises:
        AlreadyRunning: another process holds it.
    """
    path = ledger.with_name(f"{ledger.name}.run")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _take(handle)
        yield
    finally:
        os.close(handle)  # and with it the lock


if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            raise AlreadyRunning from error

else:
    import fcntl

    def _take(handle: int) -> None:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise AlreadyRunning from error
