"""A real browser before a real server, both on this machine alone."""

import itertools
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from dashboard.demo import STATEMENTS
from dashboard.web.served import LEDGER
from ingest.ledger import Ledger
from tests.browser.watching import CHROMIUM, FLAGS, Watched

ROOT = Path(__file__).resolve().parents[2]
DAY = "2026-07-02"  # the pages' today: two days after the sample year ends, whenever this runs
SAMPLE_YEAR = sorted(file for file in STATEMENTS.iterdir() if "20260630" in file.name)
ALIPAY, WECHAT, BANK, CARD = (
    next(file for file in SAMPLE_YEAR if file.name.startswith(name)) for name in ("支付宝", "微信", "CMB", "card")
)
SERVE = """
import datetime, sys
from pathlib import Path
from dashboard.views import desk
from dashboard.web.serve import serve
desk.today = lambda: datetime.date.fromisoformat(sys.argv[2])
serve(Path(sys.argv[1]), port=0, browser=False, announce=lambda url: print(url, flush=True))
"""


# A spinner that turns in software costs as much as what it waits for, and a fading word has no colour to be judged by.
STILL = """addEventListener('DOMContentLoaded', () => document.head.append(Object.assign(document.createElement('style'),
    {textContent: '*, *::before, *::after { animation: none !important; transition: none !important }'})))"""


@dataclass(slots=True)
class Served:
    """A server that stays, and the ledger it shows, which every test lays anew."""

    address: str
    ledger: Path
    _turns: Iterator[int] = field(default_factory=itertools.count)

    @property
    def home(self) -> str:
        return f"http://{urlsplit(self.address).netloc}"

    def holds(self, files: Iterable[Path] = ()) -> Path:
        """Put an empty ledger in the place of the last test's, and read files into it; return its path."""
        turn = next(self._turns)
        for part in self.ledger.parent.glob("*"):  # kept, so that no later file is taken for this one by its number
            part.rename(self.ledger.parent.parent / f"{turn}-{part.name}")
        files = list(files)
        if files:
            with Ledger(self.ledger) as ledger:
                for file in files:
                    list(ledger.import_path(file))
        return self.ledger


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve as the command would, from the address it announces."""
    home = tmp_path_factory.mktemp("server")
    (home / "ledger").mkdir()
    path = home / "ledger" / "ledger.db"
    environment = {**os.environ, "HOME": str(home), "PYTHONPATH": str(ROOT)}
    environment.pop(LEDGER, None)
    command = [sys.executable, "-c", SERVE, str(path), DAY]
    with (
        (home / "heard.txt").open("w") as heard,
        subprocess.Popen(
            command, cwd=home, env=environment, stdout=subprocess.PIPE, stderr=heard, text=True
        ) as serving,
    ):
        assert serving.stdout is not None
        yield Served(serving.stdout.readline().strip(), path)
        serving.terminate()


@pytest.fixture(scope="module")  # Playwright keeps an event loop running; no other file's test may find it
def browser() -> Iterator[Browser]:
    """Chromium without a window."""
    if not Path(CHROMIUM).exists():
        pytest.skip(f"there is no browser at {CHROMIUM}")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


Watch = Callable[..., Watched]


@pytest.fixture
def watch(browser: Browser, server: Served) -> Iterator[Watch]:
    """Open a fresh profile, let in by the token, whose every request, socket, dialog and console line is written down."""
    contexts: list[BrowserContext] = []

    def opened(locale: str = "en", scheme: Literal["light", "dark"] = "light", width: int = 1280) -> Watched:
        size = {"width": width, "height": 900}
        contexts.append(browser.new_context(locale=locale, color_scheme=scheme, viewport=size))  # type: ignore[arg-type]
        contexts[-1].add_init_script(STILL)
        assert contexts[-1].request.get(server.address).ok  # gives it the cookie
        return Watched(contexts[-1].new_page(), server.home)

    yield opened
    for context in contexts:
        context.close()
