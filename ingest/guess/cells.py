"""What the cells of an unknown table can be, and how much its rows look like those of a bank."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from ingest.guess import amounts, dates
from ingest.guess.vocabulary import WHOLE, roles_of
from ingest.source import Row

NARROWEST: Final = 3  # cells of the narrowest table
SEARCHED: Final = 150  # rows: the longest preamble seen is 26, and a heading may be repeated
_FORMULA: Final = re.compile(r'^="(.*)"$', re.DOTALL)
_WEAK: Final = 3  # a heading that is known no better than this may be any word


def cleaned(cell: str) -> str:
    r"""Return a cell without what spreadsheets and mainframes put around it.

    >>> cleaned('="0012"'), cleaned("\t12 "), cleaned("'123")
    ('0012', '12', '123')
    """
    text = cell.replace("\u00a0", " ").replace("\ufeff", "").strip()
    found = _FORMULA.match(text)
    text = found[1].strip() if found else text
    return text[1:] if len(text) > 1 and text[0] == "'" and text[1:].replace(".", "").isdigit() else text


def trimmed(cells: Sequence[str]) -> list[str]:
    """Return the cells of a row without the blank ones at its end."""
    kept = list(cells)
    while kept and not kept[-1].strip():
        kept.pop()
    return kept


def is_day(cell: str) -> bool:
    """Tell whether a cell can only be a day: bare digits only where they are one of these centuries."""
    text = cleaned(cell)
    found = dates.taken_apart(text)
    if found is None or found.form in ("serial", "digits6"):
        return False
    if found.form == "short":
        return "." not in text or text.endswith(".")  # else 12.05 is money
    return found.form != "digits8" or bool(dates.possible([found]))


def is_amount(cell: str) -> bool:
    """Tell whether a cell is an amount."""
    return amounts.taken_apart(cleaned(cell)) is not None


def is_known(cell: str) -> bool:
    """Tell whether a cell is a heading that is known."""
    return max(roles_of(cell).values(), default=0) > _WEAK


def is_phrase(cell: str) -> bool:
    """Tell whether a cell is a heading that is known word for word."""
    return max(roles_of(cell).values(), default=0) >= WHOLE


def known(cells: Sequence[str]) -> int:
    """Count the cells that are known headings."""
    return sum(1 for cell in cells if cell.strip() and is_known(cell) and not is_amount(cell))


def is_entry(cells: Sequence[str]) -> bool:
    """Tell whether a row has a day, and an amount in another cell."""
    return has_amount(cells, [n for n, cell in enumerate(cells) if is_day(cell)])


def has_amount(cells: Sequence[str], days: Sequence[int]) -> bool:
    """Tell whether a row with days at some places has an amount anywhere but at the first of them."""
    return any(n != days[0] and is_amount(cell) for n, cell in enumerate(cells) if days)


def strength(rows: Sequence[Row]) -> float:
    """Say how much of a bank's table rows are: those with a day and an amount, and known headings above them."""
    dated = [row for row in rows if is_entry(row.cells)]
    headings = max((known(row.cells) for row in rows[:SEARCHED]), default=0)
    if not dated:
        return headings / 100 if headings >= NARROWEST else 0
    width, _ = Counter(len(row.cells) for row in dated).most_common(1)[0]
    return len(dated) + headings + min(width, 10) / 100 if width >= NARROWEST else 0
