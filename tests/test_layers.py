"""The promises of the house about its own layout: imports point one way, and nobody else's names are ours."""

import ast
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("ingest", "detect", "dashboard")  # each may import those before it
CONFIG = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def modules(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


def imported(module: Path) -> Iterator[str]:
    """Yield the top-level name of everything a module imports, also inside functions."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: relative imports hide where a name comes from"
            yield (node.module or "").partition(".")[0]


@pytest.mark.parametrize("package", PACKAGES)
def test_imports_point_one_way(package: str) -> None:
    later = set(PACKAGES[PACKAGES.index(package) + 1 :]) | {"tests", "benchmarks"}
    assert modules(package)
    assert [
        f"{module.relative_to(ROOT)} imports {name}"
        for module in modules(package)
        for name in imported(module)
        if name in later
    ] == []


@pytest.mark.parametrize("package", PACKAGES)
def test_our_package_names_belong_to_our_distribution_alone(package: str) -> None:
    assert set(packages_distributions().get(package, ())) <= {"walletwatch"}
    assert Path(str(__import__(package).__file__)).is_relative_to(ROOT)


def test_pytest_imports_test_files_by_path() -> None:
    """Without it, two test files of one name in two folders would be one module."""
    assert "--import-mode=importlib" in CONFIG["tool"]["pytest"]["ini_options"]["addopts"]


def test_pytest_runs_as_configured(pytestconfig: pytest.Config) -> None:
    assert pytestconfig.getoption("importmode") == "importlib"


def test_mypy_finds_packages_by_their_place() -> None:
    assert CONFIG["tool"]["mypy"]["explicit_package_bases"] is True
    assert CONFIG["tool"]["mypy"]["strict"] is True


def test_nothing_in_dashboard_shadows_a_standard_module_or_a_package_of_ours() -> None:
    """Streamlit puts the folder of its script first on sys.path."""
    names = {path.stem for path in (ROOT / "dashboard").iterdir() if not path.name.startswith(("_", "."))}
    assert names
    assert not names & (sys.stdlib_module_names | set(PACKAGES) | {"tests", "benchmarks", "streamlit"})


def test_dashboard_has_no_pages_folder() -> None:
    """Streamlit would make a page of every file in it."""
    assert not list((ROOT / "dashboard").rglob("pages"))


def test_tests_are_no_packages() -> None:
    assert not list((ROOT / "tests").rglob("__init__.py"))
