"""A document as DOCX, for people who go on writing in their own office program. Needs no font of this machine."""

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any, Final

import docx
from docx.document import Document as File
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph as Line
from docx.text.run import Run

from dashboard.paper.document import (
    Bars,
    Block,
    Bullets,
    Document,
    Heading,
    Lines,
    Pairs,
    Paragraph,
    Signature,
    Table,
    Title,
)

_LANGUAGES: Final[Mapping[str, str]] = {"zh": "zh-CN", "en": "en-GB", "id": "id-ID"}
_LATIN: Final = "Arial"
_CHINESE: Final = "Microsoft YaHei"
_GREY: Final = RGBColor(105, 105, 105)
_MARGIN: Final = Mm(22)


def as_docx(document: Document) -> bytes:
    """Return the document as the bytes of a DOCX."""
    file = docx.Document()
    _set_up(file, document)
    for block in document.blocks:
        _WRITE[type(block)](file, block)
    written = io.BytesIO()
    file.save(written)
    return _timeless(written.getvalue())


# -- the file ----------------------------------------------------------------------------------------------------


def _set_up(file: File, document: Document) -> None:
    about = file.core_properties
    about.author = about.last_modified_by = about.comments = ""
    about.title = document.title
    about.language = _LANGUAGES[document.locale]
    about.created = about.modified = document.made
    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    _style(file, _LANGUAGES[document.locale])
    if document.header:
        _small(section.header.paragraphs[0].add_run(document.header))
    footer = section.footer.paragraphs[0]
    _small(footer.add_run(f"{document.footer}\t\t" if document.footer else "\t\t"))
    for field, after in (("PAGE", " / "), ("NUMPAGES", "")):
        _field(footer, field)
        _small(footer.add_run(after))


def _style(file: File, language: str) -> None:
    normal = file.styles["Normal"]
    normal.font.name, normal.font.size = _LATIN, Pt(10.5)
    normal.paragraph_format.space_after = Pt(7)
    properties = normal.element.get_or_add_rPr()
    properties.get_or_add_rFonts().set(qn("w:eastAsia"), _CHINESE)
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), language)
    spoken.set(qn("w:eastAsia"), "zh-CN")
    properties.append(spoken)


def _field(line: Line, name: str) -> None:
    """Let the office program count: a field such as PAGE."""
    for kind in ("begin", "", "end"):
        run = _small(line.add_run())
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = name
        run._r.append(mark)  # noqa: SLF001  (python-docx knows no fields)


def _timeless(written: bytes) -> bytes:
    """Return a ZIP whose members all say the same hour, so that equal documents are equal files."""
    told = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(written)) as old, zipfile.ZipFile(told, "w") as new:
        for member in old.infolist():
            entry = zipfile.ZipInfo(member.filename)  # 1 January 1980
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            new.writestr(entry, old.read(member))
    return told.getvalue()


# -- the blocks --------------------------------------------------------------------------------------------------


def _title(file: File, block: Title) -> None:
    run = file.add_paragraph().add_run(block.text)
    run.bold, run.font.size = True, Pt(14)


def _heading(file: File, block: Heading) -> None:
    line = file.add_paragraph()
    line.paragraph_format.keep_with_next = True
    run = line.add_run(block.text)
    run.bold, run.font.size = True, Pt(11.5)


def _paragraph(file: File, block: Paragraph) -> None:
    line = file.add_paragraph()
    run = line.add_run(block.text)
    run.bold = block.strong or None
    if block.quiet:
        _small(run)
    if block.right:
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _lines(file: File, block: Lines, *, right: bool = False) -> None:
    line = file.add_paragraph()
    if right:
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for n, text in enumerate(block.lines):
        if n:
            line.add_run().add_break()
        line.add_run(text)


def _bullets(file: File, block: Bullets) -> None:
    for n, item in enumerate(block.items, start=1):
        # The numbers of a numbered style go on from list to list; these begin anew.
        line = file.add_paragraph(style=None if block.numbered else "List Bullet")
        line.paragraph_format.space_after = Pt(2)
        if block.numbered:
            line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = Mm(7), Mm(-7)
            line.paragraph_format.tab_stops.add_tab_stop(Mm(7))
            line.add_run(f"{n}.\t")
        line.add_run(item)


def _table(file: File, block: Table) -> None:
    table = file.add_table(rows=0, cols=len(block.header), style="Table Grid")
    align = block.align or "l" * len(block.header)
    for n, row in enumerate((block.header, *block.rows)):
        cells = table.add_row().cells
        for cell, text, side in zip(cells, row, align, strict=True):
            _cell(cell, text, bold=n == 0, right=side == "r")
    repeat = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)  # noqa: SLF001  (python-docx has no name for it)
    file.add_paragraph().paragraph_format.space_after = Pt(0)


def _cell(cell: _Cell, text: str, *, bold: bool, right: bool) -> None:
    line = cell.paragraphs[0]
    line.paragraph_format.space_after = Pt(2)
    run = line.add_run(text)
    run.bold, run.font.size = bold or None, Pt(9)
    if right:
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _pairs(file: File, block: Pairs) -> None:
    table = file.add_table(rows=0, cols=2)
    for label, value in block.pairs:
        left, right = table.add_row().cells
        left.paragraphs[0].add_run(label).font.color.rgb = _GREY
        right.paragraphs[0].add_run(value)
        for cell in (left, right):
            cell.paragraphs[0].paragraph_format.space_after = Pt(2)
    file.add_paragraph().paragraph_format.space_after = Pt(0)


def _signature(file: File, block: Signature) -> None:
    closing = file.add_paragraph()
    closing.paragraph_format.keep_with_next = True
    closing.paragraph_format.space_after = Pt(40)
    closing.add_run(block.closing)
    _lines(file, Lines(block.lines), right=block.right)


def _small(run: Run) -> Run:
    run.font.size = Pt(8.5)
    run.font.color.rgb = _GREY
    return run


_WRITE: Final[Mapping[type[Block], Callable[[File, Any], None]]] = {
    Title: _title,
    Heading: _heading,
    Paragraph: _paragraph,
    Lines: _lines,
    Bullets: _bullets,
    Table: _table,
    Bars: lambda file, block: _table(file, block.table),
    Pairs: _pairs,
    Signature: _signature,
}
