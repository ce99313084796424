"""Bank Rakyat Indonesia: the statement of BRImo (Laporan Transaksi Finansial) as PDF.

Heading `Tanggal Transaksi | Uraian Transaksi | Teller | Debet | Kredit | Saldo` with an English one below it; `DD/MM/YY HH:MM:SS`; the side
without an amount prints 0.00; balances and totals stand at the end. Layout as public parsers describe it.
"""

from ingest.pdf.layout import Layout
from ingest.pdf.statement import PdfImporter, keyed


class PdfBri(PdfImporter):
    """BRI."""

    name = "pdf_bri"
    family = "pdf_bri"
    institution = "BRI (PDF)"
    bank = "bri"
    country = "ID"
    verified = False
    key_cells = keyed("text", "more", amount="out", also=("in", "time"))
    identifiers = (
        ("LAPORAN TRANSAKSI FINANSIAL", "Uraian Transaksi", "Teller"),
        ("STATEMENT OF FINANCIAL TRANSACTION", "Uraian Transaksi"),
    )
    layouts = (
        Layout(
            "debit",
            {
                "date": "Tanggal Transaksi",
                "text": "Uraian Transaksi",
                "teller": "Teller",
                "out": "Debet",
                "in": "Kredit",
                "balance": "Saldo",
            },
            "IDR",
            (r"Periode Transaksi *: *(?P<first>\d\d/\d\d/\d\d(?:\d\d)?) *- *(?P<last>\d\d/\d\d/\d\d(?:\d\d)?)",),
            account=r"No\.? Rekening *: *(\d{8,})",
            currency_said=r"Valuta *: *([A-Z]{3})",
            summary=(
                r"Closing Balance\n(?P<opening>[\d,.]+) (?P<outflow>[\d,.]+) (?P<inflow>[\d,.]+) (?P<closing>[\d,.]+)",
                r"Saldo Akhir\n(?P<opening>[\d,.]+) (?P<outflow>[\d,.]+) (?P<inflow>[\d,.]+) (?P<closing>[\d,.]+)",
            ),
            noise=r"^Transaction Date",
            ends=r"^Saldo Awal|^Opening Balance|Created By|^IBIZ_|^Terbilang",
        ),
    )
