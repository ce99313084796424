"""The suspicious payments around a theft, in the order of time, with what they add up to so far."""

from typing import Final

import streamlit as st

from dashboard import theft
from dashboard.i18n import Words
from dashboard.present import Presenter
from dashboard.punctuation import sentences
from dashboard.views import reading
from dashboard.views.paint import put
from dashboard.views.parts.rows import row
from dashboard.views.parts.said import counted, sums
from dashboard.views.parts.watched import newcomers
from dashboard.views.plain import Html, tag
from detect.casebook import Casebook
from detect.incident import Incident, Step
from ingest.ledger import Ledger

_REASONS: Final = 3  # of a row; a scan for theft has many small ones
MOST: Final = 60  # rows on the page; a case holds all of them


def show(seen: Incident | None, ledger: Ledger, words: Words) -> None:
    """Show the rows, and the button that puts them into the case."""
    if new := newcomers((account for _, account in Casebook(ledger).too_new), words):
        put(tag("p", new, class_="quiet"))
    if seen is None or not seen.steps:
        put(tag("p", words("theft.rows.none"), class_="lead"))
        return
    presenter, book = reading.presenter(ledger, words), Casebook(ledger)
    put(*(_row(step, presenter) for step in seen.steps[:MOST]))
    if len(seen.steps) > MOST:
        put(tag("p", counted(words, "theft.rows.more", len(seen.steps) - MOST), class_="quiet"))
    if seen.left_out:
        put(tag("p", counted(words, "theft.rows.left_out", seen.left_out), class_="quiet"))
    _into_case(seen, book, words)


def told(seen: Incident, words: Words) -> str:
    """Return what the rows add up to, in a sentence."""
    said = [
        counted(words, "theft.rows.payments", seen.payments, first=words.day(seen.first), last=words.day(seen.last))
    ]
    totals = {"out": seen.out, "pending": seen.pending, "back": seen.back}
    said += [words(f"theft.rows.{name}", sums=sums(words, total)) for name, total in totals.items() if total]
    return sentences(said, words)


def _row(step: Step, presenter: Presenter) -> Html | None:
    words, shown = presenter.words, presenter.row(step.txn_id)
    if shown is None:
        return None
    reasons = [presenter.reason(reason, shown.currency) for reason in step.reasons[:_REASONS]]
    total = words("theft.rows.total", sums=sums(words, step.total)) if step.out else None
    return tag(
        "div",
        row(shown, words),
        tag("p", *(tag("span", reason) for reason in reasons), class_="facts quiet"),
        tag("p", tag("strong", total), class_="total") if total else None,
        class_="suspect",
    )


def _into_case(seen: Incident, book: Casebook, words: Words) -> None:
    """Offer to put the payments into the case, so that letters and evidence hold them."""
    case = theft.case_of(book)
    known = set(case.rows) if case else set()
    paid = [step.txn_id for step in seen.steps if step.out]
    if paid and known.issuperset(paid):
        put(tag("p", words("theft.rows.in_case"), class_="quiet"))
    elif paid and st.button(counted(words, "theft.rows.into_case", len(set(paid) - known)), key="theft-case"):
        theft.add_rows(book, paid)
        st.rerun()
