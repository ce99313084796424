"""What every reading of a file must be, however damaged the file is: the promises that the fuzz search holds it to."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, Final

from ingest.balances import ends
from ingest.camt.xml import text_of
from ingest.checks import check
from ingest.encoding import western
from ingest.importer import Importer
from ingest.notes import note
from ingest.ofx.document import _text as ofx_text
from ingest.schema import conform, validate
from ingest.source import Source
from ingest.statement import Statement
from ingest.table import TableImporter
from tests.ingest.golden import keys
from tests.ingest.rewriting import records_of

_ELSEWHERE: Final = ("<!--", "<![CDATA[", "@@:")  # where a mark may stand that is text, or lines end otherwise


def keep_promises(importer: Importer, source: Source, statements: Sequence[Statement]) -> None:
    """Check that these are ledger rows, that no line is lost or invented, and that a second reading is the same.

    Raises:
        AssertionError: a promise is broken.
    """
    for statement in statements:
        validate(conform(statement.rows.assign(txn_id=[str(n) for n in range(len(statement.rows))])))
        check(statement)
        ends(statement)
    if isinstance(importer, TableImporter) or importer.name == "canonical":
        lost, invented = difference(importer, source, statements)
        assert not lost, f"lines lost: {sorted(lost)[:5]}"
        assert not invented, f"lines invented: {sorted(invented)[:5]}"
    elif importer.name in MARKED and (there := MARKED[importer.name](source)) is not None:
        told = len(accounted(statements)) - sum(statement.batched for statement in statements)
        assert told >= there, f"records lost: {there} there, {told} told"
        assert told <= there, f"records invented: {there} there, {told} told"
    again = importer.parse(Source(source.name, source.data))
    assert said(again) == said(statements), "read otherwise the second time"


def difference(
    importer: Importer, source: Source, statements: Sequence[Statement]
) -> tuple[Counter[int], Counter[int]]:
    """Return the lines of the table that no statement accounts for, and those that are accounted for and not there."""
    there = Counter(records_of(importer, source))
    told = Counter(accounted(statements))
    above = Counter(line.number for one in statements for line in one.unread if line.note == note("above_heading"))
    return there - told, told - there - above


def accounted(statements: Sequence[Statement]) -> list[int]:
    """Return the line of every row, skipped line and unread line."""
    return [
        line
        for statement in statements
        for line in (
            *statement.rows["line"].tolist(),
            *(aside.number for aside in (*statement.skipped, *statement.unread)),
        )
    ]


def said(statements: Sequence[Statement]) -> list[Any]:
    """Return what matters of a reading."""
    return [keys(statements), accounted(statements), *(one.rows["amount"].tolist() for one in statements)]


def _counted(pattern: str, text: str) -> int | None:
    return None if any(mark in text for mark in _ELSEWHERE) else len(re.findall(pattern, text))


def _mt940(source: Source) -> int | None:
    return _counted(r"(?m)^[\x00-\x09\x0b-\x20\ufeff]*:61:", _lines(source))


def _ofx(source: Source) -> int | None:
    return _counted(r"(?i)<(?:STMTTRNP?|INVTRAN)\s*>", ofx_text(source))


def _camt(source: Source) -> int | None:
    return _counted(r"<(?:[\w.-]+:)?Ntry[\s>]", text_of(source))


def _qif(source: Source) -> int | None:
    """Count what stands between the marks that end a record or begin a section, after the first section began."""
    text = _lines(source)
    begun = re.search(r"(?m)^[ \t]*!", text)
    parts = re.split(r"(?m)^(?:\^|[ \t]*!).*$", text[begun.start() :]) if begun else []
    return sum(1 for part in parts if part.strip("\n \t\x1a"))


def _lines(source: Source) -> str:
    return (source.text(*western(source.data)) or "").replace("\r\n", "\n").replace("\r", "\n")


# Records of the formats that are no tables, counted by their marks alone, None where that would be too simple.
MARKED: Final[dict[str, Callable[[Source], int | None]]] = {"mt940": _mt940, "ofx": _ofx, "camt": _camt, "qif": _qif}
