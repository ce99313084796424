"""The largest table of a web page: banks save one under the name of a spreadsheet."""

import io
import re
from typing import Final

from ingest.guess.cells import strength
from ingest.source import Row

_TABLE: Final = re.compile(rb"<table\b", re.IGNORECASE)
_DIGITS_ALONE: Final = re.compile(r"\d+")
_WIDEST: Final = 50  # columns that one cell may span


def is_web_page(data: bytes) -> bool:
    """Tell whether a file is a web page with a table."""
    return _TABLE.search(data) is not None


def web_rows(data: bytes) -> list[Row]:
    """Return the rows of the table of a web page that looks most like a bank's; none where no table does."""
    from lxml import html  # noqa: PLC0415  (slow, and rarely needed)
    from lxml.etree import LxmlError  # noqa: PLC0415

    try:
        page = html.parse(io.BytesIO(data), parser=html.HTMLParser(huge_tree=False, no_network=True)).getroot()
    except (LxmlError, ValueError, AssertionError):
        return []
    if page is None:
        return []
    found: list[Row] = []
    for table in page.iter("table"):
        lines = [line for line in table.iter("tr") if next(line.iterancestors("table"), None) is table]
        rows = [Row(line.sourceline or n, _web_cells(line)) for n, line in enumerate(lines, start=1)]
        if strength(rows) > strength(found):
            found = rows
    return found


def _web_cells(line: object) -> list[str]:
    cells: list[str] = []
    for cell in line.iterchildren("td", "th"):  # type: ignore[attr-defined]
        cells.append(" ".join(cell.text_content().split()))
        span = cell.get("colspan", "1")
        cells += [""] * (min(int(span), _WIDEST) - 1 if _DIGITS_ALONE.fullmatch(span) else 0)
    return cells
