"""Bank Negara Indonesia: the statement of wondr by BNI (Laporan Mutasi Rekening) as PDF.

Heading `Tanggal & Waktu | Rincian Transaksi | Nominal (IDR) | Saldo (IDR)`; a row stands around its amount: its day and kind above, its time
and text below; whole rupiah with commas, `+` and `-`. Opening and closing balance stand in the table, totals above it. Layout as
public parsers describe it.
"""

from ingest.pdf.layout import Layout
from ingest.pdf.statement import PdfImporter, keyed


class PdfBni(PdfImporter):
    """BNI."""

    name = "pdf_bni"
    family = "pdf_bni"
    institution = "BNI (wondr) (PDF)"
    bank = "bni"
    country = "ID"
    verified = False
    key_cells = keyed("text", also=("time",))
    identifiers = (("Laporan Mutasi Rekening", "Rincian Transaksi", "Nominal (IDR)"),)
    layouts = (
        Layout(
            "debit",
            {"date": "Tanggal & Waktu", "text": "Rincian Transaksi", "amount": "Nominal", "balance": "Saldo"},
            "IDR",
            (r"Periode *: *(?P<first>\d{1,2}(?: [A-Za-z]+)?(?: \d{4})?) *- *(?P<last>\d{1,2} [A-Za-z]+ \d{4})",),
            signs={"+": 1, "-": -1},
            cents=False,
            around=True,
            zone="Asia/Jakarta",
            account=r"- (\d{8,16})\b",
            said={"opening": "^Saldo Awal", "closing": "^Saldo Akhir"},
            summary=(
                (
                    r"Saldo Awal Total Pemasukan Total Pengeluaran Saldo Akhir\n"
                    r"(?P<opening>[\d,.]+) \+?(?P<inflow>[\d,.]+) -?(?P<outflow>[\d,.]+) (?P<closing>[\d,.]+)"
                ),
            ),
            noise=r"^lanjutan dari",
            ends=r"^Informasi Lainnya|^PT Bank Negara|^peserta penjaminan",
        ),
    )
