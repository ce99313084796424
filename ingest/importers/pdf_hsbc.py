"""HSBC, Singapore: card statement as PDF.

Heading over two lines, `POST DATE, TRAN DATE, DESCRIPTION, AMOUNT(SGD)`; days as `05 Sep`; money in bears `CR`; the place stands below. Layout as
public parsers describe it.
"""

from ingest.pdf.layout import CARD, Layout
from ingest.pdf.statement import PdfImporter, keyed


class PdfHsbc(PdfImporter):
    """HSBC."""

    name = "pdf_hsbc"
    family = "pdf_hsbc"
    institution = "HSBC (PDF)"
    bank = "hsbc"
    country = "SG"
    verified = False
    key_cells = keyed("text", "more")
    identifiers = (("HSBC", "Statement From", "POST", "TRAN", "DESCRIPTION"), ("HSBC", "Previous Statement Balance"))
    layouts = (
        Layout(
            "credit_card",
            {"value": "DATE", "date": "DATE", "text": "DESCRIPTION", "amount": "AMOUNT"},
            "SGD",
            (r"Statement From *(?P<first>\d{1,2} [A-Za-z]{3} \d{4}) *to *(?P<last>\d{1,2} [A-Za-z]{3} \d{4})",),
            signs=CARD,
            owed=True,
            section=r"(\d{4}-[\dXx*]{4}-[\dXx*]{4}-\d{4})",
            said={"opening": "^Previous Statement Balance", "total": "^Total (?:Debit|Credit) Transactions"},
            summary=(r"Total Due +Minimum[^\n]*\n(?:\D[^\n]*\n)?\D*?[^\n]*?(?P<closing>[\d,]+\.\d\d) [\d,]+\.\d\d",),
            ends=r"^Total Due",
        ),
    )
