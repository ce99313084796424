"""A document as Markdown in which text is text: no sign of it makes a heading, a link or an HTML tag."""

import re
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

_ANYWHERE: Final = re.compile(r"[\\`*_{}\[\]<>#|~&$^=!@]|:(?=[^\W\d]|/)")  # no colon of a time: "12:01" may stay
_AT_START: Final = re.compile(r"^(\s*)([-+]|\d{1,9}[.)])")
_ADDRESS: Final = re.compile(r"(?i)\b(www)\.")
_BREAK: Final = "  \n"


def as_markdown(document: Document) -> str:
    """Return the document as Markdown; what stands on every page stands once, above and below."""
    parts = [f"*{escaped(document.header)}*"] if document.header else []
    parts += [_WRITE[type(block)](block) for block in document.blocks]
    parts += ["---", f"*{escaped(document.footer)}*"] if document.footer else []
    return "\n\n".join(part for part in parts if part) + "\n"


def escaped(text: str) -> str:
    r"""Return a text that Markdown shows as it is.

    >>> escaped("1. <b> *x* www.example")
    '1\\. \\<b\\> \\*x\\* www\\.example'
    """
    said = _ADDRESS.sub(r"\1\\.", _ANYWHERE.sub(r"\\\g<0>", text))
    return _AT_START.sub(lambda found: f"{found[1]}{found[2][:-1]}\\{found[2][-1]}", said)


def _paragraph(block: Paragraph) -> str:
    said = escaped(block.text)
    if block.quiet or block.strong:
        mark = "**" if block.strong else "*"
        return f"{mark}{said.strip()}{mark}" if said.strip() else ""
    return said


def _bullets(block: Bullets) -> str:
    marks = (f"{n}." if block.numbered else "-" for n in range(1, len(block.items) + 1))
    return "\n".join(f"{mark} {escaped(item)}" for mark, item in zip(marks, block.items, strict=True))


def _table(block: Table) -> str:
    align = block.align or "l" * len(block.header)
    under = ["---:" if side == "r" else "---" for side in align]
    rows = (map(escaped, block.header), under, *(map(escaped, row) for row in block.rows))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _signature(block: Signature) -> str:
    return f"{escaped(block.closing)}\n\n{_BREAK.join(map(escaped, block.lines))}"


_WRITE: Final[Mapping[type[Block], Callable[[Any], str]]] = {
    Title: lambda block: f"# {escaped(block.text)}",
    Heading: lambda block: f"## {escaped(block.text)}",
    Paragraph: _paragraph,
    Lines: lambda block: _BREAK.join(map(escaped, block.lines)),
    Bullets: _bullets,
    Table: _table,
    Bars: lambda block: _table(block.table),
    Pairs: lambda block: _BREAK.join(f"**{escaped(label)}** {escaped(value)}" for label, value in block.pairs),
    Signature: _signature,
}
