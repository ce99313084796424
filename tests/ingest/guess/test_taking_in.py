"""Unknown tables in the ledger: refused, guessed or read with a saved mapping, and always read again the same way."""

from dataclasses import replace
from pathlib import Path

import pytest

from ingest.checks import check
from ingest.errors import BrokenFile, UnclearTable, UnknownName, UnknownTable
from ingest.guess.choice import changed
from ingest.guess.guess import Guess, guess
from ingest.guess.mapping import Mapping, Shelf
from ingest.guess.unknown import guessed
from ingest.ledger import Ledger
from ingest.source import Source

CLEAR = b"Datum;Text;Betrag;Saldo\n15.01.2024;Laden;-20,00;80,00\n16.01.2024;Lohn;100,00;180,00\n"
UNCLEAR = b"Date,Description,Amount\n03/04/2025,Cafe purchase,-4.20\n05/06/2025,Salary,900.00\n"
PAGE = b"<html><body><h1>Session expired</h1><table><tr><td>Sign in</td></tr></table></body></html>"


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "ledger.db")


def found(data: bytes) -> Guess:
    result = guess(Source("t.csv", data))
    assert result is not None
    return result


def test_an_unknown_table_is_refused_and_names_the_way(ledger: Ledger) -> None:
    report = ledger.import_source(Source("t.csv", CLEAR))
    assert isinstance(report.error, UnknownTable)
    assert "formats learn" in str(report.error)
    assert ledger.files().empty


def test_a_clear_table_is_guessed_and_marked_so(ledger: Ledger) -> None:
    report = ledger.import_source(Source("t.csv", CLEAR), guess=True)
    assert (report.importer, report.status, report.new) == ("guessed", "imported", 2)
    assert "guessed" in [line.note.code for line in report.warnings]
    assert report.statements[0].check_status == "agrees"


def test_an_unclear_table_is_refused_and_says_what_is_unclear(ledger: Ledger) -> None:
    report = ledger.import_source(Source("t.csv", UNCLEAR), guess=True)
    assert isinstance(report.error, UnclearTable)
    assert "day or month" in str(report.error)


def test_a_web_page_stays_a_web_page(ledger: Ledger) -> None:
    report = ledger.import_source(Source("t.xls", PAGE), guess=True)
    assert isinstance(report.error, BrokenFile)
    assert report.error.what == "html"


def test_a_guessed_file_is_read_again_the_same_way_and_undone(ledger: Ledger) -> None:
    report = ledger.import_source(Source("t.csv", CLEAR), guess=True)
    before = ledger.frame().drop(columns="statement_id")
    assert [again.status for again in ledger.reread()] == ["imported"]
    assert ledger.frame().drop(columns="statement_id").equals(before)
    ledger.undo_reread()
    ledger.undo(report.file_id or 0)
    assert ledger.connection.execute("SELECT count(*) FROM mappings").fetchone() == (0,)


def test_a_saved_mapping_reads_its_tables_by_itself(ledger: Ledger) -> None:
    ledger.shelf.save(changed(found(UNCLEAR), {"order": "mdy", "currency": "usd", "account": "checking"}).mapping)
    report = ledger.import_source(Source("t.csv", UNCLEAR))
    assert (report.importer, report.new) == ("mapped", 2)
    assert ledger.frame()["account"].tolist() == ["checking", "checking"]
    assert ledger.frame()["booked_at"].dt.month.tolist() == [3, 5]


def test_confirming_reads_a_guessed_file_again_when_it_comes_again(ledger: Ledger) -> None:
    ledger.import_source(Source("t.csv", CLEAR), guess=True)
    ids = set(ledger.frame()["txn_id"])
    ledger.shelf.save(replace(found(CLEAR).mapping, account="giro"))
    report = ledger.import_source(Source("t.csv", CLEAR))
    assert report.importer == "mapped"
    assert set(ledger.frame()["txn_id"]) == ids
    assert ledger.files()["importer"].tolist() == ["mapped"]


def test_another_banks_table_with_the_same_heading_is_asked_about(ledger: Ledger) -> None:
    ledger.shelf.save(changed(found(UNCLEAR), {"order": "dmy"}).mapping)
    other = b"Date,Description,Amount\n01/15/2024,Cafe purchase,-4.20\n01/31/2024,Salary,900.00\n"
    assert isinstance(ledger.import_source(Source("t.csv", other)).error, UnclearTable)


