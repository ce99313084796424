"""An OFX file taken apart: decoded whatever its header claims, cut into statements, each statement into records.

OFX 1 is SGML (leaf tags stay open, all may stand on one line), OFX 2 is XML. Both are read by one linear scan for
tags, which survives what parsers of the standard do not: headers that lie, a `<` inside a name, lower-case tags.
Spec: OFX 1.6 §2.3 and §3.2.8, OFX 2.2 §11.
"""

import html
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from ingest.encoding import decode
from ingest.errors import BrokenFile
from ingest.source import Source

_STATEMENT: Final = re.compile(r"<(STMTRS|CCSTMTRS|INVSTMTRS)>", re.IGNORECASE)
_RECORD: Final = re.compile(r"<(STMTTRNP?)>", re.IGNORECASE)
_FOREIGN: Final = "<ORIGCURRENCY>"
_RECORD_END: Final = re.compile(r"</(?:STMTTRNP?|BANKTRANLIST(?:P)?|INVBANKTRAN|INVTRANLIST)>", re.IGNORECASE)
# A value runs to the next real tag, so that "A<B" in a name does not cut it short; what has none is a container.
_LEAF: Final = re.compile(
    r"<([A-Za-z][A-Za-z0-9_.]*)>\s*(?=[^<\s]|<(?!/?[A-Za-z][A-Za-z0-9_.]*>))([^<]*(?:<(?!/?[A-Za-z][A-Za-z0-9_.]*>)[^<]*)*)"
)
_STRAY: Final = re.compile(r"<(?!/?[A-Z][A-Z0-9_.]*>)")
_PLAIN_LEAF: Final = re.compile(r"<([A-Z][A-Z0-9_.]*)>\s*([^<\s][^<]*)")  # twice as fast, where no `<` is stray
_ANY_LOWER: Final = re.compile(r"</?[A-Z]?[a-z]")  # much cheaper to search for than a whole tag
_LOWER: Final = re.compile(r"</?[A-Za-z0-9_.]*[a-z][A-Za-z0-9_.]*>")
_CDATA: Final = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_END: Final = re.compile(r"</OFX>", re.IGNORECASE)
_INVESTMENT: Final = re.compile(r"<INVTRAN>", re.IGNORECASE)
_LOOSE: Final = re.compile(r"<(/?[A-Za-z][A-Za-z0-9_.]*)[ \t\n]{1,9}>")
_COMMENT: Final = re.compile(r"<!--[^\n]{0,500}?-->")
_ENTITY: Final = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,7}|#x[0-9a-f]{1,6});", re.IGNORECASE)
_ERROR: Final = re.compile(
    r"<CODE>\s*(\w+)\s*(?:</CODE>)?\s*<SEVERITY>\s*ERROR\s*(?:</SEVERITY>)?\s*(?:<MESSAGE>\s*([^<\n]+))?", re.IGNORECASE
)

Leaves = dict[str, str]


class Record(NamedTuple):
    """One STMTTRN: its line, its leaves by upper-case tag (the first of each wins, entities as they are), and what it is."""

    line: int
    leaves: Leaves
    pending: bool
    converted: bool  # it names the currency it was before: ORIGCURRENCY, not CURRENCY (OFX 2.2 §5.2)


@dataclass(frozen=True, slots=True)
class Part:
    """One statement response: its own leaves without the records, the records, and lines of securities trades."""

    kind: str  # STMTRS, CCSTMTRS or INVSTMTRS
    envelope: Leaves
    records: list[Record]
    investments: list[int]


@dataclass(frozen=True, slots=True)
class Document:
    """The sign-on leaves (server time, institution), the statements, what the bank says went wrong, and lines of records outside any statement."""

    signon: Leaves
    parts: list[Part]
    error: str
    stray: list[int]


def is_ofx(source: Source) -> bool:
    """Tell OFX by its root tag or header, within the first lines."""
    head = source.data[:8192].upper().replace(b"\0", b"")
    return (b"<OFX>" in head or b"<OFX " in head or b"OFXHEADER" in head) and b"<HTML" not in head


def read(source: Source) -> Document:
    """Take the file apart.

    Raises:
        BrokenFile: not text, or the file breaks off before its end.
    """
    text = _tidied(_text(source))
    starts = list(_STATEMENT.finditer(text))
    if not _END.search(text, starts[-1].end() if starts else 0):
        raise BrokenFile("cut", file=source.name, line=text.count("\n") + 1)
    ends = [*(found.start() for found in starts[1:]), len(text)][: len(starts)]
    parts: list[Part] = []
    stray: list[re.Match[str]] = []
    reached = 0
    for found, end in zip(starts, ends, strict=True):
        body_end = _body_end(text, found, end)
        stray += _RECORD.finditer(text, reached, found.start())
        parts.append(_part(text, found, body_end))
        reached = body_end
    stray += _RECORD.finditer(text, reached)
    error = _ERROR.search(text)
    said = (error.group(2) or f"code {error.group(1)}").strip() if error else ""
    signon = leaves(text[: starts[0].start()] if starts else text)
    return Document(signon, parts, said, _lines(text, [record.start() for record in stray]))


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
    found = list(_RECORD.finditer(text, start.end(), body_end))
    lines = _lines(text, [match.start() for match in found])
    limits = [*(match.start() for match in found[1:]), body_end]
    pattern = _LEAF if _STRAY.search(text, start.end(), body_end) else _PLAIN_LEAF
    foreign = text.find(_FOREIGN, start.end(), body_end) >= 0
    records, envelope, position = [], [], start.end()
    for match, line, limit in zip(found, lines, limits, strict=False):
        begin = match.end()
        envelope.append(text[position : match.start()])
        position = _end(text, begin, limit)
        converted = foreign and text.find(_FOREIGN, begin, position) >= 0
        said = dict(pattern.findall(text, begin, position)[::-1])  # the first of a tag wins
        records.append(Record(line, said, text[begin - 2] == "P", converted))
    envelope.append(text[position:body_end])
    trades = [match.start() for match in _INVESTMENT.finditer(text, start.end(), body_end)]
    return Part(start.group(1).upper(), leaves("".join(envelope)), records, _lines(text, trades))


def _end(text: str, begin: int, limit: int) -> int:
    """Return where a record ends: at its closing tag, at that of the list, or where the next one begins."""
    stop = text.find("</STMTTRN", begin, limit)
    if stop >= 0:
        return stop
    closed = _RECORD_END.search(text, begin, limit)
    return closed.start() if closed else limit


def _lines(text: str, positions: list[int]) -> list[int]:
    """Return the line, from 1, of each position."""
    lines, line, reached = [], 1, 0
    for position in positions:
        line += text.count("\n", reached, position)
        reached = position
        lines.append(line)
    return lines


def leaves(text: str) -> Leaves:
    """Return the values of leaf tags by upper-case name, the first of each; containers come out empty and are left out.

    >>> leaves("<TRNAMT>-1.55<NAME>A<B &amp; Co</NAME><MEMO></MEMO>")
    {'NAME': 'A<B & Co', 'TRNAMT': '-1.55'}
    """
    return {tag: unescaped(value.rstrip()) for tag, value in reversed(_LEAF.findall(text))}


def unescaped(value: str) -> str:
    """Return a value without entities."""
    return _unescaped(value) if "&" in value else value


@lru_cache(maxsize=4096)
def _unescaped(value: str) -> str:
    return _ENTITY.sub(lambda found: html.unescape(found.group()), value)
