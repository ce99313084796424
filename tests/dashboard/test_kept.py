"""Whose rules come first, asked of the ledger's file alone."""

from pathlib import Path

from dashboard.kept import rules_of
from dashboard.places import Places
from detect.casebook import Casebook
from ingest.identity import DEFAULT_PERSON
from ingest.ledger import Ledger
from tests.dashboard.views.visiting import SAMPLES


def test_the_country_of_most_accounts_comes_first_unless_the_person_lives_elsewhere(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with Ledger(path) as ledger:
        assert rules_of(path) == ""
        for name in ("alipay/june.csv", "wechat/row17.csv"):
            list(ledger.import_path(SAMPLES / name))
        assert rules_of(path) == "CN" == Places(ledger).of(DEFAULT_PERSON, ()).country
        Casebook(ledger).preferences.keep_country("DE")
        assert rules_of(path) == "DE" == Places(ledger).of(DEFAULT_PERSON, ()).country


def test_no_country_has_more_than_half_no_rules_come_first(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with Ledger(path) as ledger:
        list(ledger.import_path(SAMPLES / "alipay/june.csv"))
        list(ledger.import_path(SAMPLES / "venmo/january.csv"))
        ledger.connection.execute("UPDATE accounts SET country = CASE institution WHEN 'venmo' THEN 'US' ELSE 'CN' END")
        ledger.connection.commit()
    assert rules_of(path) == ""


def test_what_is_no_ledger_has_no_rules(tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("no ledger" * 200)
    assert rules_of(tmp_path / "notes") == rules_of(tmp_path / "missing") == ""
