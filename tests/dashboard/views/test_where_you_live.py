"""Where the person lives: kept, told in words, used at once by findings, playbooks and rules of silent accounts."""

from pathlib import Path

from dashboard.account_name import account_name
from dashboard.i18n import words
from detect.casebook import Casebook
from ingest.ledger import Ledger
from ingest.source import Source
from tests.dashboard.views.visiting import read, visit

W = words("en")


def test_a_country_is_used_from_when_it_is_kept(lived: Path) -> None:
    with Ledger(lived) as ledger:
        text = b"account,booked_at,amount,currency,counterparty\nsilent [x](y),2025-10-30,-1.00,EUR,A\n"
        report = ledger.import_source(Source("silent.csv", text))
        assert report.error is None
        known = ledger.described()
        silent = [str(label) for label in known.loc[known["country"] == "", "label"]]
        (scans,) = ledger.connection.execute("SELECT count(*) FROM scans").fetchone()
    app = visit("settings", "en")
    said = read(app)
    assert W("settings.country.everywhere") in said
    assert W("settings.country.follow", accounts=W.listed(silent)) in said
    assert "country-keep" not in [button.key for button in app.button]
    app.selectbox(key="country").set_value("DE").run()
    assert W("settings.country.rules", country="Germany") in read(app)
    assert W("settings.country.not_yet") in read(app)
    app.button(key="country-keep").click().run()
    assert not app.exception
    assert W("settings.country.not_yet") not in read(app)
    with Ledger(lived) as ledger:
        assert Casebook(ledger).preferences.country == "DE"
        assert ledger.connection.execute("SELECT count(*) FROM scans").fetchone() == (scans + 1,)
    assert visit("playbooks", "en").selectbox(key="place-library").value == "EU"


def test_a_country_without_rules_of_its_own_says_so(empty: Path) -> None:
    app = visit("settings", "en")
    app.selectbox(key="country").set_value("BR").run()
    app.button(key="country-keep").click().run()
    assert not app.exception
    assert W("settings.country.no_rules", country="Brazil") in read(app)
    with Ledger(empty) as ledger:
        assert Casebook(ledger).preferences.country == "BR"


def test_accounts_that_name_their_country_are_listed_with_it(looked_at: Path) -> None:
    with Ledger(looked_at) as ledger:
        own = ledger.described()
    label, country = next(
        (label, code) for label, code in zip(own["label"], own["country"], strict=True) if code in W.countries()
    )
    assert W("settings.country.own", account=account_name(label, W), country=W.countries()[country]) in read(
        visit("settings", "en")
    )
