"""The examples in docstrings are true."""

import doctest
import importlib
import pkgutil
from types import ModuleType

import pytest

import detect
import ingest

PACKAGES = (detect, ingest)


def modules(package: ModuleType) -> list[str]:
    return [module.name for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")]


@pytest.mark.parametrize("name", [name for package in PACKAGES for name in modules(package)])
def test_examples_in_docstrings_are_true(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.__name__)
def test_there_are_examples(package: ModuleType) -> None:
    assert sum(doctest.testmod(importlib.import_module(name)).attempted for name in modules(package)) > 10
