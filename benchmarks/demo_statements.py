"""Write the sample statements that `walletwatch demo` reads: one invented person's year.

    python -m benchmarks.demo_statements

A test checks that the committed files are what this writes.
"""

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Final

from benchmarks.simulated import planted
from benchmarks.simulator import simulate
from benchmarks.simulator.parameters import Unseen

SEED: Final = 2045
FOLDER: Final = Path(__file__).resolve().parent.parent / "dashboard" / "demo" / "statements"


def written() -> dict[str, bytes]:
    """Return the content of every statement by file name."""
    with tempfile.TemporaryDirectory() as name:
        paths = simulate(SEED, preset=replace(planted(), unseen=Unseen(failed=0.0, lost=0.0))).write(Path(name))
        return {path.name: path.read_bytes() for path in paths}


def main() -> None:
    """Replace the folder's files."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.iterdir():
        old.unlink()
    for name, content in written().items():
        (FOLDER / name).write_bytes(content)


if __name__ == "__main__":
    main()
