"""The examples in docstrings are true."""

import doctest
import importlib

import pytest

MODULES = ("dashboard.views.plain", "dashboard.views.parts.prose", "dashboard.web.palette")


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_are_true(name: str) -> None:
    result = doctest.testmod(importlib.import_module(name))
    assert result.attempted > 0
    assert result.failed == 0
