"""Standard Chartered, Singapore: card statement as PDF.

Heading over three lines, `Transaction Date, Posting Date, Description, Amount (SGD)`; days as `03 May`; money in bears `CR`. Layout as public
parsers describe it.
"""

from ingest.pdf.layout import CARD, Layout
from ingest.pdf.statement import PdfImporter, keyed


class PdfScb(PdfImporter):
    """Standard Chartered."""

    name = "pdf_scb"
    family = "pdf_scb"
    institution = "Standard Chartered (PDF)"
    bank = "scb"
    country = "SG"
    verified = False
    key_cells = keyed("text")
    identifiers = (
        ("Standard Chartered", "Statement Date", "Payment Due Date"),
        ("Credit Card and Personal Loan Statement", "SC Mobile"),
    )
    layouts = (
        Layout(
            "credit_card",
            {"date": "Transaction", "value": "Posting", "text": "Description", "amount": "Amount"},
            "SGD",
            (r"Statement Date *:? *(?P<last>\d{1,2} [A-Za-z]{3,9} \d{4})",),
            signs=CARD,
            owed=True,
            section=r"(\d{4}-[\dXx*]{4}-[\dXx*]{4}-\d{4})$",
            said={
                "opening": "^BALANCE FROM PREVIOUS STATEMENT",
                "closing": "^NEW BALANCE",
                "remark": "^MINIMUM PAYMENT DUE",
            },
        ),
    )
