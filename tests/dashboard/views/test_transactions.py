"""Transactions: found, counted and paged by the ledger; and the copy of everything."""

import io
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.i18n import words
from dashboard.playbooks.model import LOCALES
from dashboard.views.parts import exports
from detect.casebook import Casebook
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


def first_unsuspected(path: Path) -> str:
    """Return the newest payment about which nothing was found."""
    with Ledger(path) as ledger:
        suspected = {row for alert in Casebook(ledger).alerts("open") for row in alert.rows}
        seen = page(ledger.connection, Wish(), 1)
    return next(one.txn_id for one in seen if one.amount < 0 and one.txn_id not in suspected)


def test_a_payment_nothing_was_found_about_begins_a_case_all_the_same(lived: Path) -> None:
    one = first_unsuspected(lived)
    app = visit("transactions", "en")
    app.selectbox(key="wrong-which").set_value(one).run()
    app.selectbox(key="wrong-what").set_value("unauthorised-charge").run()
    app.button(key="wrong-open").click().run()
    assert not app.exception
    with Ledger(lived) as ledger:
        (case,) = Casebook(ledger).cases.list()
    assert (case.topic, list(case.rows)) == ("unauthorised-charge", [one])
    assert "Stop" in read(app)


def test_a_case_begun_without_its_payment_is_given_it(lived: Path) -> None:
    one = first_unsuspected(lived)
    with Ledger(lived) as ledger:
        Casebook(ledger).cases.open("scam-payment")
    assert words("zh")("case.no_payment") in read(visit("cases", "zh"))
    app = visit("transactions", "en")
    app.selectbox(key="wrong-which").set_value(one).run()
    app.selectbox(key="wrong-what").set_value("scam-payment").run()
    app.button(key="wrong-open").click().run()
    with Ledger(lived) as ledger:
        (case,) = Casebook(ledger).cases.list()
    assert list(case.rows) == [one]
    assert words("zh")("case.no_payment") not in read(visit("cases", "zh"))


def test_a_payment_with_a_finding_leads_to_it(lived: Path) -> None:
    with Ledger(lived) as ledger:
        known = {row: alert for alert in Casebook(ledger).alerts("open") for row in alert.rows}
        frame = ledger.frame().set_index("txn_id")
        one = next(row for row in known if row in frame.index and frame.loc[row, "amount"] < 0)
        name = str(frame.loc[one, "reference"] or frame.loc[one, "order_reference"] or frame.loc[one, "counterparty"])
    app = visit("transactions", "en")
    app.text_input(key="find").set_value(name).run()
    app.selectbox(key="wrong-which").set_value(one).run()
    app.button(key="wrong-look").click().run()
    assert words("en")("page.alert.why") in read(app)


def test_money_in_is_nothing_to_begin_a_case_about(looked_at: Path) -> None:
    app = visit("transactions", "en")
    app.selectbox(key="find-way").set_value("in").run()
    assert not [box for box in app.selectbox if box.key == "wrong-which"]
