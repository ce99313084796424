"""DBS and POSB, Singapore: card statement, account statement, and the consolidated statement of several accounts.

Headings and line forms as public parsers describe them. Cards print purchases without a mark and money in with `CR`;
days of the first two come without a year, which the statement's date gives.
"""

from ingest.pdf.layout import CARD, Layout
from ingest.pdf.statement import PdfImporter, keyed

_DAY = r"(?P<last>\d{1,2} [A-Za-z]{3} \d{4})"
_BALANCES = {
    "opening": r"^(?:SGD )?balance brought forward",
    "total": r"^total(?: balance carried forward)?(?: in [A-Z]{3})?:?(?: [\d,.]+)*$",
    "closing": r"^balance carried forward",
}


class PdfDbs(PdfImporter):
    """DBS / POSB."""

    name = "pdf_dbs"
    family = "pdf_dbs"
    institution = "DBS / POSB (PDF)"
    bank = "dbs"
    country = "SG"
    verified = False
    key_cells = keyed("text", "more", also=("out", "in"))
    identifiers = (
        ("DBS Cards", "STATEMENT DATE", "CREDIT LIMIT"),
        ("DBS", "DETAILS OF TRANSACTIONS", "WITHDRAWAL", "DEPOSIT"),
        ("DBS", "Withdrawal (-)", "Deposit (+)"),
        ("DBS", "Account Summary", "Details as at"),
        ("POSB", "Account Summary", "Details as at"),
    )
    layouts = (
        Layout(
            "savings",
            {
                "date": "DATE",
                "text": "DETAILS OF TRANSACTIONS|DESCRIPTION",
                "out": "WITHDRAWAL|WITHDRAWAL(-)",
                "in": "DEPOSIT|DEPOSIT(+)",
                "balance": "BALANCE",
            },
            "SGD",
            (rf"as at {_DAY}",),
            titled=True,
            account=r"Account No\.?:? *([\d-]{6,})",
            section=r"Account No\.?:? *([\d-]{6,})",
            said=_BALANCES,
        ),
        Layout(
            "credit_card",
            {"date": "DATE", "text": "DESCRIPTION", "amount": "AMOUNT"},
            "SGD",
            (rf"STATEMENT DATE[^\n]*\n{_DAY}", rf"PRINTED ON {_DAY}", _DAY),
            signs=CARD,
            owed=True,
            account=r"CARD NO\.?:? *([\dX* ]{12,}\d)",
            section=r"CARD NO\.?:? *([\dX* ]{12,}\d)",
            said={"opening": "^previous balance", "total": r"^(?:sub-|grand )?total"},
            summary=(r"GRAND TOTAL FOR ALL CARD ACCOUNTS: *(?P<closing>[\d,.]+)",),
        ),
    )
