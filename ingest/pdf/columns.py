"""Columns of a table on a page: where its heading stands, and which words stand under which heading."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from ingest.pdf.words import Line, Word, squeezed

_HEADING_LINES: Final = 3
_HEADING_HEIGHT: Final = 45.0  # points from the first to the last line of one heading
_LONGEST: Final = 8  # words of one heading cell


class Column(NamedTuple):
    """A column by the place of its heading."""

    name: str
    x0: float
    x1: float

    def distance(self, x0: float, x1: float) -> float:
        """Return how far something is from standing below the heading."""
        return max(self.x0 - x1, x0 - self.x1, 0.0)


class Heading(NamedTuple):
    """The columns of a table, and how many lines its heading takes."""

    columns: tuple[Column, ...]
    lines: int


def find_heading(
    lines: Sequence[Line], at: int, wanted: Mapping[str, str], optional: frozenset[str] = frozenset()
) -> Heading | None:
    """Return the heading that begins on line `at`: every wanted cell, from left to right, on one to three lines."""
    for count in range(1, _HEADING_LINES + 1):
        window = lines[at : at + count]
        if len(window) < count or window[-1].bottom - window[0].top > _HEADING_HEIGHT:
            return None
        columns = _columns(window, wanted, optional)
        if columns:
            return Heading(columns, count)
    return None


def _columns(window: Sequence[Line], wanted: Mapping[str, str], optional: frozenset[str]) -> tuple[Column, ...] | None:
    found: list[Column] = []
    on_first = False
    for name, phrase in wanted.items():
        after = found[-1].x0 if found else -1e9
        places = [
            (run[0].x0, run[-1].x1, n)
            for n, line in enumerate(window)
            for start in range(len(line.words))
            if line.words[start].x0 > after and (run := _phrase(line.words, start, phrase))
        ]
        if places:
            x0, x1, n = min(places)
            found.append(Column(name, x0, x1))
            on_first |= n == 0
        elif name not in optional:
            return None
    return tuple(found) if on_first else None


def _phrase(words: Sequence[Word], start: int, phrases: str) -> Sequence[Word]:
    """Return the words from `start` that make one of the phrases, split by `|`; a unit in brackets may follow at once."""
    for phrase in phrases.split("|"):
        wanted, said = squeezed(phrase), ""
        for end in range(start, min(start + _LONGEST, len(words))):
            said += squeezed(words[end].text)
            if said == wanted or (said.startswith(wanted) and said[len(wanted)] in "(（"):
                return words[start : end + 1]
            if not wanted.startswith(said):
                break
    return ()


def left_edges(
    columns: Sequence[Column], lines: Sequence[Line], rules: Sequence[tuple[float, float, float]]
) -> list[float]:
    """Return where each column begins: at a ruled line, else in the widest gap that no word of the rows crosses."""
    edges = [-1e9]
    words = sorted((word.x0, word.x1) for line in lines for word in line.words)
    upright = sorted({place for place, _, _ in rules})
    for left, right in pairwise(columns):
        low, high = (left.x0 + left.x1) / 2, (right.x0 + right.x1) / 2
        ruled = [place for place in upright if left.x1 - 1 <= place <= right.x0 + 1]
        edges.append(max(ruled[0] if ruled else _gap(words, low, high, (left.x1 + right.x0) / 2), edges[-1]))
    return edges


def _gap(words: Sequence[tuple[float, float]], low: float, high: float, otherwise: float) -> float:
    """Return the middle of the widest stretch between `low` and `high` that is free of words."""
    best, place, reach = 0.0, otherwise, low
    for x0, x1 in words:
        if x1 <= low:
            continue
        if x0 >= high:
            break
        if x0 - reach > best:
            best, place = x0 - reach, (x0 + reach) / 2
        reach = max(reach, x1)
    return (reach + high) / 2 if high - reach > best else place
