"""Rules: one file each, found by being there.

A rule module has `find(scene) -> list[Finding]` for what it can tell on its own, or `signals(scene) -> list[Signal]`
for a pattern that speaks against single payments; signals and the forest are weighed together in `unauthorized`.
"""

import importlib
import pkgutil
from functools import cache
from types import ModuleType


@cache
def modules() -> tuple[ModuleType, ...]:
    """Return every rule module, by name."""
    return tuple(importlib.import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__))


def finders() -> tuple[ModuleType, ...]:
    """Return the rules that find on their own."""
    return tuple(module for module in modules() if hasattr(module, "find"))


def patterns() -> tuple[ModuleType, ...]:
    """Return the rules that add evidence to single payments."""
    return tuple(module for module in modules() if hasattr(module, "signals"))
