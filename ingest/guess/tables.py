"""The tables of a file that no importer knows, in each way that its bytes can be read: the likeliest first.

A reader of other kinds of files only has to return rows: see `_readings`.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from ingest.errors import BrokenFile
from ingest.guess.cells import strength
from ingest.guess.encodings import DELIMITERS, likely_encodings
from ingest.guess.heading import unique
from ingest.guess.layout import Layout, lay_out
from ingest.guess.pages import pages_said
from ingest.guess.web import is_web_page, web_rows
from ingest.pdf.document import document, is_pdf
from ingest.pdf.table import pdf_grids
from ingest.source import Row, Source

_SHEETS: Final = 6  # of a workbook
_SAMPLE: Final = 400  # rows that tell what a table is
_TRIED: Final = 2  # readings of one file


class _Reading(NamedTuple):
    """The rows of a file, and how its bytes were read."""

    rows: Sequence[Row]
    encoding: str = ""
    delimiter: str = ""
    sheet: int = 0


def layouts(source: Source) -> Iterator[Layout]:
    """Yield the tables of a file, the likeliest first; nothing where it holds none.

    Raises:
        BrokenFile, PasswordNeeded: a PDF that cannot be opened.
    """
    if is_pdf(source):
        yield from _page_layouts(source)
        return
    measured = [(strength(one.rows[:_SAMPLE]), one) for one in _readings(source)]
    ranked = sorted((pair for pair in measured if pair[0] > 0), key=lambda pair: -pair[0])
    for _, (rows, encoding, delimiter, sheet) in ranked[:_TRIED]:
        layout = lay_out(rows, encoding=encoding, delimiter=delimiter, sheet=sheet, file=source.name)
        if layout is not None:
            yield layout


def _readings(source: Source) -> Iterator[_Reading]:
    """Yield the file's rows in every way it can be read."""
    if source.is_spreadsheet:
        for sheet in range(_SHEETS):
            if rows := source.sheet(sheet):
                yield _Reading(rows, sheet=sheet)
    elif is_web_page(source.data):
        yield _Reading(web_rows(source.data))
    else:
        for encoding in likely_encodings(source):
            for delimiter in DELIMITERS:
                yield _Reading(_text_rows(source, encoding, delimiter), encoding, delimiter)


def _page_layouts(source: Source) -> Iterator[Layout]:
    """Yield the table of a PDF in each way it can be meant; `sheet` counts them."""
    for way, grid in enumerate(pdf_grids(source)):
        lines = (row.line for row in grid.rows if row.line not in grid.asides)
        start = next(n for n, row in enumerate(grid.rows) if grid.asides.get(row.line, "heading") == "heading")
        yield Layout(
            preamble=grid.rows[:start],
            heading=unique(grid.names, len(grid.names)),
            rows=grid.rows[start:],
            headed=grid.headed,
            sheet=way,
            file=source.name,
            asides=grid.asides,
            pages=pages_said(document(source).pages(), lines, grid.said),
            unsure=grid.unsure,
        )


def read_again(source: Source, encoding: str, delimiter: str, sheet: int) -> Layout | None:
    """Return the table of a file as a mapping says it is read."""
    if source.is_spreadsheet:
        return lay_out(source.sheet(sheet), sheet=sheet, file=source.name)
    if not encoding:
        return next((layout for layout in layouts(source) if layout.sheet == sheet), None)
    rows = _text_rows(source, encoding, delimiter)
    return lay_out(rows, encoding=encoding, delimiter=delimiter, file=source.name)


def _text_rows(source: Source, encoding: str, delimiter: str) -> Sequence[Row]:
    """Return the rows of a text; where each line is quoted as a whole, what is in the quotes is read again."""
    if encoding.startswith("utf-16") and not source.is_text:
        source = Source(source.name, source.data.decode(encoding, "replace").encode())  # without its byte-order mark
    rows = source.rows(encoding, delimiter=delimiter)
    if len(rows) > 1 and all(len(row.cells) == 1 for row in rows):
        lines = [row.cells[0] for row in rows]
        if sum(delimiter in line for line in lines) * 2 > len(lines):
            inner = Source(source.name, "\n".join(line.replace("\n", " ") for line in lines).encode())
            return inner.rows(delimiter=delimiter)
    return rows


def refuse_cut(layout: Layout, source: Source) -> None:
    """Refuse a file that ends in the middle of its last line.

    Raises:
        BrokenFile: naming the line.
    """
    if not layout.rows or not layout.encoding or not source.is_text or not source.breaks_off(layout.encoding):
        return
    decoded = source.decoded(layout.encoding)
    if decoded is not None and decoded.cut:
        raise BrokenFile("cut", file=source.name, line=layout.rows[-1].line)
