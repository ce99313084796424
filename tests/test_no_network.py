"""Nobody's statements leave the machine: importing and scanning open no socket and write to the ledger's folder alone."""

import datetime as dt
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from detect.casebook import Casebook, ScanReport
from detect.context import Settings
from ingest.ledger import Ledger
from tests.ingest.golden import samples

AS_OF = dt.date(2026, 7, 1)
PROCESSES = ("os.system", "os.exec", "os.posix_spawn", "os.spawn")


class Forbidden(AssertionError):
    """Somebody reached for the network."""


class _Watch:
    """What this process opens while it is watched. Audit hooks cannot be taken off, so there is one, mostly idle."""

    def __init__(self) -> None:
        self.active = False
        self.written: set[Path] = set()
        self.reached: list[str] = []
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if not self.active:
            return
        if event.startswith("socket.") or event in PROCESSES or (event == "subprocess.Popen" and _foreign(arguments)):
            self.reached.append(event)
        elif event in ("open", "sqlite3.connect") and isinstance(arguments[0], str | bytes | Path):
            reads = event == "open" and not (isinstance(arguments[2], int) and arguments[2] & 0b11)  # O_RDONLY
            if not reads:
                self.written.add(Path(str(arguments[0])))


def _foreign(process: tuple[object, ...]) -> bool:
    """Tell another program from Python itself, isolated: an old XLS is read in one, because it may crash the reader."""
    command = process[1]
    return not (isinstance(command, list) and command[:2] == [sys.executable, "-I"])


WATCH = _Watch()


@contextmanager
def watched() -> Iterator[_Watch]:
    """Watch what is opened for writing and what reaches out, below Python's own names for it too."""
    WATCH.written, WATCH.reached, WATCH.active = set(), [], True
    try:
        yield WATCH
    finally:
        WATCH.active = False


@pytest.fixture(autouse=True)
def without_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every way to the network raise."""

    def refuse(*arguments: object, **named: object) -> None:
        raise Forbidden(f"a socket for {arguments} {named}")

    for name in ("socket", "create_connection", "getaddrinfo", "gethostbyname", "socketpair"):
        monkeypatch.setattr(socket, name, refuse)


def import_and_scan(path: Path) -> ScanReport:
    """Import every sample of every importer and look for what is wrong in them."""
    with Ledger(path) as ledger:
        for sample in samples():
            for report in ledger.import_path(sample):
                assert report.error is None, report.error
        return Casebook(ledger).scan(AS_OF, Settings())


def listing(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_network_is_forbidden_here() -> None:
    for reach in (
        socket.socket,
        lambda: socket.create_connection(("host.invalid", 443)),
        lambda: socket.getaddrinfo("host.invalid", 443),
    ):
        with pytest.raises(Forbidden):
            reach()


def test_import_and_scan_open_no_socket_and_write_to_the_folder_of_the_ledger_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, own = tmp_path / "home", tmp_path / "ledger"
    home.mkdir()
    for variable in ("HOME", "TMPDIR", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(variable, str(home))
    monkeypatch.chdir(home)
    uploads = {sample: sample.read_bytes() for sample in samples()}
    with watched() as watch:
        report = import_and_scan(own / "ledger.db")
    assert report.transactions > 100
    assert [alert.kind for alert in report.open if alert.kind == "duplicate"]  # the scan did its work
    assert watch.reached == []
    assert listing(home) == {}
    assert {path.name for path in own.iterdir()} == {"ledger.db", "ledger.db.originals"}  # and side files, while open
    assert {path.name for path in tmp_path.iterdir()} == {"home", "ledger"}
    assert {path for path in watch.written if not _compiled(path) and own not in path.parents} == set()
    assert {sample: sample.read_bytes() for sample in samples()} == uploads


def _compiled(path: Path) -> bool:
    """Python and numba keep compiled code beside its source."""
    return "__pycache__" in path.parts or path == Path("/dev/null")


def test_the_watch_notices_what_it_watches_for(tmp_path: Path) -> None:
    with watched() as watch:
        (tmp_path / "leak.txt").write_text("x", encoding="utf-8")
        socket.SocketType().close()  # past the names that are forbidden above
    assert watch.written == {tmp_path / "leak.txt"}
    assert "socket.__new__" in watch.reached
