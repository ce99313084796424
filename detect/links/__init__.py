"""Before suspicion, understanding: how rows belong together.

One module a kind of link, each with KIND, RANK (best evidence first) and `find(view, links)`. Found by being there.
A row is claimed at most once per kind and side; a pair the person rejected is never offered again.
"""

import importlib
import pkgutil
from functools import cache
from types import ModuleType

from detect.links.table import Links
from detect.view import View


@cache
def kinds() -> tuple[ModuleType, ...]:
    """Return the link modules in the order in which they run."""
    modules = [importlib.import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__)]
    return tuple(sorted((module for module in modules if hasattr(module, "RANK")), key=lambda module: int(module.RANK)))


def find_links(view: View) -> Links:
    """Find every link of the ledger; confirmed ones come first, rejected ones never."""
    links = Links.decided(view)
    for module in kinds():
        module.find(view, links)
    return links
