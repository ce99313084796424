"""Where money is held: one answer for alerts, cases and the page after a theft."""

from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.case_shown import held_by
from dashboard.places import Place, Places
from detect.case import Event, fold
from detect.casebook import Casebook
from ingest.ledger import Ledger
from tests.dashboard.shown_cases import shown_case

HEADING = "account,booked_at,amount,currency,counterparty"


@pytest.fixture
def ledger(ledger: Ledger, tmp_path: Path) -> Ledger:
    """A ledger of four accounts: two Chinese wallets, a German bank account, and one that nobody has described."""
    rows = [f"{name},2026-05-01,-5.00,EUR,Cafe" for name in ("alipay:1", "wechat:2", "bank:3", "other:4")]
    (tmp_path / "all.csv").write_text("\n".join((HEADING, *rows)), encoding="utf-8")
    assert [report.status for report in ledger.import_path(tmp_path / "all.csv")] == ["imported"]
    for label, kind, country in (("alipay:1", "wallet", "CN"), ("wechat:2", "wallet", "CN"), ("bank:3", "debit", "DE")):
        ledger.connection.execute("UPDATE accounts SET kind = ?, country = ? WHERE label = ?", (kind, country, label))
    return ledger


def test_the_account_that_counts_most_and_has_a_country_decides(ledger: Ledger) -> None:
    places = Places(ledger)
    assert places.of("me", ["bank:3", "alipay:1"]).jurisdiction == "EU"
    assert places.of("me", ["other:4", "alipay:1", "bank:3"]).country == "CN"
    assert places.of("me", ["alipay:1", "wechat:2"]).kind == "wallet"
    assert places.of("me", ["alipay:1", "bank:3"]).kind == ""  # neither law is left out


def test_what_no_account_tells_falls_under_home_and_without_one_under_the_country_of_most(ledger: Ledger) -> None:
    assert Places(ledger).of("me", ()).country == ""  # two of four are no more than half
    assert Places(ledger).of("me", ["other:4"]) == Place("", "", "other")
    ledger.connection.execute("UPDATE accounts SET country = 'DE' WHERE label = 'other:4' OR label = 'wechat:2'")
    assert Places(ledger).of("me", ()).country == "DE"
    Casebook(ledger).preferences.keep_country("ID")
    assert Places(ledger).of("me", ()).country == "ID"


def test_a_case_without_an_account_is_about_those_of_its_rows_the_dearest_first() -> None:
    opened = Event(1, "opened", "2026-05-04", "2026-05-04T12:00:00Z", {"topic": "account-theft", "person": "me"})
    (row,) = shown_case("account-theft", "CN", "", "2026-05-04").rows
    rows = [row, replace(row, account="bank:3", amount=-20_000)]
    assert held_by(fold("c1", [opened]), rows) == ("bank:3", "acc")
    assert held_by(shown_case("account-theft", "CN", "", "2026-05-04").case, rows) == ("acc",)
