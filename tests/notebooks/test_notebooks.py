"""What every notebook owes its readers."""

from pathlib import Path

import pytest

from tests.notebooks.running import FOLDER, cells

NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_committed_without_outputs(path: Path) -> None:
    """Outputs of somebody's own statements must not slip into the repository."""
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in cells(path))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_notebook_is_run_by_a_test_of_its_name(path: Path) -> None:
    assert f'run("{path.name}"' in (Path(__file__).parent / f"test_{path.stem}.py").read_text(encoding="utf-8")
