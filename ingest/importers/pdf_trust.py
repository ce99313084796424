"""Trust Bank, Singapore: card statement as PDF.

Heading `Posting date, Description, Amount in FCY, Amount in SGD`, later `Transaction, Posting …` over two lines; days as `03 Mar`, money in bears
`+`; the table begins on the second page. Layout as public parsers describe it.
"""

from ingest.pdf.layout import Layout
from ingest.pdf.statement import PdfImporter, keyed


class PdfTrust(PdfImporter):
    """Trust Bank."""

    name = "pdf_trust"
    family = "pdf_trust"
    institution = "Trust Bank (PDF)"
    bank = "trust"
    country = "SG"
    verified = False
    key_cells = keyed("text")
    identifiers = (("Trust Bank Singapore", "Statement cycle"),)
    layouts = tuple(
        Layout(
            "credit_card",
            columns,
            "SGD",
            (r"Statement cycle *(?P<first>\d{1,2} [A-Za-z]{3}(?: \d{4})?) *- *(?P<last>\d{1,2} [A-Za-z]{3} \d{4})",),
            signs={"": -1, "+": 1},
            owed=True,
            said={"closing": "Total outstanding balance", "opening": "Previous balance"},
            summary=(r"S\$(?P<opening>[\d,]+\.\d\d)(?: S\$[\d,]+\.\d\d){4} S\$(?P<closing>[\d,]+\.\d\d)",),
        )
        for columns in (
            {"date": "Posting date", "text": "Description", "foreign": "Amount in FCY", "amount": "Amount in SGD"},
            {
                "date": "Transaction",
                "value": "Posting",
                "text": "Description",
                "foreign": "Amount in",
                "amount": "Amount in",
            },
        )
    )
