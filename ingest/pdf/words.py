"""Words with their places on a page, and the lines they stand on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

_SAME_LINE: Final = 0.45  # of a word's height: how far the middles of two words of one line may be apart
_NEXT_CELL: Final = 1.0  # of a word's height: a gap as wide as that is no space between words


class Word(NamedTuple):
    """One word and its box, in points from the upper left corner."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Line:
    """The words of one visual line, from left to right. `number` counts the lines of the whole file, from 1."""

    number: int
    page: int
    words: tuple[Word, ...]
    top: float
    bottom: float

    @property
    def text(self) -> str:
        """Return the line as one text."""
        return " ".join(word.text for word in self.words)

    def runs(self) -> list[tuple[Word, ...]]:
        """Return the words that stand close together: the cells of a line, as far as it shows by itself."""
        found: list[list[Word]] = []
        for word in self.words:
            if found and word.x0 - found[-1][-1].x1 < _NEXT_CELL * (word.bottom - word.top):
                found[-1].append(word)
            else:
                found.append([word])
        return [tuple(run) for run in found]


def lines_of(words: Iterable[Word], page: int, start: int) -> list[Line]:
    """Gather words into lines; words of different size stand on one line if their middles do."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (_middle(word), word.x0)):
        height = word.bottom - word.top
        if rows and _middle(word) - _middle(rows[-1][0]) <= _SAME_LINE * max(height, 4.0):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [_line(start + n, page, row) for n, row in enumerate(rows)]


def _middle(word: Word) -> float:
    return (word.top + word.bottom) / 2


def _line(number: int, page: int, words: Sequence[Word]) -> Line:
    ordered = tuple(sorted(words, key=lambda word: word.x0))
    return Line(number, page, ordered, min(word.top for word in words), max(word.bottom for word in words))


def squeezed(text: str) -> str:
    """Return a text for comparison: without spaces (CJK headings are spaced at will) and without case.

    >>> squeezed("户      名： Example")
    '户名：example'
    """
    return "".join(text.split()).casefold()
