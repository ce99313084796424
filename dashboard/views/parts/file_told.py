"""What became of a file: read or not, what was in it, whether it adds up, and every line that could not be read."""

from collections.abc import Sequence
from typing import Final

import pandas as pd
import streamlit as st

from dashboard.account_name import account_name
from dashboard.i18n import Words, quoted
from dashboard.institutions import institution
from dashboard.views.paint import chip, mistake, put, trouble
from dashboard.views.parts.said import counted, sums
from dashboard.views.plain import Html, joined, tag
from ingest.checks import Check
from ingest.report import FileReport, StatementReport
from ingest.statement import Line
from ingest.text import visible

CHECKS: Final = {"agrees": "back", "not_checkable": "quiet", "off": "now"}
_LONGEST: Final = 160  # characters of a line that a check points at


def file_told(report: FileReport, words: Words) -> None:
    """Show one report: of a file that was read, or of one that would be."""
    put(tag("h3", tag("bdi", report.name)))
    if report.error is not None:
        trouble(mistake(report.error, words))
        return
    put(_summary(report, words), *(statement(one, words) for one in report.statements), _remarks(report, words))
    if report.status == "would_import" and any(
        one.status == "off" for held in report.statements for one in held.compared
    ):
        put(tag("p", words("page.check.then"), class_="quiet"))
    for state, left in report.left.items():
        if left:
            with st.expander(counted(words, f"page.lines.{state}", len(left))):
                lines([(report.name, line) for line in left], words)


def _summary(report: FileReport, words: Words) -> Html:
    totals = ("page.file.inflow", report.inflow), ("page.file.outflow", report.outflow)
    money = [words(key, sums=sums(words, amounts)) for key, amounts in totals if amounts]
    counts = [words("page.file.unchanged")] if report.status == "unchanged" else _counts(report, words)
    unread = counted(words, "page.lines.unread", report.unread) if report.unread else None
    said = (
        institution(report.importer, words),
        counted(words, "page.file.read", report.transactions),
        *counts,
        unread,
        *money,
    )
    return tag("p", *(tag("span", part) for part in said if part), class_="facts")


def _counts(report: FileReport, words: Words) -> list[str]:
    """Say how many rows are new, known and updated, or would be; nothing of those that there are none of."""
    update = "would_update" if report.status == "would_import" else "updated"
    counts = ("new", report.new), ("known", report.known), (update, report.updated)
    return [words(f"page.file.{name}", count=count) for name, count in counts if count]


def _remarks(report: FileReport, words: Words) -> Html | None:
    """Return what else is to be said of lines that were read; unread ones stand in a table of their own."""
    unread = {id(line) for line in report.left["unread"]}
    others = [line for line in report.warnings if id(line) not in unread]
    asked = len(report.statements) == 1 and report.status == "would_import"  # right under it
    overlaps = sum(line.note.code == "possible_overlap" for line in others)
    said = [
        words("page.lines.remark", line=line.number, note=words.note(line.note))
        if line.number
        else words.note(line.note)
        for line in others
        if line.note.code != "possible_overlap" and not (asked and line.note.code == "account_tie")
    ]
    if overlaps:
        said.append(counted(words, "page.file.overlaps", overlaps))
    return tag("ul", *(tag("li", line) for line in dict.fromkeys(said)), class_="remarks") if said else None


def statement(one: StatementReport, words: Words) -> Html:
    """Return a statement: whose account, which days, whether it adds up and where it does not."""
    days = words("page.file.period", first=words.day(one.first), last=words.day(one.last)) if one.first else None
    return tag(
        "div",
        tag(
            "p",
            tag("span", tag("bdi", account_name(one.account, words))),
            tag("span", days) if days else None,
            class_="facts",
        ),
        *(_check(result, words) for result in one.compared),
        class_="statement",
    )


def _check(result: Check, words: Words) -> Html:
    """Return one comparison with what the statement prints about itself, and the lines where it fails."""
    sign = chip(CHECKS[result.status], words(f"page.check.{result.status}"))
    places = [
        tag(
            "li",
            words("page.lines.place", line=line.number),
            " ",
            tag("bdi", words.veiled(quoted(line.text, _LONGEST))),
        )
        for line in result.lines
    ]
    return joined(
        tag("p", sign, " ", tag("span", words.note(result.note))),
        tag("ul", *places, class_="remarks") if places else None,
    )


def lines(found: Sequence[tuple[str, Line]], words: Words) -> None:
    """Show lines that are no transactions, each with the name of its file."""
    table = pd.DataFrame(
        {
            words("page.column.file"): [visible(file) for file, _ in found],
            words("page.column.line"): [line.number for _, line in found],
            words("page.column.reason"): [words.note(line.note) for _, line in found],
            words("page.column.text"): [words.veiled(visible(line.text)) for _, line in found],
        }
    )
    st.dataframe(table, hide_index=True, width="stretch", alt=words("page.lines.table"))
