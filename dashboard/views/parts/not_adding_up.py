"""Statements that do not add up: where, with the lines, and what to do, until one that does shows the same days."""

import streamlit as st

from dashboard.i18n import Words
from dashboard.stored import stored
from dashboard.views import routes
from dashboard.views.paint import part, put
from dashboard.views.parts.file_told import statement
from dashboard.views.parts.said import counted
from dashboard.views.plain import tag
from detect.coverage import standing_off
from ingest.ledger import Ledger


def not_adding_up(ledger: Ledger, words: Words) -> None:
    """Show them, the newest first; nothing where all is well."""
    statements = ledger.statements()
    off = statements[standing_off(list(statements.itertuples()))].iloc[::-1]
    if off.empty:
        return
    part(counted(words, "page.off.title", len(off)))
    put(tag("p", words("page.off.lead"), class_="quiet"))
    comparisons = ledger.comparisons()
    for row in off.to_dict("records"):
        with st.container(border=True, key=f"off-{row['statement_id']}"):
            put(tag("h3", tag("bdi", str(row["file"]))), statement(stored(row, comparisons), words))
    if st.button(words("page.off.again"), key="off-again"):
        routes.go("upload")
