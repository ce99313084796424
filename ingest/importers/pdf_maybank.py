"""Maybank, Malaysia: account statement and card statement as PDF.

Account: heading in three languages, the English one `ENTRY DATE, TRANSACTION DESCRIPTION, TRANSACTION AMOUNT, STATEMENT BALANCE`; amounts as
`120.00-` and `300.00+`. Card: posting and purchase day as `12/10`, money in bears `CR`. Layout as public parsers describe it.
"""

from ingest.pdf.layout import CARD, Layout
from ingest.pdf.statement import PdfImporter, keyed


class PdfMaybank(PdfImporter):
    """Maybank."""

    name = "pdf_maybank"
    family = "pdf_maybank"
    institution = "Maybank (PDF)"
    bank = "maybank"
    country = "MY"
    verified = False
    key_cells = keyed("text", "more")
    identifiers = (
        ("Maybank", "ENTRY DATE", "TRANSACTION DESCRIPTION", "STATEMENT BALANCE"),
        ("Maybank", "PREVIOUS STATEMENT BALANCE"),
        ("Maybank", "Statement Date", "Card Number"),
    )
    layouts = (
        Layout(
            "savings",
            {"date": "ENTRY DATE", "text": "TRANSACTION DESCRIPTION", "amount": "TRANSACTION AMOUNT", "balance": "STATEMENT BALANCE"},
            "MYR",
            (r"結單日期\D{0,40}(?P<last>\d\d/\d\d/\d\d)", r"STATEMENT DATE\D{0,40}(?P<last>\d\d/\d\d/\d\d)"),
            signs={"+": 1, "-": -1},
            titled=True,
            account=r"戶號\D{0,20}?([\d-]{9,})",
            said={
                "opening": "^BEGINNING BALANCE", "closing": "^ENDING BALANCE", "outflow": "^TOTAL DEBIT", "inflow": "^TOTAL CREDIT",
            },
            ends=r"^(?:Perhat|Note)",
        ),
        Layout(
            "credit_card",
            {"value": "Date", "text": "Description", "amount": "Amount"},
            "MYR",
            (r"Statement Date *:? *(?P<last>\d{1,2} [A-Za-z]{3} \d{2,4})",),
            days=("value", "date"),
            signs=CARD,
            owed=True,
            account=r"Card Number *:? *(\d[\dX* ]{10,}\d)",
            said={"opening": "PREVIOUS STATEMENT BALANCE", "closing": "^NEW BALANCE", "total": "^(?:SUB )?TOTAL"},
        ),
    )  # fmt: skip
