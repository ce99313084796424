"""The empty page: what this does, that nothing leaves the machine, and how to get the first export, in words."""

import streamlit as st

from dashboard.i18n import Words
from dashboard.views import routes
from dashboard.views.paint import heading, part, put
from dashboard.views.parts import theft_banner
from dashboard.views.plain import tag
from ingest.importer import importers

_NEARBY = {"zh": "alipay", "en": "ofx"}  # whose way is shown before anything is chosen


def start(words: Words) -> None:
    """Show how to begin."""
    heading(words("page.start.title"), words("page.start.lead"))
    if st.button(words("page.start.choose"), key="choose", type="primary"):
        routes.go("upload")
    theft_banner.ask(words)
    put(tag("p", words("page.start.private"), class_="quiet"))
    part(words("page.start.how"))
    known = guides(words)
    first = _NEARBY.get(words.locale, "")
    chosen = st.selectbox(
        words("page.start.which"), known, format_func=lambda guide: known[guide], key="guide",
        index=list(known).index(first) if first in known else 0,
    )  # fmt: skip
    way(chosen, words)


def guides(words: Words) -> dict[str, str]:
    """Return the exports people can be led to, by name; the canonical table, for anything else, comes last."""
    named = {importer.guide or importer.name for importer in importers()}
    names = {guide: words(f"guide.{guide}.name") for guide in named if f"guide.{guide}.name" in words}
    return dict(sorted(names.items(), key=lambda entry: (entry[0] == "canonical", entry[1].casefold())))


def way(guide: str, words: Words) -> None:
    """Show the steps to an export."""
    put(tag("ol", *(tag("li", step) for step in words(f"guide.{guide}.steps").splitlines())))
    if f"guide.{guide}.note" in words:
        put(tag("p", words(f"guide.{guide}.note"), class_="quiet"))
