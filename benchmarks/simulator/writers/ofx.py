"""OFX: version 1.0.2 (SGML, leaf tags stay open) and 2.1.1 (XML), a bank or a credit card account.

One record stands on one line, as many banks write it.
"""

from collections.abc import Callable
from typing import Final
from xml.sax.saxutils import escape

from benchmarks.simulator import days
from benchmarks.simulator.views import Row, View, decimal, stamp
from benchmarks.simulator.writers.written import Written

_SGML: Final = (
    "OFXHEADER:100", "DATA:OFXSGML", "VERSION:102", "SECURITY:NONE", "ENCODING:USASCII", "CHARSET:1252",
    "COMPRESSION:NONE", "OLDFILEUID:NONE", "NEWFILEUID:NONE", "",
)  # fmt: skip
_XML: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="no"?>',
    '<?OFX OFXHEADER="200" VERSION="211" SECURITY="NONE" OLDFILEUID="NONE" NEWFILEUID="NONE"?>',
)
_NOON: Final = "120000[-5:EST]"  # the bank knows the day only
_STATUS: Final = ("<STATUS>", ("CODE", "0"), ("SEVERITY", "INFO"), "</STATUS>")

Line = str | tuple[str, str]
Leaf = Callable[[str, str], str]


def write_sgml(view: View) -> Written:
    """Write version 1.0.2."""
    return _write(view, _SGML, _open_leaf, "cp1252", "\r\n")


def write_xml(view: View) -> Written:
    """Write version 2.1.1."""
    return _write(view, _XML, _closed_leaf, "utf-8", "\n")


def _open_leaf(tag: str, value: str) -> str:
    return f"<{tag}>{escape(value)}"


def _closed_leaf(tag: str, value: str) -> str:
    return f"<{tag}>{escape(value)}</{tag}>"


def _write(view: View, header: tuple[str, ...], leaf: Leaf, encoding: str, newline: str) -> Written:
    before, after = _envelope(view)
    lines = [*header, *(line if isinstance(line, str) else leaf(*line) for line in before)]
    places = {row.id: len(lines) + 1 + n for n, row in enumerate(view.rows)}
    lines += [_record(row, leaf) for row in view.rows]
    lines += [line if isinstance(line, str) else leaf(*line) for line in after]
    return Written((newline.join(lines) + newline).encode(encoding), places)


def _envelope(view: View) -> tuple[list[Line], list[Line]]:
    """Return what stands before and after the records."""
    account, card = view.account, view.account.kind == "credit_card"
    message, response, inner = (
        ("CREDITCARDMSGSRSV1", "CCSTMTTRNRS", "CCSTMTRS") if card else ("BANKMSGSRSV1", "STMTTRNRS", "STMTRS")
    )
    number: list[Line] = [("ACCTID", account.number)]
    owner: list[Line] = (
        ["<CCACCTFROM>", *number, "</CCACCTFROM>"]
        if card
        else ["<BANKACCTFROM>", ("BANKID", "021000000"), *number, ("ACCTTYPE", "CHECKING"), "</BANKACCTFROM>"]
    )
    server = _moment(view.period.exported_at)
    before: list[Line] = [
        "<OFX>", "<SIGNONMSGSRSV1>", "<SONRS>", *_STATUS, ("DTSERVER", server), ("LANGUAGE", "ENG"), "<FI>",
        ("ORG", account.institution), ("FID", "7411"), "</FI>", "</SONRS>", "</SIGNONMSGSRSV1>", f"<{message}>",
        f"<{response}>", ("TRNUID", "1"), *_STATUS, f"<{inner}>", ("CURDEF", account.currency), *owner, "<BANKTRANLIST>",
        ("DTSTART", f"{days.compact(view.period.first)}{_NOON}"), ("DTEND", f"{days.compact(view.period.last)}{_NOON}"),
    ]  # fmt: skip
    after: list[Line] = [
        "</BANKTRANLIST>", "<LEDGERBAL>", ("BALAMT", decimal(view.closing)), ("DTASOF", server), "</LEDGERBAL>",
        f"</{inner}>", f"</{response}>", f"</{message}>", "</OFX>",
    ]  # fmt: skip
    return before, after


def _record(row: Row, leaf: Leaf) -> str:
    leaves = [
        ("TRNTYPE", row.word), ("DTPOSTED", f"{days.compact(days.day_of(row.at))}{_NOON}"), ("TRNAMT", decimal(row.amount)),
        ("FITID", row.reference), ("NAME", row.party), *((("MEMO", row.said),) if row.said else ()),
    ]  # fmt: skip
    return f"<STMTTRN>{''.join(leaf(*pair) for pair in leaves)}</STMTTRN>"


def _moment(at: int) -> str:
    return stamp(at).translate({ord(mark): None for mark in "-: "}) + "[-5:EST]"
