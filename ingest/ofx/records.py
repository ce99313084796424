"""The records of one statement, by column, as they stand in the text.

Nearly all files close every record and have a `<` only where a tag begins: those are cut apart at their marks. Where
one thing is otherwise, all of the statement is searched for tags instead, which takes three times as long.
"""

import html
import re
from functools import lru_cache
from typing import Final, NamedTuple

TAGS: Final = (
    "TRNTYPE", "DTPOSTED", "TRNAMT", "FITID", "NAME", "PAYEE", "MEMO", "CURSYM", "CHECKNUM", "REFNUM", "ACCTID", "DTTRAN",
    "CORRECTFITID", "CORRECTACTION",
)  # fmt: skip
_FOREIGN: Final = "ORIGCURRENCY"
_RECORD: Final = re.compile(r"<(STMTTRNP?)>", re.IGNORECASE)
_RECORD_END: Final = re.compile(r"</(?:STMTTRNP?|BANKTRANLIST(?:P)?|INVBANKTRAN|INVTRANLIST)>", re.IGNORECASE)
# A value runs to the next real tag, so that "A<B" in a name does not cut it short; what has none is a container.
_LEAF: Final = re.compile(
    r"<([A-Za-z][A-Za-z0-9_.]*)>\s*(?=[^<\s]|<(?!/?[A-Za-z][A-Za-z0-9_.]*>))([^<]*(?:<(?!/?[A-Za-z][A-Za-z0-9_.]*>)[^<]*)*)"
)
_TAG: Final = re.compile(r"/?[A-Z][A-Z0-9_.]*")
_KINDS: Final = {("", ">"): False, ("P", ">"): True}  # what follows `<STMTTRN`, and whether the record is pending
_ENTITY: Final = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,7}|#x[0-9a-f]{1,6});", re.IGNORECASE)

Leaves = dict[str, str]


class Records(NamedTuple):
    """The STMTTRN of a statement: the line of each, its leaves by column, and what it is.

    The columns are those of TAGS that any record has: the first value of each record as it stands, with its entities.
    """

    lines: list[int]
    columns: dict[str, list[str]]
    pending: list[bool]
    converted: list[bool]  # it names the currency it was before: ORIGCURRENCY, not CURRENCY (OFX 2.2 §5.2)

    @classmethod
    def of(cls, count: int) -> "Records":
        """Return as many records of which nothing is known yet."""
        return cls([0] * count, {}, [False] * count, [False] * count)


def read_records(text: str, start: int, end: int) -> tuple[Records, str]:
    """Return the records of the statement from `start` to `end`, and the text around them."""
    return _cut(text, start, end) or _searched(text, start, end)


def _cut(text: str, start: int, end: int) -> tuple[Records, str] | None:
    """Cut the text at its marks; None where a record stays open or a `<` begins no tag."""
    before, *chunks = text[start:end].split("<STMTTRN")
    found = Records.of(len(chunks))
    line = 1 + text.count("\n", 0, start) + before.count("\n")
    around, passed = [before], set[str]()
    for n, chunk in enumerate(chunks):
        inside, closed, behind = chunk.partition("</STMTTRN")
        head, *pieces = inside.split("<")
        kind = head.partition(">")[:2]
        if kind not in _KINDS or not closed or not _fill(found, n, pieces, passed):
            return None
        found.lines[n], found.pending[n] = line, _KINDS[kind]
        line += chunk.count("\n")
        if behind != ">\n":
            around.append(f"</STMTTRN{behind}")
    outside = "".join(around)
    return None if _RECORD.search(outside) else (found, outside)


def _fill(found: Records, n: int, pieces: list[str], passed: set[str]) -> bool:
    """Put the leaves of a record into their columns; False where a `<` begins no tag. `passed` are tags without a column."""
    columns = found.columns
    for piece in pieces:
        tag, mark, value = piece.partition(">")
        if not mark:
            return False
        column = columns.get(tag)
        if column is not None:
            if not column[n]:
                column[n] = value.lstrip()
        elif tag == _FOREIGN:
            found.converted[n] = True
        elif tag not in passed:
            if not _TAG.fullmatch(tag):
                return False
            if tag in TAGS:
                columns[tag] = [""] * len(found.lines)
                columns[tag][n] = value.lstrip()
            else:
                passed.add(tag)
    return True


def _searched(text: str, start: int, end: int) -> tuple[Records, str]:
    """Search the text for records and leaves, whatever stands where."""
    matches = list(_RECORD.finditer(text, start, end))
    limits = [*(match.start() for match in matches[1:]), end]
    found = Records.of(len(matches))
    found.lines[:] = lines_of(text, [match.start() for match in matches])
    around, reached = [], start
    for n, (match, limit) in enumerate(zip(matches, limits, strict=False)):
        begin = match.end()
        around.append(text[reached : match.start()])
        reached = _end(text, begin, limit)
        found.pending[n] = text[begin - 2] == "P"
        found.converted[n] = text.find(f"<{_FOREIGN}>", begin, reached) >= 0
        for tag, value in _LEAF.findall(text, begin, reached):
            if tag not in TAGS:
                continue
            if (column := found.columns.get(tag)) is None:
                column = found.columns[tag] = [""] * len(matches)
            if not column[n]:
                column[n] = value
    return found, "".join([*around, text[reached:end]])


def _end(text: str, begin: int, limit: int) -> int:
    """Return where a record ends: at its closing tag, at that of the list, or where the next one begins."""
    stop = text.find("</STMTTRN", begin, limit)
    if stop >= 0:
        return stop
    closed = _RECORD_END.search(text, begin, limit)
    return closed.start() if closed else limit


def record_lines(text: str, start: int, end: int) -> list[int]:
    """Return the lines of the records that begin between two positions."""
    return lines_of(text, [match.start() for match in _RECORD.finditer(text, start, end)])


def lines_of(text: str, positions: list[int]) -> list[int]:
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
