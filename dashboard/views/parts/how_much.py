"""How many wrong alarms the person accepts, and which alerts another number would have meant on their own past."""

from typing import Final

import streamlit as st

from dashboard.i18n import Words
from dashboard.present import Presenter
from dashboard.views import desk, reading, routes
from dashboard.views.paint import part, put
from dashboard.views.parts import scanning
from dashboard.views.parts.said import counted, month
from dashboard.views.plain import Html, tag
from detect.backtest import UNANSWERED, BackTest, backtest
from detect.casebook import Casebook
from ingest.ledger import Ledger

BUDGETS: Final = (0.1, 0.25, 0.5, 1.0, 2.0)  # wrong alarms a month, each with a sentence of its own
_ANSWERS: Final = ("not_mine", "unsure", UNANSWERED, "mine")


def how_much(ledger: Ledger, words: Words) -> None:
    """Offer the choice, a try on the past, and its use from now on."""
    book = Casebook(ledger)
    kept = book.preferences.budget
    part(words("page.budget.title"))
    put(tag("p", words("page.budget.lead")))
    chosen = st.select_slider(
        words("page.budget.label"), sorted({*BUDGETS, kept}), value=kept, key="budget",
        format_func=lambda budget: _label(budget, words), label_visibility="collapsed",
    )  # fmt: skip
    put(tag("p", _meaning(chosen, words), class_="quiet"))
    with st.container(horizontal=True, key="budget-choices"):
        trying = st.button(words("page.budget.try"), key="try")
        keeping = chosen != kept and st.button(words("page.budget.keep"), key="keep", type="primary")
    if keeping:
        book.preferences.keep_budget(chosen)
        if not ledger.files().empty:
            scanning.scan(ledger, words)
        st.rerun()
    if trying:
        _try(book, sorted({kept, chosen}), words)


def _label(budget: float, words: Words) -> str:
    return words("page.budget.months", count=words.decimal(round(1 / budget))) if 0 < budget < 1 else words("page.budget.a_month", count=words.decimal(budget))  # fmt: skip


def _meaning(budget: float, words: Words) -> str:
    """Return what a number of wrong alarms a month means: the fewer, the more a theft has to stand out."""
    return words(
        "page.budget.quiet" if budget < 0.25 else "page.budget.usual" if budget < 1 else "page.budget.watchful"
    )


def _try(book: Casebook, budgets: list[float], words: Words) -> None:
    """Show what each budget would have told so far."""
    frame, context = book.ledger.frame(), book.context()
    with st.spinner(words("page.budget.trying")):
        results = {
            budget: backtest(frame, context, desk.today(), book.preferences.settings(budget=budget))
            for budget in budgets
        }
    for budget, result in results.items():
        put(tag("h3", _label(budget, words)), tag("p", told(result, words)))
        if result.alerts:
            rate = words.decimal(round(result.rate, 2))
            put(tag("p", words("page.budget.rate", rate=rate), class_="quiet"), _months(result, words))
            with st.expander(words("page.budget.which")):
                put(_which(result, reading.presenter(book.ledger, words)))


def told(result: BackTest, words: Words) -> str:
    """Return how many alerts a budget would have made, in a sentence."""
    return counted(
        words, "page.budget.told", len(result.alerts), months=counted(words, "page.budget.of", result.months)
    )


def _months(result: BackTest, words: Words) -> Html:
    """Return a row for each month with alerts: how many, and what the person said of them."""
    heads = [words("page.column.month"), words("page.budget.alerts"), *(words(f"page.budget.{a}") for a in _ANSWERS)]
    lines = [
        tag(
            "tr",
            tag("th", month(words, row["month"]), scope="row"),
            *(tag("td", words.decimal(row[name])) for name in ("alerts", *_ANSWERS)),
        )
        for row in result.table().to_dict("records")
    ]
    head = tag("thead", tag("tr", *(tag("th", name, scope="col") for name in heads)))
    return tag("div", tag("table", head, tag("tbody", *lines), class_="grid"), class_="scroll", tabindex="0")


def _which(result: BackTest, presenter: Presenter) -> Html:
    """Return a line for each alert: its first day, its money, whom its worst payment went to, and what the person said of it."""
    words, lines = presenter.words, []
    for past in result.alerts:
        found, worst = past.finding, presenter.row(str(past.finding.facts["worst"]))
        payee = (worst and (worst.counterparty or worst.description)) or words("alert.nobody")
        parts = [
            words.day(str(found.facts["first"])), words.money(found.amount, found.currency), payee,
            words(f"page.budget.{past.answer}"),
        ]  # fmt: skip
        lines.append(tag("li", " · ".join(parts)))
    return tag("ul", *lines)


def ask(words: Words) -> None:
    """Lead from the alerts to the choice."""
    if st.button(words("page.budget.ask"), key="how-much", type="tertiary"):
        routes.go("settings")
