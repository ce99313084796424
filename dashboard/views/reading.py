"""Heavy reads, kept until what they rest on changes: one frame of the ledger serves every page and every open tab."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts.spending import Spending, spending
from dashboard.i18n import Words
from dashboard.present import Presenter
from detect.casebook import Casebook
from detect.finding import Reason
from detect.incident import Incident
from detect.promises.listing import Expected, expected
from detect.readings import Accounts, accounts_once
from detect.scan import scan
from detect.stamp import answer_stamp, rows_stamp, said_stamp, scan_stamp
from detect.subscriptions import Subscription
from detect.subscriptions import subscriptions as listed
from ingest.ledger import Ledger

Key = tuple[object, ...]


@st.cache_resource(show_spinner=False, max_entries=2)
def _frame(path: Path, key: Key, _presenter: Presenter) -> pd.DataFrame:  # noqa: ARG001  (the key)
    return _presenter.frame


@st.cache_resource(show_spinner=False, max_entries=12)
def _kept(what: str, path: Path, key: Key, _make: Callable[[], Any]) -> Any:  # noqa: ANN401, ARG001  (the key)
    return _make()


def _inode(ledger: Ledger) -> int:
    return ledger.path.stat().st_ino


def promises(ledger: Ledger, words: Words, today: dt.date) -> tuple[Expected, ...]:
    """Return what became of every promise of money up to a day."""
    book, frame = Casebook(ledger), presenter(ledger, words).frame
    key = (_inode(ledger), said_stamp(ledger.connection), today)
    found: tuple[Expected, ...] = _kept("promises", ledger.path, key, lambda: expected(frame, book.context(), today))
    return found


def subscriptions(ledger: Ledger, words: Words, today: dt.date) -> tuple[Subscription, ...]:
    """Return every regular charge up to a day."""
    book, frame = Casebook(ledger), presenter(ledger, words).frame
    key = (_inode(ledger), said_stamp(ledger.connection), today)
    found: tuple[Subscription, ...] = _kept("charges", ledger.path, key, lambda: listed(frame, book.context(), today))
    return found


def incident(ledger: Ledger, words: Words, on: dt.date, today: dt.date) -> Incident | None:
    """Return what may have happened around a day: a scan's worth of work, done anew only after a scan or an import."""
    book, frame = Casebook(ledger), presenter(ledger, words).frame
    settings = book.preferences.settings(incident=on)
    key = (_inode(ledger), scan_stamp(ledger.connection), on, today)
    found: Incident | None = _kept(
        "incident", ledger.path, key, lambda: scan(frame, book.context(), today, settings).incident
    )
    return found


def spent(ledger: Ledger, words: Words) -> Spending | None:
    """Return money out over time."""
    Casebook(ledger)  # makes the tables that the key asks
    frame = presenter(ledger, words).frame
    key = (_inode(ledger), scan_stamp(ledger.connection))
    found: Spending | None = _kept("spending", ledger.path, key, lambda: spending(frame, links(ledger)))
    return found


def lessons(ledger: Ledger, today: dt.date) -> tuple[Reason, ...]:
    """Return what the person's answers have taught."""
    book = Casebook(ledger)
    key = (_inode(ledger), answer_stamp(ledger.connection), book.preferences.budget, today)
    found: tuple[Reason, ...] = _kept("lessons", ledger.path, key, lambda: book.lessons(today))
    return found


def links(ledger: Ledger) -> pd.DataFrame:
    """Return the links as `LinkBook.pairs`. Shared: nobody may change it."""
    book = Casebook(ledger)
    key = (_inode(ledger), scan_stamp(ledger.connection))
    found: pd.DataFrame = _kept("links", ledger.path, key, book.linkbook.pairs)
    return found


def tallied(ledger: Ledger) -> pd.DataFrame:
    """Return the accounts with the number of their transactions, which are looked at one by one. Shared: nobody may change it."""
    key = (_inode(ledger), rows_stamp(ledger.connection))
    found: pd.DataFrame = _kept("tally", ledger.path, key, ledger.accounts)
    return found


def accounts(ledger: Ledger, words: Words) -> Accounts:
    """Return the accounts, each once however many formats it came in. Shared as well: nobody may change it."""
    book, frame = Casebook(ledger), presenter(ledger, words).frame
    key = (_inode(ledger), scan_stamp(ledger.connection))
    found: Accounts = _kept("accounts", ledger.path, key, lambda: accounts_once(frame, book.context()))
    return found


def presenter(ledger: Ledger, words: Words) -> Presenter:
    """Return who shows the rows of a ledger. The frame behind it is shared: nobody may change it."""
    key = (_inode(ledger), rows_stamp(ledger.connection))
    return Presenter(ledger, words, _frame(ledger.path, key, Presenter(ledger, words)))
