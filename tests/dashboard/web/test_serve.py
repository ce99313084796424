"""The server: on this machine only, one address said once, an ordinary end."""

import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
import webbrowser
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from dashboard.web import lean, options
from dashboard.web import serve as module
from dashboard.web.served import LEDGER

ROOT = Path(__file__).resolve().parents[3]
SERVE = """
import sys
from pathlib import Path
from dashboard.web.serve import serve
serve(Path(sys.argv[1]), port=int(sys.argv[2]), browser=False, announce=lambda url: print(url, flush=True))
print("ended")
"""


@pytest.fixture(params=[signal.SIGINT, signal.SIGTERM])
def ending(request: pytest.FixtureRequest) -> signal.Signals:
    return signal.Signals(request.param)


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody else holds."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


@pytest.mark.skipif(os.name == "nt", reason="signals are another thing there")
def test_it_answers_what_it_announces_and_ends_when_told(tmp_path: Path, taken: int, ending: signal.Signals) -> None:
    command = [sys.executable, "-c", SERVE, str(tmp_path / "ledger.db"), str(taken)]
    environment = {**os.environ, "HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        address = server.stdout.readline().strip()
        place = urlsplit(address)
        assert (place.hostname, place.path) == ("127.0.0.1", "/")
        assert taken < (place.port or 0) < taken + 50
        token = place.query.removeprefix("token=")
        assert len(token) >= 43
        with urllib.request.urlopen(f"http://{place.netloc}/_stcore/health", timeout=10) as answer:
            assert answer.status == 200
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"http://{place.netloc}/", timeout=10)
        assert refused.value.code == 403
        refused.value.close()
        server.send_signal(ending)
        said, heard = server.communicate(timeout=30)
    assert server.returncode == 0
    assert said == "ended\n"
    assert token not in heard


def test_the_browser_gets_an_address_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A browser's command line can be read by others on the machine; what stands in it opens only once."""
    opened: list[str] = []
    announced: list[str] = []

    class Server:
        def __init__(self, _config: object, ready: Callable[[], None]) -> None:
            self.ready = ready

        def run(self, **_: object) -> None:
            self.ready()

    monkeypatch.setenv(LEDGER, "")
    monkeypatch.setattr(module, "_Server", Server)
    monkeypatch.setattr(options, "apply", lambda _: None)
    monkeypatch.setattr(webbrowser, "open", opened.append)
    monkeypatch.setattr(lean, "lean_start", list)
    monkeypatch.setattr(module, "_make_ready", list)
    monkeypatch.setattr(module, "_behind", lambda work, *arguments: work(*arguments))
    module.serve(tmp_path / "ledger.db", port=0, announce=announced.append)
    module.serve(tmp_path / "ledger.db", port=0, announce=announced.append, browser=False)
    assert len(opened) == 1
    assert opened[0].partition("=")[0] == announced[0].partition("=")[0]
    assert opened[0] != announced[0]


def test_nobody_but_this_machine_can_reach_it() -> None:
    with module._bind(0) as listening:
        assert listening.getsockname()[0] == "127.0.0.1"


def test_a_port_that_is_taken_gives_the_next(taken: int) -> None:
    with module._bind(taken) as listening:
        assert taken < listening.getsockname()[1] < taken + 50


def test_the_last_port_is_not_stepped_over() -> None:
    with module._bind(65535) as listening:
        assert listening.getsockname()[1] == 65535
