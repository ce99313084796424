"""XML from strangers, read as a stream: no tree, no DTD, no entities of its own, nothing fetched from anywhere.

The statement elements come as flat dicts, `{"BookgDt/Dt": "2026-03-05", "Amt": "12.50", "Amt@Ccy": "EUR"}`: whatever
namespace a bank chose is left out, and what occurs several times stands in one value, a line each. Expat is used as it
is: a tree of lxml, walked, took three times as long, and its line numbers end at 65,535.
"""

import re
from collections.abc import Callable
from typing import Final
from xml.parsers import expat

from ingest import limits
from ingest.camt.alike import INSTEAD, Alike, Said, Told, TooMany
from ingest.encoding import decode
from ingest.errors import BrokenFile
from ingest.source import Source

Taker = Callable[[str, Said, int], None]  # an element that ended: its name, what it said, the line it began on

_DECLARED: Final = re.compile(r"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)[\"']")
_USUAL: Final = re.compile(r"(?i)(?:iso|latin|us-ascii|windows-|cp\d|utf-16|gb|big5|shift|euc|koi8)")  # some are slow
_DOCUMENT: Final = re.compile(r"<\?xml\s")  # some tools put whole documents one after the other
_LONE_AMPERSAND: Final = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)")
_NO_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_AROUND: Final = "\ufeff \t\r\n"


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


def read(text: str, wanted: frozenset[str], usual: str, take: Taker, name: str) -> None:
    """Read every XML document of a text, and hand over each wanted element when it ends, those inside it before it.

    Most of a document are the elements called `usual`; they are read faster where they are alike.

    Raises:
        BrokenFile: the file breaks off, is no XML, declares a document type, or is deeper or larger than any statement.
    """
    starts = [found.start() for found in _DOCUMENT.finditer(text)]
    if not starts or text[: starts[0]].strip(_AROUND):
        starts.insert(0, 0)
    alike = Alike(usual, lambda fragment: _fragment(fragment, wanted))
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        body = text[start:end]
        document = body[: body.rfind(">") + 1].lstrip(_AROUND)
        before = text.count("\n", 0, start) + body[: len(body) - len(body.lstrip(_AROUND))].count("\n")
        try:
            document, taken = alike.take_out(_mended(document))
        except TooMany:
            raise BrokenFile("xml_large", file=name) from None
        _read(document, wanted, take, taken, before, name)


def _mended(document: str) -> str:
    """Write a lone `&` as XML wants it, and put spaces for characters that XML forbids: some banks print both."""
    if _LONE_AMPERSAND.search(document):
        first, *others = document.split("<![CDATA[")  # inside such a section it is right
        sections = (other.partition("]]>") for other in others)
        rest = (f"<![CDATA[{said}{end}{_LONE_AMPERSAND.sub('&amp;', after)}" for said, end, after in sections)
        document = "".join((_LONE_AMPERSAND.sub("&amp;", first), *rest))
    return _NO_XML.sub(" ", document) if _NO_XML.search(document) else document


def _read(document: str, wanted: frozenset[str], take: Taker, taken: list[list[Told]], before: int, name: str) -> None:
    parser = _parser()
    path = _listen(parser, wanted, take, taken, before)
    try:
        parser.Parse(document.encode("utf-8", "replace"), True)
    except expat.ExpatError as error:
        cut = bool(path) and error.lineno >= document.count("\n") + 1 and not document.endswith("Document>")
        raise BrokenFile("cut" if cut else "xml", file=name, line=before + error.lineno) from None
    except _Doctype:
        raise BrokenFile("doctype", file=name) from None
    except _TooMuch:
        raise BrokenFile("xml_large", file=name) from None


def _fragment(fragment: str, wanted: frozenset[str]) -> list[Told]:
    """Read a part of a document; nothing where it cannot stand alone."""
    told: list[Told] = []
    parser = _parser()
    _listen(parser, wanted, lambda *one: told.append(one), [], 0)
    try:
        parser.Parse(fragment.encode("utf-8", "replace"), True)
    except (expat.ExpatError, _TooMuch):
        return []
    return told


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.buffer_size = 64 * 1024
    parser.ordered_attributes = True
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def _refuse(*_: object) -> None:
    raise _Doctype


def _listen(  # noqa: C901  (four short handlers)
    parser: expat.XMLParserType, wanted: frozenset[str], take: Taker, taken: list[list[Told]], before: int
) -> list[str]:
    """Give the parser its handlers, and return the path it is on.

    What was taken out is handed over where its instruction stands. A wanted element opens a dict of its own; every other one only lengthens the path in it. The handlers run some
    thirty times an entry, so what they share are variables of this function, which are a third faster than attributes.
    """
    path: list[str] = []  # of the open element, and of those around it
    around: list[tuple[Said, int]] = []  # the dicts that are open, with the lines they began on
    names: dict[str, str] = {}  # by tag, without the prefix of a namespace
    said: Said = {}
    heard = currency = ""
    deepest, widest = limits.XML_DEPTH, limits.XML_NAMES

    def start(tag: str, attributes: list[str]) -> None:
        nonlocal said, heard, currency
        name = names.get(tag)
        if name is None:
            name = names[tag] = tag.rpartition(":")[2] or tag
        if len(path) > deepest or len(said) > widest or len(names) > widest:
            raise _TooMuch
        if name in wanted:
            around.append((said, before + parser.CurrentLineNumber))
            said = {}
            path.append("")
        elif path and (above := path[-1]):
            path.append(f"{above}/{name}")
        else:
            path.append(name)
        if attributes:
            currency = dict(zip(attributes[::2], attributes[1::2], strict=True)).get("Ccy", "")
        heard = ""

    def text(more: str) -> None:
        nonlocal heard
        heard += more

    def end(tag: str) -> None:
        nonlocal said, heard, currency
        here = path.pop()
        if not here:
            whole, (said, line) = said, around.pop()
            take(names[tag], whole, line)
        elif value := heard.strip():
            _keep(said, here, value)
            if currency:
                _keep(said, f"{here}@Ccy", currency)
        heard = currency = ""

    def put_back(target: str, number: str) -> None:
        nonlocal heard, currency
        if target != INSTEAD:
            return
        line = before + parser.CurrentLineNumber
        for name, whole, below in taken[int(number)]:
            take(name, whole, line + below)
        heard = currency = ""

    if taken:
        parser.ProcessingInstructionHandler = put_back
    parser.StartElementHandler, parser.CharacterDataHandler, parser.EndElementHandler = start, text, end
    return path


def _keep(said: Said, path: str, value: str) -> None:
    said[path] = f"{said[path]}\n{value}" if path in said else value
