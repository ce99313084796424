"""A statement that does not say whose account it is: asked where several are known, changeable where one is."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from dashboard.i18n import words
from dashboard.playbooks.model import LOCALES
from dashboard.views.parts import scanning
from ingest.accounts import resolve
from ingest.ledger import Ledger
from ingest.source import Source
from ingest.statement import AccountHint
from ingest.store import writing
from tests.dashboard.views.uploading import upload
from tests.dashboard.views.visiting import read, visit
from tests.ingest.exports import Paid, at, cmb, with_balances

UNNAMED = cmb(with_balances([Paid(at(f"2026-06-0{day}T10:00:00"), -day * 100, f"Shop {day}") for day in (1, 2, 3)]))


@pytest.fixture(autouse=True)
def _no_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning, "scan", lambda *_: None)
    monkeypatch.setattr(scanning, "told", lambda *_: "scanned")


def known(path: Path, *numbers: str) -> None:
    with Ledger(path) as ledger, writing(ledger.connection):
        for number in numbers:
            resolve(ledger.connection, AccountHint("cmb", number, "debit", currency="CNY", country="CN"), None, None)


def statement_accounts(path: Path) -> list[str]:
    with Ledger(path) as ledger:
        accounts: Iterable[str] = ledger.statements()["account"]
        return list(accounts)


@pytest.mark.parametrize("locale", LOCALES)
def test_among_several_accounts_nothing_is_chosen_for_the_person(empty: Path, locale: str) -> None:
    known(empty, "6225880000008705", "6225880000009999")
    app = upload(visit("upload", locale), ("cmb.csv", UNNAMED))
    assert not app.exception
    (radio,) = app.radio
    assert radio.label == words(locale)("page.ask.account")
    assert radio.value is None
    assert "import" not in [button.key for button in app.button]


def test_the_chosen_account_takes_the_rows(empty: Path) -> None:
    known(empty, "6225880000008705", "6225880000009999")
    app = upload(visit("upload", "en"), ("cmb.csv", UNNAMED))
    app.radio[0].set_value("cmb:9999").run()
    app.button(key="import").click().run()
    assert not app.exception
    assert statement_accounts(empty) == ["cmb:9999"]


def test_a_new_account_may_be_named(empty: Path) -> None:
    known(empty, "6225880000008705", "6225880000009999")
    app = upload(visit("upload", "en"), ("cmb.csv", UNNAMED))
    app.radio[0].set_value("").run()
    assert not app.exception
    next(field for field in app.text_input if str(field.key).startswith("account-name")).set_value("Rent").run()
    app.button(key="import").click().run()
    assert statement_accounts(empty) == ["Rent"]


def test_the_only_account_it_can_be_is_taken_and_can_be_changed(empty: Path) -> None:
    known(empty, "6225880000008705")
    app = upload(visit("upload", "en"), ("cmb.csv", UNNAMED))
    assert app.radio[0].value == "cmb:8705"
    assert "cmb:8705" in read(app)
    app.radio[0].set_value("").run()
    app.button(key="import").click().run()
    assert statement_accounts(empty) == ["cmb 2"]


def test_a_statement_that_names_its_account_asks_nothing(empty: Path) -> None:
    assert not upload(visit("upload", "en"), ("cmb.csv", UNNAMED)).radio


def later(first: int) -> bytes:
    """Another statement of the same kind."""
    rows = [Paid(at(f"2026-07-{day:02}T10:00:00"), -day * 100, f"Shop {day}") for day in range(first, first + 3)]
    return cmb(with_balances(rows))


def test_the_next_statement_of_that_kind_is_not_asked_about(empty: Path) -> None:
    known(empty, "6225880000008705", "6225880000009999")
    app = upload(visit("upload", "en"), ("june.csv", UNNAMED))
    app.radio[0].set_value("cmb:9999").run()
    app.button(key="import").click().run()
    app = upload(visit("upload", "en"), ("july.csv", later(1)))
    assert not app.radio
    app.button(key="import").click().run()
    assert statement_accounts(empty) == ["cmb:9999", "cmb:9999"]


def test_one_answer_serves_all_files_of_one_upload(empty: Path) -> None:
    known(empty, "6225880000008705", "6225880000009999")
    app = upload(visit("upload", "en"), ("june.csv", UNNAMED), ("july.csv", later(1)), ("late.csv", later(9)))
    app.radio[0].set_value("cmb:9999").run()
    assert len(app.radio) == 1
    app.button(key="import").click().run()
    assert statement_accounts(empty) == ["cmb:9999"] * 3


@pytest.mark.parametrize("locale", LOCALES)
def test_the_statements_page_shows_and_forgets_what_was_said(empty: Path, locale: str) -> None:
    with Ledger(empty) as ledger:
        ledger.import_source(Source("june.csv", UNNAMED), label="Rent <b>")
    app = visit("statements", locale)
    said = words(locale)("page.remembered.unnumbered", institution="cmb", account="Rent <b>")
    assert said in read(app)
    app.button(key="forget-1").click().run()
    assert not app.exception
    assert said not in read(app)
    with Ledger(empty) as ledger:
        assert ledger.remembered().empty
