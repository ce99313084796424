"""Bank Mandiri, Indonesia: the e-statement of Livin' (2023 and later) and the older account statement, as PDF.

Livin': heading `No Tanggal Keterangan Nominal (IDR) Saldo (IDR)` with an English one below it; a row stands around its amount, its day
above and its time below; `-1.234.567,89`. The older one has a column for each direction and American numbers. Layout as public
parsers describe it.
"""

from ingest.pdf.layout import Layout
from ingest.pdf.statement import PdfImporter, keyed


class PdfMandiri(PdfImporter):
    """Bank Mandiri."""

    name = "pdf_mandiri"
    family = "pdf_mandiri"
    institution = "Bank Mandiri (PDF)"
    bank = "mandiri"
    country = "ID"
    verified = False
    key_cells = keyed("text", also=("out", "in"))
    identifiers = (
        ("e-Statement", "Mandiri", "Nominal (IDR)", "Saldo (IDR)"),
        ("Mandiri", "Nomor Rekening/Account Number", "Nominal (IDR)"),
        ("Mandiri", "Account Statement", "Posting Date", "Debit", "Credit"),
    )
    layouts = (
        Layout(
            "debit",
            {"number": "No", "date": "Tanggal", "text": "Keterangan", "amount": "Nominal", "balance": "Saldo"},
            "IDR",
            (r"Periode(?:/Period)? *: *(?P<first>\d{1,2} [A-Za-z]+ \d{4}) *- *(?P<last>\d{1,2} [A-Za-z]+ \d{4})",),
            signs={"+": 1, "-": -1},
            marks=",.",
            around=True,
            zone="Asia/Jakarta",
            account=r"(?:Nomor Rekening(?:/Account Number)?|Account Number) *:? *(\d{8,})",
            summary=(
                r"Saldo Awal(?:/Initial Balance)? *: *(?P<opening>-?[\d,.]+)",
                r"Dana Masuk(?:/Incoming Transactions)? *: *\+? *(?P<inflow>[\d,.]+)",
                r"Dana Keluar(?:/Outgoing Transactions)? *: *-? *(?P<outflow>[\d,.]+)",
                r"Saldo Akhir(?:/Closing Balance)? *: *(?P<closing>-?[\d,.]+)",
            ),
            noise=r"^No Date Remarks",
            ends=r"^Disclaimer|Otoritas Jasa Keuangan",
        ),
        Layout(
            "debit",
            {
                "date": "Posting Date",
                "text": "Remark|Remarks",
                "reference": "Reference No|Reference No.",
                "out": "Debit",
                "in": "Credit",
                "balance": "Balance",
            },
            "IDR",
            (
                r"Period *:? *(?P<first>\d{1,2}[ /][A-Za-z\d]+[ /]\d{4}) *(?:-|to) *(?P<last>\d{1,2}[ /][A-Za-z\d]+[ /]\d{4})",
            ),
            optional=frozenset({"reference"}),
            account=r"Account No\.? *:? *(\d{8,})",
            summary=(
                r"Opening Balance *:? *(?P<opening>[\d,]+\.\d\d)",
                r"Total Amount Debited *:? *(?P<outflow>[\d,]+\.\d\d)",
                r"Total Amount Credited *:? *(?P<inflow>[\d,]+\.\d\d)",
                r"Closing Balance *:? *(?P<closing>[\d,]+\.\d\d)",
            ),
            ends=r"^(?:Opening|Closing) Balance|^Total Amount|^No\.? of (?:Debit|Credit)",
        ),
    )
