r"""A document as blocks: what is on the page, not how it looks.

Text is made plain when a block is made, so that no writer can forget it: one line, every control, bidirectional or
otherwise invisible character written out. A statement's cells can hold anything.

>>> Paragraph("pay\u202e me").text
'pay\\u202e me'
"""

import datetime as dt
from dataclasses import dataclass, fields
from typing import Final

from dashboard.playbooks.model import LOCALES
from ingest.text import visible

# Besides what `visible` knows: what XML cannot hold, and tags, which spell words that nobody sees.
_UNPRINTABLE: Final = {
    code: f"\\u{code:04x}" for code in (0x00AD, 0x034F, 0x115F, 0x1160, 0x3164, *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)
} | {code: f"\\U{code:08x}" for code in (*range(0xE0000, 0xE0080), *range(0x1FFFE, 0x110000, 0x10000), *range(0x1FFFF, 0x110000, 0x10000))}  # fmt: skip


def plain(text: str) -> str:
    """Return text on one line in which nothing is hidden."""
    return visible(text).translate(_UNPRINTABLE)


class _Plain:
    """A block whose every text is made plain."""

    __slots__ = ()

    def __post_init__(self) -> None:
        for field in fields(self):  # type: ignore[arg-type]  # every block is a dataclass
            object.__setattr__(self, field.name, _cleaned(getattr(self, field.name)))


def _cleaned(value: object) -> object:
    if isinstance(value, str):
        return plain(value)
    return tuple(map(_cleaned, value)) if isinstance(value, tuple) else value


@dataclass(frozen=True, slots=True)
class Title(_Plain):
    """What the document is; once, at its beginning or under the addresses of a letter."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading(_Plain):
    """The name of a part; never the last line of a page."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph(_Plain):
    """Running text. `quiet` is small and grey, for notes; `right` stands at the right edge, for a date."""

    text: str
    strong: bool = False
    quiet: bool = False
    right: bool = False


@dataclass(frozen=True, slots=True)
class Lines(_Plain):
    """Lines that belong together without space between them, such as an address."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bullets(_Plain):
    """A list; `numbered` where the order or the number matters."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table(_Plain):
    """Rows under a heading, which comes again on every page. `align` has an `l` or `r` for each column."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    align: str = ""

    def __post_init__(self) -> None:
        _Plain.__post_init__(self)
        if any(len(row) != len(self.header) for row in self.rows) or len(self.align) not in (0, len(self.header)):
            raise ValueError("every row of a table has a cell for each column")


@dataclass(frozen=True, slots=True)
class Bars:
    """A table whose rows have a bar each where bars can be drawn: `shares` are their lengths, 0 to 1. Elsewhere the table."""

    table: Table
    shares: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Pairs(_Plain):
    """What is called how: labels with their values, a line each."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Signature(_Plain):
    """Closing words, room for a hand-written name, and the lines under it; never parted by a page's end.

    `right`: the lines stand at the right edge, as Chinese letters have them.
    """

    closing: str
    lines: tuple[str, ...]
    right: bool = False


Block = Title | Heading | Paragraph | Lines | Bullets | Table | Bars | Pairs | Signature


@dataclass(frozen=True, slots=True)
class Document(_Plain):
    """Blocks, and what stands above and below them on every page.

    Args:
        title: for the properties of the file, and for a screen reader.
        locale: zh, en or id.
        made: the moment that the file says it was made; nothing else in it depends on a clock.
        blocks: from top to bottom.
        header, footer: small, on every page; the number of the page stands beside the footer.
    """

    title: str
    locale: str
    made: dt.datetime
    blocks: tuple[Block, ...]
    header: str = ""
    footer: str = ""

    def __post_init__(self) -> None:
        _Plain.__post_init__(self)
        if self.locale not in LOCALES:
            raise ValueError(f"`{self.locale}` is not a language of the house")
