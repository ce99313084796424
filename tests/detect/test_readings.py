"""Accounts as a person has them: one that came in two formats stands once, with both."""

import datetime as dt

import pandas as pd
import pytest

from benchmarks.simulator import PRESETS, simulate
from detect.casebook import Casebook
from detect.context import Context
from detect.coverage import coverage
from detect.readings import Accounts, accounts_once
from ingest.ledger import Ledger

FORMATS = ("alipay", "cmb_netbank", "cmb_statement")


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> tuple[Accounts, Context]:
    """A wallet, and a bank account in two formats; and the context as the ledger has it."""
    folder = tmp_path_factory.mktemp("readings")
    with Ledger(folder / "ledger.db") as ledger:
        files = simulate(3, months=2, preset=PRESETS["dense"]).write(folder / "files", formats=FORMATS)
        for file, label in zip(files, (None, None, "copy"), strict=True):
            assert all(report.error is None for report in ledger.import_path(file, label=label))
        context = Casebook(ledger).context()
        return accounts_once(ledger.frame(), context), context


def test_an_account_in_two_formats_is_covered_once(twice: tuple[Accounts, Context]) -> None:
    once, context = twice
    today = dt.date(2025, 9, 15)
    before, after = coverage(context, today), coverage(once.context, today)
    assert len(set(before["account"])) == 3
    assert len(set(after["account"])) == 2
    assert set(after["account"]) < set(before["account"])


def test_it_stands_with_both_formats_the_counted_one_first(twice: tuple[Accounts, Context]) -> None:
    once, _ = twice
    several = {owner: readings for owner, readings in once.readings.items() if len(readings) > 1}
    ((owner, readings),) = several.items()
    assert [reading.importer for reading in readings] == ["cmb_netbank", "cmb_debit"]
    assert (readings[0].account, readings[1].account) == (owner[1], "copy")
    assert once.others(*owner) == readings[1:]


def test_other_accounts_stand_with_their_one_format(twice: tuple[Accounts, Context]) -> None:
    once, _ = twice
    (wallet,) = [owner for owner in once.readings if owner[1].startswith("alipay")]
    assert once.others(*wallet) == ()


def test_statements_without_a_row_are_covered_all_the_same() -> None:
    statements = pd.DataFrame(
        [(1, "alipay", "a", "me", "CNY", "2026-01-01", "2026-01-31", "", None, "agrees", "", True, None, None)],
        columns=list(Context().statements.columns),
    )
    nothing = pd.DataFrame({"booked_at": pd.Series(dtype="datetime64[us]")})
    once = accounts_once(nothing, Context(statements=statements))
    assert coverage(once.context, dt.date(2026, 1, 31))["state"].tolist() == ["covered"]
    assert [one.importer for one in once.readings["me", "a"]] == ["alipay"]
