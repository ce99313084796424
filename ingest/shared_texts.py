"""What the cells of an XLSX come to where they share their texts: a megabyte stands in the file once, and in each of 90,000 cells.

The library that reads workbooks gives every cell a copy before anybody could count, so this is counted in the XML beforehand. Spec:
ECMA-376 part 1, §18.4.8 (`si`, a shared text) and §18.3.1.4 (`c` with `t="s"`, a cell whose `v` is the number of one).
"""

import re
from array import array
from collections.abc import Callable, Iterable, Iterator
from xml.parsers import expat

_TEXT = re.compile(rb"[<:]si[\s/>]")
_SPLIT = 3  # bytes of it that may end a piece

Parts = Callable[[], Iterable[Iterator[bytes]]]  # the parts of a workbook, each piece by piece, as often as asked


class Estimate:
    """At most how many bytes the shared texts of all cells come to, counted by marks alone: it tells when to look closely.

    Names may bear any prefix and stand anywhere, so whatever may be a cell counts as one, with the longest text.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self.cells = 0
        self.longest = 0

    @property
    def most(self) -> int:
        """Return the estimate."""
        return self.cells * self.longest

    def watching(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """Pass the pieces of one part on, and count in them."""
        length: int | None = None  # since a text began
        tail = b""
        for piece in pieces:
            yield piece
            self.cells += piece.count(b"<c") + piece.count(b":c") + 1
            joined, reached = tail + piece, len(tail)
            for found in _TEXT.finditer(joined):
                if length is not None:
                    self.longest = max(self.longest, length + found.start() - reached)
                length, reached = 0, found.start()
            if length is not None:
                length += len(joined) - reached
            tail = joined[-_SPLIT:]
        self.longest = max(self.longest, length or 0)


def characters(parts: Parts, longest: int) -> int:
    """Return how many characters the shared texts of all cells come to, at least.

    In a part that is no XML (a picture, a damaged sheet) whatever may be a cell is taken to have the `longest` text.
    """
    texts = array("Q")
    for part in parts():
        _understood(part, _Texts(texts))
    told = _Cells(texts, longest)
    for part in parts():
        marks = Estimate()
        pieces = marks.watching(part)
        if not _understood(pieces, told):
            for _ in pieces:
                pass
            told.sum += marks.cells * longest
    return told.sum


class _Texts:
    """The length of each shared text; that of the longer one where two parts have some."""

    def __init__(self, lengths: "array[int]") -> None:
        self._lengths = lengths
        self._place = 0
        self._open: int | None = None

    def start(self, name: str, _: dict[str, str]) -> None:
        if name == "si" and self._open is None:
            self._open = 0

    def text(self, said: str) -> None:
        if self._open is not None:
            self._open += len(said)

    def end(self, name: str) -> None:
        if name != "si" or self._open is None:
            return
        if self._place == len(self._lengths):
            self._lengths.append(0)
        self._lengths[self._place] = max(self._lengths[self._place], self._open)
        self._place, self._open = self._place + 1, None


class _Cells:
    """The sum of the texts that cells name by number; a number without a text counts as the longest."""

    def __init__(self, lengths: "array[int]", longest: int) -> None:
        self.sum = 0
        self._lengths = lengths
        self._longest = longest
        self._shares = False
        self._number: str | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._shares = attributes.get("t") == "s"
        elif name == "v" and self._shares:
            self._number = ""

    def text(self, said: str) -> None:
        if self._number is not None:
            self._number += said

    def end(self, name: str) -> None:
        if name != "v" or self._number is None:
            return
        place, self._number = int(self._number or "0"), None
        self.sum += self._lengths[place] if 0 <= place < len(self._lengths) else self._longest


def _understood(pieces: Iterable[bytes], told: _Texts | _Cells) -> bool:
    """Read a part as XML, always as UTF-8 as the library does, by names without their prefix; False where it is none."""
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = lambda name, attributes: told.start(name.rpartition(":")[2], attributes)
    parser.EndElementHandler = lambda name: told.end(name.rpartition(":")[2])
    parser.CharacterDataHandler = told.text
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError):
        return False
    return True


def _refuse(*_: object) -> None:
    raise ValueError("a document type")
