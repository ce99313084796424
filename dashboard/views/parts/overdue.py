"""A newer statement would help: accounts whose last one ended long ago, and how to get the next. Calm, never an alert."""

import streamlit as st

from dashboard.account_name import account_name
from dashboard.i18n import Words
from dashboard.overdue import Overdue
from dashboard.views import routes
from dashboard.views.paint import part, put
from dashboard.views.parts.said import counted
from dashboard.views.parts.start import way
from dashboard.views.plain import Html, tag
from ingest.importer import importers


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
    return tag("li", tag("bdi", account_name(one.account, words)), " ", tag("span", words("page.overdue.ends", day=words.day(one.until)), class_="quiet"))  # fmt: skip


def _guide(name: str, words: Words) -> str | None:
    guides = [importer.guide or importer.name for importer in importers() if importer.name == name]
    return next((guide for guide in guides if f"guide.{guide}.steps" in words), None)
