"""What became of a file: read or not, what was in it, whether it adds up, and every line that could not be read."""

from typing import Final

import pandas as pd
import streamlit as st

from dashboard.i18n import Words
from dashboard.views.paint import chip, mistake, put, trouble
from dashboard.views.parts.said import counted, sums
from dashboard.views.plain import Html, tag
from ingest.importer import importers
from ingest.ledger import Ledger
from ingest.notes import Note
from ingest.report import FileReport, StatementReport
from ingest.text import visible

CHECKS: Final = {"agrees": "back", "not_checkable": "quiet", "off": "now"}


def file_told(report: FileReport, ledger: Ledger, words: Words) -> None:
    """Show one report."""
    put(tag("h3", tag("bdi", report.name)))
    if report.error is not None:
        trouble(mistake(report.error, words))
        return
    put(_summary(report, words), *(statement(one, words) for one in report.statements), _remarks(report, words))
    for state, count in (("unread", report.unread), ("skipped", report.skipped)):
        if count:
            with st.expander(counted(words, f"page.lines.{state}", count)):
                lines(ledger, state, words, report.file_id)


def _summary(report: FileReport, words: Words) -> Html:
    counts = words("page.file.counts", new=report.new, known=report.known, updated=report.updated)
    totals = ("page.file.inflow", report.inflow), ("page.file.outflow", report.outflow)
    money = [words(key, sums=sums(words, amounts)) for key, amounts in totals if amounts]
    unchanged = words("page.file.unchanged") if report.status == "unchanged" else None
    said = (
        institution(report.importer, words),
        counted(words, "page.file.read", report.transactions),
        unchanged or counts,
    )
    return tag("p", *(tag("span", part) for part in (*said, *money)), class_="facts")


def _remarks(report: FileReport, words: Words) -> Html | None:
    said = [
        words("page.lines.remark", line=line.number, note=words.note(line.note))
        if line.number
        else words.note(line.note)
        for line in report.warnings
    ]
    return tag("ul", *(tag("li", line) for line in dict.fromkeys(said)), class_="remarks") if said else None


def statement(one: StatementReport, words: Words) -> Html:
    """Return a statement: whose account, which days, whether it adds up and where it does not."""
    days = words("page.file.period", first=words.day(one.first), last=words.day(one.last)) if one.first else None
    sign = chip(CHECKS[one.check_status], words(f"page.check.{one.check_status}"))
    return tag(
        "div",
        tag("p", tag("span", tag("bdi", one.account)), tag("span", days) if days else None, class_="facts"),
        tag("p", sign, " ", tag("span", words.note(one.check_note))),
        class_="statement",
    )


def institution(importer: str, words: Words) -> str:
    """Return whose export an importer reads, as people call it."""
    key = f"page.importer.{importer}"
    if key in words:
        return words(key)
    return next((known.institution for known in importers() if known.name == importer), importer)


def lines(ledger: Ledger, state: str, words: Words, file_id: int | None = None) -> None:
    """Show the lines of the ledger that are no transactions, of one file or of all."""
    found = ledger.set_aside(state)
    if file_id is not None:
        found = found[found["file_id"] == file_id]
    table = pd.DataFrame(
        {
            words("page.column.file"): [visible(file) for file in found["file"]],
            words("page.column.line"): found["line"].to_numpy(),
            words("page.column.reason"): [words.note(Note.loads(note)) for note in found["note"]],
            words("page.column.text"): [visible(text) for text in found["text"]],
        }
    )
    st.dataframe(table, hide_index=True, width="stretch", alt=words("page.lines.table"))
