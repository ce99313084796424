"""An OFX file taken apart: decoded whatever its header claims, cut into statements, each statement into records.

OFX 1 is SGML (leaf tags stay open, all may stand on one line), OFX 2 is XML. Both are read by one linear scan for
tags, which survives what parsers of the standard do not: headers that lie, a `<` inside a name, lower-case tags.
Spec: OFX 1.6 §2.3 and §3.2.8, OFX 2.2 §11.
"""

import html
import re
from dataclasses import dataclass
from typing import Final

import numpy as np

from ingest.encoding import decode
from ingest.errors import BrokenFile
from ingest.source import Source

_STATEMENT: Final = re.compile(r"<(STMTRS|CCSTMTRS|INVSTMTRS)>", re.IGNORECASE)
_RECORD: Final = re.compile(r"<(STMTTRNP?)>", re.IGNORECASE)
_RECORD_END: Final = re.compile(r"</(?:STMTTRNP?|BANKTRANLIST(?:P)?|INVBANKTRAN|INVTRANLIST)>", re.IGNORECASE)
# A value runs to the next real tag, so that "A<B" in a name does not cut it short.
_LEAF: Final = re.compile(r"<([A-Za-z][A-Za-z0-9_.]*)>([^<]*(?:<(?!/?[A-Za-z][A-Za-z0-9_.]*>|!\[CDATA)[^<]*)*)")
_CDATA: Final = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_CLOSED: Final = re.compile(r"</(?:STMTRS|CCSTMTRS|INVSTMTRS|BANKTRANLIST|OFX)>", re.IGNORECASE)
_INVESTMENT: Final = re.compile(r"<INVTRAN>", re.IGNORECASE)

Leaves = dict[str, str]


@dataclass(frozen=True, slots=True)
class Record:
    """One STMTTRN: its leaves by upper-case tag (the first of each wins), pending or not, and its line."""

    line: int
    leaves: Leaves
    pending: bool
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """One statement response: its own leaves without the records, the records, and lines of securities trades."""

    kind: str  # STMTRS, CCSTMTRS or INVSTMTRS
    envelope: Leaves
    records: list[Record]
    investments: list[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Document:
    """The sign-on leaves (server time, institution) and the statements."""

    signon: Leaves
    parts: list[Part]


def is_ofx(source: Source) -> bool:
    """Tell OFX by its root tag or header, within the first lines."""
    head = source.data[:8192].upper().replace(b"\0", b"")
    return (b"<OFX>" in head or b"OFXHEADER" in head) and b"<HTML" not in head


def read(source: Source) -> Document:
    """Take the file apart.

    Raises:
        BrokenFile: not text, or the file breaks off before its statements end.
    """
    text = _text(source)
    starts = list(_STATEMENT.finditer(text))
    records = len(re.findall(r"<STMTTRNP?>", text, re.IGNORECASE))
    last = text.upper().rfind("<STMTTRN")
    if (
        "<OFX>" not in text.upper()
        or (records and not _CLOSED.search(text, last))
        or (not records and not _CLOSED.search(text))
    ):
        raise BrokenFile("cut", file=source.name, line=text.count("\n") + 1)
    newlines = np.array([found.start() for found in re.finditer("\n", text)], dtype=np.int64)
    ends = [*(found.start() for found in starts[1:]), len(text)][: len(starts)]
    parts = [_part(text, found, end, newlines) for found, end in zip(starts, ends, strict=True)]
    return Document(leaves(text[: starts[0].start()] if starts else text), parts)


def _text(source: Source) -> str:
    """Decode: a byte-order mark, strict UTF-8, what the header claims, then cp1252, which real files mean by USASCII."""
    head = source.data[:2048].decode("latin-1")
    claimed = re.search(r"CHARSET:\s*([\w-]+)", head) or re.search(r"encoding=[\"']([\w-]+)", head)
    name = claimed.group(1) if claimed else ""
    hints = [f"cp{name}" if name.isdigit() else name] if name and name.upper() != "NONE" else []
    decoded = decode(source.data, (*hints, "cp1252", "latin-1"))
    if decoded is None:
        raise BrokenFile("encoding", file=source.name)
    return decoded[0].replace("\r\n", "\n").replace("\r", "\n")


def _part(text: str, start: "re.Match[str]", end: int, newlines: np.ndarray) -> Part:
    closing = re.compile(f"</{start.group(1)}>", re.IGNORECASE).search(text, start.end(), end)
    body_end = closing.start() if closing else end
    found = list(_RECORD.finditer(text, start.end(), body_end))
    records, envelope, position = [], [], start.end()
    for n, match in enumerate(found):
        limit = found[n + 1].start() if n + 1 < len(found) else body_end
        stop = _RECORD_END.search(text, match.end(), limit)
        record_end = stop.start() if stop else limit
        envelope.append(text[position : match.start()])
        said = text[match.end() : record_end]
        line = int(np.searchsorted(newlines, match.start())) + 1
        records.append(Record(line, leaves(said), match.group(1).upper() == "STMTTRNP", said))
        position = record_end
    envelope.append(text[position:body_end])
    trades = [
        (int(np.searchsorted(newlines, m.start())) + 1, "<INVTRAN>")
        for m in _INVESTMENT.finditer(text, start.end(), body_end)
    ]
    return Part(start.group(1).upper(), leaves("".join(envelope)), records, trades)


def leaves(text: str) -> Leaves:
    """Return the values of leaf tags by upper-case name, the first of each; containers come out empty and are left out.

    >>> leaves("<TRNAMT>-1.55<NAME>A<B &amp; Co</NAME><MEMO></MEMO>")
    {'TRNAMT': '-1.55', 'NAME': 'A<B & Co'}
    """
    if "<![CDATA[" in text:
        text = _CDATA.sub(lambda found: html.escape(found.group(1), quote=False), text)
    read: Leaves = {}
    for tag, value in _LEAF.findall(text):
        said = value.strip()
        if said:
            read.setdefault(tag.upper(), html.unescape(said) if "&" in said else said)
    return read
