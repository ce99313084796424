"""The canonical table as a workbook for people: text stays text, whatever it begins with, and money is numbers.

Written by ourselves (ECMA-376 part 1, 18.2, 18.3, 18.8): six parts in a ZIP, the cells one row after the other, so that
a large ledger is never held twice. A text cell is an inline string (18.3.1.53), which no program reads as a formula,
under the number format `@`, so that it stays text when somebody edits it.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final
from xml.sax.saxutils import escape

import pandas as pd

from dashboard.cli.canonical import HEADING, cells_of
from ingest.importers.canonical import REQUIRED

MOST_ROWS: Final = 1_048_575  # of a sheet (Excel), its heading not counted
_LONGEST: Final = 32_767  # characters of a cell (Excel)
_MONEY: Final = frozenset(("amount", "balance", "fee", "refunded_amount", "original_amount"))
_EXACT: Final = 15  # digits that every program keeps of a number
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_DECIMALS: Final = (0, 1, 2, 3, 4)  # a number format each; more are left to the program
_TEXT, _BOLD, _FIRST_NUMBER = 1, 2, 3  # cell formats, in the order of the style sheet
_WHEN: Final = (1980, 1, 1, 0, 0, 0)  # equal ledgers are equal files
# What XML cannot hold, and what would be read as the form in which it is written (22.9.2.19, ST_Xstring).
_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


class TooManyRows(Exception):
    """More rows than a sheet has; the text is their number."""


class TooLong(Exception):
    """A text that no cell of a workbook can hold."""


def as_xlsx(frame: pd.DataFrame, accounts: pd.DataFrame) -> bytes:
    """Return the workbook of a ledger frame and what the ledger knows of its accounts.

    Columns in which no row has anything are left out.

    Raises:
        TooManyRows: they do not fit into one sheet.
        TooLong: a text does not fit into one cell.
    """
    if len(frame) > MOST_ROWS:
        raise TooManyRows(str(len(frame)))
    used = {name for cells in cells_of(frame, accounts) for name in HEADING if cells[name]}
    columns = [name for name in HEADING if name in used or name in REQUIRED]
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in _PARTS.items():
            book.writestr(_part(name), _HEAD + text)
        with book.open(_part("xl/worksheets/sheet1.xml"), "w") as sheet:
            for piece in _sheet(columns, cells_of(frame, accounts)):
                sheet.write(piece.encode())
    return target.getvalue()


def _part(name: str) -> zipfile.ZipInfo:
    part = zipfile.ZipInfo(name, _WHEN)
    part.compress_type = zipfile.ZIP_DEFLATED
    return part


def _sheet(columns: list[str], rows: Iterator[Mapping[str, str]]) -> Iterator[str]:
    yield (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" '
        'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>'
    )
    letters = [_letters(place) for place in range(len(columns))]
    heading = (_text(f"{letter}1", name, _BOLD) for letter, name in zip(letters, columns, strict=True))
    yield f'<row r="1">{"".join(heading)}</row>'
    for number, cells in enumerate(rows, start=2):
        written = (
            _cell(f"{letter}{number}", name, cells[name])
            for letter, name in zip(letters, columns, strict=True)
            if cells[name]
        )
        yield f'<row r="{number}">{"".join(written)}</row>'
    yield "</sheetData></worksheet>"


def _cell(place: str, name: str, said: str) -> str:
    if name in _MONEY and exact(said):
        decimals = len(said.partition(".")[2])
        form = f' s="{_FIRST_NUMBER + decimals}"' if decimals in _DECIMALS else ""
        return f'<c r="{place}"{form}><v>{said}</v></c>'
    return _text(place, said, _TEXT)


def exact(amount: str) -> bool:
    """Tell whether a number cell, which is a binary fraction, gives an amount back to the last digit.

    >>> exact("-36.50"), exact("123456789012345.67")
    (True, False)
    """
    digits = Decimal(amount).as_tuple().digits
    return len(digits) <= _EXACT and Decimal(repr(float(amount))) == Decimal(amount)


def _text(place: str, said: str, form: int) -> str:
    safe = _UNWRITABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", said)
    if len(safe) > _LONGEST:
        raise TooLong
    return f'<c r="{place}" s="{form}" t="inlineStr"><is><t xml:space="preserve">{escape(safe)}</t></is></c>'


def _letters(place: int) -> str:
    """Return the letters of a column, counted from 0.

    >>> _letters(0), _letters(25), _letters(26)
    ('A', 'Z', 'AA')
    """
    first, last = divmod(place, 26)
    return f"{_letters(first - 1) if first else ''}{chr(ord('A') + last)}"


def _styles() -> str:
    """Return the cell formats: none, text, the heading, and numbers with each count of decimals."""
    formats = "".join(f'<numFmt numFmtId="{164 + n}" formatCode="{"0." + "0" * n if n else "0"}"/>' for n in _DECIMALS)
    numbers = "".join(f'<xf numFmtId="{164 + n}" xfId="0" applyNumberFormat="1"/>' for n in _DECIMALS)
    return (
        f'<styleSheet xmlns="{_MAIN}"><numFmts count="{len(_DECIMALS)}">{formats}</numFmts>'
        '<fonts count="2"><font/><font><b/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        f'<cellXfs count="{_FIRST_NUMBER + len(_DECIMALS)}"><xf xfId="0"/><xf numFmtId="49" xfId="0" applyNumberFormat="1"/>'
        f'<xf numFmtId="49" fontId="1" xfId="0" applyNumberFormat="1" applyFont="1"/>{numbers}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )


_PARTS: Final = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" Type="{_OFFICE}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets><sheet name="transactions" sheetId="1" r:id="r1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" Type="{_OFFICE}/worksheet" '
        f'Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
    ),
    "xl/styles.xml": _styles(),
}
