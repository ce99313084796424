"""A scan started from a page, with something to look at while it runs."""

import streamlit as st

from dashboard.i18n import Words
from dashboard.punctuation import sentences
from dashboard.views import desk
from dashboard.views.parts.said import counted
from dashboard.views.parts.watched import newcomers
from detect.casebook import Casebook, ScanReport
from ingest.ledger import Ledger


def scan(ledger: Ledger, words: Words) -> ScanReport:
    """Check the whole ledger as of today; statements that end earlier are checked up to their end."""
    with st.status(words("page.scan.running")) as status:
        st.caption(words("page.scan.what"))
        book = Casebook(ledger)
        report = book.scan(desk.today(), book.preferences.settings())
        status.update(label=told(report, words), state="complete")
    return report


def told(report: ScanReport, words: Words) -> str:
    """Return how much a scan found, and where it could look for little only."""
    found = counted(words, "page.scan.new", len(report.new), rows=report.transactions)
    return sentences(filter(None, (found, newcomers(report.result.cold_start, words))), words)
