"""Citibank, Singapore: card statement as PDF.

Heading `DATE, DESCRIPTION, AMOUNT (SGD)`; days as `03 FEB`, the year from `Statement Date March 12, 2022`; money in in brackets. Layout as public
parsers describe it.
"""

from ingest.pdf.layout import CARD, Layout
from ingest.pdf.statement import PdfImporter, keyed


class PdfCiti(PdfImporter):
    """Citibank."""

    name = "pdf_citi"
    family = "pdf_citi"
    institution = "Citibank (PDF)"
    bank = "citi"
    country = "SG"
    verified = False
    key_cells = keyed("text")
    identifiers = (("Citibank", "Statement Date", "Payment Due Date"),)
    layouts = (
        Layout(
            "credit_card",
            {"date": "DATE", "text": "DESCRIPTION", "amount": "AMOUNT"},
            "SGD",
            (r"Statement Date:? *(?P<last>[A-Z][a-z]+ \d{1,2}, \d{4})",),
            signs=CARD,
            owed=True,
            section=r"(\d{4} \d{4} \d{4} \d{4})",
            said={
                "opening": "^BALANCE PREVIOUS STATEMENT",
                "closing": "^NEW BALANCE THIS STATEMENT",
                "total": "^(?:SUB-)?TOTAL",
            },
            noise=r"^(?:TRANSACTIONS FOR|ALL TRANSACTIONS BILLED)",
        ),
    )
