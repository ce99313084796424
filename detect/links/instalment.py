"""Instalment: the parts of one purchase that is paid over months. The rows say which part of how many each is."""

import re
from typing import Final

import numpy as np

from detect.causal import codes
from detect.links.table import Links
from detect.view import View

KIND: Final = "instalment"
RANK: Final = 55
_PART: Final = re.compile(
    r"第\s*(\d{1,2})\s*[/／]\s*(\d{1,2})\s*期|(?:instal\w*|rate|cicilan|angsuran|payment|zahlung)\D{0,12}(\d{1,2})\s*(?:/|of|dari|von)\s*(\d{1,2})",
    re.IGNORECASE,
)
_DRIFT: Final = 0.2  # of the part: the last one carries the rounding


def part_of(words: str) -> tuple[int, int] | None:
    """Return which part of how many a row is, by its words.

    >>> part_of("商品分期-第2/12期"), part_of("Cicilan 3 dari 6"), part_of("1/2 chicken")
    ((2, 12), (3, 6), None)
    """
    found = _PART.search(words)
    if found is None:
        return None
    part, parts = (int(number) for number in found.groups() if number)
    return (part, parts) if 1 <= part <= parts and parts > 1 else None


def find(view: View, links: Links) -> None:
    """Link each part (left) to the next one (right)."""
    found = view.said(part_of, object)
    told = {row: found[row] for row in np.flatnonzero(view.moved_out & (found != None)).tolist()}  # noqa: E711  (an array)
    if not told:
        return
    rows = np.array(sorted(told), dtype=np.int64)
    key = codes(view.account[rows], view.merchant[rows], np.array([told[row][1] for row in rows.tolist()]))
    order = np.lexsort((view.when[rows], key))
    for group in np.split(rows[order], np.flatnonzero(np.diff(key[order])) + 1):
        for row, following in _steps(view, group.tolist(), told):
            links.add(KIND, [row], [following], "next_part")


def _steps(view: View, group: list[int], told: dict[int, tuple[int, int]]) -> list[tuple[int, int]]:
    """Return pairs of a part and the next one: the earliest later row of the next number and nearly the same amount."""
    steps, used = [], set()
    for n, row in enumerate(group):
        for other in group[n + 1 :]:
            near = abs(view.amount[other] - view.amount[row]) <= _DRIFT * abs(view.amount[row])
            if other not in used and told[other][0] == told[row][0] + 1 and near:
                steps.append((row, other))
                used.add(other)
                break
    return steps
