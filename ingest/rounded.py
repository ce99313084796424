"""Long numbers that a spreadsheet has rounded: they look like numbers still, and name nothing any more.

A spreadsheet keeps fifteen digits. Saved again, an order number of twenty ends in five noughts, or is written as
`2.02301E+27`. One genuine number may end so by chance, a column of them may not: the whole column decides.
"""

import re
from collections.abc import Sequence
from typing import Final

_POWER: Final = re.compile(r"\d(?:[.,]\d{1,14})?E\+\d{1,3}", re.ASCII | re.IGNORECASE)
_KEPT: Final = 15  # digits
_LONG: Final = re.compile(rf"\d{{{_KEPT + 1},}}", re.ASCII)
_PROOF: Final = 6  # noughts that chance would print in one column of a million
_WRAPPED: Final = re.compile(r"""(?:['`]|=?")([\w-]+)["'`]?""")  # as exports do so that spreadsheets leave it alone
_QUOTES: Final = frozenset("'`=\"")


def unrounded(cells: Sequence[str]) -> list[str]:
    """Return a column of numbers without those that a spreadsheet rounded, which become empty.

    >>> unrounded(["202301020000000000", "202301029999000000", "2.02E+17"])
    ['', '', '']
    >>> unrounded(["202301020000000000", "202301020000000417", "202301029999000418", "'417"])
    ['202301020000000000', '202301020000000417', '202301029999000418', '417']
    """
    bare = [_WRAPPED.sub(r"\1", cell) if cell[:1] in _QUOTES and _WRAPPED.fullmatch(cell) else cell for cell in cells]
    rounded = _is_rounded(bare)
    if not rounded and "+" not in "".join(bare):
        return bare
    return [
        "" if _POWER.fullmatch(cell) or (rounded and _LONG.fullmatch(cell) and _ends(cell)) else cell for cell in bare
    ]


def _is_rounded(cells: Sequence[str]) -> bool:
    """Tell whether most long numbers of the column have noughts where digits were, more of them than chance explains."""
    ended = {cell for cell in cells if cell[_KEPT:].endswith("0") and _ends(cell) and _LONG.fullmatch(cell)}
    if sum(len(cell) - _KEPT for cell in ended) < _PROOF:  # nearly always
        return False
    return 2 * len(ended) > len({cell for cell in cells if _LONG.fullmatch(cell)})


def _ends(cell: str) -> bool:
    return not cell[_KEPT:].strip("0")
