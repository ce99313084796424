"""The report of a month: sums that can be checked by hand, each payment once, and what they rest on."""

import datetime as dt
from pathlib import Path

import pytest

from dashboard.i18n import words
from dashboard.paper.as_html import as_html
from dashboard.paper.as_text import as_text
from dashboard.playbooks.model import LOCALES
from dashboard.present import Presenter
from dashboard.report.compose import document
from dashboard.report.flows import Flow, Share
from dashboard.report.gather import MonthReport, gather
from detect.casebook import Casebook
from detect.context import Settings
from ingest.ledger import Ledger
from tests.ingest.hostile import SAMPLE

JUNE = dt.date(2026, 6, 1)
TODAY = dt.date(2026, 7, 15)
MADE = dt.datetime(2026, 7, 15, 9, tzinfo=dt.UTC)
HEADING = "account,booked_at,amount,currency,counterparty,kind,fee,category"
ROWS = (
    "bank:1,2026-05-31T23:59:00,-9.00,EUR,May Shop,payment,0,food",
    "bank:1,2026-06-01T00:00:00,2000.00,EUR,Example Employer,income,0,",
    "bank:1,2026-06-02T10:00:00,-12.50,EUR,Cafe One,payment,0,food",
    "bank:1,2026-06-03T10:00:00,-7.50,EUR,CAFE ONE,payment,0,food",
    "bank:1,2026-06-04T10:00:00,-100.00,EUR,Own Savings,transfer,0,",
    "bank:2,2026-06-04T10:00:30,100.00,EUR,Own Current,transfer,0,",
    "bank:1,2026-06-05T10:00:00,-3.00,EUR,Monthly fee,fee,0,",
    "bank:2,2026-06-06T10:00:00,-50.00,EUR,Book Shop,payment,-0.40,books",
    "bank:2,2026-06-07T10:00:00,-4000,JPY,Ramen Bar,payment,0,",
    "bank:2,2026-06-30T23:59:59,-1.00,EUR,,payment,0,",
    "bank:1,2026-07-01T00:00:00,-8.00,EUR,July Shop,payment,0,food",
)


def reported(ledger: Ledger, first: dt.date = JUNE, locale: str = "en") -> MonthReport:
    book = Casebook(ledger)
    book.scan(TODAY, Settings())
    return gather(book, Presenter(ledger, words(locale)), first, TODAY)


@pytest.fixture
def month(ledger: Ledger, tmp_path: Path) -> Ledger:
    file = tmp_path / "rows.csv"
    file.write_text("\n".join((HEADING, *ROWS)) + "\n", encoding="utf-8")
    (report,) = ledger.import_path(file)
    assert report.error is None
    Casebook(ledger)  # makes the tables of links
    ledger.connection.execute(
        """INSERT INTO link_decisions (kind, left_id, right_id, lag_days, decision, decided_on)
           SELECT 'transfer', a.txn_id, b.txn_id, 0, 'confirmed', '' FROM sightings a, sightings b
           WHERE a.amount = -10000 AND b.amount = 10000"""
    )
    return ledger


def test_each_account_is_told_as_its_statements_do(month: Ledger) -> None:
    assert reported(month).flows == (
        Flow("me", "bank:1", "EUR", 200000, 12300, 0, 10000),
        Flow("me", "bank:2", "EUR", 10000, 5100, 10000, 0),
        Flow("me", "bank:2", "JPY", 0, 4000, 0, 0),
    )


def test_spending_leaves_own_money_out_and_never_adds_currencies(month: Ledger) -> None:
    assert reported(month).spent == {"EUR": 1250 + 750 + 300 + 5000 + 100, "JPY": 4000}


def test_payees_are_put_together_and_the_rest_adds_up(month: Ledger) -> None:
    found = reported(month).payees
    assert Share("EUR", "CAFE ONE", 2000, 2) in found
    assert Share("EUR", "", 100, 1) in found
    for currency, spent in reported(month).spent.items():
        assert sum(share.amount for share in found if share.currency == currency) == spent


