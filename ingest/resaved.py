"""How a spreadsheet writes a column of a file that it saved again: other dates, another decimal mark.

It writes them as the person's own country does. A year in front leaves no doubt; where day and month stand first, the
whole column decides, or nobody does.
"""

import re
from collections.abc import Iterable
from typing import Final

_MONTHS_A_YEAR: Final = 12
_CLOCKS: Final = ("", " %H:%M:%S", " %H:%M")
_YEAR_FIRST: Final = re.compile(r"\d{4}([-/.])\d{1,2}\1\d{1,2}\b", re.ASCII)
_YEAR_LAST: Final = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2\d{4}\b", re.ASCII)
_ORDERS: Final = ("%d/%m/", "%m/%d/", "%d-%m-", "%m-%d-", "%d.%m.", "%m.%d.")
_COMMA: Final = re.compile(r"\d,\d{1,2}\D{0,4}", re.ASCII)
_POINT: Final = re.compile(r"\.\d{1,2}\D{0,4}", re.ASCII)


def rewritten(cells: Iterable[str], known: Iterable[str], *, whole: bool = True) -> tuple[str, ...]:
    """Return the formats of dates in `cells` that a spreadsheet wrote instead of the `known` ones.

    Where day and month come first, only a `whole` column is read so, of which the known formats read no cell: a
    spreadsheet does not rewrite one line. They change places in no format that knows an order of them.

    >>> rewritten(["2026/3/1 9:05"], ["%Y-%m-%d"])[1], rewritten(["31.01.2026"], ["%Y-%m-%d"])[0]
    ('%Y/%m/%d %H:%M:%S', '%d.%m.%Y')
    >>> rewritten(["31/01/2026"], ["%m/%d/%Y"]), rewritten(["31/01/2026"], ["%Y-%m-%d"], whole=False)
    ((), ())
    """
    seen, known = list(cells), list(known)
    marks = dict.fromkeys(found[1] for found in map(_YEAR_FIRST.match, seen) if found)
    formats = [f"%Y{mark}%m{mark}%d{clock}" for mark in marks for clock in _CLOCKS]
    if whole and not any(order in fmt for fmt in known for order in _ORDERS):
        formats += slashed(seen)
    return tuple(formats)


def slashed(cells: Iterable[str]) -> tuple[str, ...]:
    """Return how a column writes its days: `31/01/2026`, `1/31/2026`, or with points, which have the day first.

    Where no day of the column is above the twelfth nobody can know, and nothing is returned.

    >>> slashed(["01/02/2026", "31/01/2026 10:05"])[1], slashed(["1/31/2026"])[0], slashed(["01/02/2026"])
    ('%d/%m/%Y %H:%M:%S', '%m/%d/%Y', ())
    """
    found = [(int(day[1]), day[2], int(day[3])) for day in map(_YEAR_LAST.match, cells) if day]
    formats: list[str] = []
    for mark in dict.fromkeys(mark for _, mark, _ in found):
        day_first = mark == "." or any(first > _MONTHS_A_YEAR for first, own, _ in found if own == mark)
        if day_first != any(second > _MONTHS_A_YEAR for _, own, second in found if own == mark):
            days = f"%d{mark}%m{mark}%Y" if day_first else f"%m{mark}%d{mark}%Y"
            formats += [f"{days}{clock}" for clock in _CLOCKS]
    return tuple(formats)


def writes_commas(cells: Iterable[str]) -> bool:
    """Tell whether amounts of a format with decimal points were saved with commas: some end so, none with a point.

    >>> writes_commas(["12,5", "1.234,50"]), writes_commas(["12,50", "3.20"]), writes_commas(["1,20,000", "1,234"])
    (True, False, False)
    """
    ends = [cell for cell in cells if "," in cell or "." in cell]
    return any(_ends(_COMMA, cell) for cell in ends) and not any(_ends(_POINT, cell) for cell in ends)


def _ends(pattern: "re.Pattern[str]", cell: str) -> bool:
    return any(found.end() == len(cell) for found in pattern.finditer(cell))
