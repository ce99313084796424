"""Makes ready what the first page shows, while the browser still starts: a start is a wait, and both can work at once."""

import importlib
from contextlib import suppress
from pathlib import Path
from typing import Final

from dashboard.web.served import served_ledger

_SOME: Final = 3  # findings; the first ones load what all of them need: playbooks, holidays, words


def warm() -> None:
    """Load what the first page of the served ledger needs, and read what it shows from the whole ledger.

    Nothing comes of it but speed: a ledger that does not exist yet is not made, and of what goes wrong the page itself tells.
    """
    path = served_ledger()
    with suppress(Exception):
        importlib.import_module("detect.casebook")
        if not (path is not None and path.exists() and _read(path)):
            _know_the_exports()


def _read(path: Path) -> bool:
    """Read the served ledger; return whether there was something in it, and no account in want of a newer statement."""
    from dashboard.i18n import system_locale, words  # noqa: PLC0415  (seconds of work that the server need not wait for)
    from dashboard.overdue import overdue  # noqa: PLC0415
    from dashboard.spoken import chosen_in  # noqa: PLC0415
    from dashboard.timetable import timetable  # noqa: PLC0415
    from dashboard.views import desk, reading  # noqa: PLC0415
    from detect.casebook import Casebook  # noqa: PLC0415

    importlib.import_module("dashboard.views.parts.standing")
    with desk.open_ledger() as ledger:
        if ledger.is_empty():
            return False
        speaks = words(chosen_in(path) or system_locale())
        once = reading.accounts(ledger, speaks)
        reading.spent(ledger, speaks)
        for shown in reading.presenter(ledger, speaks).alerts(Casebook(ledger).alerts("open")[:_SOME]):
            timetable(shown, speaks, desk.today())
        return not overdue(once.context.statements, desk.today())


def _know_the_exports() -> None:
    """Load what tells the way to a statement, the first or the next."""
    from ingest.importer import importers  # noqa: PLC0415

    importers()
