"""Accounts whose last statement ended long ago for the person's own rhythm: a newer one would help. Calm, never an alert."""

import datetime as dt
import itertools
from dataclasses import dataclass
from statistics import median
from typing import Final

import pandas as pd

STALE: Final = dt.timedelta(days=35)  # statements come by the month; a few days pass until one can be had
_GRACE: Final = dt.timedelta(days=7)  # beyond the person's own rhythm
_ENOUGH: Final = 3  # statements that make a rhythm


@dataclass(frozen=True, slots=True)
class Overdue:
    """An account, the last day that its statements show, and whose export it was last."""

    account: str
    until: dt.date
    importer: str


def overdue(statements: pd.DataFrame, today: dt.date) -> list[Overdue]:
    """Return the accounts of `Ledger.statements` that are due for a new one, the longest overdue first.

    A person who exports every quarter is not reminded every month.
    """
    found = []
    shown = statements[statements["last"] != ""].sort_values("last")
    for _, own in shown.groupby(["person", "account"], sort=True):
        ends = [dt.date.fromisoformat(day) for day in sorted(set(own["last"].str[:10]))]
        if today - ends[-1] > max(STALE, _rhythm(ends) + _GRACE):
            found.append(Overdue(str(own["account"].iloc[-1]), ends[-1], str(own["importer"].iloc[-1])))
    return sorted(found, key=lambda one: (one.until, one.account))


def _rhythm(ends: list[dt.date]) -> dt.timedelta:
    """Return the usual time from one statement's end to the next; nothing where there are too few to tell."""
    if len(ends) < _ENOUGH:
        return dt.timedelta()
    return dt.timedelta(days=median((later - earlier).days for earlier, later in itertools.pairwise(ends)))
