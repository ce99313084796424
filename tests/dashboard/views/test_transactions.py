"""Transactions: found, counted and paged by the ledger; and the copy of everything."""

import io
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.i18n import words
from dashboard.playbooks.model import LOCALES
from dashboard.views.parts import exports
from ingest.browse import PAGE, Wish, count, page
from ingest.ledger import Ledger
from tests.dashboard.views.visiting import bodies, read, visit


def drawn(app: AppTest) -> int:
    return sum(body.count('class="txn"') for body in bodies(app))


@pytest.mark.parametrize("locale", LOCALES)
def test_the_newest_page_stands_there_with_the_number_of_all(looked_at: Path, locale: str) -> None:
    with Ledger(looked_at) as ledger:
        total, first = count(ledger.connection, Wish()), page(ledger.connection, Wish(), 1)[0]
    app = visit("transactions", locale)
    said, speaks = read(app), words(locale)
    assert speaks("transactions.page.found.many", number=speaks.decimal(total)) in said
    assert speaks.money(first.amount, first.currency) in said
    assert drawn(app) == PAGE < total


def test_a_search_narrows_the_rows_and_the_copy_holds_all(looked_at: Path) -> None:
    with Ledger(looked_at) as ledger:
        everything = len(ledger.frame())
        merchant = page(ledger.connection, Wish(way="out"), 1)[0].counterparty
        fitting = count(ledger.connection, Wish(text=merchant, way="out"))
    app = visit("transactions", "en")
    app.selectbox(key="find-way").set_value("out")
    app.text_input(key="find").set_value(merchant).run()
    assert not app.exception
    assert drawn(app) == min(fitting, PAGE)
    copy = pd.read_csv(io.BytesIO(exports.written(looked_at, "csv")), dtype=str)
    assert len(copy) == everything


def test_nothing_found_is_said(looked_at: Path) -> None:
    app = visit("transactions", "en")
    app.text_input(key="find").set_value("no such thing' OR 1=1").run()
    assert words("en")("transactions.page.found.none") in read(app)
    assert drawn(app) == 0


def test_without_statements_the_page_leads_to_the_first(empty: Path) -> None:
    app = visit("transactions", "en")
    app.button(key="choose").click().run()
    assert words("en")("page.upload.title") in read(app)
