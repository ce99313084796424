"""The examples in docstrings are true."""

import doctest
import importlib
import pkgutil

import pytest

import detect

MODULES = [module.name for module in pkgutil.walk_packages(detect.__path__, "detect.")]


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_are_true(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_there_are_examples() -> None:
    assert sum(doctest.testmod(importlib.import_module(name)).attempted for name in MODULES) > 10
