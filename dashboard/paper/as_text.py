"""A document as plain text, for mails and terminals: one line for each paragraph, row and item."""

from collections.abc import Callable, Mapping
from typing import Any, Final

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

_BETWEEN: Final = " · "


def as_text(document: Document) -> str:
    """Return the document as text; every line of it is one block's, because blocks hold no line breaks."""
    parts = [document.header, *(_WRITE[type(block)](block) for block in document.blocks), document.footer]
    return "\n".join(part for part in parts if part).strip("\n") + "\n"


def _bullets(block: Bullets) -> str:
    marks = (f"{n}." if block.numbered else "-" for n in range(1, len(block.items) + 1))
    return "\n".join(f"{mark} {item}" for mark, item in zip(marks, block.items, strict=True))


def _table(block: Table) -> str:
    return "\n".join(_BETWEEN.join(cell for cell in row if cell) for row in (block.header, *block.rows))


_WRITE: Final[Mapping[type[Block], Callable[[Any], str]]] = {
    Title: lambda block: f"{block.text}\n",
    Heading: lambda block: f"\n{block.text}",
    Paragraph: lambda block: f"\n{block.text}" if block.strong else str(block.text),
    Lines: lambda block: "\n".join(block.lines),
    Bullets: _bullets,
    Table: _table,
    Bars: lambda block: _table(block.table),
    Pairs: lambda block: "\n".join(f"{label}: {value}" for label, value in block.pairs),
    Signature: lambda block: "\n".join((block.closing, "", *block.lines)),
}
