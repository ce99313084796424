"""Days without a year, amounts in either style, and movements that are not booked yet."""

import pytest

from ingest.checks import check
from ingest.errors import BrokenFile
from ingest.importer import choose
from ingest.source import Source
from ingest.statement import Statement

PERIOD = "Periode : 25/12/2025 - 05/01/2026"
BCA = "Tanggal Transaksi,Keterangan,Cabang,Jumlah,,Saldo"
BRI = "Tanggal Transaksi,Uraian Transaksi,Teller,Debet,Kredit,Saldo"


def read(*lines: str) -> Statement:
    source = Source("a.csv", ("\n".join(lines) + "\n").encode())
    (statement,) = choose(source).parse(source)
    return statement


def test_a_day_without_a_year_gets_that_of_the_period() -> None:
    statement = read(PERIOD, BCA, "'31/12,A,'0000,100.00,DB,900.00", "'01/01,B,'0000,100.00,CR,1000.00")
    assert statement.rows["booked_at"].dt.strftime("%Y-%m-%d").tolist() == ["2025-12-31", "2026-01-01"]


def test_days_without_a_year_and_without_a_period_are_refused() -> None:
    with pytest.raises(BrokenFile) as error:
        read(BCA, "'31/12,A,'0000,100.00,DB,900.00")
    assert error.value.code == "broken_file.year"


def test_what_is_not_booked_yet_is_pending_and_leaves_the_closing_balance_unchecked() -> None:
    lines = [PERIOD, BCA, "'31/12,A,'0000,100.00,DB,900.00", "'PEND,B,'0000,50.00,DB,850.00", "Saldo Awal : 1000.00"]
    statement = read(*lines, "Saldo Akhir : 900.00")
    assert statement.rows["status"].tolist() == ["posted", "pending"]
    assert statement.printed.closing is None
    assert check(statement).status != "off"


@pytest.mark.parametrize(("debit", "balance"), [("25.000", "75.000"), ("25.000,00", "75.000,00"), ("25000", "75000"), ("25,000.00", "75,000.00")])  # fmt: skip
def test_rupiah_are_read_in_either_style(debit: str, balance: str) -> None:
    statement = read(BRI, f'02/08/26,A,1,"{debit}",0,"{balance}"', f'03/08/26,B,1,0,"{debit}","{balance}"')
    assert statement.rows["amount"].tolist() == [-2_500_000, 2_500_000]
    assert statement.rows["balance"].tolist() == [7_500_000, 7_500_000]


def test_an_opening_balance_among_the_movements_is_none_of_them() -> None:
    opening = "'25/12,SALDO AWAL,'0000,0.00 CR,,1000.00"
    statement = read(PERIOD, BCA, opening, "'31/12,SALDO AWAL BULAN,'0000,100.00,DB,900.00")
    assert statement.rows["amount"].tolist() == [-10_000]
    assert [line.note.code for line in statement.skipped] == ["opening_balance"]
