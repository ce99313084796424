"""Dashboard, scheduled runs and commands at once on one ledger: nothing fails and no answer is lost."""

import sys
from pathlib import Path

import pytest

from benchmarks.together import together


@pytest.mark.skipif(sys.platform == "win32", reason="processes are copied")
def test_all_at_once_for_a_moment(tmp_path: Path) -> None:
    works, wrong = together(tmp_path, 2.0, 300)
    assert wrong == []
    assert len(works) == 3
    assert all(work.done for work in works)
