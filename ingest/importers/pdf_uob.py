"""UOB, Singapore: account statement and card statement as PDF.

Account: `Date, Description, Withdrawals, Deposits, Balance`, days as `02 Mar`, the period above. Card: `Post Date, Trans Date, Description of
Transaction, Transaction Amount`, money in bears `CR`. Layout as public parsers describe it.
"""

from ingest.pdf.layout import CARD, Layout
from ingest.pdf.statement import PdfImporter, keyed


class PdfUob(PdfImporter):
    """UOB."""

    name = "pdf_uob"
    family = "pdf_uob"
    institution = "UOB (PDF)"
    bank = "uob"
    country = "SG"
    verified = False
    key_cells = keyed("text", "more", also=("out", "in"))
    identifiers = (
        ("UOB", "Statement of Account", "Account Transaction Details"),
        ("uobgroup", "Account Transaction Details"),
        ("uobgroup", "Credit Card(s) Statement"),
    )
    layouts = (
        Layout(
            "debit",
            {"date": "Date", "text": "Description", "out": "Withdrawals", "in": "Deposits", "balance": "Balance"},
            "SGD",
            (r"Period: *(?P<first>\d{1,2} [A-Za-z]{3} \d{4}) *to *(?P<last>\d{1,2} [A-Za-z]{3} \d{4})",),
            titled=True,
            section=r"(\b\d{3}-\d{3}-\d{3}-\d)\b",
            said={"opening": "^BALANCE B/F", "closing": "^BALANCE C/F", "total": "^Total"},
            ends=r"^-{5,} *End of Transaction Details",
        ),
        Layout(
            "credit_card",
            {"value": "Post", "date": "Trans", "text": "Description of Transaction", "amount": "Transaction Amount"},
            "SGD",
            (r"Statement Date *(?P<last>\d{1,2} [A-Za-z]{3} \d{4})",),
            signs=CARD,
            owed=True,
            section=r"((?:\d{4}-){3}\d{4})",
            said={"opening": "^PREVIOUS BALANCE", "closing": "^TOTAL BALANCE FOR", "total": "^(?:SUB|GRAND) TOTAL"},
            ends=r"^-{5,} *End of Transaction Details",
        ),
    )
