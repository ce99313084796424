"""An OFX file taken apart: decoded whatever its header claims, cut into statements, each statement into records.

OFX 1 is SGML (leaf tags stay open, all may stand on one line), OFX 2 is XML. Both are read by one linear scan for
tags, which survives what parsers of the standard do not: headers that lie, a `<` inside a name, lower-case tags.
Spec: OFX 1.6 §2.3 and §3.2.8, OFX 2.2 §11.
"""

import html
import re
from dataclasses import dataclass
from typing import Final

from ingest import limits
from ingest.encoding import decode
from ingest.errors import BrokenFile
from ingest.ofx.records import Leaves, Records, leaves, lines_of, read_records, record_lines
from ingest.source import Source

_STATEMENT: Final = re.compile(r"<(STMTRS|CCSTMTRS|INVSTMTRS)>", re.IGNORECASE)
_ANY_LOWER: Final = re.compile(r"</?[A-Z]?[a-z]")  # much cheaper to search for than a whole tag
_LOWER: Final = re.compile(r"</?[A-Za-z0-9_.]*[a-z][A-Za-z0-9_.]*>")
_CDATA: Final = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_END: Final = re.compile(r"</OFX>", re.IGNORECASE)
_INVESTMENT: Final = re.compile(r"<INVTRAN>", re.IGNORECASE)
_LOOSE: Final = re.compile(r"<(/?[A-Za-z][A-Za-z0-9_.]*)[ \t\n]{1,9}>")
_COMMENT: Final = re.compile(r"<!--[^\n]{0,500}?-->")
_ERROR: Final = re.compile(
    r"<CODE>\s*(\w+)\s*(?:</CODE>)?\s*<SEVERITY>\s*ERROR\s*(?:</SEVERITY>)?\s*(?:<MESSAGE>\s*([^<\n]+))?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Part:
    """One statement response: its own leaves without the records, the records, and lines of securities trades."""

    kind: str  # STMTRS, CCSTMTRS or INVSTMTRS
    envelope: Leaves
    records: Records
    investments: list[int]


@dataclass(frozen=True, slots=True)
class Document:
    """The sign-on leaves (server time, institution), the statements, what the bank says went wrong, and what stands outside any statement."""

    signon: Leaves
    parts: list[Part]
    error: str
    stray: list[int]  # lines of records outside any statement
    stray_trades: list[int]  # likewise of securities trades


def is_ofx(source: Source) -> bool:
    """Tell OFX by its root tag or header, within the first lines."""
    head = source.data[:8192].upper().replace(b"\0", b"")
    return (b"<OFX>" in head or b"<OFX " in head or b"OFXHEADER" in head) and b"<HTML" not in head


def read(source: Source) -> Document:
    """Take the file apart.

    Raises:
        BrokenFile: not text, more records than a statement has, or the file breaks off before its end.
    """
    text = _tidied(_text(source))
    limits.refuse_records(text.count("<STMTTRN>") + text.count("<STMTTRNP>"), source.name)
    starts = list(_STATEMENT.finditer(text))
    if not _END.search(text, starts[-1].end() if starts else 0):
        raise BrokenFile("cut", file=source.name, line=text.count("\n") + 1)
    ends = [*(found.start() for found in starts[1:]), len(text)][: len(starts)]
    parts: list[Part] = []
    stray: list[int] = []
    stray_trades: list[int] = []
    reached = 0
    for found, end in zip(starts, ends, strict=True):
        body_end = _body_end(text, found, end)
        stray += record_lines(text, reached, found.start())
        stray_trades += _trade_lines(text, reached, found.start())
        parts.append(_part(text, found, body_end))
        reached = body_end
    stray += record_lines(text, reached, len(text))
    stray_trades += _trade_lines(text, reached, len(text))
    error = _ERROR.search(text)
    said = (error.group(2) or f"code {error.group(1)}").strip() if error else ""
    signon = leaves(text[: starts[0].start()] if starts else text)
    return Document(signon, parts, said, stray, stray_trades)


def _text(source: Source) -> str:
    """Decode: a byte-order mark, strict UTF-8, what the header claims, then cp1252, which real files mean by USASCII."""
    head = source.data[:2048].decode("latin-1")
    claimed = re.search(r"CHARSET:\s*([\w-]+)", head) or re.search(r"encoding=[\"']([\w-]+)", head)
    decoded = decode(source.data, (*_codecs(claimed.group(1) if claimed else ""), "cp1252", "latin-1"))
    if decoded is None:
        raise BrokenFile("encoding", file=source.name)
    return decoded.text.replace("\r\n", "\n").replace("\r", "\n")


def _tidied(text: str) -> str:
    """Return the text with its lines where they were, tags in upper case and without spaces, and without comments.

    A comment that holds a record stays: a name that begins one must not hide the payments after it.
    """
    if "<!--" in text:
        text = _COMMENT.sub(lambda found: found.group() if "STMTTRN" in found.group().upper() else "", text)
    if "<![CDATA[" in text:
        text = _CDATA.sub(lambda found: html.escape(found.group(1), quote=False), text)
    if any(f"{space}>" in text for space in " \t\n"):
        text = _LOOSE.sub(lambda found: f"<{found.group(1)}>{chr(10) * found.group().count(chr(10))}", text)
    return _LOWER.sub(lambda found: found.group().upper(), text) if _ANY_LOWER.search(text) else text


def _codecs(claimed: str) -> list[str]:
    """Return Python's name of a claimed character set: `1251`, `8859-2`, `ISO-8859-1`; none for what is no such name."""
    if claimed.isdigit():
        return [f"cp{claimed}"]
    if claimed.startswith("8859-"):
        return [f"iso{claimed}"]
    return [claimed] if re.match(r"(?i)iso|windows-|cp\d|gb|big5|shift|euc|koi8", claimed) else []


def _body_end(text: str, start: "re.Match[str]", end: int) -> int:
    closing = re.compile(f"</{start.group(1)}>", re.IGNORECASE).search(text, start.end(), end)
    return closing.start() if closing else end


def _part(text: str, start: "re.Match[str]", body_end: int) -> Part:
    records, around = read_records(text, start.end(), body_end)
    return Part(start.group(1).upper(), leaves(around), records, _trade_lines(text, start.end(), body_end))


def _trade_lines(text: str, start: int, end: int) -> list[int]:
    return lines_of(text, [match.start() for match in _INVESTMENT.finditer(text, start, end)])
