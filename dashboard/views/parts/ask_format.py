"""Several formats fit a file: whose export is it? Each is shown with what it would make of the file."""

from typing import Final

import streamlit as st

from dashboard.i18n import Words
from dashboard.institutions import institution
from dashboard.views.paint import put
from dashboard.views.parts.held import Held
from dashboard.views.parts.said import counted, sums
from dashboard.views.plain import Html, in_markdown, tag
from ingest.errors import AmbiguousFormat
from ingest.ledger import Ledger
from ingest.report import FileReport

ANSWER: Final = "format_name"


def ask(error: AmbiguousFormat, held: Held, ledger: Ledger, words: Words) -> bool:
    """Offer each format; return whether one was just chosen."""
    put(tag("p", words("page.ask.format")), tag("p", words("page.ask.format_help"), class_="quiet"))
    for name in error.names:
        trial = Held(held.report, held.source, answers={**held.answers, ANSWER: name})
        report = trial.read(ledger, dry_run=True)
        if report.error is not None:
            continue  # it claims the file and cannot read it
        if st.button(in_markdown(institution(name, words)), key=f"format-{name}-{held.key}", width="stretch"):
            held.answers[ANSWER] = name
            return True
        put(_told(report, words))
    return False


def _told(report: FileReport, words: Words) -> Html:
    days = [
        words("page.file.period", first=words.day(one.first), last=words.day(one.last))
        for one in report.statements
        if one.first
    ]
    money = [
        words(key, sums=sums(words, amounts))
        for key, amounts in (("page.file.inflow", report.inflow), ("page.file.outflow", report.outflow))
        if amounts
    ]
    said = (counted(words, "page.file.read", report.transactions), *days[:1], *money)
    return tag("p", *(tag("span", part) for part in said), class_="facts quiet")
