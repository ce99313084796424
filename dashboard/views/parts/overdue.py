"""A newer statement would help: accounts whose last one ended long ago, and how to get the next. Calm, never an alert."""

import datetime as dt
import itertools
from dataclasses import dataclass
from statistics import median
from typing import Final

import pandas as pd
import streamlit as st

from dashboard.i18n import Words
from dashboard.views import routes
from dashboard.views.paint import part, put
from dashboard.views.parts.said import counted
from dashboard.views.parts.start import way
from dashboard.views.plain import Html, tag
from ingest.importer import importers

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


def remind(found: list[Overdue], words: Words) -> None:
    """Say which accounts are due, and the way to each kind of statement that is; nothing where none is."""
    if not found:
        return
    part(counted(words, "page.overdue.title", len(found)))
    put(
        tag("p", words("page.overdue.lead"), class_="quiet"),
        tag("ul", *(_line(one, words) for one in found), class_="overdue"),
    )
    guides = dict.fromkeys(_guide(one.importer, words) for one in found)
    for guide in guides:
        if guide is not None:
            with st.expander(words("page.overdue.how", name=words(f"guide.{guide}.name")), key=f"overdue-{guide}"):
                way(guide, words)
    if st.button(words("page.overdue.add"), key="overdue-add"):
        routes.go("upload")


def _line(one: Overdue, words: Words) -> Html:
    return tag("li", tag("bdi", one.account), " ", tag("span", words("page.overdue.ends", day=words.day(one.until)), class_="quiet"))  # fmt: skip


def _guide(name: str, words: Words) -> str | None:
    guides = [importer.guide or importer.name for importer in importers() if importer.name == name]
    return next((guide for guide in guides if f"guide.{guide}.steps" in words), None)
