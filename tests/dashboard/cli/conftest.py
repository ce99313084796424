import datetime as dt
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from benchmarks.simulator import PRESETS, simulate
from tests.dashboard.cli.calling import Outcome, call


@dataclass(frozen=True)
class Life:
    """Two months of an invented person: the statements, their ledger after import and scan, and what the scan said."""

    statements: tuple[Path, ...]
    folder: Path
    last: dt.date
    imported: Outcome
    scanned: Outcome


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing of the tester's own machine reaches a call, and nothing of a call reaches the machine."""
    for name in ("WALLETWATCH_LEDGER", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("WALLETWATCH_LOCALE", "en")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))  # a ledger there may keep a language and a country
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


@pytest.fixture(scope="session")
def life(tmp_path_factory: pytest.TempPathFactory) -> Life:
    folder = tmp_path_factory.mktemp("life")
    statements = tuple(simulate(3, months=2, preset=PRESETS["dense"]).write(folder / "statements"))
    ledger = folder / "ledger" / "ledger.db"
    imported = call("--ledger", ledger, "--locale", "en", "import", *statements, "--format", "json")
    last = max(statement["last"] for file in imported.json["files"] for statement in file["statements"])
    scanned = call("--ledger", ledger, "--locale", "en", "scan", "--as-of", last, "--format", "json")
    return Life(statements, ledger.parent, dt.date.fromisoformat(last), imported, scanned)


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """Where a ledger could be."""
    return tmp_path / "own" / "ledger.db"


@pytest.fixture
def scanned(life: Life, tmp_path: Path) -> Path:
    """A ledger of one's own with a life in it, imported and scanned."""
    shutil.copytree(life.folder, tmp_path / "copy")
    return tmp_path / "copy" / "ledger.db"