def test_fees_are_rows_and_what_stands_beside_an_amount(month: Ledger) -> None:
    assert reported(month).fees == (Share("EUR", "bank:1", 300, 1), Share("EUR", "bank:2", 40, 1))


def test_a_payment_that_wallet_and_bank_show_is_spent_once(month: Ledger) -> None:
    before = reported(month).spent["EUR"]
    month.connection.execute(
        """INSERT INTO link_decisions (kind, left_id, right_id, lag_days, decision, decided_on)
           SELECT 'mirror', a.txn_id, b.txn_id, 0, 'confirmed', '' FROM sightings a, sightings b
           WHERE a.amount = -1250 AND b.amount = -5000"""
    )
    assert reported(month).spent["EUR"] == before - 5000


def test_the_report_begins_with_what_it_rests_on(month: Ledger) -> None:
    said = as_text(document(reported(month), words("en"), MADE)).splitlines()
    assert said[2] == "Transactions that moved money: 9. What is below rests on what the statements show of this month:"
    assert "- bank:1: covered" in said
    assert "Nothing was found in what the statements show of this month." in said


@pytest.mark.parametrize(("locale", "name"), [("zh", "招商银行 8705"), ("id", "China Merchants Bank 8705")])
def test_accounts_go_by_their_institutions_names(locale: str, name: str, ledger: Ledger, tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    rows = ("cmb:8705,2026-06-02T10:00:00,-12.50,CNY,Cafe One,payment,-0.40,food",)
    file.write_text("\n".join((HEADING, *rows)) + "\n", encoding="utf-8")
    list(ledger.import_path(file))
    said = as_text(document(reported(ledger, locale=locale), words(locale), MADE))
    assert said.count(name) == 4  # covered, too new to compare, moved and fees
    assert "cmb:8705" not in said


def test_a_price_step_and_a_refund_are_told_in_their_month(ledger: Ledger, tmp_path: Path) -> None:
    charges = [f"card:1,2026-{n:02}-05T03:00:00,{price},EUR,Streamhollow,payment,0," for n, price in enumerate(("-9.99",) * 5 + ("-11.99",) * 2, start=1)]  # fmt: skip
    metered = [f"card:1,2026-{n:02}-09T03:00:00,{price},EUR,Gridwell Power,payment,0," for n, price in enumerate(("-61.20", "-58.71", "-66.09", "-49.90", "-71.35", "-63.18", "-55.02"), start=1)]  # fmt: skip
    file = tmp_path / "year.csv"
    file.write_text("\n".join((HEADING, *charges, *metered)) + "\n", encoding="utf-8")
    list(ledger.import_path(file))
    book = Casebook(ledger)
    book.watches.expect(3990, "EUR", "Harbor Outfitters", made_on=JUNE, due=JUNE, txn_id="", person="me")
    june = as_text(document(reported(ledger), words("en"), MADE))
    assert "€9.99 before, €11.99 since 5 Jun 2026" in june
    assert "Gridwell Power" in june
    assert june.partition("Subscriptions")[2].count(" before, ") == 1  # what is metered has no price that changes
    assert "Harbor Outfitters" in june
    may = as_text(document(reported(ledger, dt.date(2026, 5, 1)), words("en"), MADE))
    assert "before" not in may.partition("Subscriptions")[2]
    assert "Harbor Outfitters" not in may


@pytest.mark.parametrize("locale", LOCALES)
def test_hostile_names_are_text_and_what_became_of_alerts_is_told(locale: str, ledger: Ledger) -> None:
    list(ledger.import_path(SAMPLE))
    first = reported(ledger, locale=locale)
    Casebook(ledger).answer(first.alerts[0].alert.alert_id, "mine", TODAY)
    page = as_html(document(reported(ledger, locale=locale), words(locale), MADE))
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page
    assert "\u202e" not in page
    assert words(locale)("report.answered", answer=words(locale)("cli.answer.mine")) in page
    assert '<tr class="bar" aria-hidden="true">' in page
