"""Accounts on the statements page: named, described, taken back, and put together."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.i18n import words
from dashboard.playbooks.model import LOCALES
from dashboard.views.parts import scanning
from ingest.ledger import Ledger
from ingest.source import Source
from tests.dashboard.views.visiting import troubles, visit

HEAD = "account,booked_at,amount,currency,counterparty\n"


@pytest.fixture
def two(empty: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Serve a ledger of two accounts; return the scans that pages start."""
    scans: list[str] = []
    monkeypatch.setattr(scanning, "scan", lambda *_: scans.append("scan"))
    with Ledger(empty) as ledger:
        for name in ("one", "two"):
            ledger.import_source(Source(f"{name}.csv", f"{HEAD}{name},2026-06-01,-1.00,CNY,{name}\n".encode()))
    return scans


def table(path: Path) -> list[tuple[str, str, str, str]]:
    with Ledger(path) as ledger:
        known = ledger.accounts()
    return list(known[["label", "kind", "country", "person"]].itertuples(index=False, name=None))


def opened(place: int = 0) -> AppTest:
    """Open the page and one account's form on it."""
    app = visit("statements", "en")
    app.session_state[f"account-{place}"] = True
    return app.run()


def keep(app: AppTest) -> AppTest:
    (button,) = (button for button in app.button if button.label == words("en")("statements.accounts.keep"))
    return button.click().run()


def test_a_form_is_there_only_once_its_account_is_opened(empty: Path, two: list[str]) -> None:
    assert [field.key for field in visit("statements", "en").text_input] == []
    assert [field.key for field in opened(1).text_input] == ["account-name-1", "account-person-1"]


def test_a_country_and_a_kind_are_kept_without_a_check_and_can_be_taken_back(empty: Path, two: list[str]) -> None:
    app = opened()
    app.selectbox(key="account-kind-0").set_value("wallet")
    app.selectbox(key="account-country-0").set_value("ID")
    app = keep(app)
    assert table(empty)[0] == ("one", "wallet", "ID", "me")
    assert two == []
    app.selectbox(key="account-kind-0").set_value("debit")
    app = keep(app)
    app.button(key="account-undo").click().run()
    assert table(empty)[0] == ("one", "wallet", "ID", "me")


def test_a_new_name_and_another_person_are_checked_anew(empty: Path, two: list[str]) -> None:
    app = opened(1)
    app.text_input(key="account-name-1").set_value("Ann's <b>card</b>")
    app.text_input(key="account-person-1").set_value("ann")
    app = keep(app)
    assert not app.exception
    assert ("Ann's <b>card</b>", "ann") in [(row[0], row[3]) for row in table(empty)]
    assert two == ["scan"]


def test_a_name_that_is_taken_changes_nothing(empty: Path, two: list[str]) -> None:
    before = table(empty)
    app = opened()
    app.text_input(key="account-name-0").set_value("two")
    app = keep(app)
    assert troubles(app) == [words("en")("statements.accounts.taken", name="two")]
    assert table(empty) == before


def test_two_that_are_one_are_put_together_after_a_question(empty: Path, two: list[str]) -> None:
    app = opened()
    app.selectbox(key="account-same-0").set_value("two").run()
    assert len(table(empty)) == 2
    app.button(key="account-merge-0").click().run()
    assert [row[0] for row in table(empty)] == ["two"]
    assert two == ["scan"]


@pytest.mark.parametrize("locale", LOCALES)
def test_countries_have_names_in_every_language(locale: str) -> None:
    named = words(locale).countries()
    assert len(named) > 200
    assert {"CN", "ID", "US", "GB", "SG", "IN", "DE"} <= set(named)
    assert not {"EU", "ZZ", "UN"} & set(named)
