"""The heading of an unknown table: the row of words above the days and the amounts, and a name for every column."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from ingest.guess.cells import NARROWEST, SEARCHED, cleaned, is_amount, is_day, known
from ingest.source import Row

_SAMPLE: Final = 20  # entries that tell where days and amounts stand
_NEAR: Final = 2  # rows above the first entry, where unknown words may be its heading
_REPEATED: Final = re.compile(r" \(\d+\)$")  # what `unique` adds to a name


def find_heading(rows: Sequence[Row], entries: Sequence[int]) -> int | None:
    """Return which row is the heading, if any, of a table whose entries are at these places."""
    at = _heading_above(rows, entries)
    if at is None and entries:  # a period above the table can look like an entry
        return _heading_above(rows, entries[_longest_run(entries) :])
    return at


def _longest_run(entries: Sequence[int]) -> int:
    """Return where the longest run of entries without other rows between them begins.

    >>> _longest_run([3, 8, 9, 10])
    1
    """
    starts = [n for n, row in enumerate(entries) if not n or row != entries[n - 1] + 1]
    return max(pairwise([*starts, len(entries)]), key=lambda run: run[1] - run[0])[0]


def _heading_above(rows: Sequence[Row], entries: Sequence[int]) -> int | None:
    """Return which row above the first entry is the heading; of two that are as good the lower one."""
    last = entries[0] if entries else min(len(rows), SEARCHED)
    sample = [rows[n].cells for n in entries[:_SAMPLE]]
    places = range(max(0, last - SEARCHED), last)
    scored = [(score, n) for n in places if (score := _score(rows[n].cells, sample, near=n >= last - _NEAR))]
    return max(scored)[1] if scored else None


def _score(cells: Sequence[str], sample: Sequence[Sequence[str]], *, near: bool) -> int:
    """Say how well a row is a heading by its words, and by what they stand over; 0 where it is none."""
    filled = [cell for cell in cells if cell.strip()]
    words = known(cells)
    figures = [cell for cell in filled if is_day(cell) or is_amount(cell)]
    if len(filled) < 2 or (figures and not (words >= NARROWEST and _is_record_type(figures))):
        return 0
    over = _stands_over(cells, sample)
    return words * 2 + over * 3 if words >= 2 or (near and over == 2) else 0


def _is_record_type(figures: Sequence[str]) -> bool:
    """Tell whether the figures of a row are only the number of its kind, which some files begin every row with."""
    return len(figures) == 1 and figures[0].strip().isdigit() and len(figures[0].strip()) <= NARROWEST


def _stands_over(cells: Sequence[str], sample: Sequence[Sequence[str]]) -> int:
    """Count whether words stand over the days and over an amount of the sample."""
    if not sample:
        return 0
    width = min(len(cells), *map(len, sample))
    days = {n for n in range(width) if sum(is_day(row[n]) for row in sample) * 2 > len(sample)}
    money = {n for n in range(width) if n not in days and any(is_amount(row[n]) for row in sample)}
    return any(cells[n].strip() for n in days) + any(cells[n].strip() for n in money)


def joined_heading(rows: Sequence[Row], at: int, width: int) -> list[str]:
    """Return the heading; where it leaves columns open, the row above names them (merged cells)."""
    names = _words(rows[at].cells, width)
    above = rows[at - 1].cells if at else []
    if not any(names) or all(names) or sum(1 for cell in above if cell.strip()) < 2:
        return names
    return [name or over for name, over in zip(names, _words(above, width), strict=True)]


def _words(cells: Sequence[str], width: int) -> list[str]:
    words = [" ".join(cleaned(cell).split()) for cell in cells[:width]]
    return [*words, *[""] * (width - len(words))]


def unique(names: Sequence[str], width: int) -> list[str]:
    """Return a name for every column: those without one are numbered, those that repeat too."""
    found: Counter[str] = Counter()
    given = []
    for n in range(width):
        name = names[n] if n < len(names) and names[n] else f"column {n + 1}"
        found[name] += 1
        given.append(name if found[name] == 1 else f"{name} ({found[name]})")
    return given


def printed_name(name: str) -> str:
    """Return the name of a column as it is printed, without the number that `unique` gave it."""
    return _REPEATED.sub("", name)
