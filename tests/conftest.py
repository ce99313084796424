"""Fixtures that every part of the tests shares."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from ingest.ledger import Ledger

ROOT = Path(__file__).resolve().parent.parent

# No deadline: a slow machine is no failure. On CI the same examples every time, so that red means a change was wrong.
settings.register_profile(
    "walletwatch",
    deadline=None,
    max_examples=15,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("walletwatch")


def pytest_collection_finish() -> None:
    """Leave eleven thousand tests and all modules out of the search for garbage, and search less often: it took a twenty-fifth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real-world files that stay outside the repository."""
    path = Path(os.environ.get("WALLETWATCH_SHARED", ROOT.parent / "shared"))
    if not (path / "corpus" / "CORPUS.tsv").exists():
        pytest.skip("the shared corpus is not here; WALLETWATCH_SHARED names its folder")
    return path


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger in a folder of its own."""
    with Ledger(tmp_path / "ledger" / "ledger.db") as opened:
        yield opened
