"""The library's prose as HTML: paragraphs, `- ` lists and `> ` words to say. No links: a number is dialled, not clicked."""

from collections.abc import Iterable
from itertools import groupby
from typing import Final

from dashboard.views.plain import Html, joined, tag

_MARKS: Final = {"- ": "ul", "> ": "blockquote"}


def prose(text: str) -> Html:
    r"""Return prose as HTML.

    >>> prose("Say:\n> Twice.\n- one\n- two")
    '<p>Say:</p><blockquote><p>Twice.</p></blockquote><ul><li>one</li><li>two</li></ul>'
    >>> prose("> One.\n>\n> Two.")
    '<blockquote><p>One.</p><p>Two.</p></blockquote>'
    """
    blocks = groupby(text.splitlines(), key=lambda line: _MARKS.get(f"{line} "[:2], "p" if line.strip() else ""))
    return joined(*(_block(kind, lines) for kind, lines in blocks if kind))


def _block(kind: str, lines: Iterable[str]) -> Html:
    if kind == "ul":
        return tag("ul", *(tag("li", line[2:]) for line in lines))
    if kind == "blockquote":
        return tag("blockquote", *(tag("p", line[2:]) for line in lines if line[2:]))  # a bare `>` parts two of them
    return tag("p", " ".join(line.strip() for line in lines))
