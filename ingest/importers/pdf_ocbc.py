"""OCBC, Singapore: account statement and card statement as PDF.

Account: heading over two lines, `Transaction Date, Value Date, Description, Cheque, Withdrawal, Deposit, Balance`, days as `03 SEP`. Card:
`TRANSACTION DATE, DESCRIPTION, AMOUNT`, days as `02/07`, money in in brackets. Layout as public parsers describe it.
"""

from ingest.pdf.layout import CARD, Layout
from ingest.pdf.statement import PdfImporter, keyed


class PdfOcbc(PdfImporter):
    """OCBC."""

    name = "pdf_ocbc"
    family = "pdf_ocbc"
    institution = "OCBC (PDF)"
    bank = "ocbc"
    country = "SG"
    verified = False
    key_cells = keyed("text", "more", also=("out", "in"))
    identifiers = (
        ("OCBC", "STATEMENT OF ACCOUNT", "Withdrawal", "Deposit"),
        ("OCBC", "TRANSACTION DATE", "DESCRIPTION", "AMOUNT", "PAYMENT DUE DATE"),
    )
    layouts = (
        Layout(
            "debit",
            {
                "date": "Date",
                "value": "Date",
                "text": "Description",
                "cheque": "Cheque",
                "out": "Withdrawal",
                "in": "Deposit",
                "balance": "Balance",
            },
            "SGD",
            (r"(?P<first>\d{1,2} [A-Z]{3} \d{4}) TO (?P<last>\d{1,2} [A-Z]{3} \d{4})",),
            optional=frozenset({"cheque"}),
            titled=True,
            account=r"Account No\.? *([\d-]{9,})",
            section=r"Account No\.? *([\d-]{9,})",
            said={
                "opening": "^BALANCE B/F",
                "closing": "^BALANCE C/F",
                "total": "^Total Withdrawals/Deposits",
                "remark": "^Total Interest|^Average Balance",
            },
        ),
        Layout(
            "credit_card",
            {"date": "TRANSACTION DATE", "text": "DESCRIPTION", "amount": "AMOUNT"},
            "SGD",
            (r"STATEMENT DATE[^\n]*\n(?P<last>\d\d-\d\d-\d{4})", r"(?P<last>\d\d-\d\d-\d{4})"),
            signs=CARD,
            owed=True,
            section=r"((?:\d{4}-){3}\d{4})",
            said={"opening": "^LAST MONTH'S BALANCE", "closing": "^TOTAL AMOUNT DUE", "total": "^(?:SUB ?)?TOTAL"},
        ),
    )
