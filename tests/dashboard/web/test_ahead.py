"""What the other pages show is ready before they are opened; and nothing else comes of it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.i18n import words
from dashboard.views import desk, reading
from dashboard.web import ahead
from dashboard.web import idle as module
from dashboard.web.idle import Idle
from dashboard.web.served import LEDGER
from ingest.ledger import Ledger
from tests.dashboard.views.visiting import ROOT, SAMPLES, visit

ALONE = """
import sys
from dashboard.web.ahead import load_all
load_all()
print(*sys.modules)
"""


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(LEDGER, str(tmp_path / "ledger.db"))
    return tmp_path / "ledger.db"


@pytest.fixture
def idle() -> Idle:
    """A moment after the first page."""
    idle = Idle(rest=0)
    with idle.drawing():
        pass
    return idle


def test_what_the_other_pages_find_is_found_once(path: Path, idle: Idle, monkeypatch: pytest.MonkeyPatch) -> None:
    with Ledger(path) as ledger:
        list(ledger.import_path(SAMPLES / "alipay" / "june.csv"))
    ahead.work_ahead(idle)
    for name in ("expected", "listed"):
        monkeypatch.setattr(reading, name, None)  # whoever looks again fails
    monkeypatch.setattr(Ledger, "accounts", None)
    with Ledger(path) as ledger:
        assert reading.promises(ledger, words("zh"), desk.today()) == ()
        assert reading.subscriptions(ledger, words("zh"), desk.today()) == ()
        assert len(reading.tallied(ledger)) == 1


def test_an_installation_ends_with_the_libraries_of_all_pages(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.db"
    environment = {**os.environ, LEDGER: str(ledger), "PYTHONPATH": str(ROOT)}
    ran = subprocess.run([sys.executable, "-c", ALONE], env=environment, capture_output=True, text=True, check=True)
    wanted = {"numba", "keyring", "altair", "rich", "uvicorn", "dashboard.views.case", "detect.links.mirror"}
    assert wanted <= set(ran.stdout.split())
    assert not ledger.exists()


def test_a_ledger_that_does_not_exist_is_not_made(path: Path, idle: Idle) -> None:
    ahead.work_ahead(idle)
    assert not path.exists()


def test_a_file_that_is_no_ledger_is_left_to_the_page(path: Path, idle: Idle) -> None:
    path.write_bytes(b"nothing of ours")
    ahead.work_ahead(idle)
    assert path.read_bytes() == b"nothing of ours"


def test_a_page_says_that_it_was_drawn(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    idle = Idle(rest=0)
    monkeypatch.setattr(module, "PAGES", idle)
    assert idle._left() is None
    visit("cases", "en")
    assert idle._left() == 0
