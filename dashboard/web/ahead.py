"""Makes ready what the other pages show, once the first one stands: one small step at a time, and none while a page is drawn."""

import importlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from dashboard.web.idle import PAGES, Idle
from dashboard.web.served import served_ledger

if TYPE_CHECKING:
    from ingest.ledger import Ledger


def work_ahead(idle: Idle = PAGES) -> None:
    """Load what the pages load at their first visit, and find what they find in the whole ledger.

    Nothing comes of it but speed: of what goes wrong the page itself tells.
    """
    idle.wait()
    for step in _steps():
        idle.wait()
        with suppress(Exception):
            step()


def load_all() -> None:
    """Load once what server and pages load. Python keeps it compiled, so that after an installation nobody waits for that at the first page."""
    first = ("dashboard.cli.main", "dashboard.web.serve", "dashboard.views.parts.standing", "holidays.countries")
    loading: list[Callable[[], object]] = [partial(importlib.import_module, name) for name in first]
    for step in (*loading, *_steps(), _count):
        with suppress(Exception):
            step()


def _count() -> None:
    """Count something: with the first compiled function numba loads its larger half."""
    import numpy as np  # noqa: PLC0415  (as below: the server need not wait for it)

    from detect.counting import earlier_at_least  # noqa: PLC0415

    one = np.zeros(1)
    earlier_at_least(one, one, one, one)


def _steps() -> Iterator[Callable[[], object]]:
    from dashboard.i18n import words  # noqa: PLC0415  (seconds of work that the server need not wait for)
    from dashboard.notify.channels import keyring_usable  # noqa: PLC0415
    from dashboard.views import desk, reading, routes  # noqa: PLC0415
    from detect.links import kinds  # noqa: PLC0415
    from ingest.importer import importers  # noqa: PLC0415

    speaks, today = words("en"), desk.today()  # what is found is kept for every language
    yield from (_page(name) for name in routes.PAGES if name not in routes.HIDDEN)
    yield importers
    yield keyring_usable
    yield partial(importlib.import_module, "numba")  # most of what the next step loads
    yield kinds
    yield partial(_read, reading.tallied)
    yield partial(_read, reading.links)
    yield partial(_read, lambda ledger: reading.promises(ledger, speaks, today))
    yield partial(_read, lambda ledger: reading.subscriptions(ledger, speaks, today))
    yield from (_page(name) for name in routes.HIDDEN)  # with them come letters, which take longest


def _page(name: str) -> Callable[[], object]:
    return partial(importlib.import_module, f"dashboard.views.{name}")


def _read(what: "Callable[[Ledger], object]") -> None:
    """Read something of the served ledger for all pages; one that does not exist yet is not made."""
    from dashboard.views import desk  # noqa: PLC0415

    path = served_ledger()
    if path is not None and path.exists():
        with desk.open_ledger() as ledger:
            if not ledger.is_empty():
                what(ledger)


if __name__ == "__main__":  # the last step of an installation
    load_all()
