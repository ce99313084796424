"""A small workbook of one sheet, the same bytes for the same cells.

Libraries stamp the hour into document properties and ZIP members; here every member carries the moment of the export.
"""

import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import Final
from xml.sax.saxutils import escape

from benchmarks.simulator import days


class Number(str):
    """A cell that is a number, written as its shortest decimal text."""

    __slots__ = ()


Cell = str | Number

_COLUMNS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PARTS: Final = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_TYPE}.sharedStrings+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
}


def workbook(rows: Iterable[Sequence[Cell]], made_at: int) -> bytes:
    """Return the bytes of a workbook; empty cells are left out, as spreadsheets do."""
    texts: dict[str, int] = {}
    sheet = "".join(_row(n, row, texts) for n, row in enumerate(rows, start=1))
    parts = {
        **_PARTS,
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>{sheet}</sheetData></worksheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}" uniqueCount="{len(texts)}">'
        + "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in texts)
        + "</sst>",
    }
    return _zipped({name: (_XML + part).encode() for name, part in parts.items()}, made_at)


def _row(number: int, cells: Sequence[Cell], texts: dict[str, int]) -> str:
    written = "".join(_cell(f"{_COLUMNS[n]}{number}", cell, texts) for n, cell in enumerate(cells) if cell)
    return f'<row r="{number}">{written}</row>'


def _cell(place: str, cell: Cell, texts: dict[str, int]) -> str:
    if isinstance(cell, Number):
        shortest = cell.rstrip("0").rstrip(".")
        return f'<c r="{place}"><v>{shortest}</v></c>'
    return f'<c r="{place}" t="s"><v>{texts.setdefault(cell, len(texts))}</v></c>'


def _zipped(parts: dict[str, bytes], made_at: int) -> bytes:
    moment, buffer = days.moment(made_at), io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            member = zipfile.ZipInfo(name, moment.timetuple()[:6])
            member.compress_type, member.external_attr, member.create_system = zipfile.ZIP_DEFLATED, 0o600 << 16, 3
            archive.writestr(member, data)
    return buffer.getvalue()
