"""The view without second readings: an account that came in two formats is one account, and each of its rows is there once.

Everything after this works as if the person had only the richer format, and the days of both.
"""

import datetime as dt
from dataclasses import replace
from typing import Any, Final

import numpy as np
import pandas as pd

from detect.context import Context
from detect.coverage import Covered
from detect.links.twin import find_twins
from detect.links.twins import Reading, Twins
from detect.view import View

_KEY: Final = ("person", "account", "currency", "importer")  # of a source
_ROW_COLUMNS: Final = {
    "answers": ("txn_id",),
    "decisions": ("left", "right"),
    "promises": ("txn_id",),
    "overlaps": ("txn_id", "overlap_of"),
    "debit_answers": ("txn_id",),
    "told": ("txn_id",),
}


def seen_once(view: View) -> tuple[View, Twins]:
    """Return the view in which each row of an account stands once, and what was put together."""
    twins = find_twins(view)
    if not twins.pairs and not twins.moved and not twins.doubtful:
        return view, twins
    counted = twins.counted
    frame = view.frame[~view.frame["txn_id"].isin(list(counted))]
    context = _context(view.context, twins)
    return View.of(_labelled(frame, twins) if twins.moved else frame, context, view.as_of, view.settings), twins


def _labelled(frame: pd.DataFrame, twins: Twins) -> pd.DataFrame:
    """Return a frame with each source under the label of the account it belongs to."""
    found = _counted_for(frame, twins)
    labels = [label if one is None else one.account for one, label in zip(found, frame["account"], strict=True)]
    return frame.assign(account=pd.Series(labels, index=frame.index, dtype=frame["account"].dtype))


def _counted_for(frame: pd.DataFrame, twins: Twins) -> list[Reading | None]:
    """Return for each row the source that is counted in the place of its own, None where that is its own."""
    keys = zip(*(frame[name].to_numpy(dtype=object) for name in _KEY), strict=True)
    return [twins.moved.get(key) for key in keys]


def _context(context: Context, twins: Twins) -> Context:
    """Return the context with days, decisions and answers on the rows and accounts that are counted."""
    rows = {name: _renamed(getattr(context, name), columns, twins.counted) for name, columns in _ROW_COLUMNS.items()}
    if twins.doubtful:
        doubt = pd.DataFrame(list(twins.doubtful), columns=list(_ROW_COLUMNS["overlaps"]))
        rows["overlaps"] = pd.concat([rows["overlaps"], doubt], ignore_index=True)
    return replace(
        context, **rows, statements=_statements(context.statements, twins), accounts=_accounts(context, twins)
    )


def _renamed(frame: pd.DataFrame, columns: tuple[str, ...], counted: dict[str, str]) -> pd.DataFrame:
    return frame.assign(**{name: [counted.get(row, row) for row in frame[name]] for name in columns})


def _statements(statements: pd.DataFrame, twins: Twins) -> pd.DataFrame:
    """Return the statements by account, without those whose days a statement of the counted format shows as well."""
    if "importer" not in statements or not len(statements):
        return statements
    found = _counted_for(statements, twins)
    own = [_shown_by(statements, row, one) for row, one in zip(statements.itertuples(), found, strict=True)]
    return _labelled(statements, twins)[~np.array(own, dtype=bool)]


def _shown_by(statements: pd.DataFrame, row: Any, counted: Reading | None) -> bool:  # noqa: ANN401  (a named tuple of pandas)
    """Tell whether the counted format shows every day of a statement of another one."""
    if counted is None or not row.first or not row.last:
        return False
    same = (statements["person"] == row.person) & statements["currency"].isin([row.currency, ""])
    same &= (statements["account"] == counted.account) & (statements["importer"] == counted.importer)
    first, last = (dt.date.fromisoformat(day[:10]) for day in (row.first, row.last))
    return Covered.of(statements[same]).through(row.person, counted.account, first, last)


def _accounts(context: Context, twins: Twins) -> pd.DataFrame:
    """Return the accounts that still have statements; what one format does not say of its account, the other may."""
    accounts = context.accounts
    for (person, account, *_), (label, _importer) in twins.moved.items():
        if account == label:
            continue
        gone = (accounts["person"] == person) & (accounts["label"] == account)
        kept = (accounts["person"] == person) & (accounts["label"] == label)
        accounts = _filled(accounts, gone, kept)
    statements = _statements(context.statements, twins)
    still = set(zip(statements["person"], statements["account"], strict=True))
    before = set(zip(context.statements["person"], context.statements["account"], strict=True))
    alive = [key in still or key not in before for key in zip(accounts["person"], accounts["label"], strict=True)]
    return accounts[np.array(alive, dtype=bool)]


def _filled(accounts: pd.DataFrame, gone: pd.Series, kept: pd.Series) -> pd.DataFrame:
    """Fill what is empty of the account that stays."""
    if not gone.any() or not kept.any():
        return accounts
    filled = accounts.copy()
    for name in ("kind", "country", "currency", "last4"):
        said = filled.loc[gone, name].iloc[0]
        empty = kept & (filled[name] == "")
        filled.loc[empty, name] = said
    return filled
