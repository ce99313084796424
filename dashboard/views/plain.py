"""Text that strangers wrote, made harmless: every word goes through here before Streamlit sees it.

A statement's cells can hold anything. `tag` builds HTML in which all text is escaped unless it is HTML already, so
forgetting is safe; `in_markdown` is for the few places that only take Markdown: errors and labels.
"""

import string
from html import escape
from typing import Final

from ingest.text import visible

_JOINER: Final = "\N{WORD JOINER}"
_VOID: Final = frozenset({"br", "hr"})


class Html(str):
    """Markup of our own; only this module makes it out of text."""

    __slots__ = ()


def text(words: str) -> Html:
    """Return text as HTML that shows exactly it, invisible characters written out."""
    return Html(escape(visible(words), quote=True))


def tag(name: str, *children: str | None, **attributes: str) -> Html:
    """Return an element; children that are not Html are text, None is nothing. `class_` and `data_x` lose the underscore.

    >>> tag("p", "<b>", tag("b", "x"), class_="sum")
    '<p class="sum">&lt;b&gt;<b>x</b></p>'
    """
    said = "".join(f' {key.strip("_").replace("_", "-")}="{text(value)}"' for key, value in attributes.items())
    if name in _VOID:
        return Html(f"<{name}{said}>")
    return Html(f"<{name}{said}>{joined(*children)}</{name}>")


def joined(*children: str | None) -> Html:
    """Return children one after the other; those that are not Html are text."""
    return Html("".join(child if isinstance(child, Html) else text(child) for child in children if child is not None))


def in_markdown(words: str) -> str:
    r"""Return text that Streamlit's Markdown shows as it is.

    A backslash takes every sign its meaning while Markdown is parsed. Streamlit then looks through the parsed text
    once more (`:emoji:`, `->`, `www.`); word joiners, which have no width, keep those from being found.

    >>> in_markdown("www.x").replace("\u2060", "|")
    'www|\\.|x'
    """
    return "".join(f"{_JOINER}\\{sign}{_JOINER}" if sign in string.punctuation else sign for sign in visible(words))
