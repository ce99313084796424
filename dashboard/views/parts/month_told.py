"""One month of one account, looked at closely: which days no statement shows, which statements do, and what is off in them."""

import calendar
import datetime as dt
from collections.abc import Iterable
from typing import Final

import pandas as pd
import streamlit as st

from dashboard.account_name import account_name
from dashboard.i18n import Words
from dashboard.punctuation import clauses
from dashboard.stored import stored
from dashboard.views import routes
from dashboard.views.paint import put
from dashboard.views.parts import grid
from dashboard.views.parts.file_told import statement
from dashboard.views.parts.said import month
from dashboard.views.plain import tag
from detect.coverage import Span, spans_of
from detect.readings import Accounts
from ingest.ledger import Ledger
from ingest.text import visible

_FINE: Final = "agrees"  # what adds up is looked at last

Cell = tuple[str, str, str, str]  # person, account, month, sign of the grid


def cells(table: pd.DataFrame) -> list[Cell]:
    """Return the cells of a grid, those with something to say first, the newest month before the older ones."""
    newest = table.loc[table["sign"] != "missing", "month"].max()
    shown = table.loc[table["month"] <= newest, ["person", "account", "month", "sign"]]
    found = [(str(row.person), str(row.account), str(row.month), str(row.sign)) for row in shown.itertuples()]
    newest_first = sorted(found, key=lambda cell: (cell[2], cell[1]), reverse=True)
    return sorted(newest_first, key=lambda cell: cell[3] == _FINE)


def closer(once: Accounts, ledger: Ledger, words: Words, today: dt.date) -> None:
    """Offer every month of every account; show the chosen one."""
    table = grid.states(once.context, today)
    chosen = st.selectbox(
        words("statements.month.closer"), [None, *cells(table)], key="month-closer",
        format_func=lambda cell: words("statements.month.none") if cell is None else _named(cell, words),
    )  # fmt: skip
    if chosen is not None:
        _show(chosen, once, ledger, words, today)


def _named(cell: Cell, words: Words) -> str:
    _, account, name, sign = cell
    said = words("page.grid.cell", month=month(words, name), state=words(f"page.grid.{sign}"))
    return f"{grid.SIGNS[sign]} {account_name(account, words)} · {said}"


def _show(cell: Cell, once: Accounts, ledger: Ledger, words: Words, today: dt.date) -> None:
    person, account, name, sign = cell
    known = once.context.statements
    own = known[(known["person"] == person) & (known["account"] == account)]
    first, last = days_of(name, today)
    with st.container(border=True, key="month-told"):
        put(tag("h3", tag("bdi", account_name(account, words)), " · ", month(words, name)))
        put(tag("p", words(f"statements.month.{sign}")))
        open_days = unseen(spans_of(list(own.itertuples())).get((person, account), []), first, last)
        if open_days:
            spans = (words("page.file.period", first=words.day(one), last=words.day(other)) for one, other in open_days)
            put(tag("p", words("statements.month.unseen", days=clauses(spans, words))))
        touching = own[(own["first"].str[:7] <= name) & (own["last"].str[:7] >= name)]
        _statements(set(touching["statement_id"]), ledger, words)
        if sign != _FINE and st.button(words("page.overdue.add"), key="month-add"):
            routes.go("upload")


def _statements(ids: set[int], ledger: Ledger, words: Words) -> None:
    """Show the statements that touch the month, each under its file's name."""
    table, comparisons = ledger.statements(), ledger.comparisons()
    for row in table[table["statement_id"].isin(ids)].to_dict("records"):
        put(tag("h4", tag("bdi", visible(str(row["file"])))), statement(stored(row, comparisons), words))


def days_of(name: str, today: dt.date) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of a month such as 2026-05, the last no later than today.

    >>> days_of("2026-02", dt.date(2026, 7, 1))
    (datetime.date(2026, 2, 1), datetime.date(2026, 2, 28))
    """
    first = dt.date.fromisoformat(f"{name}-01")
    return first, min(today, first.replace(day=calendar.monthrange(first.year, first.month)[1]))


def unseen(spans: Iterable[Span], first: dt.date, last: dt.date) -> list[tuple[dt.date, dt.date]]:
    """Return the days of a month that no statement shows, as first and last day of each stretch.

    Days before an account's first statement are not missing: nobody knows whether there was an account.
    """
    known, one = sorted((span.first, span.last) for span in spans), dt.timedelta(days=1)
    reached = max(first, known[0][0]) if known else first
    gaps = []
    for begins, ends in known:
        if begins > last:
            break
        if begins > reached:
            gaps.append((reached, begins - one))
        reached = max(reached, ends + one)
    if reached <= last:
        gaps.append((reached, last))
    return gaps
