"""`walletwatch demo` and `dashboard`: the whole way on invented statements, and where pages are served."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.demo import STATEMENTS
from dashboard.playbooks.model import LOCALES
from tests.dashboard.cli.calling import JUNE, call

Serving = tuple[Path, int, bool, bool, Path | None]  # ledger, port, browser, whether it existed, the person's own


def test_the_demo_reads_scans_and_leaves_nothing(tmp_path: Path) -> None:
    outcome = call("demo", "--no-dashboard")
    assert (outcome.code, outcome.err) == (0, "")
    for path in STATEMENTS.iterdir():
        assert path.name in outcome.out
    assert "walletwatch playbook " in outcome.out
    assert "Why: " in outcome.out
    assert "Watched: " in outcome.out
    assert "walletwatch answer" not in outcome.out
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[Serving]:
    """Serve nothing, and note what would have been."""
    seen: list[Serving] = []

    def serve(ledger: Path, *, port: int, browser: bool, announce: Callable[[str], None], own: Path | None) -> None:
        announce(f"http://127.0.0.1:{port}/?token=abc")
        seen.append((ledger, port, browser, ledger.exists(), own))

    monkeypatch.setattr("dashboard.web.serve.serve", serve)
    return seen


def test_the_dashboard_address_stands_alone_on_a_line(served: list[Serving], empty: Path) -> None:
    outcome = call("--ledger", empty, "dashboard", "--port", 9000, "--no-browser")
    assert (outcome.code, outcome.out) == (0, "http://127.0.0.1:9000/?token=abc\n")
    assert served == [(empty, 9000, False, True, None)]


@pytest.fixture
def small(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A demo of one statement only."""
    folder = tmp_path_factory.mktemp("statements")
    shutil.copy(JUNE, folder)
    monkeypatch.setattr("dashboard.demo.STATEMENTS", folder)
    return JUNE


@pytest.mark.usefixtures("small")
def test_the_demo_serves_its_throw_away_ledger(served: list[Serving], tmp_path: Path) -> None:
    outcome = call("--ledger", tmp_path / "mine.db", "demo", "--no-browser")
    ((ledger, port, browser, existed, own),) = served
    assert (port, browser, existed) == (8501, False, True)
    assert own == tmp_path / "mine.db"  # the pages can lead there
    assert "http://127.0.0.1:8501/?token=abc" in outcome.out.splitlines()
    assert not ledger.exists()
    assert list(tmp_path.iterdir()) == []


def test_a_port_that_is_taken_is_one_sentence(monkeypatch: pytest.MonkeyPatch, empty: Path) -> None:
    def serve(*_: object, **__: object) -> None:
        raise OSError(98, "taken")

    monkeypatch.setattr("dashboard.web.serve.serve", serve)
    outcome = call("--ledger", empty, "dashboard", "--port", 9000)
    assert outcome.code == 2
    assert "Port 9000" in outcome.err.splitlines()[-1]


def test_a_ledger_that_cannot_be_opened_is_told_before_any_page(served: list[Serving], tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("no ledger, but long enough to look like a file" * 50)
    assert call("--ledger", tmp_path / "notes", "dashboard").code == 2
    assert served == []


@pytest.mark.parametrize("locale", LOCALES)
def test_the_demo_speaks_every_language(locale: str, small: Path) -> None:
    outcome = call("--locale", locale, "demo", "--no-dashboard")
    assert (outcome.code, outcome.err) == (0, "")
    assert small.name in outcome.out
