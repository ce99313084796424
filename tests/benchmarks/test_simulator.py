"""The simulator as a whole: repeatable, configurable, complete."""

import doctest
import importlib
import pkgutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import benchmarks.simulator
from benchmarks.simulator import DENSE, NATURAL, USUAL, simulate
from benchmarks.simulator.parameters import Duplicates
from tests.benchmarks.exports import Exports

# Results of benchmarks are compared by this: change it together with a parameter, on purpose.
NATURAL_FINGERPRINT = "0e4cd2163b1f8830"
DENSE_FINGERPRINT = "2a7b7a9cba0fcfe5"

FAMILIES = {
    *(f"D{n}" for n in range(1, 8)),
    *(f"R{n}" for n in range(1, 9)),
    *(f"M{n}" for n in range(1, 6)),
    *(f"N{n}" for n in range(1, 15)),
    *("F1", "F2", "T1", "T2"),
    *("U-testing", "U-burst", "U-drip", "U-takeover", "U-foreign", "U-spree", "U-loan", "U-inhabit"),
    *("H-trip", "H-moving", "H-yearly", "H-gifts", "H-rent", "H-commute", "H-tax", "H-baby"),
}


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_same_seed_gives_the_same_bytes(dense: Exports, tmp_path: Path) -> None:
    simulate(11, preset=DENSE).write(tmp_path, formats=tuple(file["format"] for file in dense.truth["files"]))
    assert _bytes(tmp_path) == _bytes(dense.folder)


def test_another_seed_gives_other_bytes(tmp_path: Path) -> None:
    for seed in (1, 2):
        simulate(seed, months=2).write(tmp_path / str(seed))
    one, two = (set(_bytes(tmp_path / name).values()) for name in "12")
    assert not one & two


def test_other_parameters_change_the_fingerprint_and_nothing_else_does() -> None:
    assert NATURAL.fingerprint() == NATURAL_FINGERPRINT
    assert DENSE.fingerprint() == DENSE_FINGERPRINT
    assert replace(NATURAL, duplicates=Duplicates(per_year=0.41)).fingerprint() != NATURAL_FINGERPRINT


def test_shares_add_up() -> None:
    for shares in (NATURAL.duplicates.shares, NATURAL.duplicates.orders, NATURAL.refunds.orderly):
        assert sum(share for _, share in shares) == pytest.approx(1.0, abs=0.02)


@pytest.mark.parametrize("seed", [11, 12, 13])
def test_a_dense_year_has_every_family(seed: int, dense: Exports, tmp_path: Path) -> None:
    life = dense.life if seed == 11 else simulate(seed, preset=DENSE)
    found = set(life.truth.families()) | {"N13"}  # N13 comes with overlapping exports, below
    assert found == FAMILIES


def test_overlapping_exports_repeat_rows(tmp_path: Path) -> None:
    life = simulate(5, months=6)
    exports = [file for file in life.write(tmp_path, split="overlapping") if file.suffix == ".csv"]
    assert len(exports) == 2 * len(life.periods("overlapping")) > 2
    assert '"N13":' in (tmp_path / "truth.json").read_text(encoding="utf-8")


def test_monthly_exports_hold_every_row_once(tmp_path: Path) -> None:
    life = simulate(5, months=6)
    life.write(tmp_path, split="monthly")
    whole, parts = life.periods()[0], life.periods("monthly")
    for account in ("wallet", "wallet2", "debit", "card"):
        rows = [row.id for part in parts for row in life.view(account, part).rows]
        assert len(rows) == len(set(rows))
        assert set(rows) == {row.id for row in life.view(account, whole).rows}
    assert '"N13":' not in (tmp_path / "truth.json").read_text(encoding="utf-8")


def test_a_short_life_is_possible() -> None:
    for preset in (NATURAL, DENSE):
        assert simulate(3, months=1, preset=preset).truth.labels


def test_the_command_line_writes_a_life(tmp_path: Path) -> None:
    root = Path(benchmarks.simulator.__file__).parents[2]
    said = subprocess.run(
        [sys.executable, "-m", "benchmarks.simulator", "7", str(tmp_path / "life"), "--preset", "dense", "--months", "2"],
        cwd=root, capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert len(said.stdout.splitlines()) == len(USUAL)
    assert (tmp_path / "life" / "truth.json").exists()


def test_examples_in_docstrings_are_true() -> None:
    for module in pkgutil.walk_packages(benchmarks.simulator.__path__, "benchmarks.simulator."):
        if not module.name.endswith("__main__"):
            assert doctest.testmod(importlib.import_module(module.name)).failed == 0
