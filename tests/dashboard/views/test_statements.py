"""The grid of months and the list of files."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from dashboard.account_name import account_name
from dashboard.i18n import words
from dashboard.playbooks.model import LOCALES
from dashboard.views.parts import grid, scanning, watched
from detect.context import Context
from detect.links.twins import Reading
from detect.readings import Accounts
from ingest.ledger import Ledger
from ingest.source import Source
from tests.dashboard.views.visiting import read, visit
from tests.ingest.exports import Paid, at, cmb, with_balances

COLUMNS = (
    "statement_id", "account", "person", "currency", "first", "last", "exported_at", "filtered", "check_status", "check_note",
    "printed_period", "opening", "closing",
)  # fmt: skip


def context(*statements: tuple[str, str, str, str]) -> Context:
    """Return a context of statements: account, first, last, check."""
    rows = [
        (number, account, "me", "CNY", first, last, "", None, check, "", True, None, None)
        for number, (account, first, last, check) in enumerate(statements)
    ]
    return Context(statements=pd.DataFrame(rows, columns=list(COLUMNS)))


def test_a_month_is_proven_only_where_all_of_it_adds_up() -> None:
    known = context(
        ("a", "2026-01-01", "2026-01-31", "agrees"),
        ("a", "2026-02-01", "2026-02-28", "agrees"),
        ("a", "2026-02-10", "2026-02-20", "not_checkable"),
        ("a", "2026-03-01", "2026-03-15", "agrees"),
        ("a", "2026-05-01", "2026-05-31", "off"),
    )
    found = grid.states(known, dt.date(2026, 6, 3))
    assert dict(zip(found["month"], found["sign"], strict=True)) == {
        "2026-01": "agrees",
        "2026-02": "unproven",
        "2026-03": "partly",
        "2026-04": "missing",
        "2026-05": "off",
        "2026-06": "missing",
    }


@pytest.mark.parametrize("locale", LOCALES)
def test_an_account_in_two_formats_is_one_line_that_names_the_other(locale: str) -> None:
    known = context(("cmb:8705", "2026-01-01", "2026-01-31", "agrees"))
    both = {("me", "cmb:8705"): (Reading("cmb:8705", "cmb_netbank"), Reading("bank<8705>", "ofx"))}
    drawn = grid.grid(Accounts(known, both), words(locale), dt.date(2026, 2, 2))
    assert drawn.count("<tr>") == 2
    assert "bank&lt;8705&gt;" in drawn


@pytest.mark.parametrize("locale", LOCALES)
def test_the_grid_says_every_cell_in_words_too(locale: str) -> None:
    known = context(("a<b>", "2026-01-01", "2026-01-31", "agrees"))
    drawn = grid.grid(Accounts(known, {}), words(locale), dt.date(2026, 2, 2))
    month = words(locale)("page.month.m01", year="2026")
    said = words(locale)("page.grid.cell", month=month, state=words(locale)("page.grid.agrees"))
    assert f'aria-label="{said}"' in drawn
    assert "a&lt;b&gt;" in drawn
    assert all(sign in grid.legend(words(locale)) for sign in grid.SIGNS.values())


def test_the_grid_begins_where_anything_was_seen() -> None:
    known = context(("a", "2026-01-01", "2026-01-31", "agrees"), ("b", "2026-02-01", "2026-02-28", "agrees"))
    drawn = grid.grid(Accounts(known, {}), words("en"), dt.date(2026, 11, 2))
    assert [name in drawn for name in ("January 2026", "February 2026", "March 2026")] == [True, True, False]
    assert drawn.index("February 2026") < drawn.index("January 2026")


def test_gaps_are_told_only_up_to_the_last_day_seen() -> None:
    known = context(
        ("a", "2026-01-01", "2026-01-31", "agrees"),
        ("a", "2026-03-01", "2026-03-15", "agrees"),
        ("b", "2026-02-01", "2026-02-28", "off"),
    )
    first, second = watched.watched(known, dt.date(2026, 6, 3))
    assert (first.until, first.gaps) == (dt.date(2026, 3, 15), (("2026-02", "missing"),))
    assert (second.until, second.gaps) == (dt.date(2026, 2, 28), (("2026-02", "off"),))


def test_what_is_said_of_an_account_is_parted_as_the_language_does() -> None:
    known = context(("alipay", "2026-01-01", "2026-01-31", "off"))
    told = {locale: watched.told(watched.watched(known, dt.date(2026, 2, 3)), words(locale)) for locale in ("en", "zh")}
    assert "to 31 Jan 2026; does not add up: January 2026" in told["en"]
    assert "到2026年1月31日；对不上：2026年1月" in told["zh"]


@pytest.mark.parametrize("locale", LOCALES)
def test_every_file_stands_there_with_its_statements(looked_at: Path, locale: str) -> None:
    said = read(visit("statements", locale))
    with Ledger(looked_at) as ledger:
        for name in ledger.files()["name"]:
            assert name in said
        for account in ledger.accounts()["label"]:
            assert account_name(account, words(locale)) in said
    assert words(locale)("transactions.export.title") in said


def test_a_file_taken_out_is_gone_and_the_rest_is_checked_anew(lived: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scans: list[str] = []
    monkeypatch.setattr(scanning, "scan", lambda *_: scans.append("scan"))
    app = visit("statements", "en")
    app.button(key="undo-2").click().run()
    with Ledger(lived) as ledger:
        assert 2 in ledger.files()["file_id"].tolist()
    app.button(key="undo-yes-2").click().run()
    assert not app.exception
    with Ledger(lived) as ledger:
        assert 2 not in ledger.files()["file_id"].tolist()
    assert scans == ["scan"]


def broken() -> bytes:
    """Return a bank list of June whose balances do not follow at its third row."""
    rows = with_balances([Paid(at(f"2026-06-0{day}T10:00:00"), -day * 100, f"Shop {day}") for day in (1, 2, 3, 4)])
    rows[2] = replace(rows[2], balance=rows[2].balance + 500)
    return cmb(rows)


def whole() -> bytes:
    """Return the same days with balances that follow."""
    return cmb(with_balances([Paid(at(f"2026-06-0{day}T10:00:00"), -day * 100, f"Shop {day}") for day in (1, 2, 3, 4)]))


@pytest.mark.parametrize("locale", LOCALES)
def test_a_statement_that_does_not_add_up_stands_there_with_its_lines(empty: Path, locale: str) -> None:
    with Ledger(empty) as ledger:
        ledger.import_source(Source("june.csv", broken()))
    speaks = words(locale)
    said = read(visit("statements", locale))
    assert speaks("page.off.title.one") in said
    assert [speaks("page.lines.place", line=line) in said for line in (2, 3, 4, 5)] == [False, True, True, True]
    assert "Shop 3" in said


def test_it_goes_away_once_the_same_days_add_up(empty: Path) -> None:
    with Ledger(empty) as ledger:
        ledger.import_source(Source("june.csv", broken()))
        ledger.import_source(Source("again.csv", whole()))
        assert len(set(ledger.statements()["account"])) == 1
    assert words("en")("page.off.title.one") not in read(visit("statements", "en"))


def test_unread_lines_are_browsed_by_file(empty: Path) -> None:
    heads = "account,booked_at,amount,currency,counterparty\n"
    with Ledger(empty) as ledger:
        for name in ("one", "two"):
            rows = f"bank,2026-06-01,-1.00,CNY,{name}\nbank,2026-06-02,nothing,CNY,{name}\n"
            ledger.import_source(Source(f"{name}.csv", (heads + rows).encode()))
    app = visit("statements", "en")
    assert words("en")("page.lines.unread.many", count=2) in read(app)
    assert len(app.dataframe[0].value) == 2
    app.selectbox(key="unread-file").set_value(2).run()
    table = app.dataframe[0].value
    assert table.iloc[0].tolist()[:2] == ["two.csv", 3]
    assert "nothing" in table.iloc[0, 2]
    assert table.iloc[0, 3] == "bank,2026-06-02,nothing,CNY,two"
