"""Three Indonesian banks: KlikBCA's CSV, Mandiri's cash management list, BRI's internet banking. Amounts are whole rupiah.

KlikBCA prints days without a year and one unsigned amount with DB or CR behind it; Mandiri and BRI two columns, BRI in
the Indonesian way of writing numbers and without the time of day.
"""

import csv
import io
from typing import Final

from benchmarks.simulator import days
from benchmarks.simulator.views import View, decimal, stamp
from benchmarks.simulator.writers.written import Written, numbered

_MONTHS: Final = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip


def write_klikbca(view: View) -> Written:
    """Write KlikBCA's movements, oldest first, between the preamble and the totals."""
    rows, body = tuple(reversed(view.rows)), io.StringIO()
    first, last = (f"{days.date(day):%d/%m/%Y}" for day in (view.period.first, view.period.last))
    head = [
        "Informasi Rekening - Mutasi Rekening", "", f"No. rekening : {view.account.number}", f"Nama : {view.holder}",
        f"Periode : {first} - {last}", "Kode Mata Uang : Rp", "", "Tanggal Transaksi,Keterangan,Cabang,Jumlah,,Saldo",
    ]  # fmt: skip
    out = csv.writer(body, lineterminator="\n")
    for row in rows:
        side = "DB" if row.amount < 0 else "CR"
        out.writerow((
            f"'{days.date_of(row.at):%d/%m}", row.said, "'0000", decimal(abs(row.amount), grouped=True), side,
            decimal(row.balance, grouped=True),
        ))  # fmt: skip
    inward, outward = (sum(abs(row.amount) for row in rows if (row.amount > 0) == way) for way in (True, False))
    totals = (
        ("Saldo Awal", view.opening),
        ("Mutasi Kredit", inward),
        ("Mutasi Debet", outward),
        ("Saldo Akhir", view.closing),
    )
    tail = [f'"{name} : {decimal(amount, grouped=True)}"' for name, amount in totals]
    text = "\n".join(head) + "\n" + body.getvalue() + "\n" + "\n".join(tail) + "\n"
    return Written(text.encode(), numbered(rows, len(head) + 1))


def write_mandiri(view: View) -> Written:
    """Write Mandiri's list to the second, oldest first, with Indonesian months."""
    rows, body = tuple(reversed(view.rows)), io.StringIO()
    out = csv.writer(body, delimiter=";", lineterminator="\n")
    out.writerow(
        ("AccountNo", "Ccy", "PostDate", "Remarks", "AdditionalDesc", "Credit Amount", "Debit Amount", "Close Balance")
    )
    for row in rows:
        day = days.date_of(row.at)
        when = f"{day:%d} {_MONTHS[day.month - 1]} {day:%Y} {stamp(row.at)[11:]}"
        credit, debit = (decimal(max(0, amount)) for amount in (row.amount, -row.amount))
        out.writerow((view.account.number, "IDR", when, f"{row.said:<27}", "", credit, debit, decimal(row.balance)))
    return Written(body.getvalue().encode(), numbered(rows, 2))


def write_mandiri_list(view: View) -> Written:
    """Write Mandiri's other list: days, no balance, newest first."""
    body = io.StringIO()
    out = csv.writer(body, lineterminator="\n")
    out.writerow(
        ("Account No", "Date", "Val. Date", "Transaction Code", "Description", "Description", "Reference No.", "Debit", "Credit")
    )  # fmt: skip
    for row in view.rows:
        day = f"{days.date_of(row.at):%d/%m/%y}"
        credit, debit = (decimal(max(0, amount)) for amount in (row.amount, -row.amount))
        out.writerow((view.account.number, day, day, "7010", row.said, "", "", debit, credit))
    return Written(body.getvalue().encode(), numbered(view.rows, 2))


def write_bri(view: View) -> Written:
    """Write BRI's movements, oldest first, under its title."""
    rows, body = tuple(reversed(view.rows)), io.StringIO()
    head = [
        "PT. BANK RAKYAT INDONESIA (PERSERO) Tbk.", "Laporan Mutasi Rekening", f"No. Rekening : {view.account.number}", "",
        "Tanggal Transaksi,Uraian Transaksi,Teller,Debet,Kredit,Saldo",
    ]  # fmt: skip
    out = csv.writer(body, lineterminator="\n")
    for row in rows:
        debit, credit = (_rupiah(max(0, amount)) for amount in (-row.amount, row.amount))
        out.writerow((f"{days.date_of(row.at):%d/%m/%y}", row.said, "0000123", debit, credit, _rupiah(row.balance)))
    return Written(("\n".join(head) + "\n" + body.getvalue()).encode(), numbered(rows, len(head) + 1))


def _rupiah(amount: int) -> str:
    return decimal(amount, grouped=True).translate({ord(","): ".", ord("."): ","})
