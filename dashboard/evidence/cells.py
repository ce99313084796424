"""Tables and records of a pack as bytes: for a spreadsheet that must not obey them, and for programs."""

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from typing import Final

from dashboard.paper.document import plain

_OBEYED: Final = tuple("=+-@\uff1d\uff0b\uff0d\uff20")  # a cell that begins so is a formula, also in full width
_FIGURE: Final = re.compile(r"[+-]?\d[\d.,\s]*%?")


def harmless(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula; a plain figure stays a figure.

    >>> harmless("=1+1"), harmless("-129.00"), harmless("  @SUM(A1)")
    ("'=1+1", '-129.00', "'  @SUM(A1)")
    """
    text = plain(text)
    formula = text.lstrip().startswith(_OBEYED) and not _FIGURE.fullmatch(text.strip())
    return f"'{text}" if formula else text


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a CSV: UTF-8 with the mark by which spreadsheets know it, every cell harmless."""
    text = io.StringIO()
    csv.writer(text).writerows([harmless(cell) for cell in row] for row in (header, *rows))
    return text.getvalue().encode("utf-8-sig")


def record(answer: object) -> bytes:
    """Return JSON of one fixed form, so that equal facts are equal bytes."""
    return (json.dumps(answer, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False) + "\n").encode()
