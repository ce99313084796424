"""What every page works on: the ledger this process serves, and the day it is."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from dashboard.kept import rules_of
from dashboard.web.served import served_ledger
from ingest.ledger import Ledger


@contextmanager
def open_ledger() -> Iterator[Ledger]:
    """Open the served ledger for one run of one page."""
    path = served_ledger()
    if path is None:
        raise RuntimeError("no ledger is served")
    with Ledger(path) as ledger:
        yield ledger


def today() -> dt.date:
    """Return the day on this machine's clock; the browser stands beside it."""
    return dt.datetime.now().astimezone().date()


def now() -> dt.datetime:
    """Return the time on this machine's clock, to the second, without a zone."""
    return dt.datetime.now().astimezone().replace(tzinfo=None, microsecond=0)


def home() -> str:
    """Return whose rules come first for the person, without opening the ledger; empty where nothing tells."""
    path = served_ledger()
    return rules_of(path) if path else ""
