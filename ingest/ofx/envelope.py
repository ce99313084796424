"""What ofxparse is asked: account, institution, currency, period and balance of one statement.

ofxparse 0.21 reads transactions in quadratic time, drops them silently from odd files, moves dates by the printed
offset, and lets headers choose codecs that do not exist. So it never sees the file: it gets a small clean document
with the envelope of one statement, and only that.
"""

import datetime as dt
import io
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from ingest.ofx.document import Part
from ingest.ofx.records import Leaves

_KINDS: Final = {
    "CHECKING": "debit",
    "SAVINGS": "savings",
    "MONEYMRKT": "savings",
    "CD": "savings",
    "CREDITLINE": "credit_line",
    "CREDITCARD": "credit_card",
}
_HEADER: Final = (
    "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nSECURITY:NONE\nENCODING:UTF-8\nCHARSET:NONE\n"
    "COMPRESSION:NONE\nOLDFILEUID:NONE\nNEWFILEUID:NONE\n\n"
)


@dataclass(frozen=True, slots=True)
class Envelope:
    """The facts of one statement; empty or None where the file does not say."""

    institution: str
    bank: str
    number: str
    kind: str
    currency: str
    first: dt.date | None
    last: dt.date | None
    closing: Decimal | None


def envelope(part: Part, signon: Leaves) -> Envelope:
    """Ask ofxparse about one statement."""
    from ofxparse import OfxParser  # noqa: PLC0415  (it pulls in BeautifulSoup)

    account = OfxParser.parse(io.BytesIO(_document(part, signon).encode()), fail_fast=False).accounts[0]
    statement = account.statement
    kind = "credit_card" if part.kind == "CCSTMTRS" else _KINDS.get((account.account_type or "").upper(), "")
    return Envelope(
        institution=account.institution.organization if account.institution else "",
        bank=account.routing_number or getattr(account, "brokerid", ""),
        number=account.account_id,
        kind=kind or ("savings" if part.kind == "INVSTMTRS" else "debit"),
        currency=(getattr(statement, "currency", "") or "").upper(),
        first=_date(
            getattr(statement, "start_date", None)
        ),  # a brokerage statement without them has no such attributes
        last=_date(getattr(statement, "end_date", None)),
        closing=getattr(statement, "balance", None),
    )


def _date(moment: dt.datetime | None) -> dt.date | None:
    return moment.date() if moment else None


def _document(part: Part, signon: Leaves) -> str:
    """Write the envelope as the plainest OFX there is: every tag closed, dates without offsets, odd values left out."""
    said = part.envelope
    account = "".join(_leaf(tag, said.get(tag, "")) for tag in ("BANKID", "BROKERID", "BRANCHID", "ACCTID", "ACCTTYPE"))
    period = _leaf("DTSTART", _day(said.get("DTSTART"))) + _leaf("DTEND", _day(said.get("DTEND")))
    balance, as_of = _number(said.get("BALAMT")), _day(said.get("DTASOF"))
    ledger = f"<LEDGERBAL>{_leaf('BALAMT', balance)}{_leaf('DTASOF', as_of)}</LEDGERBAL>" if balance and as_of else ""
    organisation = (
        f"<FI>{_leaf('ORG', signon.get('ORG', ''))}{_leaf('FID', signon.get('FID', ''))}</FI>"
        if "ORG" in signon
        else ""
    )
    listing = "INVTRANLIST" if part.kind == "INVSTMTRS" else "BANKTRANLIST"
    body = (
        f"{_leaf('CURDEF', said.get('CURDEF', '') or said.get('CURSYM', ''))}<ACCTFROM>{account}</ACCTFROM>"
        f"<{listing}>{period}</{listing}>{ledger}"
    )
    return f"{_HEADER}<OFX>{organisation}<{part.kind}>{body}</{part.kind}></OFX>"


def _leaf(tag: str, value: str) -> str:
    escaped = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<{tag}>{escaped}</{tag}>" if value.strip() else ""


def _day(stamp: str | None) -> str:
    """Return the printed day, or nothing if it is no day at all."""
    digits = (stamp or "")[:8]
    try:
        dt.datetime.strptime(digits, "%Y%m%d")  # noqa: DTZ007
    except ValueError:
        return ""
    return digits


def _number(text: str | None) -> str:
    """Return a balance with a decimal point, or nothing if it is not a plain number."""
    bare = (text or "").strip().replace(" ", "")
    if re.fullmatch(r"[+-]?\d+,\d{1,2}", bare):
        bare = bare.replace(",", ".")
    return bare if re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)", bare) else ""
