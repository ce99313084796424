"""Heavy reads, kept until somebody writes: one frame of the ledger serves every page and every open tab."""

import datetime as dt
import itertools
import sqlite3
import threading
from pathlib import Path

import pandas as pd
import streamlit as st

from dashboard.i18n import Words
from dashboard.present import Presenter
from detect.casebook import Casebook
from detect.context import Context
from detect.finding import Reason
from detect.promises.listing import Expected, expected
from detect.readings import Accounts, accounts_once
from detect.subscriptions import Subscription
from detect.subscriptions import subscriptions as listed
from ingest.ledger import Ledger

_numbers = itertools.count()


class Watch:
    """A connection that is only ever asked whether the file changed; SQLite counts the commits of all others."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        self._number = next(_numbers)  # counts of two connections cannot be compared
        self._connection = sqlite3.connect(path, check_same_thread=False)

    def version(self) -> tuple[int, int]:
        """Return what differs once anybody has written."""
        with self._lock:
            return self._number, int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        """Let the file go."""
        with self._lock:
            self._connection.close()


@st.cache_resource(show_spinner=False, max_entries=4, on_release=Watch.close)
def _watch(path: Path, inode: int) -> Watch:  # noqa: ARG001  (another file under the same name is another ledger)
    return Watch(path)


@st.cache_resource(show_spinner=False, max_entries=2)
def _frame(path: Path, version: tuple[int, int], _presenter: Presenter) -> pd.DataFrame:  # noqa: ARG001  (the key)
    return _presenter.frame


@st.cache_resource(show_spinner=False, max_entries=2)
def _accounts(path: Path, version: tuple[int, int], _frame: pd.DataFrame, _context: Context) -> Accounts:  # noqa: ARG001  (the key)
    return accounts_once(_frame, _context)


@st.cache_resource(show_spinner=False, max_entries=2)
def _lessons(path: Path, version: tuple[int, int], today: dt.date, _book: Casebook) -> tuple[Reason, ...]:  # noqa: ARG001  (the key)
    return _book.lessons(today)


@st.cache_resource(show_spinner=False, max_entries=2)
def _promises(
    path: Path,  # noqa: ARG001  (the key)
    version: tuple[int, int],  # noqa: ARG001
    today: dt.date,
    _frame: pd.DataFrame,
    _context: Context,
) -> tuple[Expected, ...]:
    return expected(_frame, _context, today)


@st.cache_resource(show_spinner=False, max_entries=2)
def _subscriptions(
    path: Path,  # noqa: ARG001  (the key)
    version: tuple[int, int],  # noqa: ARG001
    today: dt.date,
    _frame: pd.DataFrame,
    _context: Context,
) -> tuple[Subscription, ...]:
    return listed(_frame, _context, today)


def promises(ledger: Ledger, words: Words, today: dt.date) -> tuple[Expected, ...]:
    """Return what became of every promise of money up to a day, looked for once until somebody writes."""
    version = _watch(ledger.path, ledger.path.stat().st_ino).version()
    return _promises(ledger.path, version, today, presenter(ledger, words).frame, Casebook(ledger).context())


def subscriptions(ledger: Ledger, words: Words, today: dt.date) -> tuple[Subscription, ...]:
    """Return every regular charge up to a day, looked for once until somebody writes."""
    version = _watch(ledger.path, ledger.path.stat().st_ino).version()
    return _subscriptions(ledger.path, version, today, presenter(ledger, words).frame, Casebook(ledger).context())


def lessons(ledger: Ledger, today: dt.date) -> tuple[Reason, ...]:
    """Return what the person's answers have taught, looked for once until somebody writes."""
    version = _watch(ledger.path, ledger.path.stat().st_ino).version()
    return _lessons(ledger.path, version, today, Casebook(ledger))


def accounts(ledger: Ledger, words: Words) -> Accounts:
    """Return the accounts, each once however many formats it came in. Shared as well: nobody may change it."""
    version = _watch(ledger.path, ledger.path.stat().st_ino).version()
    return _accounts(ledger.path, version, presenter(ledger, words).frame, Casebook(ledger).context())


def presenter(ledger: Ledger, words: Words) -> Presenter:
    """Return who shows the rows of a ledger. The frame behind it is shared: nobody may change it."""
    version = _watch(ledger.path, ledger.path.stat().st_ino).version()
    return Presenter(ledger, words, _frame(ledger.path, version, Presenter(ledger, words)))
