"""A document as HTML: text is text, and nothing is asked of anybody."""

import re
from html.parser import HTMLParser

import pytest

from dashboard.paper.as_html import as_html
from dashboard.paper.as_text import as_text
from dashboard.paper.document import Document, Heading, Paragraph, Table, Title
from tests.dashboard.paper.samples import MADE
from tests.ingest import hostile

NASTY = (
    hostile.SCRIPT,
    hostile.IMAGE,
    hostile.LINK,
    hostile.TEMPLATES,
    hostile.BIDI,
    hostile.ANSI,
    '"><style>',
    "</p>",
)
LOADING = {"src", "href", "srcset", "action", "data", "poster", "style", "onerror", "onload"}


class Seen(HTMLParser):
    """The tags, attributes and text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


def page(*texts: str) -> Document:
    blocks = [Title(texts[0])]
    for text in texts:
        blocks += [Heading(text), Paragraph(text), Table((text,), ((text,),))]  # type: ignore[list-item]
    return Document(texts[0], "zh", MADE, tuple(blocks), header=texts[0], footer=texts[0])


def test_hostile_text_is_shown_and_never_obeyed() -> None:
    seen = Seen()
    written = as_html(page(*NASTY))
    seen.feed(written)
    assert {"script", "img", "a", "link", "iframe", "svg"}.isdisjoint(seen.tags)
    assert LOADING.isdisjoint(seen.attributes)
    assert seen.tags.count("style") == 1
    assert hostile.SCRIPT in seen.text
    assert hostile.TEMPLATES in seen.text
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x1b\x07]", written)


def test_a_page_forbids_itself_to_load_anything() -> None:
    written = as_html(page("x"))
    assert "default-src 'none'" in written
    assert "url(" not in written
    assert "@import" not in written


def test_a_page_follows_light_and_dark_and_says_its_language() -> None:
    written = as_html(page("x"))
    assert "prefers-color-scheme: dark" in written
    assert '<html lang="zh-CN">' in written
    assert "width=device-width" in written


def test_equal_documents_are_equal_pages() -> None:
    assert as_html(page("x")) == as_html(page("x"))


@pytest.mark.parametrize("text", NASTY)
def test_a_text_stays_on_its_line(text: str) -> None:
    lines = as_text(Document("t", "en", MADE, (Paragraph(f"{text}\nsecond"),))).splitlines()
    assert len(lines) == 1
    assert lines[0].endswith("second")
