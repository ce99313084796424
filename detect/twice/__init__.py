"""Ways of being charged twice: one file each, found by being there.

A module has `pairs(scene, rows) -> list[Pair]`: of all candidate rows, the pairs that may be one charge taken twice in
its way, each with the log odds that it is. `detect.rules.duplicate` turns them into findings.
"""

import importlib
import pkgutil
from functools import cache
from types import ModuleType


@cache
def ways() -> tuple[ModuleType, ...]:
    """Return every way, by name."""
    modules = (importlib.import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__))
    return tuple(module for module in modules if hasattr(module, "pairs"))
