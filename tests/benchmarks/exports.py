"""A life that was written to a folder."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.simulator import Life


@dataclass(frozen=True)
class Exports:
    """A life, the folder its exports were written to, and the truth as the folder tells it."""

    life: Life
    folder: Path
    paths: list[Path]
    truth: dict[str, Any]

    def of(self, name: str) -> Path:
        """Return the file of one format."""
        (found,) = (str(file["file"]) for file in self.truth["files"] if file["format"] == name)
        return self.folder / found

    def labels(self, family: str) -> list[dict[str, Any]]:
        """Return the labels of one family."""
        return [label for label in self.truth["labels"] if label["family"] == family]


def write(life: Life, folder: Path, **choices: Any) -> Exports:
    paths = life.write(folder, **choices)
    return Exports(life, folder, paths, json.loads((folder / "truth.json").read_text(encoding="utf-8")))
