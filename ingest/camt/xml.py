"""XML from strangers, read as a stream: no tree, no DTD, no entities of its own, nothing fetched from anywhere.

The statement elements come as flat dicts, `{"BookgDt/Dt": "2026-03-05", "Amt": "12.50", "Amt@Ccy": "EUR"}`: whatever
namespace a bank chose is left out, and what occurs several times stands in one value, a line each. Expat is used as it
is: a tree of lxml, walked, took three times as long, and its line numbers end at 65,535.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from ingest.encoding import decode
from ingest.errors import BrokenFile
from ingest.source import Source

Said = dict[str, str]
Taker = Callable[[str, Said, int], None]  # an element that ended: its name, what it said, the line it began on

_DECLARED: Final = re.compile(r"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)[\"']")
_USUAL: Final = re.compile(r"(?i)(?:iso|latin|us-ascii|windows-|cp\d|utf-16|gb|big5|shift|euc|koi8)")  # some are slow
_DOCUMENT: Final = re.compile(r"<\?xml\s")  # some tools put whole documents one after the other
_LONE_AMPERSAND: Final = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)")
_NO_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_AROUND: Final = "\ufeff \t\r\n"
_DEEPEST: Final = 100  # the standard needs some twenty
_WIDEST: Final = 100_000  # leaves that one element may hold, but for those of the elements that are taken apart


class _Doctype(Exception):
    pass


class _TooMuch(Exception):
    pass


def text_of(source: Source) -> str:
    """Decode: a byte-order mark, strict UTF-8, what the XML declares, then cp1252.

    Raises:
        BrokenFile: not text.
    """
    declared = _DECLARED.search(source.data[:1024].decode("latin-1"))
    named = [declared.group(1)] if declared and _USUAL.match(declared.group(1)) else []
    decoded = decode(source.data, (*named, "cp1252", "latin-1"))
    if decoded is None:
        raise BrokenFile("encoding", file=source.name)
    return decoded.text


def read(text: str, wanted: frozenset[str], take: Taker, name: str) -> None:
    """Read every XML document of a text, and hand over each wanted element when it ends, those inside it before it.

    Raises:
        BrokenFile: the file breaks off, is no XML, declares a document type, or is deeper or larger than any statement.
    """
    starts = [found.start() for found in _DOCUMENT.finditer(text)]
    if not starts or text[: starts[0]].strip(_AROUND):
        starts.insert(0, 0)
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        body = text[start:end]
        document = body[: body.rfind(">") + 1].lstrip(_AROUND)
        before = text.count("\n", 0, start) + body[: len(body) - len(body.lstrip(_AROUND))].count("\n")
        _read(_mended(document), _Reader(wanted, take, before), name)


def _mended(document: str) -> str:
    """Write a lone `&` as XML wants it, and put spaces for characters that XML forbids: some banks print both."""
    if _LONE_AMPERSAND.search(document):
        first, *others = document.split("<![CDATA[")  # inside such a section it is right
        sections = (other.partition("]]>") for other in others)
        rest = (f"<![CDATA[{said}{end}{_LONE_AMPERSAND.sub('&amp;', after)}" for said, end, after in sections)
        document = "".join((_LONE_AMPERSAND.sub("&amp;", first), *rest))
    return _NO_XML.sub(" ", document) if _NO_XML.search(document) else document


def _read(document: str, reader: "_Reader", name: str) -> None:
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.buffer_size = 64 * 1024
    parser.ordered_attributes = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.text
    reader.line = lambda: parser.CurrentLineNumber
    try:
        parser.Parse(document.encode("utf-8", "replace"), True)
    except expat.ExpatError as error:
        cut = bool(reader.path) and error.lineno >= document.count("\n") + 1 and not document.endswith("Document>")
        raise BrokenFile("cut" if cut else "xml", file=name, line=reader.before + error.lineno) from None
    except _Doctype:
        raise BrokenFile("doctype", file=name) from None
    except _TooMuch:
        raise BrokenFile("xml_large", file=name) from None


def _refuse(*_: object) -> None:
    raise _Doctype


@dataclass(slots=True)
class _Reader:
    """What expat calls. A wanted element opens a dict of its own; every other one only lengthens the path in it."""

    wanted: frozenset[str]
    take: Taker
    before: int  # lines before this document
    line: Callable[[], int] = int
    path: list[str] = field(default_factory=list)  # of the open element, and of those around it
    open: list[tuple[Said, int]] = field(default_factory=list)
    said: Said = field(default_factory=dict)
    heard: str = ""
    currency: str = ""
    names: dict[str, str] = field(default_factory=dict)

    def start(self, tag: str, attributes: list[str]) -> None:
        """Open an element."""
        name = self.names.get(tag)
        if name is None:
            name = self.names[tag] = tag.rpartition(":")[2]
        path = self.path
        if len(path) > _DEEPEST or len(self.said) > _WIDEST or len(self.names) > _WIDEST:
            raise _TooMuch
        if name in self.wanted:
            self.open.append((self.said, self.line()))
            self.said = {}
            path.append("")
        elif path and (around := path[-1]):
            path.append(f"{around}/{name}")
        else:
            path.append(name)
        if attributes:
            self.currency = next(
                (value for key, value in zip(attributes[::2], attributes[1::2], strict=True) if key == "Ccy"), ""
            )
        self.heard = ""

    def text(self, heard: str) -> None:
        """Hear text: of the element that is open, or the white space between two."""
        self.heard += heard

    def end(self, tag: str) -> None:
        """Close an element: keep its text, or hand over what it said."""
        path = self.path.pop()
        if not path and self.names[tag] in self.wanted:
            said = self.said
            self.said, line = self.open.pop()
            self.take(self.names[tag], said, self.before + line)
        elif heard := self.heard.strip():
            said = self.said
            said[path] = f"{said[path]}\n{heard}" if path in said else heard
            if self.currency:
                key = f"{path}@Ccy"
                said[key] = f"{said[key]}\n{self.currency}" if key in said else self.currency
        self.heard = self.currency = ""
