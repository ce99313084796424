"""A document as PDF, A4, whose text can be selected and copied in every language."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields
from typing import Final

from fpdf import FPDF
from fpdf.fonts import TTFFont

from dashboard.paper.document import Block, Document
from dashboard.paper.draw import draw
from dashboard.paper.fonts import Faces, faces_for
from dashboard.paper.sheet import Family, Sheet

_CHINESE: Final = frozenset({"zh"})
_LANGUAGES: Final[Mapping[str, str]] = {"zh": "zh-CN", "en": "en", "id": "id"}
_ALWAYS: Final = "0123456789/• ."  # what the sheet itself writes


def as_pdf(document: Document) -> bytes:
    """Return the document as the bytes of a PDF.

    Raises:
        MissingFont: no font on this machine has its characters.
    """
    text = "".join(sorted({sign for part in _texts(document) for sign in part} | set(_ALWAYS)))
    chosen = faces_for(text, chinese_first=document.locale in _CHINESE)
    with _new_pdf(document) as pdf:
        sheet = Sheet(pdf, _add_fonts(pdf, chosen), lambda said: said.translate(chosen.written_out), document)
        draw(sheet, document.blocks)
        sheet.finish()
        return bytes(pdf.output())


@contextmanager
def _new_pdf(document: Document) -> Iterator[FPDF]:
    """Give a PDF with its properties, and close the files of its fonts, which fpdf2 leaves open."""
    pdf = FPDF(format="A4")
    pdf.set_creation_date(document.made)
    pdf.set_producer("Walletwatch")
    pdf.set_title(document.title)
    pdf.set_lang(_LANGUAGES[document.locale])
    try:
        yield pdf
    finally:
        for font in pdf.fonts.values():
            if isinstance(font, TTFFont):
                font.ttfont.close()


def _add_fonts(pdf: FPDF, chosen: Faces) -> Family:
    """Make the faces known to a PDF."""
    names = [f"face{n}" for n in range(len(chosen.faces))]
    for name, face in zip(names, chosen.faces, strict=True):
        pdf.add_font(name, "", face.path)
        if face.bold:
            pdf.add_font(name, "B", face.bold)
    pdf.set_fallback_fonts(names[1:], exact_match=False)
    return Family(names[0], has_bold=chosen.faces[0].bold is not None)


def _texts(part: object) -> Iterator[str]:
    """Yield every text of a document."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for inner in part:
            yield from _texts(inner)
    elif isinstance(part, Document | Block):
        for field in fields(part):
            yield from _texts(getattr(part, field.name))
