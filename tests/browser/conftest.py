"""A real browser before a real server, both on this machine alone."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from ingest.ledger import Ledger
from tests.browser.watching import CHROMIUM, FLAGS, Watched
from tests.ingest.hostile import SAMPLE

ROOT = Path(__file__).resolve().parents[2]
SERVE = """
import sys
from pathlib import Path
from dashboard.web.serve import serve
serve(Path(sys.argv[1]), port=int(sys.argv[2]), browser=False, announce=lambda url: print(url, flush=True))
"""

Serve = Callable[[Path], str]


@pytest.fixture(scope="module")  # Playwright keeps an event loop running; no other file's test may find it
def browser() -> Iterator[Browser]:
    """Chromium without a window."""
    if not Path(CHROMIUM).exists():
        pytest.skip(f"there is no browser at {CHROMIUM}")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    """A fresh profile whose every request, socket, dialog and console line is written down."""
    context = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
    yield Watched(context.new_page())
    context.close()


@pytest.fixture(scope="module")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """Serve a ledger as the command would, and return the address it announces."""
    home = tmp_path_factory.mktemp("server")
    with contextlib.ExitStack() as stack:

        def start(ledger: Path) -> str:
            command = [sys.executable, "-c", SERVE, str(ledger), "0"]
            environment = {**os.environ, "HOME": str(home), "PYTHONPATH": str(ROOT)}
            heard = stack.enter_context((home / "heard.txt").open("a"))
            server = stack.enter_context(
                subprocess.Popen(command, cwd=home, env=environment, stdout=subprocess.PIPE, stderr=heard, text=True)
            )
            stack.callback(server.terminate)
            assert server.stdout is not None
            return server.stdout.readline().strip()

        yield start


@pytest.fixture(scope="module")
def hostile(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a ledger that holds the hostile statement, not yet scanned."""
    path = tmp_path_factory.mktemp("hostile") / "ledger.db"
    with Ledger(path) as ledger:
        list(ledger.import_path(SAMPLE))
    return serve(path)
