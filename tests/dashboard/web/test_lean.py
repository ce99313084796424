"""The start leaves out what no page needs."""

import os
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest
from streamlit import delta_generator
from streamlit.components.v2 import manifest_scanner

from dashboard.web import lean
from ingest.ledger import Ledger

ROOT = Path(__file__).resolve().parents[3]
START = """
import sys
from pathlib import Path
from dashboard.cli import main, running
from dashboard.cli.state import State
from dashboard.web import serve
State(Path(sys.argv[1])).reach()
print(*sys.modules)
import dashboard.views.parts.standing
print(*sys.modules)
"""


def test_the_server_answers_before_pandas_is_there_and_the_first_page_needs_no_compiler(tmp_path: Path) -> None:
    Ledger(tmp_path / "ledger.db").close()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", START, str(tmp_path / "ledger.db")]
    ran = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    server, page = (set(line.split()) for line in ran.stdout.splitlines())
    assert server & {"pandas", "numpy", "altair"} == set()
    assert page & {"numba", "scipy"} == set()
    assert "pandas" in page


def test_the_start_looks_into_no_installed_package(monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name in ((manifest_scanner, "scan_component_manifests"), (delta_generator, "_use_warning_has_been_displayed")):  # fmt: skip
        monkeypatch.setattr(module, name, getattr(module, name))
    monkeypatch.setattr(metadata, "distributions", None)  # whoever asks fails
    lean.lean_start()
    assert manifest_scanner.scan_component_manifests() == []
