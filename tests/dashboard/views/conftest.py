"""Ledgers for the pages: an empty one, and four months of an invented life, imported and scanned once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit import config
from streamlit.components.v2 import manifest_scanner

from benchmarks.simulator import PRESETS, simulate
from dashboard.views import desk
from dashboard.web.options import SAFE
from dashboard.web.served import LEDGER
from detect.casebook import Casebook
from detect.context import Settings
from ingest.ledger import Ledger
from tests.dashboard.views.visiting import TODAY, copy_of


@pytest.fixture(autouse=True)
def _fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every test begin on a day shortly after the statements end, in no particular locale."""
    monkeypatch.setattr(desk, "today", lambda: TODAY)
    for name in ("WALLETWATCH_LOCALE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True, scope="session")
def _no_search_for_components() -> Iterator[None]:
    """Spare each AppTest a reading of every installed package's metadata, two thirds of its time: no page uses such components."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", list)
        yield


@pytest.fixture(autouse=True, scope="session")
def _as_served() -> None:
    """Run the pages with the options of the real server that cost or spare time at every run."""
    for name in ("browser.gatherUsageStats", "runner.magicEnabled"):
        config.set_option(name, SAFE[name])


@pytest.fixture(autouse=True, scope="session")
def _released() -> Iterator[None]:
    """Close the connections that cached frames hold."""
    yield
    st.cache_resource.clear()


@pytest.fixture(scope="session")
def statements(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The exports of an invented life."""
    return simulate(7, preset=PRESETS["dense"], months=4).write(tmp_path_factory.mktemp("life"))


@pytest.fixture(scope="session")
def scanned(statements: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of them with alerts of every severity; shared, so no test may change it."""
    path = tmp_path_factory.mktemp("ledger") / "ledger.db"
    with Ledger(path) as ledger:
        for statement in statements:
            list(ledger.import_path(statement))
        Casebook(ledger).scan(TODAY, Settings())
    return path


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Serve a ledger that does not exist yet."""
    path = tmp_path / "served" / "ledger.db"
    monkeypatch.setenv(LEDGER, str(path))
    return path


@pytest.fixture
def looked_at(scanned: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Serve the scanned ledger itself, to pages that only read."""
    monkeypatch.setenv(LEDGER, str(scanned))
    return scanned


@pytest.fixture
def lived(scanned: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Serve a copy of the scanned ledger."""
    path = copy_of(scanned, tmp_path / "lived")
    monkeypatch.setenv(LEDGER, str(path))
    return path
