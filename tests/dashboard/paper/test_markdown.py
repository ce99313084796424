"""Markdown: whatever a text holds, a reader shows it as it was."""

from markdown_it import MarkdownIt

from dashboard.paper.as_markdown import as_markdown, escaped
from dashboard.paper.document import Document, Paragraph, Table
from tests.dashboard.paper.samples import HOSTILE, MADE, sample

READER = MarkdownIt("commonmark").enable("table")


def shown(markdown: str) -> str:
    """Return the text that a reader would show, by cell and paragraph."""
    tokens = [child for token in READER.parse(markdown) for child in token.children or ()]
    assert not {token.type for token in tokens} - {
        "text", "text_special", "softbreak", "hardbreak", "strong_open", "strong_close", "em_open", "em_close",
    }  # fmt: skip
    return "".join(token.content for token in tokens)


def test_hostile_text_is_text_in_every_block() -> None:
    said = shown(as_markdown(sample()))
    assert said.count(HOSTILE.replace("\u202e", "\\u202e").replace("\x1b", "\\u001b")) == 3
    assert "html" not in {token.type for token in READER.parse(as_markdown(sample()))}


def test_a_text_that_looks_like_a_list_a_heading_or_a_rule_is_a_paragraph() -> None:
    for text in ("1. a", "12) a", "- a", "+ a", "* a", "# a", "> a", "---", "===", "    code", "~~~", "| a | b |"):
        tokens = READER.parse(escaped(text))
        assert [token.type for token in tokens][:1] in (["paragraph_open"], ["code_block"])
        assert shown(escaped(text)).strip() == text.strip() or text == "    code"


def test_table_cells_stay_in_their_columns() -> None:
    document = Document("t", "en", MADE, (Table(("a|b", "c"), (("x|y", "1"), ("`|", "2")), "lr"),))
    cells = [token.content for token in READER.parse(as_markdown(document)) if token.type == "inline"]
    assert [shown(cell) for cell in cells] == ["a|b", "c", "x|y", "1", "`|", "2"]


def test_no_address_becomes_a_link() -> None:
    written = as_markdown(Document("t", "en", MADE, (Paragraph("see http://evil.example or www.evil.example"),)))
    assert "link_open" not in {child.type for token in READER.parse(written) for child in token.children or ()}
    assert "http://" not in written
    assert "www.evil" not in written
