"""The benchmark of large ledgers runs real commands and says when one fails."""

from pathlib import Path

import pytest

from benchmarks.large import Bench


def bench(folder: Path) -> Bench:
    """Return a bench with the compiled code that is there: to make its own takes as long as all else here."""
    made = Bench(folder)
    del made.environment["PYTHONPYCACHEPREFIX"]
    return made


def test_a_command_is_timed_with_its_memory(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bench(tmp_path).run("formats", "formats", "--format", "json")
    _, what, processor, wall, memory, _ = (cell.strip() for cell in capsys.readouterr().out.split("|"))
    assert what == "formats"
    assert float(processor) > 0
    assert float(wall) > 0
    assert int(memory) > 10


def test_a_command_that_fails_is_no_figure(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(RuntimeError, match="exit code 2"):
        bench(tmp_path).run("nothing", "import", str(tmp_path / "missing.csv"))
    assert "|" not in capfd.readouterr().out
