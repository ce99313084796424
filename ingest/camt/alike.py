"""Elements that are alike: the XML parser reads one of each shape, and the words of the others are filled in.

The entries of a statement are the same tags again and again around other words. Parsing each costs some fifty calls; to
take out its words and look up what is left, its shape, costs a few. A shape keeps everything else as it stands (blanks,
empty elements, attributes, words with a reference such as `&amp;`), so what the parser made of it holds for all.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from ingest import limits

Said = dict[str, str]
Told = tuple[str, Said, int]  # an element that ended: its name, what it said, the line it began on
Learn = Callable[[str], list[Told]]  # the parser: the wanted elements of a document, none where it is no document

INSTEAD: Final = "walletwatch-alike"  # the processing instruction that stands where an element was taken out
_WORDS: Final = re.compile(r">([^<>&\n]+)</")
_HOLE: Final = ">\0</"  # stands for words and the ends of tags around them, in a shape; XML forbids a NUL
_NUMBER: Final = "\ue000"  # begins the number of a hole, where the parser sees one; a private character
_LONGEST: Final = 20_000  # characters; a longer element is like no other
_MOST: Final = 1_000  # shapes that are kept; a bank has a few dozen


class TooMany(Exception):
    """More elements than any statement has."""


class _Element(NamedTuple):
    """What one wanted element of a shape says."""

    name: str
    below: int  # lines below the beginning
    said: Said  # complete but for the words in the holes
    single: dict[str, int]  # by path: the hole
    repeated: dict[str, list[int]]  # by path: the holes of elements of one name


@dataclass(slots=True)
class Alike:
    """The shapes of the elements of one name."""

    name: str
    learn: Learn
    _shapes: dict[str, list[_Element]] = field(default_factory=dict)

    def take_out(self, document: str) -> tuple[str, list[list[Told]]]:
        """Return the document with an instruction for each element that could be read here, and what they say.

        Their lines are counted from the beginning of the element; the document keeps its lines.

        Raises:
            TooMany: more than may be held at once.
        """
        found = re.search(rf"<((?:[\w.-]+:)?{self.name})>", document)
        if found is None or any(told in document for told in ("<!", INSTEAD, "\0", _NUMBER)):
            return document, []
        if "\r" in document:  # as every XML parser does
            document = document.replace("\r\n", "\n").replace("\r", "\n")
        opening, closing = found[0], f"</{found[1]}>"
        kept: list[str] = []
        taken: list[list[Told]] = []
        *pieces, rest = document.split(closing)
        held = 0
        for piece in pieces:
            before, begun, body = piece.partition(opening)
            told = self._read(opening, body, closing) if begun and len(body) < _LONGEST else []
            if told:
                kept += before, f"<?{INSTEAD} {len(taken)}?>", "\n" * body.count("\n")
                taken.append(told)
                held += len(told)
                if held > limits.XML_ELEMENTS:
                    raise TooMany
            else:
                kept += piece, closing
        return ("".join((*kept, rest)) if taken else document), taken

    def _read(self, opening: str, body: str, closing: str) -> list[Told]:
        """Return the wanted elements of one, inner ones first; none where that is for the parser."""
        pieces = _WORDS.split(body)
        words = [*map(str.strip, pieces[1::2])]
        shape = _HOLE.join(pieces[::2])
        elements = self._shapes.get(shape)
        if elements is None:
            if len(self._shapes) >= _MOST:
                self._shapes.clear()
            elements = self._shapes[shape] = self._learned(opening, shape, closing)
        return [_filled(element, words) for element in elements] if all(words) else []

    def _learned(self, opening: str, shape: str, closing: str) -> list[_Element]:
        """Let the parser read the shape with numbers in its holes: so it tells where the words of each belong."""
        first, *others = shape.split(_HOLE)
        numbered = "".join((first, *(f">{_NUMBER}{n}</{other}" for n, other in enumerate(others))))
        elements = [_element(*told) for told in self.learn(f"{opening}{numbered}{closing}")]
        known = [element for element in elements if element is not None]
        return known if len(known) == len(elements) else []


def _element(name: str, said: Said, line: int) -> _Element | None:
    """Tell the holes of an element; None where words stand beside a hole."""
    single: dict[str, int] = {}
    repeated: dict[str, list[int]] = {}
    for path, value in said.items():
        if _NUMBER not in value:
            continue
        first, *numbers = value.replace("\n", "").split(_NUMBER)
        if first or value.count("\n") != len(numbers) - 1 or not all(map(str.isdecimal, numbers)):
            return None
        if len(numbers) == 1:
            single[path] = int(numbers[0])
        else:
            repeated[path] = [int(number) for number in numbers]
    return _Element(name, line - 1, said, single, repeated)


def _filled(element: _Element, words: list[str]) -> Told:
    said = element.said.copy()
    said.update(zip(element.single, [words[n] for n in element.single.values()], strict=True))
    for path, holes in element.repeated.items():
        said[path] = "\n".join([words[n] for n in holes])
    return element.name, said, element.below
