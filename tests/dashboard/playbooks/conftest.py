"""A copy of the library that a test may damage."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.playbooks.library import ROOT

Damage = Callable[[str, str, str], Path]


@pytest.fixture
def damaged(tmp_path: Path) -> Damage:
    """Return a function that copies the library, replaces text in one file and returns the copy's folder."""

    def damage(file: str, old: str, new: str) -> Path:
        root = tmp_path / "playbooks"
        for folder in ("topics", "packs", "words"):
            shutil.copytree(ROOT / folder, root / folder, dirs_exist_ok=True)
        text = (root / file).read_text("utf-8")
        assert old in text, f"{old!r} is not in {file}"
        (root / file).write_text(text.replace(old, new, 1), "utf-8")
        return root

    return damage
