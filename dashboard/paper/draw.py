"""How each block looks on a PDF's sheet."""

from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest
from typing import Any, Final

from dashboard.paper.document import (
    Bars,
    Block,
    Bullets,
    Heading,
    Lines,
    Pairs,
    Paragraph,
    Signature,
    Table,
    Title,
)
from dashboard.paper.draw_table import draw_table, least_height
from dashboard.paper.sheet import BODY, LEADING, SMALL, TITLE, Sheet

GAP: Final = 2.6  # millimetres between blocks
INDENT: Final = 6.0
SIGNING: Final = 14.0  # room for a hand-written name
_TIGHT: Final = 7.0  # the same where that saves a page with nothing but the signature
_HAIR: Final = 0.01  # what fits to the last bit does not fit: sums of heights differ in it
_SHORT: Final = 4  # lines of an item that stay on one page
_LABELS: Final = 0.42  # of the width, at most


def _title(sheet: Sheet, block: Title) -> None:
    lines = sheet.lines(block.text, sheet.width, TITLE, bold=True)
    sheet.skip(GAP)
    sheet.need(len(lines) * TITLE * LEADING + 2 * BODY * LEADING)
    sheet.write(lines, size=TITLE, bold=True)
    sheet.y += GAP * 1.3


def _heading(sheet: Sheet, block: Heading, below: float = 0) -> None:
    size = BODY + 1
    lines = sheet.lines(block.text, sheet.width, size, bold=True)
    sheet.skip(GAP)
    sheet.need(len(lines) * size * LEADING + max(below + GAP, 3 * size * LEADING))
    sheet.write(lines, size=size, bold=True)
    sheet.y += GAP / 2


def _paragraph(sheet: Sheet, block: Paragraph, below: float = 0) -> None:
    size = SMALL if block.quiet else BODY
    lines = sheet.lines(block.text, sheet.width, size, bold=block.strong)
    if len(lines) > 1:  # no line alone at the end of a page, or at its beginning
        sheet.need((len(lines) if len(lines) <= _SHORT else 2) * size * LEADING)
    if below:
        sheet.need(len(lines) * size * LEADING + GAP + below)
    sheet.write(lines, size=size, bold=block.strong, grey=block.quiet, right=block.right)
    sheet.y += GAP


def _lines(sheet: Sheet, block: Lines) -> None:
    sheet.need(min(len(block.lines) * BODY * LEADING, sheet.whole))
    for line in block.lines:
        sheet.write(sheet.lines(line, sheet.width))
    sheet.y += GAP


def _bullets(sheet: Sheet, block: Bullets, below: float = 0) -> None:
    for n, item in enumerate(block.items, start=1):
        lines = sheet.lines(item, sheet.width - INDENT)
        sheet.need((len(lines) if len(lines) <= _SHORT else 2) * BODY * LEADING)
        if below and n == len(block.items):
            sheet.need(len(lines) * BODY * LEADING + GAP + below)
        sheet.put(f"{n}." if block.numbered else "•", 0)
        sheet.write(lines, INDENT)
        sheet.y += GAP / 3
    sheet.y += GAP * 2 / 3


def _pairs(sheet: Sheet, block: Pairs) -> None:
    widest = max((sheet.text_width(label) for label, _ in block.pairs), default=0.0)
    column = min(widest, sheet.width * _LABELS)
    for label, value in block.pairs:
        labels, values = sheet.lines(label, column), sheet.lines(value, sheet.width - column - INDENT)
        for n in range(max(len(labels), len(values))):
            sheet.need(BODY * LEADING)
            if n < len(labels):
                sheet.put(labels[n], 0, grey=True)
            if n < len(values):
                sheet.put(values[n], column + INDENT)
            sheet.y += BODY * LEADING
    sheet.y += GAP


def _signing(sheet: Sheet, block: Signature) -> tuple[list[str], list[str], float]:
    """Return the lines of an end, those of the name, and the height of both without the room between them."""
    closing = sheet.lines(block.closing, sheet.width)
    lines = [part for line in block.lines for part in sheet.lines(line, sheet.width)]
    return closing, lines, (len(closing) + len(lines)) * BODY * LEADING


def _signature(sheet: Sheet, block: Signature) -> None:
    closing, lines, height = _signing(sheet, block)
    sheet.need(height + _TIGHT + _HAIR)
    room = min(SIGNING, sheet.room - height - _HAIR)
    sheet.write(closing)
    sheet.y += room
    sheet.write(lines, right=block.right)
    sheet.y += GAP


def draw(sheet: Sheet, blocks: Sequence[Block]) -> None:
    """Draw blocks one below the other. No heading is left without the table below it, and no signature without a sentence."""
    for block, after in zip_longest(blocks, blocks[1:]):
        below = 0.0
        if isinstance(after, Signature) and isinstance(block, Paragraph | Bullets):
            below = _signing(sheet, after)[2] + _TIGHT + _HAIR
        elif isinstance(after, Table) and isinstance(block, Heading):
            below = least_height(sheet, after)
        if below:
            _KEPT[type(block)](sheet, block, below)
        else:
            _DRAW[type(block)](sheet, block)


_KEPT: Final[Mapping[type[Block], Callable[[Sheet, Any, float], None]]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Bullets: _bullets,
}
_DRAW: Final[Mapping[type[Block], Callable[[Sheet, Any], None]]] = {
    Title: _title,
    Heading: _heading,
    Paragraph: _paragraph,
    Lines: _lines,
    Bullets: _bullets,
    Table: draw_table,
    Bars: lambda sheet, block: draw_table(sheet, block.table),
    Pairs: _pairs,
    Signature: _signature,
}