def test_a_mapping_survives_being_written_and_read(tmp_path: Path) -> None:
    mapping = replace(found(CLEAR).mapping, institution='Bank "X"\\\n', confirmed=True)
    shelf = Shelf(tmp_path / "ledger.db")
    path = shelf.save(mapping)
    assert shelf.find(mapping.fingerprint) == mapping
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[columns]",
        "fingerprint = 3\n[columns]\n",
        'fingerprint = "../x"\n[columns]\nbooked_at=["a"]\namount=["b"]\n',
        "not toml",
    ],
)
def test_what_is_no_mapping_is_refused(text: str) -> None:
    with pytest.raises(BrokenFile):
        Mapping.loads(text)


def test_a_change_that_names_nothing_is_refused() -> None:
    for name, value in (("amount", "Nowhere"), ("order", "dd"), ("colour", "x"), ("currency", "QQQ")):
        with pytest.raises(UnknownName):
            changed(found(UNCLEAR), {name: value})


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0\xff" * 50,
        b"a,b\n1,2\n",
        b",,,\n" * 99,
        b"Date,Amount\n",
        b"2024-01-01,5\n",
        b'"' * 999,
        b"Date,Description,Amount\n2024-01-01,x,5\n" * 3,
        "日期,金额\n".encode("gb18030"),
        b"<table>" * 300,
    ],
)
def test_odd_content_is_no_mistake_of_ours(data: bytes) -> None:
    guess(Source("odd.csv", data))


def daily(last: int) -> Source:
    """Two payments a day, with a balance on the second; the very last balance is `last`."""
    lines = ["Date;Text;Amount;Balance"]
    for day in range(13, 29):
        balance = f"{100 - 4 * day if day < 28 else last},00"
        lines += [f"{day}.06.2026;Example Cafe;-2,00;", f"{day}.06.2026;Example Cafe;-2,00;{balance}"]
    return Source("daily.csv", "\n".join([*lines, ""]).encode())


@pytest.mark.parametrize(("last", "status"), [(-12, "agrees"), (-13, "off")])
def test_a_balance_that_is_printed_once_a_day_is_followed_too(last: int, status: str) -> None:
    reader = guessed(daily(last))
    assert reader is not None
    (read,) = reader.parse(daily(last))
    assert (len(read.rows), check(read).status) == (32, status)


@pytest.mark.parametrize("heading", ["Amount (cents)", "amount_cents", "amountInCents", "Amount in EUR cents"])
def test_a_column_that_says_cents_is_read_in_cents(ledger: Ledger, heading: str) -> None:
    data = f"Date,Description,{heading},balance_cents\n2024-01-15,Shop,-1999,8001\n2024-01-16,Salary,250000,258001\n"
    report = ledger.import_source(Source("t.csv", data.encode()), guess=True)
    assert ledger.frame()["amount"].tolist() == [-1999, 250000]
    assert ledger.frame()["balance"].tolist() == [8001, 258001]
    assert report.error is None
    assert "unit_hundredths" in {reason.code for reason in found(data.encode()).evidence}


def test_decimals_under_a_heading_of_cents_are_believed(ledger: Ledger) -> None:
    data = b"Date,Description,Amount (cents)\n2024-01-15,Shop,-19.99\n2024-01-16,Salary,2500.00\n"
    ledger.import_source(Source("t.csv", data), guess=True)
    assert ledger.frame()["amount"].tolist() == [-1999, 250000]


def test_a_shop_called_cent_changes_nothing(ledger: Ledger) -> None:
    data = b"Date,Cent shop,Amount\n2024-01-15,Buy,-1999\n2024-01-16,Pay,250000\n"
    ledger.import_source(Source("t.csv", data), guess=True)
    assert ledger.frame()["amount"].tolist() == [-199900, 25000000]


def test_one_currency_behind_amount_and_balance_is_of_both(ledger: Ledger) -> None:
    data = "Buchungstag;Empfänger;Betrag;Kontostand;Währung\n10.10.2024;Laden;-98,76;1.234,56;CHF\n".encode()
    ledger.import_source(Source("t.csv", data), guess=True)
    assert ledger.frame()["currency"].tolist() == ["CHF"]
